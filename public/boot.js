// Loads the app. Not Rust, because it runs before any WebAssembly can: it sets what the first
// paint needs, picks the build that this browser understands, says what is happening, and says so
// when it cannot go on. A classic script in the head, so that nothing flashes.
'use strict';
(() => {
  // Written by `cargo xtask build`: {version, simd, plain}, each build {js, wasm, wasm_integrity,
  // wasm_bytes}.
  const builds = /*STAMP*/null/*STAMP*/;

  const root = document.documentElement;
  const base = new URL('.', document.currentScript.src);
  root.dataset.base = base.pathname;
  applySettings();
  const build = builds && (hasSimd() ? builds.simd || builds.plain : builds.plain);
  // The name under which the worker keeps this very app.
  const variant = build && build === builds.simd ? 'simd' : 'plain';
  const own = builds && `gongkai-app ${base.pathname} ${builds.version} ${variant}`;
  if (builds && builds.version) {
    root.dataset.version = builds.version;
    hold(own);
    for (const event of ['click', 'input', 'selectstart']) addEventListener(event, touched, true);
  }
  const module = start();
  module.catch(() => {});
  whenParsed(() => module.then(remember, fail));

  // The same record and the same rules as src/state/settings.rs.
  function applySettings() {
    const chosen = kept('settings') || {};
    const wanted = (navigator.languages || []).map((l) => l.split('-')[0]);
    const known = wanted.find((l) => l === 'zh' || l === 'en');
    root.dataset.text = chosen.text || 'standard';
    root.dataset.theme = chosen.theme || 'auto';
    root.lang = chosen.lang || (known === 'en' ? 'en' : 'zh-CN');
  }

  // A small record as src/platform/storage.rs keeps it.
  function kept(name) {
    try {
      const record = JSON.parse(localStorage.getItem(`gongkai.${name}`));
      return record && record.v === 1 ? record.data : null;
    } catch {
      // No storage, or not ours: the defaults hold.
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

  async function start() {
    if (typeof WebAssembly !== 'object') throw new Error('no WebAssembly');
    if (!builds) throw new Error('not built by cargo xtask build');
    const glue = import(new URL(build.js, base).href);
    const wasm = progress(await download(), build.wasm_bytes);
    const { default: init } = await glue;
    await parsed();
    // Runs the app's main(), which takes the static frame away.
    await init({ module_or_path: wasm });
  }

  async function download() {
    const address = new URL(build.wasm, base).href;
    const response = await fetch(address, { integrity: build.wasm_integrity });
    if (!response.ok) throw new Error(`${build.wasm}: ${response.status}`);
    return response;
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
    // Once the app runs it has taken the frame away and speaks for itself.
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
