// For operators: a service worker that does nothing but take itself away. Put it in place of `sw.js`
// (copy `sw-off.js` over it, and delete `sw.js.br` and `sw.js.gz`) when a worker must go that does
// not let itself be reached otherwise; `gongkai publish --no-worker` is the ordinary way. Every page
// then comes from the network from its next opening on. What is followed and the record stay.
'use strict';

const mine = `gongkai-app ${new URL(self.registration.scope).pathname} `;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(mine)) await caches.delete(name);
  }
  await self.registration.unregister();
}
