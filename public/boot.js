// Loads the app. Not Rust, because it runs before any WebAssembly can: it picks the build that this
// browser understands, says what is happening, and says so when it cannot go on.
'use strict';
(() => {
  // Written by `cargo xtask build`: {version, simd, plain}, each build {js, wasm, wasm_integrity,
  // wasm_bytes}.
  const builds = /*STAMP*/null/*STAMP*/;

  const root = document.documentElement;
  const base = new URL('.', document.currentScript.src);
  root.dataset.base = base.pathname;
  // Until this time after the start what can be read stays, if the app cannot draw it.
  const PATIENCE = 10_000;
  // And from when the app can draw something: until it is the same at most, and without growing.
  const LATE = 5_000;
  const QUIET = 250;
  const STILL = 1_000;
  // The browser's own offer to install comes once and early; the app takes it when it is wanted.
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    window.gongkaiInstall = event;
  });
  const build = builds && (hasSimd() ? builds.simd || builds.plain : builds.plain);
  // The name under which the worker keeps this very app.
  const variant = build && build === builds.simd ? 'simd' : 'plain';
  const own = builds && `gongkai-app ${base.pathname} ${builds.version} ${variant}`;
  if (builds && builds.version) {
    root.dataset.version = builds.version;
    hold(own);
    for (const event of ['click', 'input', 'selectstart']) addEventListener(event, touched, true);
  }
  const module = painted().then(start);
  module.catch(() => {});
  whenParsed(() => {
    dropOthers();
    forgetEnded();
    module.then(remember, fail);
  });

  // A small record as src/platform/storage.rs keeps it.
  function kept(name) {
    try {
      const record = JSON.parse(localStorage.getItem(`gongkai.${name}`));
      return record && record.v === 1 ? record.data : null;
    } catch {
      // No storage, or not ours.
      return null;
    }
  }

  // Whoever touched the page may be in the middle of something: a new version then asks first.
  function touched() {
    if ('touched' in root.dataset) return;
    root.dataset.touched = '';
    hold(`gongkai-touched ${base.pathname}`);
  }

  // Holds a lock as long as the page lives, by which the worker knows of it.
  function hold(name) {
    if (!navigator.locks) return;
    navigator.locks.request(name, { mode: 'shared' }, () => new Promise(() => {})).catch(() => {});
  }

  // What can be read is painted first: the app's start would keep a slow phone from it. A page that
  // nobody looks at paints nothing.
  function painted() {
    return new Promise((then) => {
      if (!light() || document.hidden || !window.PerformanceObserver) return then();
      const paints = new PerformanceObserver((list) => {
        if (list.getEntriesByName('first-contentful-paint').length) done();
      });
      paints.observe({ type: 'paint', buffered: true });
      setTimeout(done, 1_000);
      function done() {
        paints.disconnect();
        then();
      }
    });
  }

  async function start() {
    if (typeof WebAssembly !== 'object') throw new Error('no WebAssembly');
    if (!builds) throw new Error('not built by cargo xtask build');
    const glue = import(new URL(build.js, base).href);
    const wasm = progress(await download(), build.wasm_bytes);
    const { default: init } = await glue;
    await parsed();
    watchApp();
    // Runs the app's main(). What can be read already stays until the app can draw it (src/app.rs).
    await init({ module_or_path: wasm });
    if (light()) setTimeout(() => (root.dataset.drawn = ''), PATIENCE);
    // Behind the app's own first moment.
    else setTimeout(() => (root.dataset.drawn = ''));
  }

  async function download() {
    const address = new URL(build.wasm, base).href;
    const response = await fetch(address, { integrity: build.wasm_integrity });
    if (!response.ok) throw new Error(`${build.wasm}: ${response.status}`);
    return response;
  }

  // What `gongkai publish` wrote into this page, for reading before the app is there.
  function light() {
    return document.querySelector('#static-frame > .light');
  }

  // A host may answer every address with one page, and the worker does so with a kept one: what
  // belongs to another address goes, and what it says of itself.
  function dropOthers() {
    const path = location.pathname.slice(base.pathname.length).replace(/(^index)?\.html$/, '');
    // The light page of the search is of no search in particular.
    const is = path === 'search' && location.hash ? null : path;
    if (light()?.dataset.page === is) return;
    light()?.remove();
    dropAbout();
  }

  function dropAbout() {
    document.querySelectorAll('[data-light]').forEach((e) => e.remove());
  }

  // A plain host goes on to send entries of the blacklist whose time has ended; days are Beijing's.
  function forgetEnded() {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    document.querySelectorAll('[data-until]').forEach((entry) => {
      const { until } = entry.dataset;
      if (until && until < today) entry.remove();
    });
  }

  // The app says by `data-drawn` that it can draw what stands here, and by `data-moved` that the
  // page has another address now.
  function watchApp() {
    let waits = false;
    new MutationObserver(() => {
      const moved = 'moved' in root.dataset;
      if (moved) dropAbout();
      // It says so again at times; only somebody who went on changes for what is waited.
      if (!('drawn' in root.dataset) || (waits && !moved)) return;
      waits = true;
      whenWhole(exchange);
    }).observe(root, { attributeFilter: ['data-drawn', 'data-moved'] });
  }

  // Text must not move while it is read: so not before the app has all the notices that stand here
  // and a notice has stopped growing, or it has some and draws no more, or it is late. What the app
  // has no page for stays. Who went on wants what comes next.
  function whenWhole(then) {
    if (!light()) return then();
    if ('moved' in root.dataset) return requestAnimationFrame(then);
    if ('own' in light().dataset) {
      const leave = ({ target }) => target.closest('a:not([rel])') && (root.dataset.moved = '');
      return light().addEventListener('click', leave);
    }
    const links = [...light().querySelectorAll('ul.rows a')].filter((a) => a.pathname.includes('/notice/'));
    const late = setTimeout(done, LATE);
    let quiet;
    const growth = new MutationObserver(grew);
    growth.observe(document.querySelector('body > .app'), { childList: true, subtree: true });
    grew();
    function grew() {
      clearTimeout(quiet);
      const there = links.filter(counterpart).length;
      const all = there === links.length;
      if (all || there) quiet = setTimeout(done, !all ? STILL : there ? 0 : QUIET);
    }
    function done() {
      growth.disconnect();
      clearTimeout(quiet);
      clearTimeout(late);
      requestAnimationFrame(then);
    }
  }

  // In one frame, by the sheet; whoever reads with the keyboard goes on from the same place.
  function exchange() {
    const frame = document.getElementById('static-frame');
    if (!frame) return;
    const link = frame.contains(document.activeElement) && document.activeElement.closest('a');
    const y = scrollY;
    const top = (of) => of.getBoundingClientRect().top;
    // The first that is read stays where it is, though what is above may be taller or less tall.
    const read = y && [...frame.querySelectorAll('ul.rows a')].find((a) => top(a) >= 0 && counterpart(a));
    const before = read && top(read);
    root.dataset.shown = '';
    frame.remove();
    if (link) counterpart(link)?.focus({ preventScroll: true });
    scrollTo(0, read ? y + top(counterpart(read)) - before : y);
  }

  function counterpart(link) {
    if (link.classList.contains('ask')) return document.querySelector('body > .app [type="search"]');
    const of = ({ pathname, hash }) => pathname.replace(/\.html$/, '') + hash;
    return [...document.querySelectorAll('body > .app a')].find((own) => of(own) === of(link));
  }

  // The same answer, counted as it comes.
  function progress(response, all) {
    if (!response.body || typeof TransformStream !== 'function') return response;
    let come = 0;
    let shown = 0;
    const counter = new TransformStream({
      transform(chunk, out) {
        come += chunk.length;
        const percent = Math.min(99, Math.floor((come / all) * 100));
        if (percent >= shown + 5) say(`正在打开… Opening… ${(shown = percent)}%`);
        out.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(counter), {
      headers: { 'content-type': 'application/wasm' },
    });
  }

  // One function that uses a vector: () { i32.const 0; i8x16.splat; drop }.
  function hasSimd() {
    const code = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11];
    return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array(code));
  }

  // Keeps the app for the next start without a network: the worker, and the build that it keeps.
  async function remember() {
    // The publisher may have switched it off (src/state/update.rs).
    if (!builds.version || !navigator.serviceWorker || kept('worker')) return;
    try {
      const address = trusted(new URL(`sw.js?${variant}`, base).href);
      await navigator.serviceWorker.register(address, { updateViaCache: 'none' });
    } catch (error) {
      // The app works, but only with a network.
      console.warn('service worker:', error);
    }
  }

  // The content policy allows this one policy, and it allows this one script.
  function trusted(address) {
    if (!window.trustedTypes) return address;
    const policy = window.trustedTypes.createPolicy('boot', {
      createScriptURL(url) {
        if (new URL(url).pathname !== `${base.pathname}sw.js`) throw new TypeError(url);
        return url;
      },
    });
    return policy.createScriptURL(address);
  }

  // A kept app that does not start is thrown away, and comes anew from the network or is replaced by
  // the version that waits. Once a tab and version, and only with a network; else nothing is touched.
  async function repair() {
    const container = navigator.serviceWorker;
    if (!container || !container.controller || sessionStorage.getItem('gongkai.repaired') === own) return;
    const there = await fetch(new URL('sw.js', base), { cache: 'no-store' });
    if (!there.ok) return;
    sessionStorage.setItem('gongkai.repaired', own);
    const registration = await container.getRegistration(base.pathname);
    if (registration && registration.waiting) registration.waiting.postMessage({ takeOver: 'now' });
    await caches.delete(own);
    location.reload();
  }

  function fail(error) {
    console.error(error);
    repair().catch(() => {});
    const status = document.getElementById('boot-status');
    const failure = document.getElementById('boot-failure');
    // Once the app runs the frame is gone and it speaks for itself.
    if (!status || !failure) return;
    status.hidden = true;
    failure.hidden = false;
    document.getElementById('boot-reason').textContent = String(error && error.message);
  }

  function say(text) {
    const status = document.getElementById('boot-status');
    if (status) status.textContent = text;
  }

  function parsed() {
    return new Promise(whenParsed);
  }

  function whenParsed(then) {
    if (document.readyState !== 'loading') then();
    else document.addEventListener('DOMContentLoaded', then, { once: true });
  }
})();
