// What is kept on the device, and what devices do to it: no network from the second visit on, no
// room, storage that fails at any call (R3), everything deleted (R4), two tabs (R5).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectFound, field, found, hits, open, status } from './support/app.mjs';
import { audit, expect as soon, fitsAcross, installed, test } from './support/journey.mjs';
import { files, onLine, year } from './support/kept.mjs';
import { staticHost } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

test.use({ viewport: { width: 360, height: 780 }, expected: [/Failed to load resource|service worker|ERR_INTERNET/] });
test.setTimeout(180_000);
const expect = soon.configure({ timeout: 30_000 });
const { APP } = process.env;

/** Notices of three years. */
const rows = ['2026', '2025', '2024'].flatMap((year, of) =>
  Array.from({ length: 60 }, (_, n) =>
    row(of * 100 + n, {
      published: `${year}-${String((n % 9) + 1).padStart(2, '0')}-15`,
      project: `E4415/${year}${String(n).padStart(3, '0')}`,
    }),
  ),
);
const place = town();
let data;
let host;
test.beforeAll(async () => {
  await place.read(lines(...rows));
  data = await place.publish();
});
test.afterAll(() => place.remove());
test.beforeEach(async () => (host = await staticHost([APP, data])));
test.afterEach(() => host.stop());

const isText = (path) => path.startsWith('data/v1/notices/');
const texts = () => host.log.filter(({ path }) => isText(path.slice(1))).map(({ path }) => path);
const stored = async (page, part) => (await files(page, part)).length;
const storage = (page) => open(page, `${host.url}more#storage`);

test('no network from the second visit on: all is there but what was never read', async ({ context, page }) => {
  await open(page, `${host.url}search`);
  await expectFound(page, rows.length);
  await hits(page).first().click();
  await expect(page.getByRole('heading', { name: '公告正文' })).toBeVisible();
  const read = page.url();
  await installed(page);
  await page.goto(host.url);
  await expect(hits(page).first()).toBeVisible();

  await context.setOffline(true);
  const began = Date.now();
  await page.goto(`${host.url}search`);
  await expectFound(page, rows.length);
  expect(Date.now() - began, 'milliseconds on a busy machine').toBeLessThan(15_000);
  await expect(status(page)).toContainText('没有网络');
  await field(page).fill('第7标段');
  await expect(hits(page).first()).toContainText('第7标段');
  for (const path of ['', 'follow', 'blacklist', 'catalogue', 'bulletin', 'duties', 'progress', 'guide', 'letter', 'more', 'project/E4415%2F2026003']) {
    await page.goto(host.url + path);
    await expect(page.locator('main h1').last(), path).toBeVisible();
  }
  await page.goto(read);
  await expect(page.getByRole('heading', { name: '公告正文' })).toBeVisible();
  await page.goto(`${host.url}search#q=${encodeURIComponent('第31标段')}`);
  await hits(page).first().click();
  await expect(page.getByText('这条公告的全文还不在本机')).toBeVisible();
  await audit(page);
  // Back with a network it comes by itself.
  await context.setOffline(false);
  await expect(page.getByRole('heading', { name: '公告正文' })).toBeVisible();
});

test('texts of a followed project are kept if their reader wants it, and not before', async ({ context, page }) => {
  await open(page, `${host.url}follow#project=E4415%2F2025011`);
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(page.getByText('已关注').first()).toBeVisible();
  await storage(page);
  // By what is asked for the server could tell what is followed.
  expect(await stored(page, '/notices/')).toBe(0);
  await page.getByRole('checkbox', { name: '关注的公告，正文也先下载' }).check();
  await expect.poll(() => stored(page, '/notices/')).toBeGreaterThan(0);
  await installed(page);
  await context.setOffline(true);
  await page.goto(`${host.url}project/E4415%2F2025011`);
  await page.locator('main a[href*="/notice/"]:visible').first().click();
  await expect(page.getByRole('heading', { name: '公告正文' })).toBeVisible();
});

test('the texts of a year come with their exact size, break off, go on after a reload, and none comes twice', async ({ page }) => {
  await storage(page);
  await expect(year(page, 2025)).toContainText('还要下载');
  await year(page, 2025).getByRole('button', { name: '下载全文' }).click();
  await expect(year(page, 2025)).toContainText('全在本机');
  host.fault = (path) => (isText(path) ? 'hang-up' : null);
  await year(page, 2024).getByRole('button', { name: '下载全文' }).click();
  await expect(page.getByText('没有网络，联网后接着下载')).toBeVisible();
  const first = await stored(page, '/notices/');
  expect(first).toBeGreaterThan(0);
  await audit(page);
  host.fault = () => null;
  host.log.length = 0;
  await page.reload();
  await expect(year(page, 2024)).toContainText('全在本机');
  const all = await stored(page, '/notices/');
  expect(texts().length, 'only what was missing').toBe(all - first);
  expect(new Set(texts()).size).toBe(texts().length);
  await expect(year(page, 2026)).toContainText('还要下载');
  await fitsAcross(page);
});

test('a download is halted and goes on by a tap', async ({ page }) => {
  await storage(page);
  host.fault = (path) => (isText(path) ? 'stall' : null);
  await year(page, 2026).getByRole('button', { name: '下载全文' }).click();
  await page.getByRole('button', { name: '暂停' }).click();
  // At once, though the server has yet to answer what it was asked.
  await expect(page.getByText('已暂停')).toBeVisible({ timeout: 5_000 });
  host.fault = () => null;
  await page.reload();
  await expect(page.getByText('已暂停')).toBeVisible();
  expect(await stored(page, '/notices/')).toBe(0);
  await page.getByRole('button', { name: '继续' }).click();
  await expect(year(page, 2026)).toContainText('全在本机');
});

test('no room while texts come: one plain message, nothing lost, and on it goes when there is', async ({ context, page }) => {
  await storage(page);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(host.url);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await year(page, 2026).getByRole('button', { name: '下载全文' }).click();
  await expect(page.getByText('本机空间不够，下载停了')).toHaveCount(1);
  await page.getByRole('navigation').getByRole('link', { name: '查询', exact: true }).click();
  await expectFound(page, rows.length);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1e9 });
  await storage(page);
  await expect(year(page, 2026)).toContainText('全在本机');
});

test('no room at all on a first visit: searchable from memory, said once, kept when there is room', async ({ context, page }) => {
  const session = await context.newCDPSession(page);
  const { origin } = new URL(host.url);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await open(page, `${host.url}search`);
  await expectFound(page, rows.length);
  await hits(page).first().click();
  await expect(page.getByRole('heading', { name: '公告正文' })).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: '更多' }).click();
  await expect(page.getByText('本机空间不够，放不下的数据只在这次打开时能用')).toHaveCount(1);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1e9 });
  await open(page, `${host.url}search`);
  await expectFound(page, rows.length);
  expect(await stored(page, '.pack')).toBeGreaterThan(0);
});

test('fewer years: deleted at once also without a network, searches say from when on, all come back', async ({ context, page }) => {
  await open(page, `${host.url}search`);
  await expectFound(page, rows.length);
  await installed(page);
  await storage(page);
  const packs = await stored(page, '.pack');
  expect(packs).toBeGreaterThan(1);
  await context.setOffline(true);
  await page.getByRole('radio', { name: '只留今年' }).check();
  await expect.poll(() => stored(page, '.pack')).toBeLessThan(packs);
  await page.getByRole('navigation').getByRole('link', { name: '查询', exact: true }).click();
  await expectFound(page, 60);
  await expect(page.locator('main')).toContainText('2026');
  await context.setOffline(false);
  await open(page, `${host.url}search`);
  await expectFound(page, 60);
  await storage(page);
  await page.getByRole('radio', { name: '全部', exact: true }).check();
  await expect.poll(() => stored(page, '.pack')).toBe(packs);
  await page.getByRole('navigation').getByRole('link', { name: '查询', exact: true }).click();
  await expectFound(page, rows.length);
});

test('on Wi-Fi only: waits on another line, goes on with Wi-Fi; a browser that does not tell cannot choose', async ({ browser, page }) => {
  await storage(page);
  await expect(page.getByRole('checkbox', { name: '只用 Wi-Fi 下载正文' })).toBeDisabled();
  const context = await browser.newContext({ locale: 'zh-CN' });
  const told = await context.newPage();
  await onLine(told, 'cellular');
  await storage(told);
  await told.getByRole('checkbox', { name: '只用 Wi-Fi 下载正文' }).check();
  await year(told, 2026).getByRole('button', { name: '下载全文' }).click();
  await expect(told.getByText('现在不是 Wi-Fi')).toBeVisible();
  expect(await stored(told, '/notices/')).toBe(0);
  await told.evaluate(() => {
    window.line.type = 'wifi';
    window.line.dispatchEvent(new Event('change'));
  });
  await expect(year(told, 2026)).toContainText('全在本机');
  await context.close();
});

test('deleting is asked for, by kind, and what is followed goes on purpose only', async ({ page }) => {
  await open(page, `${host.url}follow#search=${encodeURIComponent('stage=award')}`);
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(page.locator('li.subscription')).toHaveCount(1);
  for (const [ticked, left] of [[false, 1], [true, 0]]) {
    await storage(page);
    await page.getByRole('button', { name: '删除本机数据' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    if (ticked) await page.getByRole('checkbox', { name: '关注的内容也删除' }).check();
    await page.getByRole('button', { name: '确定删除' }).click();
    await expect(page.getByText('已删除')).toBeVisible();
    expect(await stored(page, '.pack')).toBe(0);
    await page.goto(`${host.url}follow`);
    await expect(page.getByRole('heading', { level: 1 }).last()).toBeVisible();
    await expect(page.locator('li.subscription')).toHaveCount(left);
  }
});

test('whichever call to the cache fails, the app is of use, says so at most once, and mends itself', async ({ browser }) => {
  test.setTimeout(400_000);
  const run = async (nth) => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 780 } });
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.addInitScript((nth) => {
      window.cacheCalls = 0;
      const failing = (of, name) => {
        const real = of[name];
        of[name] = function (...given) {
          window.cacheCalls += 1;
          const fails = window.cacheCalls === nth && !sessionStorage.getItem('well');
          return fails ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : real.apply(this, given);
        };
      };
      for (const name of ['put', 'match', 'delete', 'keys']) failing(Cache.prototype, name);
      failing(CacheStorage.prototype, 'open');
    }, nth);
    await open(page, `${host.url}search`);
    await expectFound(page, rows.length);
    if (nth === 0 || nth > 15) {
      await hits(page).first().click();
      await expect(page.getByRole('heading', { name: '公告正文' }), `call ${nth}`).toBeVisible();
    }
    const calls = await page.evaluate(() => window.cacheCalls);
    await page.getByRole('navigation').getByRole('link', { name: '更多' }).click();
    await expect(page.getByText('合计', { exact: true })).toBeVisible();
    expect(await page.getByText('本机空间不够').count(), `call ${nth}`).toBeLessThanOrEqual(1);
    await page.evaluate(() => sessionStorage.setItem('well', '1'));
    await page.goto(`${host.url}search`);
    await expectFound(page, rows.length);
    expect(errors, `call ${nth}`).toEqual([]);
    await context.close();
    return calls;
  };
  // With none that fails first, to know how many there are.
  const calls = await run(0);
  expect(calls).toBeGreaterThan(8);
  // Every call would be minutes: these are of every kind, and of every step of an opening.
  for (const nth of [1, 2, 3, 5, 8, 13, 21, 34].filter((nth) => nth <= calls)) await run(nth);
});

test('everything deleted by the browser: usable after one sync, in which nothing comes twice', async ({ context, page }) => {
  await open(page, `${host.url}search`);
  await expectFound(page, rows.length);
  await installed(page);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(host.url);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  host.log.length = 0;
  await open(page, `${host.url}search`);
  await expectFound(page, rows.length);
  const packs = host.log.map(({ path }) => path).filter((path) => path.endsWith('.pack'));
  expect(new Set(packs).size).toBe(packs.length);
});

test('two tabs follow the same publication, and neither hangs', async ({ context, page }) => {
  await open(page, `${host.url}search`);
  const other = await context.newPage();
  await open(other, `${host.url}search`);
  const before = await found(page);
  await place.read(lines(...rows, row(900, { published: '2026-11-20' })));
  host.roots[1] = await place.publish();
  const began = Date.now();
  for (const tab of [page, other]) await tab.evaluate(() => window.dispatchEvent(new Event('online')));
  for (const tab of [page, other]) await expectFound(tab, before + 1);
  expect(Date.now() - began).toBeLessThan(10_000);
  const manifest = 'data/v1/manifest.json';
  const kept = () =>
    page.evaluate(async (path) => {
      const answer = await (await caches.open('gongkai-data /')).match(path);
      return (await answer.json()).sequence;
    }, `/${manifest}`);
  const { sequence } = JSON.parse(readFileSync(join(host.roots[1], manifest), 'utf8'));
  await expect.poll(kept).toBe(sequence);
});
