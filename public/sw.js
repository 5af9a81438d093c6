// The service worker: the app itself without a network, and notifications. Its listeners must
// stand before any WebAssembly can load; what is worth telling is found by its Rust half
// (`crates/worker`), which is loaded only for a push or a periodic sync.
//
// It keeps the shell and the one build that this browser uses, all of one version or none, and
// answers with them before any network. It never touches the record (`data/`), which the app checks
// and keeps itself, nor `api/`.
'use strict';

// The glue of the Rust half: defines wasm_bindgen.
/*GLUE*/

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
const names = release ? [...release.shell, ...release[variant]] : [];
// Named by its content: nobody can mean another file by it, whatever the version.
const isHashed = (name) => /-[0-9a-f]{8}/.test(name);
// A page that was touched holds this lock (boot.js), and every page one with the name of its cache.
const touched = `gongkai-touched ${scope.pathname}`;

self.addEventListener('install', (event) => event.waitUntil(keep().then(takeOverIfIdle)));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim().then(forget)));
self.addEventListener('message', (event) => event.waitUntil(told(event)));
self.addEventListener('push', (event) => event.waitUntil(pushed(event.data)));
self.addEventListener('periodicsync', (event) => {
  if (event.tag === 'check') event.waitUntil(checked(false).then(tell));
});
self.addEventListener('notificationclick', (event) => event.waitUntil(opened(event)));
self.addEventListener('fetch', (event) => {
  const answer = choose(event.request);
  if (answer) event.respondWith(answer(event.request, event));
});

// All files or none: a rejection leaves the former version in charge.
async function keep() {
  if (!release) return;
  // What is named by its content may come from the browser's cache, where the page has just put it.
  const cacheMode = (name) => (isHashed(name) ? 'default' : 'no-cache');
  // What came damaged must not be kept: it would be served from here for ever.
  const options = (name) => ({ cache: cacheMode(name), integrity: release.integrity[name] ?? '' });
  const wanted = (name) => new Request(new URL(name, scope), options(name));
  const cache = await caches.open(current);
  // The page comes last: where it lies, all lay once that it needs.
  const had = await cache.match(entry);
  try {
    const page = await ownPage(await fetch(wanted('index.html')));
    await cache.addAll(names.filter((name) => name !== 'index.html').map(wanted));
    await cache.put(entry, page);
  } catch (error) {
    // What lay there before may be in use.
    if (!had) await caches.delete(current);
    throw error;
  }
}

// The page is not named by its content, so a host in the middle of a release may have sent that of
// another version. And a page that a host redirected to may not answer a navigation: a copy may.
async function ownPage(sent) {
  const text = await sent.text();
  const boot = release.shell.find((name) => /^boot-[0-9a-f]+\.js$/.test(name));
  if (!sent.ok || !boot || !text.includes(boot)) throw new Error('index.html is of another version');
  const headers = new Headers(sent.headers);
  // The list would grow old here.
  const plain = text.replace(/(<!--newest-->)[^]*(<!--\/newest-->)/, '$1$2');
  // They spoke of the bytes on the wire.
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(plain, { headers });
}

// A new version waits while somebody is in the middle of something, until a page tells it otherwise
// or all pages are closed. A page that did not start holds no such lock, so none can stop it.
// Where the browser has no locks nobody knows, and it waits.
async function takeOverIfIdle() {
  const locks = await held();
  if (locks && !locks.includes(touched)) await self.skipWaiting();
}

// What a page tells: a person wants the new version now, or it may come if nobody is busy. And what
// it asks: which version this is.
async function told({ data, ports: [port] }) {
  if (data?.takeOver === 'now') await self.skipWaiting();
  if (data?.takeOver === 'idle') await takeOverIfIdle();
  if (data?.tidy) await forget();
  port?.postMessage(release && release.version);
}

// The names of the locks that pages hold; null where the browser has none.
async function held() {
  const all = await navigator.locks?.query();
  return all ? all.held.map(({ name }) => name) : null;
}

// Deletes former versions of which no page is open: an open one may still ask for its files.
async function forget() {
  const names = (await caches.keys()).filter((name) => name.startsWith(mine) && name !== current);
  // A later version's is not former.
  if (self.registration.installing || self.registration.waiting) return;
  const locks = await held();
  const windows = locks ? [] : await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const name of names) {
    if (locks ? !locks.includes(name) : !windows.length) await caches.delete(name);
  }
}

function choose(request) {
  const url = new URL(request.url);
  if (request.method === 'POST' && url.href === new URL('share', scope).href) return shared;
  if (request.method !== 'GET' || url.origin !== scope.origin) return null;
  if (!url.pathname.startsWith(scope.pathname)) return null;
  const name = url.pathname.slice(scope.pathname.length);
  if (name.startsWith('data/') || name.startsWith('api/')) return null;
  // The app has no page of what was changed, but the search of where it was.
  if (request.mode === 'navigate' && name.endsWith('-changes.html')) return live;
  if (request.mode === 'navigate') return isPage(name) ? page : null;
  return isKept(name) ? kept : null;
}

// App addresses have no dot in their last part, unless a light page lies there; feeds and other
// files do, and are the server's.
function isPage(name) {
  if (/^(blacklist|(list|notice)\/[^/]+)\.html$/.test(name)) return true;
  return name === 'index.html' || !name.split('/').pop().includes('.');
}

function isKept(name) {
  return names.includes(name) || (isHashed(name) && !name.includes('/'));
}

// The kept page at once: a start never waits for the network. A newer version comes through the
// worker's own update, which the browser and the page ask for. Where the kept app is not whole, the
// network's page is the way out of it, and it is kept anew.
async function page(request, event) {
  const [own, whole] = await stored().catch(() => []);
  if (own && whole) return own;
  event.waitUntil(keep().catch((error) => console.warn(error)));
  // A plain host answers app addresses with the same page and 404.
  const usable = (answer) => answer.ok || answer.status === 404;
  return fetch(request).then(
    (answer) => (usable(answer) || !own ? answer : own),
    (error) => own || Promise.reject(error),
  );
}

// The network's page while it can be had.
function live(request, event) {
  return fetch(request).catch(() => page(request, event));
}

// The kept page, and whether all that it needs is here too.
async function stored() {
  const cache = await caches.open(current);
  const held = (await cache.keys()).map(({ url }) => url);
  return [await cache.match(entry), names.every((name) => held.includes(new URL(name, scope).href))];
}

// Kept files first, those of this version before those of another, of which a page may be open.
async function kept(request) {
  return (await found(request).catch(() => null)) || fetch(request);
}

async function found(request) {
  const own = await caches.match(request, { cacheName: current });
  if (own || !isHashed(request.url)) return own;
  for (const cacheName of await caches.keys()) {
    const other = cacheName.startsWith(mine) && (await caches.match(request, { cacheName }));
    if (other) return other;
  }
}

// What another app shares with this one: the post is answered here, so that no server sees it, and
// leads to where it belongs, with the text behind the `#`.
async function shared(request) {
  const form = await request.formData();
  const parts = ['url', 'text', 'title'].map((name) => String(form.get(name) ?? ''));
  return Response.redirect(new URL(whereTo(parts), scope).href, 303);
}

// A page of ours; else a credit code, which the blacklist is asked for; else words to search for.
function whereTo(parts) {
  const links = parts.join(' ').match(/https?:\/\/[^\s，。；）】》]+/g) ?? [];
  const ours = links.find((link) => link.startsWith(scope.href) && isPage(new URL(link).pathname.slice(scope.pathname.length)));
  if (ours) return ours;
  const code = parts.join(' ').match(/(?:^|[^0-9A-Z])([0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Z])/i);
  if (code) return `blacklist#q=${code[1].toUpperCase()}`;
  const [, text, title] = parts.map((part) => part.replace(/https?:\/\/\S+/g, ' ').trim());
  // All words must be found, so a long text would find nothing: its first line.
  const words = (text || title).split('\n')[0].trim().slice(0, 60);
  return words ? `search#q=${encodeURIComponent(words)}` : 'search';
}

// The one tag of all notifications of checks: each replaces the last.
const TAG = `gongkai-check ${scope.pathname}`;
// Longest time for a check: browsers end a worker that takes longer.
const CHECK_PATIENCE = 25_000;
const zh = !(self.navigator.language || 'zh').startsWith('en');

// A push ends in exactly one visible notification, whatever happens: browsers take the permission
// away from those who stay silent. So the first thing is shown before anything can fail.
async function pushed(data) {
  const echo = tokenOf(data);
  if (echo) {
    await show(zh ? '公开' : 'Gongkai', zh ? '提醒已接通。' : 'Alerts reach this device.', { fresh: true });
    await confirm(echo);
    return;
  }
  await show(
    zh ? '公开' : 'Gongkai',
    zh ? '有新公告，正在与您的关注核对……' : 'New notices. Comparing with what you follow …',
  );
  try {
    await tell(await checked(true));
  } catch (error) {
    console.warn(error);
    await show(
      zh ? '公开' : 'Gongkai',
      zh ? '有新公告，本机未能核对，请打开查看。' : 'New notices. They could not be compared here; open to check.',
    );
  }
}

// Whoever can push can say anything: a push is believed to be one, and nothing in it.
function tokenOf(data) {
  try {
    const { echo } = data.json();
    return typeof echo === 'string' && echo.length <= 200 ? echo : null;
  } catch {
    return null;
  }
}

// Tells the server that a first push arrived: only then does a registration count.
async function confirm(token) {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  };
  try {
    await fetch(new URL('api/v1/push/echo', scope), request);
  } catch (error) {
    // The page registers again when it is next opened.
    console.warn(error);
  }
}

// Fetches the head, matches on this device, and says what to show.
async function checked(isPush) {
  const late = new Promise((_, reject) => setTimeout(reject, CHECK_PATIENCE, new Error('too late')));
  const found = await Promise.race([matched(isPush), late]);
  // Open pages show it too.
  new BroadcastChannel(`gongkai ${scope.pathname} following`).postMessage(true);
  return found;
}

async function matched(isPush) {
  rust ??= load();
  try {
    await rust;
  } catch (error) {
    // The next push tries again.
    rust = null;
    throw error;
  }
  return wasm_bindgen.check(scope.pathname, isPush);
}

let rust = null;

async function load() {
  const address = new URL(release.worker, scope).href;
  const cache = await caches.open(current);
  const options = { integrity: release.integrity[release.worker] };
  const answer = (await cache.match(address)) || (await fetch(address, options));
  if (!answer.ok) throw new Error(`${release.worker}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  await wasm_bindgen({ module_or_path: bytes });
}

async function tell({ title, body, page: opens, badge, fresh }) {
  if (title) await show(title, body, { opens, fresh });
  if (badge === undefined || !navigator.setAppBadge) return;
  // An app that is not installed is refused, and that is no fault.
  await (badge ? navigator.setAppBadge(badge) : navigator.clearAppBadge()).catch(() => {});
}

// Only what is new is heard; the rest lies there quietly.
function show(title, body, { opens = 'follow', fresh = false } = {}) {
  const icon = new URL('icons/icon-192.png', scope).href;
  const how = fresh ? { renotify: true } : { silent: true };
  return self.registration.showNotification(title, { body, icon, tag: TAG, data: { page: opens }, ...how });
}

// Opens the page in the app that is open already, else in a new window.
async function opened(event) {
  event.notification.close();
  const address = new URL(event.notification.data?.page ?? 'follow', scope);
  if (!address.href.startsWith(scope.href)) return;
  const windows = await clients.matchAll({ type: 'window' });
  const own = windows.find((window) => window.url.startsWith(scope.href));
  if (!own) {
    await clients.openWindow(address.href);
    return;
  }
  // Some browsers let nobody come to the front.
  await own.focus().catch(() => {});
  own.postMessage({ open: address.pathname });
}
