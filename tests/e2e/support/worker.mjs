// The service worker, spoken to as the browser would: pushes, periodic syncs, notifications.

/** A session with the browser's own protocol about the worker of a page. */
export async function worker(context, page) {
  const session = await context.newCDPSession(page);
  let registration;
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    for (const one of registrations) if (!one.isDeleted) registration = one.registrationId;
  });
  await session.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  const known = async () => {
    for (let tries = 0; tries < 50 && !registration; tries += 1) await page.waitForTimeout(100);
    return registration;
  };
  return {
    /** A push with a text, delivered as a push service would. */
    push: async (data) =>
      session.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await known(), data }),
    /** A periodic sync. */
    periodicSync: async (tag = 'check') =>
      session.send('ServiceWorker.dispatchPeriodicSyncEvent', { origin, registrationId: await known(), tag }),
    /** Ends every worker, as a system short of memory does. */
    kill: () => session.send('ServiceWorker.stopAllWorkers'),
  };
}

/** What notifications say now. */
export const notifications = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({ title, body, tag, data }) => ({ title, body, tag, page: data?.page }));
  });
