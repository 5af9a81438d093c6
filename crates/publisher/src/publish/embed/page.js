// The widget's script: dresses the page as the fragment asks, says how old the data is on the
// reader's clock, and tells whoever frames it how tall it is. It asks for nothing and keeps nothing.
'use strict';
(() => {
  const root = document.documentElement;
  const DAY = 86_400_000;
  let english;
  dress();
  addEventListener('hashchange', () => { dress(); speak(); tell(); });
  addEventListener('DOMContentLoaded', () => {
    speak();
    tell();
    if (window.ResizeObserver) new ResizeObserver(tell).observe(document.body);
    setInterval(() => { speak(); tell(); }, 60_000);
  });
  function dress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const pick = (name, ...known) => (known.includes(asked.get(name)) ? asked.get(name) : known[0]);
    root.dataset.theme = pick('theme', 'auto', 'light', 'dark');
    root.dataset.text = pick('text', 'standard', 'large', 'largest');
    root.lang = pick('lang', 'zh-CN', 'en');
    english = root.lang === 'en';
    const count = Math.min(20, Math.max(1, Math.trunc(asked.get('count')) || 5));
    const rules = document.styleSheets[0].cssRules;
    rules[rules.length - 1].selectorText = `li:nth-child(n+${count + 1})`;
  }
  function speak() {
    const now = Date.now();
    for (const node of document.querySelectorAll('[data-en]')) {
      const data = node.dataset;
      if (!data.zh) data.zh = node.textContent;
      const over = data.over && now >= data.over;
      const text = english ? (over ? data.thenEn : data.en) : over ? data.then : data.zh;
      if (node.textContent !== text) node.textContent = text;
    }
    const old = now - root.dataset.at;
    const ago = document.getElementById('ago');
    if (!ago) return;
    // A clock that is behind the data knows no age.
    const words = old < 0 ? '' : age(old);
    ago.textContent = english ? words && `(${words} ago)` : words && `（${words.trim()}前）`;
    const stale = document.getElementById('stale');
    stale.hidden = old < 2 * DAY;
    stale.lastChild.textContent = english
      ? `Not checked for ${words}: newer notices may be missing. See the official platform.`
      : `已有${words}没有核对，可能缺少新的公告，请以官方平台为准。`;
  }
  function age(ms) {
    const [many, zh, en] = ms < 3_600_000 ? [ms / 60_000, '分钟', 'minute'] : ms < DAY ? [ms / 3_600_000, '小时', 'hour'] : [ms / DAY, '天', 'day'];
    const whole = Math.max(1, Math.floor(many));
    return english ? `${whole} ${en}${whole > 1 ? 's' : ''}` : ` ${whole} ${zh}`;
  }
  // What it needs, not what it has: the frame's own height is left out.
  let told = 0;
  function tell() {
    if (parent === window || !innerWidth) return;
    root.dataset.free = '';
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    delete root.dataset.free;
    if (height === told) return;
    told = height;
    parent.postMessage({ gongkai: 1, height }, '*');
  }
})();
