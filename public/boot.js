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
  // The browser's own offer to install comes once and early; the app takes it when it is wanted.
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    window.gongkaiInstall = event;
  });
  const module = start();
  module.catch(() => {});
  whenParsed(() => module.then(remember, fail));

  // The same record and the same rules as src/state/settings.rs.
  function applySettings() {
    let chosen = {};
    try {
      const kept = JSON.parse(localStorage.getItem('gongkai.settings'));
      if (kept && kept.v === 1) chosen = kept.data;
    } catch {
      // No storage, or not ours: the defaults hold.
    }
    const wanted = (navigator.languages || []).map((l) => l.split('-')[0]);
    const known = wanted.find((l) => l === 'zh' || l === 'en');
    root.dataset.text = chosen.text || 'standard';
    root.dataset.theme = chosen.theme || 'auto';
    root.lang = chosen.lang || (known === 'en' ? 'en' : 'zh-CN');
  }

  async function start() {
    if (typeof WebAssembly !== 'object') throw new Error('no WebAssembly');
    if (!builds) throw new Error('not built by cargo xtask build');
    const build = hasSimd() ? builds.simd || builds.plain : builds.plain;
    const glue = import(new URL(build.js, base).href);
    const wasm = progress(await download(build), build.wasm_bytes);
    const { default: init } = await glue;
    await parsed();
    // Runs the app's main(), which takes the static frame away.
    await init({ module_or_path: wasm });
    return build;
  }

  async function download(build) {
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
    return WebAssembly.validate(new Uint8Array(code));
  }

  // Keeps the app for the next start without a network: the worker, and the build that it keeps.
  async function remember(build) {
    if (!builds.version || !navigator.serviceWorker) return;
    try {
      const variant = build === builds.simd ? 'simd' : 'plain';
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

  function fail(error) {
    console.error(error);
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
