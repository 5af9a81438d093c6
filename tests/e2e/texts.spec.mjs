// Full texts on the device: what was opened stays through later publications, a server that refuses
// is told from no network, and tabs neither delete nor undo what another tab keeps or chose.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hits, open } from './support/app.mjs';
import { audit, expect as soon, installed, test } from './support/journey.mjs';
import { files, onLine, year } from './support/kept.mjs';
import { staticHost } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

test.use({ viewport: { width: 360, height: 780 }, expected: [/Failed to load resource|service worker|ERR_INTERNET/] });
test.setTimeout(180_000);
const expect = soon.configure({ timeout: 30_000 });
const { APP } = process.env;

const two = (n) => String(n).padStart(2, '0');
/** A year of notices, spread over ten months. */
const ofYear = (number, from, count) =>
  Array.from({ length: count }, (_, n) =>
    row(from + n, {
      published: `${number}-${two((n % 10) + 1)}-${two((n % 28) + 1)}`,
      project: `E4415/${number}${String(n >> 1).padStart(3, '0')}`,
    }),
  );
// Enough that the texts of 2026 are more files than are asked for at once.
const rows = [...ofYear(2026, 0, 600), ...ofYear(2025, 1000, 60), ...ofYear(2024, 2000, 20)];
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

const FOLDER = 'data/v1/notices';
const isText = (path) => path.startsWith(FOLDER);
const asked = () => host.log.map(({ path }) => path).filter((path) => isText(path.slice(1)));
const storage = (page) => open(page, `${host.url}more#storage`);
const button = (within, name) => within.getByRole('button', { name });
const fetchYear = (page, number) => button(year(page, number), '下载全文').click();
const heading = (page) => page.getByRole('heading', { name: '公告正文' });
const refusal = (page) => page.getByText('服务器没有给出一些正文');

/** The published files of texts: path and notices. */
const bundles = (site) =>
  readdirSync(join(site, FOLDER), { recursive: true })
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      path: `/${FOLDER}/${name}`,
      notices: JSON.parse(readFileSync(join(site, FOLDER, name), 'utf8')).notices.map(({ notice }) => notice),
    }));
const fileOf = (site, id) => bundles(site).find(({ notices }) => notices.some((n) => n.id === id)).path;
const packs = (site) =>
  JSON.parse(readFileSync(join(site, 'data/v1/manifest.json'), 'utf8')).packs.map(({ path }) => `/data/v1/${path}`).sort();
const DAY = 86_400_000;

test('what was opened is readable without a network after neighbours were published, on a dear line too', async ({ context, page }) => {
  await onLine(page, 'cellular');
  await storage(page);
  await page.getByRole('checkbox', { name: '只用 Wi-Fi 下载正文' }).check();
  // The first and the last notice of one file, with at least a day between them.
  const ends = bundles(data).map(({ notices }) => [notices[0], notices.at(-1)]);
  const opened = ends.find(([a, b]) => new Date(a.published) - new Date(b.published) >= 2 * DAY);
  for (const { id } of opened) {
    await page.goto(`${host.url}notice/${id}`);
    await expect(heading(page)).toBeVisible();
  }
  expect(await files(page, '/notices/')).toEqual([fileOf(data, opened[0].id)]);

  // So many between them that no one file holds both.
  const published = new Date(new Date(opened[0].published) - DAY).toISOString().slice(0, 10);
  const between = Array.from({ length: 100 }, (_, n) => row(3000 + n, { published }));
  await place.read(lines(...rows, ...between));
  host.roots[1] = await place.publish();
  const now = opened.map(({ id }) => fileOf(host.roots[1], id)).sort();
  expect(new Set(now).size).toBe(2);

  await open(page, host.url);
  await installed(page);
  await expect.poll(() => files(page, '/notices/')).toEqual(now);
  await context.setOffline(true);
  for (const { id } of opened) {
    await page.goto(`${host.url}notice/${id}`);
    await expect(heading(page)).toBeVisible();
  }
});

test('a tab that tidies leaves what another tab is about to switch to', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' });
  const slow = await context.newPage();
  let go;
  const gate = new Promise((done) => (go = done));
  await slow.route('**/packs/2024*', async (route) => {
    await gate;
    await route.continue();
  });
  await slow.goto(`${host.url}search`);
  await expect.poll(() => files(slow, '.pack')).toHaveLength(packs(data).length - 1);

  const quick = await context.newPage();
  await quick.addInitScript(() => {
    const put = Cache.prototype.put;
    Cache.prototype.put = async function (request, answer) {
      while (window.held && String(request).endsWith('manifest.json')) await new Promise((done) => setTimeout(done, 50));
      return put.call(this, request, answer);
    };
  });
  await open(quick, `${host.url}search`);
  await place.read(lines(...rows, row(4000, { published: '2026-10-30' })));
  host.roots[1] = await place.publish();
  const named = packs(host.roots[1]);
  const here = async () => {
    const kept = await files(slow, '.pack');
    return named.filter((path) => !kept.includes(path));
  };
  expect(await here()).not.toEqual([]);
  await quick.evaluate(() => {
    window.held = true;
    window.dispatchEvent(new Event('online'));
  });
  await expect.poll(here).toEqual([]);
  // The slow tab gets its last pack of the old publication, and tidies: longer than it waits for that.
  go();
  await slow.waitForTimeout(6_000);
  expect(await here()).toEqual([]);
  await quick.evaluate(() => (window.held = false));
  await expect.poll(() => files(slow, '.pack')).toEqual(named);
  await context.close();
});

test('a line that becomes dear in the middle ends the download with the files under way', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' });
  const page = await context.newPage();
  await onLine(page, 'wifi');
  await storage(page);
  await page.getByRole('checkbox', { name: '只用 Wi-Fi 下载正文' }).check();
  let dear;
  await page.route(`**/${FOLDER}/**`, async (route) => {
    dear ??= page.evaluate(() => (window.line.type = 'cellular'));
    await dear;
    // A request that the page has given up by now cannot go on.
    await route.continue().catch(() => {});
  });
  await fetchYear(page, 2026);
  await expect(page.getByText('现在不是 Wi-Fi')).toBeVisible();
  expect(asked().length).toBeLessThanOrEqual(4);
  dear = Promise.resolve();
  await page.evaluate(() => {
    window.line.type = 'wifi';
    window.line.dispatchEvent(new Event('change'));
  });
  await expect(year(page, 2026)).toContainText('全在本机');
  await context.close();
});

test('two tabs agree on what was chosen, and none undoes what another chose', async ({ context, page }) => {
  const [other, deaf] = [await context.newPage(), await context.newPage()];
  await deaf.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
  for (const tab of [page, other, deaf]) await storage(tab);
  await page.getByRole('radio', { name: '大字' }).check();
  await expect(other.locator('html')).toHaveAttribute('data-text', 'large');
  await expect(other.getByRole('radio', { name: '大字' })).toBeChecked();
  await expect(deaf.locator('html')).toHaveAttribute('data-text', 'standard');
  await deaf.getByRole('radio', { name: '深色' }).check();
  for (const tab of [page, other, deaf]) {
    await expect(tab.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(tab.locator('html')).toHaveAttribute('data-text', 'large');
  }
  await page.getByRole('radio', { name: '近 5 年' }).check();
  await expect(other.getByRole('radio', { name: '近 5 年' })).toBeChecked();
  await page.getByRole('radio', { name: 'English' }).check();
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
  await other.getByRole('radio', { name: '中文' }).check();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');

  // A download belongs to all of them: another tab halts it, and the one that is deaf loses nothing.
  host.fault = (path) => (isText(path) ? 'stall' : null);
  await fetchYear(page, 2025);
  await expect(button(year(other, 2025), '不再下载')).toBeVisible();
  await button(other, '暂停').click();
  await expect(page.getByText('已暂停')).toBeVisible();
  host.fault = () => null;
  await fetchYear(deaf, 2024);
  await expect(button(year(page, 2024), '不再下载')).toBeVisible();
  for (const tab of [page, other]) {
    await expect(year(tab, 2025)).toContainText('全在本机');
    await expect(year(tab, 2024)).toContainText('全在本机');
  }
});

test('a server that refuses ends the download with a word and a way on; one missing file stops no other', async ({ page }) => {
  await storage(page);
  const all = bundles(data).filter(({ notices }) => notices[0].published.startsWith('2026'));
  expect(all.length).toBeGreaterThan(9);
  host.fault = (path) => (isText(path) ? { status: 503 } : null);
  await fetchYear(page, 2026);
  await expect(refusal(page)).toBeVisible();
  expect(new Set(asked()).size, 'it does not ask for all in vain').toBeLessThan(all.length);
  await audit(page);
  const gone = all[4].path;
  host.fault = (path) => (`/${path}` === gone ? { status: 404 } : null);
  await button(page, '继续').click();
  await expect.poll(() => files(page, '/notices/')).toHaveLength(all.length - 1);
  await expect(refusal(page)).toBeVisible();
  host.fault = () => null;
  await button(page, '继续').click();
  await expect(year(page, 2026)).toContainText('全在本机');
  await expect(refusal(page)).toHaveCount(0);
});

test('no file comes twice, though what is followed is of a year that is downloaded', async ({ page }) => {
  host.fault = (path) => (isText(path) ? 'hang-up' : null);
  await open(page, `${host.url}follow#project=E4415%2F2025011`);
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(page.locator('li.subscription')).toHaveCount(1);
  await storage(page);
  await page.getByRole('checkbox', { name: '关注的公告，正文也先下载' }).check();
  await fetchYear(page, 2025);
  await expect(page.getByText('没有网络，联网后接着下载')).toBeVisible();
  // An open page may try again at any time; what it asked for, and may still be on its way, would count.
  await page.goto('about:blank');
  await page.waitForTimeout(1_000);
  host.fault = () => null;
  host.log.length = 0;
  await storage(page);
  await expect(year(page, 2025)).toContainText('全在本机');
  expect(asked().length).toBeGreaterThan(0);
  expect(new Set(asked()).size).toBe(asked().length);
});

test('everything deleted in the middle of a download: nothing of it comes afterwards', async ({ page }) => {
  await storage(page);
  await page.getByRole('radio', { name: '大字' }).check();
  host.fault = (path) => (isText(path) ? 'stall' : null);
  await fetchYear(page, 2025);
  await expect(button(page, '暂停')).toBeVisible();
  await button(page, '删除本机数据').click();
  await button(page, '确定删除').click();
  await expect(page.getByText('已删除')).toBeVisible();
  host.fault = () => null;
  host.log.length = 0;
  await expect(button(year(page, 2025), '下载全文')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-text', 'standard');
  // Whatever wakes the download finds nothing chosen, and the next choice brings back no other.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForTimeout(2_000);
  await page.getByRole('radio', { name: '深色' }).check();
  expect(asked()).toEqual([]);
  expect(await files(page, '/notices/')).toEqual([]);
  const local = await page.evaluate(() => ({ ...localStorage }));
  expect(local).not.toHaveProperty(['gongkai.keep']);
  expect(JSON.parse(local['gongkai.settings']).data.text).toBe('standard');
});

test('what did not fit is told as long as it is missing, though smaller files fit', async ({ page }) => {
  await page.addInitScript(() => {
    const put = Cache.prototype.put;
    Cache.prototype.put = function (request, answer) {
      const fits = !String(request).endsWith('.pack') || sessionStorage.getItem('room');
      return fits ? put.call(this, request, answer) : Promise.reject(new DOMException('full', 'QuotaExceededError'));
    };
  });
  const full = page.getByText('本机空间不够，放不下的数据只在这次打开时能用');
  await open(page, `${host.url}search`);
  await hits(page).first().click();
  await expect(heading(page)).toBeVisible();
  expect(await files(page, '/notices/')).toHaveLength(1);
  await page.getByRole('navigation').getByRole('link', { name: '更多' }).click();
  await expect(full).toHaveCount(1);
  await page.evaluate(() => sessionStorage.setItem('room', '1'));
  await page.reload();
  await expect.poll(() => files(page, '.pack')).toEqual(packs(data));
  await expect(page.getByText('合计', { exact: true })).toBeVisible();
  await expect(full).toHaveCount(0);
});

test('since when the record and texts are kept', async ({ page }) => {
  await storage(page);
  await expect(page.getByText(/公告数据最早存于 \d+月\d+日/)).toBeVisible();
  await expect(page.getByText('正文最早存于')).toHaveCount(0);
  await page.goto(`${host.url}notice/${bundles(data)[0].notices[0].id}`);
  await expect(heading(page)).toBeVisible();
  // As if it had been read long ago.
  await page.evaluate(async () => {
    const cache = await caches.open('gongkai-data /');
    const text = (await cache.keys()).find(({ url }) => url.includes('/notices/'));
    const answer = await cache.match(text);
    const headers = new Headers(answer.headers);
    headers.set('x-day', '2025-03-04');
    await cache.put(text, new Response(await answer.blob(), { headers }));
  });
  await storage(page);
  await expect(page.getByText('正文最早存于 2025年3月4日')).toBeVisible();
});
