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
