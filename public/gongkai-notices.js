// <gongkai-notices domain region kind count theme text lang>: public notices in a page of another
// site. Classic and for good under this name: link to it, never copy it. ASCII alone, so that it
// reads the same in a page of any encoding.
//
// It makes a frame that is sandboxed and has no origin, keeps its place from the first moment, and
// believes it one thing: how tall it would like to be, within bounds. It sets no HTML and no style
// attribute, so that it works under the strictest policy of its host:
//   script-src SITE; frame-src SITE
'use strict';
(() => {
  const script = document.currentScript;
  if (!script || !window.customElements || customElements.get('gongkai-notices')) return;
  const site = new URL('.', script.src);

  const DOMAINS = { all: '', works: '\u5de5\u7a0b\u5efa\u8bbe', procurement: '\u653f\u5e9c\u91c7\u8d2d', land: '\u571f\u5730\u51fa\u8ba9', mining: '\u77ff\u4e1a\u6743', 'state-assets': '\u56fd\u6709\u4ea7\u6743', other: '\u5176\u4ed6\u4ea4\u6613' };
  const KINDS = { notices: '\u516c\u544a', awards: '\u7ed3\u679c', changes: '\u53d8\u66f4' };
  const own = (of, name) => Object.prototype.hasOwnProperty.call(of, name);
  // Each attribute: what it is where it is not said, and what it may be.
  const KNOWN = {
    domain: ['all', (v) => own(DOMAINS, v)],
    region: ['all', (v) => /^(all|\d{6})$/.test(v)],
    kind: ['notices', (v) => own(KINDS, v)],
    count: ['5', (v) => /^\d{1,2}$/.test(v) && v >= 1 && v <= 20],
    theme: ['auto', (v) => /^(auto|light|dark)$/.test(v)],
    text: ['standard', (v) => /^(standard|large|largest)$/.test(v)],
    lang: ['zh-CN', () => true],
  };
  // Bounds of what a frame may ask for, in CSS pixels.
  const LOWEST = 120;
  const HIGHEST = 4000;
  // More messages within a second than an honest page ever sends.
  const FLOOD = 60;
  // A frame that was loaded or seen for so long and never spoke was refused, in milliseconds.
  const PATIENCE = { loaded: 2500, seen: 10000 };

  // By window, so that a message of anybody else costs one look.
  const listening = new Map();
  addEventListener('message', (event) => {
    const element = listening.get(event.source);
    if (element) element.heard(event);
  });
  document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    if (!/^(frame|child|default)-src/.test(effectiveDirective)) return;
    if (!blockedURI.startsWith(site.origin)) return;
    for (const element of [...listening.values()]) if (!element.spoke) element.refused();
  });

  const hidden = new WeakMap();
  const kept = new WeakMap();
  class Notices extends HTMLElement {
    static observedAttributes = Object.keys(KNOWN);

    constructor() {
      super();
      // Where the page was shown before this script came, what stands inside has kept the place.
      kept.set(this, this.getBoundingClientRect().height);
      hidden.set(this, this.attachShadow({ mode: 'closed' }));
    }

    connectedCallback() {
      new Widget(this);
    }

    disconnectedCallback() {
      Widget.of(this)?.end();
    }

    attributeChangedCallback(name, before, now) {
      if (before !== now) Widget.of(this)?.changed();
    }
  }

  class Widget {
    static all = new WeakMap();
    static of = (host) => Widget.all.get(host);

    constructor(host) {
      this.host = host;
      Widget.all.set(host, this);
      this.draw();
    }

    // Once for all attributes that a script sets together.
    changed() {
      if (this.waiting) return;
      this.waiting = true;
      queueMicrotask(() => {
        this.waiting = false;
        if (Widget.of(this.host) === this) this.draw();
      });
    }

    asked() {
      const asked = {};
      for (const [name, [usual, fits]] of Object.entries(KNOWN)) {
        const said = (this.host.getAttribute(name) ?? '').trim() || usual;
        if (!fits(said)) return { wrong: `${name}="${said}"` };
        asked[name] = said;
      }
      asked.lang = /^en\b/i.test(asked.lang) ? 'en' : 'zh-CN';
      return asked;
    }

    draw() {
      const asked = this.asked();
      if (asked.wrong) return this.link(asked.wrong);
      const page = new URL(`embed/${asked.domain}-${asked.region}-${asked.kind}.html`, site).href;
      const wish = new URLSearchParams({ count: asked.count, theme: asked.theme, text: asked.text, lang: asked.lang });
      const address = `${page}#${wish}`;
      this.wish = asked;
      if (this.frame && this.page === page && this.spoke) {
        // The same page dressed otherwise: no request, and no entry in the reader's history.
        this.told = true;
        this.frame.contentWindow.location.replace(address);
        return;
      }
      this.stop();
      this.page = page;
      this.spoke = false;
      this.told = false;
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox');
      frame.setAttribute('loading', 'lazy');
      frame.setAttribute('referrerpolicy', 'no-referrer');
      frame.setAttribute('frameborder', '0');
      frame.setAttribute('width', '100%');
      const about = [DOMAINS[asked.domain], KINDS[asked.kind]].join('');
      frame.title = asked.lang === 'en' ? `Public notices: ${asked.domain}, ${asked.kind}` : `\u516c\u5171\u8d44\u6e90\u4ea4\u6613${about}`;
      frame.addEventListener('load', () => this.within(PATIENCE.loaded));
      frame.src = address;
      this.frame = frame;
      this.show(frame);
      const place = kept.get(this.host);
      kept.delete(this.host);
      this.reserved = place >= LOWEST && place <= HIGHEST ? place : reserve(this.host.getBoundingClientRect().width || 320, asked);
      this.size(this.reserved);
      this.window = frame.contentWindow;
      if (!this.window) return this.refused();
      listening.set(this.window, this);
      if (window.IntersectionObserver) {
        this.sight = new IntersectionObserver((seen) => {
          if (seen.some((entry) => entry.isIntersecting)) this.within(PATIENCE.seen);
        });
        this.sight.observe(this.host);
      }
    }

    within(ms) {
      const frame = this.frame;
      setTimeout(() => {
        if (frame && frame === this.frame && !this.spoke) this.refused();
      }, ms);
    }

    heard(event) {
      const now = Math.floor(performance.now() / 1000);
      this.second === now ? (this.many += 1) : ((this.second = now), (this.many = 1));
      // It keeps its place, and is not listened to any more.
      if (this.many > FLOOD) return this.deaf();
      const { data } = event;
      if (event.source !== this.frame?.contentWindow || event.origin !== 'null') return;
      if (typeof data !== 'object' || data === null || data.gongkai !== 1) return;
      if (typeof data.height !== 'number' || !Number.isFinite(data.height)) return;
      this.spoke = true;
      this.wanted = Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(data.height)));
      if (this.coming) return;
      this.coming = requestAnimationFrame(() => {
        this.coming = 0;
        this.grow();
      });
    }

    // At first a little too much room is left as it is: the page spreads its rows, and nothing
    // around it moves. From then on it follows.
    grow() {
      const first = !this.told;
      this.told = true;
      if (first && this.wanted <= this.reserved && this.wanted > this.reserved * 0.6) return;
      if (this.frame && this.wanted !== this.height) this.size(this.wanted);
    }

    // Not by an attribute, which any sheet outdoes, and not as text, which a policy may forbid.
    size(height) {
      this.height = height;
      this.frame.style.height = `${height}px`;
    }

    refused() {
      this.link('');
    }

    // What is left where there can be no frame: a way to the notices, and why.
    link(wrong) {
      this.stop();
      const { host } = this;
      const english = /^en\b/i.test(host.getAttribute('lang') ?? '');
      const wish = [];
      for (const name of ['domain', 'region']) {
        const said = host.getAttribute(name);
        if (said && said !== 'all' && KNOWN[name][1](said)) wish.push(`${name}=${said}`);
      }
      const link = document.createElement('a');
      link.href = new URL(`search${wish.length ? '#' : ''}${wish.join('&')}`, site).href;
      link.target = '_blank';
      link.rel = 'noopener';
      link.textContent = english ? 'Public notices' : '\u67e5\u770b\u516c\u5171\u8d44\u6e90\u4ea4\u6613\u516c\u544a';
      if (wrong) link.title = english ? `Not understood: ${wrong}` : `\u4e0d\u8ba4\u8bc6\u7684\u5c5e\u6027\uff1a${wrong}`;
      else link.title = english ? 'This page does not show the frame' : '\u8fd9\u4e2a\u7f51\u9875\u6ca1\u6709\u663e\u793a\u5d4c\u5165\u7684\u5185\u5bb9';
      this.show(link);
    }

    show(node) {
      this.empty();
      hidden.get(this.host).appendChild(node);
      // Sheets of its own, which no policy for inline styles forbids; without, attributes do.
      if (!SHEET) return;
      hidden.get(this.host).adoptedStyleSheets = [SHEET];
    }

    deaf() {
      listening.delete(this.window);
    }

    stop() {
      this.deaf();
      this.sight?.disconnect();
      cancelAnimationFrame(this.coming);
      this.coming = 0;
      this.frame = null;
    }

    end() {
      this.stop();
      Widget.all.delete(this.host);
      this.empty();
    }

    empty() {
      hidden.get(this.host).textContent = '';
    }
  }

  // What the page most likely needs at this width, by its own measures: titles of 32 characters, a
  // little less than half a line lost at the end of each, and a tenth more than that.
  function reserve(width, { count, text }) {
    const size = { standard: 16, large: 20, largest: 30 }[text];
    const small = 0.875 * size;
    const room = Math.max(size, width - 2 - 2 * Math.min(size, 0.04 * width));
    const lines = (characters, size) => Math.max(1, (characters * size) / room + 0.4);
    const row = 19 + lines(32, size) * 1.4 * size + (lines(15, small) + lines(18, small)) * 1.5 * small;
    const head = Math.max(44, lines(14, 1.06 * size) * 1.43 * size) + (lines(14, small) + lines(24, small)) * 1.5 * small + size / 2;
    return Math.ceil(head + count * row * 1.1 + 50);
  }

  let SHEET = null;
  try {
    SHEET = new CSSStyleSheet();
    SHEET.replaceSync(':host{display:block;min-inline-size:min(240px,100%)}:host([hidden]){display:none}iframe{all:initial;display:block;inline-size:100%;border:0}a{display:inline-flex;align-items:center;min-block-size:44px}');
  } catch {
    SHEET = null;
  }
  customElements.define('gongkai-notices', Notices);
})();
