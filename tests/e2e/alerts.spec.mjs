// From a publication to a notification: the wake-up carries no fact, the match is made on the
// device, and inbox, badge and notification agree. By push, periodic sync, return and reconnection.
import { join } from 'node:path';
import { open } from './support/app.mjs';
import { expect, installed, test } from './support/journey.mjs';
import { decrypt, deviceKeys, pushService } from './support/pushes.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';
import { notifications, worker } from './support/worker.mjs';

test.use({ viewport: { width: 360, height: 780 }, permissions: ['notifications'], expected: [/Failed to load resource/] });

const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const award = (number, more = {}) =>
  row(number, {
    title: `海丰县示例镇第${number}期道路工程中标结果公告`,
    stage: 'award',
    stage_label: '中标结果公告',
    published: today,
    ...more,
  });

let place;
let site;
let rows;
/** Feeds rows beside those that are there, and publishes. */
async function publish(...more) {
  rows.push(...more);
  await place.read(lines(...rows));
  await place.publish(site, '--dataset', 'live');
}

test.beforeEach(async () => {
  place = town();
  site = join(place.folder, 'site');
  rows = [row(1, { published: today })];
  await publish();
});
test.afterEach(() => place.remove());

const inbox = (page) => page.locator('main');

/** Follows the awards of 海丰县, as a person does. */
async function follow(page, url, fragment = 'region=441521&stage=award') {
  await open(page, `${url}follow#search=${encodeURIComponent(fragment)}`);
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(page.getByText('已关注').first()).toBeVisible();
}

/** The one notification that there may be. */
async function only(page) {
  const shown = await notifications(page);
  expect(shown.length, JSON.stringify(shown)).toBeLessThanOrEqual(1);
  return shown[0] ?? { title: '', body: '' };
}

test('a push wakes the device, which finds the award itself and says so once', async ({ context, page }) => {
  const pushes = await pushService();
  const server = await serve(site, { push: join(place.folder, 'push.sqlite') });
  try {
    await follow(page, server.url);
    await installed(page);
    const sw = await worker(context, page);
    const keys = deviceKeys();
    const subscription = {
      endpoint: `${pushes.url}push/one`,
      keys: { p256dh: keys.p256dh, auth: keys.authText },
      topics: ['works.441521.awards'],
      every: 'once',
    };
    const register = () =>
      fetch(`${server.url}api/v1/push/subscriptions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(subscription),
      });
    expect((await register()).status).toBe(202);
    await expect.poll(() => pushes.arrived.length, { timeout: 15_000 }).toBe(1);
    const first = decrypt(pushes.arrived[0].body, keys);
    expect(JSON.parse(first.text)).toHaveProperty('echo');
    await sw.push(first.text);
    await expect.poll(async () => (await only(page)).body).toContain('提醒已接通');
    await expect.poll(async () => (await register()).status).toBe(200);

    await publish(award(2), award(3, { region: '441523' }));
    await expect.poll(() => pushes.arrived.length, { timeout: 20_000 }).toBe(2);
    const wake = decrypt(pushes.arrived[1].body, keys);
    expect(Object.keys(JSON.parse(wake.text)).sort()).toEqual(['sequence', 'topic', 'v']);
    expect(wake.length, 'every message has one size').toBe(first.length);
    expect(pushes.arrived[1].headers).toMatchObject({ urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(Number(pushes.arrived[1].headers.ttl)).toBeGreaterThan(0);

    await sw.kill();
    await sw.push(wake.text);
    await expect.poll(async () => (await only(page)).body).toContain('第2期道路工程');
    const told = await only(page);
    expect(told.title).toBe('中标结果');
    expect(told.page).toMatch(/^notice\//);

    // The page that was open all the while shows it, once.
    await page.goto(`${server.url}follow`);
    await expect(inbox(page).getByText('第2期道路工程')).toHaveCount(1);
    await expect(inbox(page).getByText('第3期道路工程')).toHaveCount(0);

    // Tapping it opens the notice in the window that is there.
    const [thread] = context.serviceWorkers();
    await thread.evaluate(async () => {
      const [notification] = await self.registration.getNotifications();
      self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
    });
    await expect(page).toHaveURL(new RegExp(told.page));
    await expect(page.getByRole('heading', { name: /第2期道路工程/ }).first()).toBeVisible();
  } finally {
    await server.stop();
    await pushes.stop();
  }
});

test('every push ends in one notification, whatever is in it and whatever fails', async ({ context, page }) => {
  test.setTimeout(120_000);
  const server = await serve(site);
  try {
    await follow(page, server.url);
    await installed(page);
    const sw = await worker(context, page);
    const valid = JSON.stringify({ v: 1, topic: 'works.441521.awards', sequence: 9 });
    for (const data of [valid, '', 'rubbish', 'x'.repeat(4_000), '{"v":9,"topic":7}', '{"echo":{"a":1}}', 'null', '[]']) {
      await sw.push(data);
      await expect.poll(async () => (await only(page)).title, { message: data.slice(0, 40) }).toContain('今日已核对');
      expect((await only(page)).body).toContain('与你有关 0 条');
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        for (const shown of await registration.getNotifications()) shown.close();
      });
    }
    // Fifty at once: still one, and the worker is well.
    await publish(award(4));
    await Promise.all(Array.from({ length: 50 }, () => sw.push(valid)));
    await expect.poll(async () => (await only(page)).body, { timeout: 30_000 }).toContain('第4期道路工程');
    await page.goto(`${server.url}follow`);
    await expect(inbox(page).getByText('第4期道路工程')).toHaveCount(1);
    // A page in place of the head: nothing is believed, and that is said.
    await server.stop();
    await sw.push(valid);
    // Behind the fifty, of which each may take its time on a slow machine.
    await expect.poll(async () => (await only(page)).body, { timeout: 60_000 }).toContain('本机未能核对');
  } finally {
    await server.stop();
  }
});

test('a periodic sync speaks only where there is something to tell', async ({ context, page }) => {
  const server = await serve(site);
  try {
    await follow(page, server.url);
    await installed(page);
    const sw = await worker(context, page);
    await sw.periodicSync();
    await page.waitForTimeout(1_500);
    expect(await notifications(page)).toEqual([]);
    await publish(award(5));
    // Again and again, as browsers do: one that could not look says nothing either.
    const synced = async () => {
      await sw.periodicSync();
      return (await only(page)).body;
    };
    await expect.poll(synced, { intervals: [3_000], timeout: 30_000 }).toContain('第5期道路工程');
  } finally {
    await server.stop();
  }
});

test('two pages and a worker tell of a change once, also after a month without a network', async ({ context, page }) => {
  const server = await serve(site);
  try {
    await follow(page, server.url);
    await installed(page);
    const other = await context.newPage();
    await open(other, `${server.url}follow`);
    await context.setOffline(true);
    await publish(award(6), award(7));
    await publish({ ...award(6), deadline: `${today}T18:00:00+08:00` }, award(8));
    await context.setOffline(false);
    const sw = await worker(context, page);
    await Promise.all([sw.periodicSync(), page.goto(`${server.url}follow`), other.reload()]);
    for (const one of [page, other]) {
      for (const number of [7, 8]) await expect(inbox(one).getByText(`第${number}期道路工程`)).toHaveCount(1);
    }
  } finally {
    await server.stop();
  }
});

test('a worker that is killed at any moment loses no alert and leaves no push without a word', async ({ context, page }) => {
  test.setTimeout(120_000);
  const server = await serve(site);
  try {
    await follow(page, server.url);
    await installed(page);
    const sw = await worker(context, page);
    for (const [round, wait] of [0, 5, 15, 30, 60, 120].entries()) {
      await publish(award(20 + round));
      await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        for (const shown of await registration.getNotifications()) shown.close();
      });
      await sw.push('{}');
      // A worker that is ended before it runs at all can say nothing; from its first word on it may
      // be ended anywhere.
      await expect.poll(async () => (await notifications(page)).length, { intervals: [5] }).toBe(1);
      await page.waitForTimeout(wait);
      await sw.kill();
      expect((await notifications(page)).length).toBe(1);
    }
    await sw.push('{}');
    await expect.poll(async () => (await only(page)).title).not.toBe('公开');
    await page.goto(`${server.url}follow`);
    for (let round = 0; round < 6; round += 1) {
      await expect(inbox(page).getByText(`第${20 + round}期道路工程`)).toHaveCount(1);
    }
  } finally {
    await server.stop();
  }
});
