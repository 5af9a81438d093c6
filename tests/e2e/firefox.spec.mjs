// Web Push in Firefox, from subscribing to the notification, with a push service of the test's own
// behind `dom.push.serverURL`. Firefox takes a subscription away from whoever stays silent.
import { join } from 'node:path';
import { expect, test } from './support/journey.mjs';
import { firefox } from './support/firefox.mjs';
import { pushService } from './support/pushes.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

test.setTimeout(180_000);

const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const award = (number) =>
  row(number, {
    title: `海丰县示例镇第${number}期道路工程中标结果公告`,
    stage: 'award',
    stage_label: '中标结果公告',
    published: today,
  });

test('a real subscription gets real messages, and stands after forty of which none matches', async () => {
  const place = town();
  const site = join(place.folder, 'site');
  await place.read(lines(row(1)));
  await place.publish(site, '--dataset', 'live');
  const pushes = await pushService();
  const server = await serve(site, { push: join(place.folder, 'push.sqlite') });
  const browser = await firefox(pushes.url);
  try {
    await browser.goto(`${server.url}follow#search=${encodeURIComponent('region=441521&stage=award')}`);
    // As a person does.
    await expect.poll(() => browser.evaluate(press, '关注'), { timeout: 30_000 }).toBe(true);
    await browser.evaluate(async () => void (await navigator.serviceWorker.ready));
    const registered = await browser.evaluate(register, server.url);
    expect(registered).toBe(202);
    // The first push is echoed by the worker: only then does the registration count.
    await expect.poll(() => browser.evaluate(register, server.url), { timeout: 20_000 }).toBe(200);

    await place.read(lines(row(1), award(2)));
    await place.publish(site, '--dataset', 'live');
    await expect.poll(() => browser.evaluate(shown), { timeout: 30_000 }).toContain('第2期道路工程');

    // The same ciphertext again: Firefox delivers it, nothing new is told, and no word is missing.
    const message = pushes.arrived.at(-1);
    for (let round = 0; round < 40; round += 1) {
      await browser.evaluate(close);
      pushes.deliver(message);
      await expect.poll(() => browser.evaluate(shown), { timeout: 10_000, message: `push ${round}` }).toMatch(/今日已核对|与你有关/);
    }
    expect(pushes.unregistered, 'Firefox gave the subscription up').toEqual([]);
    expect(await browser.evaluate(subscribed)).toBe(true);
    expect(pushes.codes.filter((code) => code >= 300)).toEqual([]);

    // Tampered: it never reaches the worker.
    await browser.evaluate(close);
    const body = Buffer.from(message.body);
    body[body.length - 1] ^= 1;
    pushes.deliver({ ...message, body });
    await expect.poll(() => pushes.codes.includes(101), { timeout: 10_000 }).toBe(true);
    expect(await browser.evaluate(shown)).toBe('');
  } finally {
    await browser.stop();
    await server.stop();
    await pushes.stop();
    place.remove();
  }
});

function press(words) {
  const button = [...document.querySelectorAll('main button')].find((b) => b.textContent.trim() === words);
  button?.click();
  return Boolean(button);
}

async function register(server) {
  const registration = await navigator.serviceWorker.ready;
  const { key } = await (await fetch(`${server}api/v1/push/key`)).json();
  const bytes = Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes });
  const { endpoint, keys } = subscription.toJSON();
  const body = JSON.stringify({ endpoint, keys, topics: ['works.441521.awards'], every: 'once' });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${server}api/v1/push/subscriptions`, { method: 'POST', headers, body })).status;
}

async function shown() {
  const registration = await navigator.serviceWorker.ready;
  const notifications = await registration.getNotifications();
  return notifications.map(({ title, body }) => `${title} ${body}`).join('\n');
}

async function close() {
  const registration = await navigator.serviceWorker.ready;
  for (const notification of await registration.getNotifications()) notification.close();
}

async function subscribed() {
  const registration = await navigator.serviceWorker.ready;
  return Boolean(await registration.pushManager.getSubscription());
}
