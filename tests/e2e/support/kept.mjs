// Everything that a browser keeps of an app, to compare before and after.

/** Local and session storage, every database, the addresses of all cached files, the history. */
export function kept(page) {
  return page.evaluate(async () => {
    const databases = {};
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      databases[name] = {};
      for (const store of db.objectStoreNames) {
        const all = await new Promise((done) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
        });
        const plain = (key, value) => (ArrayBuffer.isView(value) ? [...value] : value);
        databases[name][store] = JSON.stringify(all, plain);
      }
      db.close();
    }
    const files = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) files.push(request.url);
    }
    const local = { ...localStorage };
    // When the copy was last compared: of the record, not of anybody.
    delete local['gongkai.checked'];
    return { databases, files: files.sort(), local, session: { ...sessionStorage }, history: history.length };
  });
}

/** The addresses of the files that the app keeps of the record, those with a part in them. */
export const files = (page, part) =>
  page.evaluate(async (part) => {
    const cache = await caches.open('gongkai-data /');
    const all = (await cache.keys()).map(({ url }) => new URL(url).pathname);
    return all.filter((path) => path.includes(part)).sort();
  }, part);

/** A year in the list of texts that can be downloaded. */
export const year = (page, number) => page.locator('li.year', { hasText: `${number} 年` });

/** A browser that tells its line: `line.type` is what it is, and its event `change` tells the app. */
export const onLine = (page, type) =>
  page.addInitScript((type) => {
    window.line = Object.assign(new EventTarget(), { type, saveData: false });
    Object.defineProperty(Navigator.prototype, 'connection', { get: () => window.line });
  }, type);
