// R7: a publisher takes the service worker off every device, whatever runs there: by the manifest, by
// a worker that only takes itself away, by none at all. What is followed stays.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hits } from './support/app.mjs';
import { expect as soon, installed, test } from './support/journey.mjs';
import { bar, expectFollowed, follow, start } from './support/kept-app.mjs';
import { staticHost } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';
import { keptHere, manifest, watchLost } from './support/versions.mjs';
import { worker } from './support/worker.mjs';

test.use({ viewport: { width: 360, height: 780 }, expected: [/Failed to load resource|service worker|integrity|Failed to fetch/] });
test.setTimeout(180_000);
const expect = soon.configure({ timeout: 30_000 });

const place = town();
let data;
let host;
let lost;

test.beforeAll(async () => {
  await place.read(lines(row(1), row(2)));
  data = await place.publish();
});
test.afterAll(() => place.remove());
test.beforeEach(async () => {
  host = await staticHost([process.env.APP, data]);
  lost = watchLost(host);
});
test.afterEach(async () => {
  await host.stop();
  expect(lost, 'files that were asked for and are not there').toEqual([]);
});

const noWorker = manifest((sent) => (sent.instance.no_worker = true));

/**
 * Ends the worker for which another waits, as a browser does after half a minute without work: under
 * a debugger Chromium may let it run for ever.
 */
async function endIdle(context, page) {
  if (!(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state))) return;
  await (await worker(context, page)).kill();
}

test('the publisher switches the worker off by the manifest: every tab is free, and nothing is lost', async ({ context, page }) => {
  await follow(page, host);
  const other = await context.newPage();
  await start(other, host.url);
  host.fault = noWorker;
  for (const tab of [page, other]) {
    await tab.goto(`${host.url}search`);
    await expect(hits(tab).first()).toBeVisible();
  }
  await expect.poll(async () => await keptHere(page)).toEqual({ workers: 0, apps: [], data: true, personal: true });
  for (const tab of [page, other]) {
    await tab.reload();
    await expect(hits(tab).first()).toBeVisible();
    expect(await tab.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
  }
  await expectFollowed(page, host);
  expect((await keptHere(page)).workers, 'it does not come back by itself').toBe(0);
  // Switched on again it does.
  host.fault = manifest((sent) => (sent.sequence += 1));
  await page.goto(host.url);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('gongkai.worker')), { timeout: 30_000 }).toBe(null);
  await page.reload();
  await installed(page);
  await expectFollowed(page, host);
});

for (const [name, answer] of [
  ['a worker that only takes itself away', () => ({ body: readFileSync(join(process.env.APP, 'sw-off.js')), headers: { 'content-type': 'text/javascript' } })],
  ['no worker any more', () => ({ status: 404, body: '' })],
]) {
  test(`${name} in its place frees every tab and keeps what is followed`, async ({ context, page }) => {
    await follow(page, host);
    const other = await context.newPage();
    await start(other, host.url);
    host.fault = (path) => (path === 'sw.js' ? answer() : null);
    await other.goto(`${host.url}search`);
    const kept = async () => {
      await endIdle(context, other);
      return keptHere(other);
    };
    await expect.poll(kept).toEqual({ workers: 0, apps: [], data: true, personal: true });
    for (const tab of [page, other]) {
      const asked = host.log.length;
      await tab.reload();
      await expect(tab.locator('main h1').last()).toBeVisible();
      const { pathname } = new URL(tab.url());
      expect(host.log.slice(asked).map(({ path }) => path), 'it comes from the network').toContain(pathname);
    }
    await expectFollowed(page, host);
    expect((await keptHere(page)).apps).toEqual([]);
  });
}

/** A fault: a manifest of a later format, of which this app understands next to nothing. */
const later = (instance) => (path) =>
  path === 'data/v1/manifest.json'
    ? { body: JSON.stringify({ format: 99, instance, packs: 'elsewhere' }), headers: { 'content-type': 'application/json' } }
    : null;
for (const [how, fault] of [
  ['by the manifest', later({ no_worker: true })],
  ['by its file', (path) => (path === 'sw.js' ? { status: 404, body: '' } : later({})(path))],
]) {
  test(`the worker is switched off ${how} where the app is too old for the record too`, async ({ page }) => {
    await follow(page, host);
    host.fault = fault;
    await page.goto(`${host.url}search`);
    await expect(bar(page)).toContainText('公告数据要用较新的应用才能读');
    await expect.poll(() => keptHere(page)).toEqual({ workers: 0, apps: [], data: true, personal: true });
    await page.reload();
    await expect(bar(page)).toContainText('公告数据要用较新的应用才能读');
    await expectFollowed(page, host);
    expect((await keptHere(page)).workers, 'it does not come back by itself').toBe(0);
  });
}

test('a public screen hears that no worker is wanted', async ({ page }) => {
  await page.clock.install();
  await page.goto(`${host.url}kiosk`);
  const begin = page.getByRole('button', { name: /开始查询/ });
  await expect(begin).toBeVisible();
  await installed(page);
  await begin.click();
  host.fault = noWorker;
  // What looks is loaded apart, and on a busy machine may be there only for the next time.
  const tenMinutesOn = async () => {
    await page.clock.fastForward(600_000);
    return keptHere(page);
  };
  await expect.poll(tenMinutesOn, { intervals: [3_000] }).toMatchObject({ workers: 0, apps: [] });
  await page.reload();
  await expect(begin).toBeVisible();
  await expect(page.getByText(/上次核对/)).toBeVisible();
  expect((await keptHere(page)).workers, 'it does not come back by itself').toBe(0);
});
