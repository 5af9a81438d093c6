// The service worker: the app itself without a network. Not Rust, because its listeners must
// stand before any WebAssembly can load.
//
// It keeps the shell and the one build that this browser uses, all of one version or none. It
// never touches the record (`data/`), which the app checks and keeps itself, nor `api/`.
'use strict';

// Written by `cargo xtask build`: {version, shell: [...], simd: [...], plain: [...],
// integrity: {name: hash}}.
const release = /*STAMP*/null/*STAMP*/;

const scope = new URL(self.registration.scope);
// boot.js knows which build runs here, and says so in this script's address.
const variant = new URL(self.location.href).search === '?plain' ? 'plain' : 'simd';
// Towns may share an origin: the scope is part of the name.
const mine = `gongkai-app ${scope.pathname} `;
const current = `${mine}${release && release.version} ${variant}`;
const entry = new URL('index.html', scope).href;
// A navigation on a poor line shows the kept app after this time.
const PATIENCE = 3000;

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(forget()));
self.addEventListener('fetch', (event) => {
  const answer = choose(event.request);
  if (answer) event.respondWith(answer(event.request));
});

// All files or none: a rejection leaves the former version in charge. A new version waits until
// every page of the old one is closed.
async function keep() {
  if (!release) return;
  const names = [...release.shell, ...release[variant]];
  // What is named by its content may come from the browser's cache, where the page has just put it.
  const cacheMode = (name) => (/-[0-9a-f]{8}/.test(name) ? 'default' : 'no-cache');
  // What came damaged must not be kept: it would be served from here for ever.
  const options = (name) => ({ cache: cacheMode(name), integrity: release.integrity[name] ?? '' });
  const requests = names.map((name) => new Request(new URL(name, scope), options(name)));
  const cache = await caches.open(current);
  try {
    await cache.addAll(requests);
    await settlePage(cache);
  } catch (error) {
    await caches.delete(current);
    throw error;
  }
}

// The page is not named by its content, so a host in the middle of a release may have sent that of
// another version. And a page that a host redirected to may not answer a navigation: a copy may.
async function settlePage(cache) {
  const sent = await cache.match(entry);
  const text = await sent.text();
  const boot = release.shell.find((name) => /^boot-[0-9a-f]+\.js$/.test(name));
  if (!boot || !text.includes(boot)) throw new Error('index.html is of another version');
  const headers = new Headers(sent.headers);
  // They spoke of the bytes on the wire.
  headers.delete('content-encoding');
  headers.delete('content-length');
  await cache.put(entry, new Response(text, { headers }));
}

async function forget() {
  for (const name of await caches.keys()) {
    if (name.startsWith(mine) && name !== current) await caches.delete(name);
  }
}

function choose(request) {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.origin) return null;
  if (!url.pathname.startsWith(scope.pathname)) return null;
  const name = url.pathname.slice(scope.pathname.length);
  if (name.startsWith('data/') || name.startsWith('api/')) return null;
  if (request.mode === 'navigate') return isPage(name) ? page : null;
  return isKept(name) ? kept : null;
}

// App addresses have no dot in their last part; feeds and other files do, and are the server's.
function isPage(name) {
  return name === 'index.html' || !name.split('/').pop().includes('.');
}

function isKept(name) {
  return release && [...release.shell, ...release[variant]].includes(name);
}

// Network first, so that a new version is seen; the kept page when the network is slow or gone.
// A page and its files are of one version: a newer page asks for newer files by their hashes, and
// those go to the network.
async function page(request) {
  const own = await caches.open(current).then((cache) => cache.match(entry));
  if (!own) return fetch(request);
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, own));
  // A plain host answers app addresses with the same page and 404.
  const network = fetch(request).then(
    (answer) => (answer.ok || answer.status === 404 ? answer : own),
    () => own,
  );
  return Promise.race([network, patience]);
}

// Kept files first: all but the page are named by their content, or belong to no version.
async function kept(request) {
  const cache = await caches.open(current);
  return (await cache.match(request)) || fetch(request);
}
