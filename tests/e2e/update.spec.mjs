// R7: versions come and go while pages are open. No page mixes two, none loses what was typed, none
// is stuck with an old one, and what is followed stays whatever happens to the app.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { field, hits, open } from './support/app.mjs';
import { audit, expect as soon, fitsAcross, installed, test } from './support/journey.mjs';
import { bar, expectFollowed, follow, start } from './support/kept-app.mjs';
import { staticHost } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';
import { askForUpdate, keptHere, manifest, versionOf, versions, watchLost } from './support/versions.mjs';

test.use({ viewport: { width: 360, height: 780 }, expected: [/Failed to load resource|service worker|integrity|Failed to fetch/] });
test.setTimeout(180_000);
// A version installs in the background, which a busy machine does slowly.
const expect = soon.configure({ timeout: 30_000 });

const place = town();
const made = versions();
const change = (number, text) => ({ number, day: '2026-11-26', zh: [text], en: [`${text} (en)`] });
/** What a later app would do with data of this one: it writes it in a form of its own. */
const MIGRATES = `
  const letters = JSON.parse(localStorage.getItem('gongkai.letters'));
  if (letters && letters.v === 1) localStorage.setItem('gongkai.letters', JSON.stringify({ v: 2, data: { migrated: letters.data } }));
`;
let data;
let one;
let two;
let three;
let host;
let lost;

test.beforeAll(async () => {
  const many = Array.from({ length: 40 }, (_, n) => row(n + 1));
  await place.read(lines(...many));
  data = await place.publish();
  one = made.make(1, { changes: [change(1, '第一版')] });
  two = made.make(2, { changes: [change(1, '第一版'), change(2, '第二版的变化')], boot: MIGRATES });
  three = made.make(3, { changes: [change(1, '第一版'), change(2, '第二版的变化'), change(3, '第三版的变化')] });
});
test.afterAll(() => {
  place.remove();
  made.remove();
});
test.beforeEach(async () => {
  host = await staticHost([one, data]);
  lost = watchLost(host);
});
test.afterEach(async () => {
  await host.stop();
  expect(lost, 'files of another version that were asked for').toEqual([]);
});

/** A fault: a file comes from another folder than the host's first. */
const from = (folder, name) => (path) =>
  path === name ? { body: readFileSync(join(folder, name)), headers: { 'content-type': 'text/javascript' } } : null;
const begin = (page) => page.getByRole('button', { name: /开始查询/ });

/** The cache of the app, and the address of the WebAssembly in it. */
const app = (page) =>
  page.evaluate(async () => {
    const name = (await caches.keys()).find((name) => name.startsWith('gongkai-app '));
    const cache = await caches.open(name);
    const wasm = (await cache.keys()).find(({ url }) => url.endsWith('_bg.wasm'));
    return [name, wasm?.url];
  });

const V = (number) => `0.1.0+test${number}`;
const button = (page, name) => bar(page).getByRole('button', { name });
const expectVersion = (page, number) => expect.poll(() => versionOf(page).catch(() => ''), { timeout: 20_000 }).toBe(V(number));

test('a page that nobody touched changes in silence, and keeps its address and place', async ({ page }) => {
  await start(page, host.url + 'search#q=%E6%B1%A1%E6%B0%B4');
  await expect(hits(page).first()).toBeVisible();
  // By the wheel: reading is no touch.
  await page.mouse.move(180, 400);
  await page.mouse.wheel(0, 900);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(900);
  host.roots[0] = two;
  await askForUpdate(page);
  await expectVersion(page, 2);
  await expect(page).toHaveURL(/search#q=%E6%B1%A1%E6%B0%B4$/);
  await expect(field(page)).toHaveValue('污水');
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(900);
  await expect(button(page, '现在更新')).toHaveCount(0);
  await expect.poll(async () => (await keptHere(page)).apps).toEqual([V(2)]);
});

test('a touched page is asked once, in one line, and again only for a newer version', async ({ page }) => {
  await start(page, host.url);
  await page.locator('header').first().click();
  host.roots[0] = two;
  await askForUpdate(page);
  await expect(bar(page).getByRole('status')).toHaveText('有新版本');
  await audit(page);
  expect(await versionOf(page)).toBe(V(1));
  await button(page, '稍后').click();
  await expect(button(page, '现在更新')).toHaveCount(0);
  // All pages still work, with files of their own version.
  for (const path of ['查询', '关注', '黑名单', '更多']) {
    await page.getByRole('navigation').getByRole('link', { name: path, exact: true }).click();
    await expect(page.locator('main h1').last()).toBeVisible();
  }
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.waitForTimeout(1_500);
  await expect(button(page, '现在更新'), 'not said twice').toHaveCount(0);
  host.roots[0] = three;
  await askForUpdate(page);
  await expect(button(page, '现在更新')).toHaveCount(1);
  await button(page, '现在更新').click();
  await expectVersion(page, 3);
  await expect(page).toHaveURL(/more$/);
  await expect.poll(async () => (await keptHere(page)).apps).toEqual([V(3)]);
});

test('what stands half written in a form comes along', async ({ page }) => {
  await start(page, host.url + 'blacklist#view=many');
  const paste = '示例建设有限公司\n91440000000000000X';
  await page.getByRole('textbox').first().fill(paste);
  host.roots[0] = two;
  await askForUpdate(page);
  await expect(button(page, '现在更新')).toBeVisible();
  await expect(page.getByRole('textbox').first()).toHaveValue(paste);
  await button(page, '现在更新').click();
  await expectVersion(page, 2);
  await expect(page).toHaveURL(/blacklist#view=many$/);
  await expect(page.getByRole('textbox').first()).toHaveValue(paste);
  // A letter, which is kept as it is written.
  await page.goto(`${host.url}letter#kind=question`);
  const letter = page.locator('#letter-text');
  await letter.fill('写到一半的信');
  host.roots[0] = three;
  await askForUpdate(page);
  await button(page, '现在更新').click();
  await expectVersion(page, 3);
  await expect(letter).toHaveValue('写到一半的信');
});

test('two tabs agree: nobody is reloaded in the middle of something, and no file is mixed', async ({ context, page: writing }) => {
  await start(writing, host.url + 'search');
  const reading = await context.newPage();
  await start(reading, host.url);
  const other = await context.newPage();
  await start(other, host.url + 'blacklist#view=many');
  await other.getByRole('textbox').first().fill('示例建设有限公司');
  await field(writing).fill('污水');
  host.roots[0] = two;
  await askForUpdate(reading);
  await expect(button(writing, '现在更新')).toBeVisible();
  await expect(button(reading, '现在更新')).toHaveCount(0);
  for (const page of [writing, reading, other]) expect(await versionOf(page)).toBe(V(1));

  await button(writing, '现在更新').click();
  await expectVersion(writing, 2);
  await expect(field(writing)).toHaveValue('污水');
  await expectVersion(reading, 2);
  // The third is in the middle of something: it is told, and goes on with its own files.
  await expect(button(other, '现在更新')).toHaveCount(1);
  expect(await versionOf(other)).toBe(V(1));
  await expect(other.getByRole('textbox').first()).toHaveValue('示例建设有限公司');
  const own = await other.evaluate(async () => {
    const names = performance.getEntriesByType('resource').map((entry) => entry.name);
    const hashed = names.filter((name) => /-[0-9a-f]{12,}/.test(name) && /\.(js|wasm|css)$/.test(name));
    const answers = await Promise.all(hashed.map((name) => fetch(name)));
    return answers.map((answer) => answer.status);
  });
  expect(own.length).toBeGreaterThan(2);
  expect(new Set(own)).toEqual(new Set([200]));
  expect((await keptHere(writing)).apps.sort()).toEqual([V(1), V(2)]);
  await other.close();
  // Its files go once it is known to be gone, at one of the next looks.
  await expect
    .poll(async () => {
      await writing.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      return (await keptHere(writing)).apps;
    })
    .toEqual([V(2)]);
});

test('from N to N+2: the version between is never run', async ({ page }) => {
  await start(page, host.url);
  await page.locator('header').first().click();
  host.roots[0] = two;
  await askForUpdate(page);
  await expect(button(page, '稍后')).toBeVisible();
  host.roots[0] = three;
  await askForUpdate(page);
  await expect(button(page, '现在更新')).toHaveCount(1);
  await page.reload();
  await expectVersion(page, 3);
  await expect.poll(async () => (await keptHere(page)).apps).toEqual([V(3)]);
  expect(await page.evaluate(() => localStorage.getItem('gongkai.letters'))).toBe(null);
});

test('data that a later version wrote is left alone by an earlier one, which says so', async ({ page }) => {
  await follow(page, host);
  await installed(page);
  await page.goto(`${host.url}letter#kind=question`);
  await page.locator('#letter-text').fill('给以后的版本');
  host.roots[0] = two;
  await page.goto(host.url);
  await askForUpdate(page);
  await expectVersion(page, 2);
  const migrated = () => page.evaluate(() => localStorage.getItem('gongkai.letters'));
  const later = await migrated();
  expect(JSON.parse(later)).toMatchObject({ v: 2 });
  expect(later).toContain('给以后的版本');

  // Back to the version before: it reads what it can, and touches nothing else.
  host.roots[0] = one;
  await askForUpdate(page);
  await expectVersion(page, 1);
  await expect(bar(page).getByText('本机有较新版本应用写下的内容')).toBeVisible();
  await page.goto(`${host.url}letter#kind=question`);
  await page.locator('#letter-text').fill('旧版本里写的');
  await expect(page.getByText(/没有存|不能保存|没能保存/).first()).toBeVisible();
  expect(await migrated()).toBe(later);
  await expectFollowed(page, host);

  host.roots[0] = two;
  await askForUpdate(page);
  await page.goto(host.url);
  await expectVersion(page, 2);
  expect(await migrated()).toBe(later);
  await expectFollowed(page, host);
});

test('what changed since your version is told once', async ({ page }) => {
  await start(page, host.url);
  await expect(bar(page).getByRole('link')).toHaveCount(0);
  host.roots[0] = two;
  await askForUpdate(page);
  await expectVersion(page, 2);
  await expect(bar(page)).toContainText('应用已更新');
  await bar(page).getByRole('link', { name: '看看变了什么' }).click();
  await expect(page).toHaveURL(/more#changes$/);
  const said = page.locator('section', { has: page.locator('#changes') });
  await expect(said.getByText('第二版的变化')).toBeVisible();
  await expect(said.getByText('您上次用过之后的')).toHaveCount(1);
  await fitsAcross(page);
  await page.goto(host.url);
  await expect(bar(page)).toBeAttached();
  await page.waitForTimeout(500);
  await expect(bar(page).getByRole('link')).toHaveCount(0);
});

test('a window that stays in sight finds a newer version by itself', async ({ page }) => {
  await page.clock.install();
  await start(page, host.url);
  await page.locator('header').first().click();
  host.roots[0] = two;
  await page.clock.fastForward(600_000);
  await expect(bar(page).getByRole('status')).toHaveText('有新版本');
  expect(await versionOf(page)).toBe(V(1));
});

test('a public screen asks nobody: it changes once nobody stands there, and looks by itself', async ({ page }) => {
  await page.clock.install();
  await page.goto(`${host.url}kiosk`);
  await expect(begin(page)).toBeVisible();
  await installed(page);
  await begin(page).click();
  host.roots[0] = two;
  await askForUpdate(page);
  const waits = () => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state);
  await expect.poll(waits).toBe('installed');
  await page.clock.fastForward(30_000);
  expect(await versionOf(page), 'somebody is in the middle of something').toBe(V(1));
  await expect(begin(page)).toHaveCount(0);
  await expect(page.getByText('有新版本')).toHaveCount(0);
  await page.clock.fastForward(61_000);
  await expectVersion(page, 2);
  await expect(begin(page)).toBeVisible();
  await expect.poll(async () => (await keptHere(page)).apps).toEqual([V(2)]);
  // Nothing of the walk is kept over it.
  expect(await page.evaluate(() => sessionStorage.getItem('gongkai.fields'))).toBe(null);

  await begin(page).click();
  host.roots[0] = three;
  await page.clock.fastForward(600_000);
  await expectVersion(page, 3);
  await expect(begin(page)).toBeVisible();
});

test('a start never waits for the network', async ({ page }) => {
  await start(page, host.url);
  host.fault = (path) => (path.startsWith('icons/') ? null : 'stall');
  const began = Date.now();
  await page.goto(`${host.url}search`);
  await expect(hits(page).first()).toBeVisible();
  expect(Date.now() - began).toBeLessThan(10_000);
});

test('a kept app with a file gone, damaged or of another version mends itself', async ({ page }) => {
  await start(page, host.url);
  const [name, wasm] = await app(page);
  // Gone: the network's page is shown, and all is kept anew.
  await page.evaluate(async ([name, wasm]) => (await caches.open(name)).delete(wasm), [name, wasm]);
  await page.reload();
  await expectVersion(page, 1);
  await expect.poll(async () => (await app(page))[1]).toBe(wasm);
  // Damaged: the integrity hash refuses it, and it is thrown away.
  const damage = () =>
    page.evaluate(async ([name, wasm]) => {
      const headers = { 'content-type': 'application/wasm' };
      await (await caches.open(name)).put(wasm, new Response('rubbish', { headers }));
    }, [name, wasm]);
  await damage();
  await page.reload();
  await expect(hits(page).first()).toBeVisible({ timeout: 20_000 });
  await expectVersion(page, 1);
  // Damaged, and the host has a later version only.
  await page.evaluate(() => sessionStorage.clear());
  await expect.poll(async () => (await keptHere(page)).apps).toEqual([V(1)]);
  await damage();
  host.roots[0] = two;
  await page.reload();
  await expectVersion(page, 2);
  await expect(hits(page).first()).toBeVisible({ timeout: 20_000 });
});

test('the page of another version never lies among the files of this one', async ({ page }) => {
  await start(page, host.url);
  const [name, wasm] = await app(page);
  const ownPage = () => page.evaluate(async (cacheName) => (await caches.match('/index.html', { cacheName }))?.text(), name);
  /** Loads the page anew, and waits until the worker has tried to keep it. */
  const again = async () => {
    const asked = host.log.length;
    await page.reload();
    await expectVersion(page, 2);
    await expect.poll(() => host.log.slice(asked).some(({ path }) => path === '/index.html')).toBe(true);
    await page.waitForTimeout(2_000);
  };
  // A host in the middle of a release: all is there but the new worker. And a kept file is gone.
  host.roots = [two, one, data];
  host.fault = from(one, 'sw.js');
  await page.evaluate(async ([name, wasm]) => (await caches.open(name)).delete(wasm), [name, wasm]);
  await again();
  expect(await ownPage()).toMatch(/boot-1+\.js/);
  // Where no page was kept, nothing is left of the try.
  await page.evaluate((name) => caches.delete(name), name);
  await again();
  expect((await keptHere(page)).apps).toEqual([]);
  host.roots = [two, data];
  host.fault = () => null;
  await askForUpdate(page);
  await expect.poll(async () => (await keptHere(page)).apps).toEqual([V(2)]);
  await expectVersion(page, 2);
});

test('an app that is too old for the record says so and finds the newer one', async ({ page }) => {
  await start(page, host.url);
  host.fault = manifest((sent) => (sent.instance.min_app = '99.0.0'));
  await page.reload();
  await expect(bar(page)).toContainText('公告数据要用较新的应用才能读');
  await button(page, '更新应用').click();
  await expect(bar(page)).toContainText('现在还没有新版本可装');
  host.roots[0] = two;
  await button(page, '更新应用').click();
  await expectVersion(page, 2);
});
