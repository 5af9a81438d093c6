// What can be read before the app is there, and without it: the light pages of a publication with
// the app beside it, and how the app takes them over.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { gongkai, serve, staticHost } from './support/servers.mjs';

const { APP } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'light-'));
const site = join(folder, 'site');
let server;
/** When the publication was made: a first visitor comes right then. */
let now;

test.beforeAll(async () => {
  const store = join(folder, 'demo.sqlite');
  const made = await gongkai('demo', '--notices', '900', '--seed', '1', '--store', store);
  expect(made.code, made.text).toBe(0);
  const options = ['--dataset', 'demo', '--store', store, '--out', site, '--app', APP];
  const done = await gongkai('publish', ...options, '--public-url', 'https://town.example/');
  expect(done.code, done.text).toBe(0);
  expect(done.text).toContain('Light pages: of all 900 notices');
  now = new Date(JSON.parse(readFileSync(join(site, 'data/v1/manifest.json'), 'utf8')).generated_at);
  server = await serve(site);
});
test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** A notice with an amount, a deadline and a long text. */
const notice = () => {
  const names = readdirSync(join(site, 'notice')).sort();
  return names.find((name) => {
    const text = readFileSync(join(site, 'notice', name), 'utf8');
    return text.includes('data-form="amount"') && text.includes('截止<') && text.length > 12_000;
  });
};

const paths = () => ['', 'list/all-all-notices.html', 'list/works-441500-awards.html', `notice/${notice()}`, 'blacklist.html'];

/** What the page says of itself. */
const about = (page) =>
  page.evaluate(() => ({
    lang: document.documentElement.lang,
    title: document.title,
    description: document.querySelector('meta[name=description]').content,
    canonical: document.querySelector('link[rel=canonical]').href,
    data: JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent),
    outline: [...document.querySelectorAll('h1, h2, h3')].map((h) => Number(h.tagName[1])),
  }));

/** Links and buttons that are too small for a finger, unless they stand in a line of text. */
const small = (page) =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll('a[href], button')].filter((e) => e.checkVisibility());
    const tappable = shown.filter((e) => e.dataset.inside !== 'true' && !e.classList.contains('skip'));
    return tappable.filter((e) => e.getBoundingClientRect().height < 43.9).map((e) => e.outerHTML.slice(0, 120));
  });

test.describe('without the app', () => {
  // Playwright cannot look into a page without scripts, so it is the app's that do not come.
  test.beforeEach(({ page }) => page.route(/boot-.*\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: '' })));

  test('every light page is readable, says what it is, and fits', async ({ page }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of paths()) {
      await page.goto(`${server.url}${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await audit(page);
      await fitsAcross(page);
      expect(await small(page), path).toEqual([]);
      const said = await about(page);
      expect(said.lang).toBe('zh-CN');
      expect(said.title.length, path).toBeGreaterThan(4);
      expect(said.description.length, path).toBeGreaterThan(20);
      expect(said.canonical).toBe(`https://town.example/${path}`);
      // What is made up is nothing to be found.
      await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
      expect(JSON.stringify(said.data)).not.toContain('Government');
      expect(said.data['@context']).toBe('https://schema.org');
      said.outline.reduce((above, level) => {
        expect(level - above, `${path}: ${said.outline}`).toBeLessThanOrEqual(1);
        return level;
      }, 0);
    }
  });

  test('a reader comes from the first page to a list, a notice, and back', async ({ page }) => {
    await page.goto(server.url);
    await expect(page.locator('ul.rows a.link:visible')).not.toHaveCount(0);
    await page.getByRole('link', { name: '工程建设' }).first().click();
    await expect(page).toHaveURL(/list\/works-all-notices\.html$/);
    const first = page.locator('ul.rows a.link').first();
    const title = await first.locator('.title').innerText();
    await first.click();
    await expect(page).toHaveURL(/notice\/[0-9a-z]{10}\.html$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page.locator('dl.lines .line')).toHaveCount(5);
    await page.getByRole('link', { name: '返回' }).click();
    await page.getByRole('link', { name: '黑名单' }).click();
    await expect(page.getByText('不等于没有问题')).toBeVisible();
    await expect(page.locator('li[data-until]').first()).toBeVisible();
  });

  test('at the largest text, in the dark, nothing is cut', async ({ page }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const path of paths()) {
      await page.goto(`${server.url}${path}`);
      await page.evaluate(() => (document.documentElement.dataset.text = 'largest'));
      await audit(page);
      await fitsAcross(page);
    }
  });
});

test('with scripts switched off in the browser the first page shows its list', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.url);
  await expect(page.locator('ul.rows a.link').last()).toBeVisible();
  await expect(page.locator('noscript p').first()).toBeVisible();
  await context.close();
});

/** Keeps the packs back until the test lets them go. */
async function held(page) {
  let go;
  const gate = new Promise((resolve) => (go = resolve));
  await page.route(/\/data\/v1\//, async (route) => {
    await gate;
    await route.continue();
  });
  return go;
}

/** Counts what moved from the page's beginning. */
const watchShifts = (page) =>
  page.addInitScript(() => {
    const told = ({ value, sources }) => ({ value, of: sources.map(({ node }) => node?.outerHTML?.slice(0, 90) ?? node?.textContent) });
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(told(entry));
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** That hardly anything moved. */
async function steady(page) {
  const shifts = await page.evaluate(() => window.shifts);
  const sum = shifts.reduce((sum, { value }) => sum + value, 0);
  expect(sum, JSON.stringify(shifts)).toBeLessThan(0.02);
}

const taken = (page) => expect(page.locator('#static-frame')).toHaveCount(0);

/** Text and place of the rows that are shown, and of the headings between them. */
const rows = (page) =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll('h1, h2, ul.rows a')].filter((e) => e.checkVisibility());
    return shown.map((e) => {
      const { x, y, width, height } = e.getBoundingClientRect();
      const box = [x, y + scrollY, width, height].map(Math.round);
      return { text: e.innerText.replace(/\s+/g, ' ').trim(), box };
    });
  });

for (const viewport of [{ width: 360, height: 780 }, { width: 1440, height: 900 }]) {
  test(`the app takes the first page over in its place, at ${viewport.width}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.clock.setFixedTime(now);
    await watchShifts(page);
    const go = await held(page);
    await page.goto(server.url);
    await page.waitForSelector('body > .app', { state: 'attached' });
    await page.mouse.wheel(0, 300);
    await page.waitForFunction(() => scrollY > 200);
    const y = await page.evaluate(() => scrollY);
    const before = await rows(page);
    expect(before.filter((row) => /发布|截止|\d{1,2}月/.test(row.text)).length).toBeGreaterThan(19);
    go();
    await taken(page);
    await expect(page.locator('.counts:visible').first()).toBeVisible();
    expect(await page.evaluate(() => scrollY)).toBe(y);
    const after = (await rows(page)).slice(0, before.length);
    // How many came today is the app's to count, and how near a deadline is.
    const plain = ({ text }) => text.replace(/ 今天.*/, '').replace(/ (\d{4}年)?\d+月\d+日.*截止.*/, '');
    // What follows the newest is the app's own.
    const shared = before.findIndex((row) => row.text === '公开与监督');
    expect(after.slice(0, shared).map(plain)).toEqual(before.slice(0, shared).map(plain));
    before.slice(0, shared).forEach((row, at) => {
      row.box.forEach((value, side) => expect(Math.abs(value - after[at].box[side]), row.text).toBeLessThanOrEqual(2));
    });
    await steady(page);
  });
}

test('the app takes a notice over, and a keyboard reader goes on from the same place', async ({ page }) => {
  await page.clock.setFixedTime(now);
  await watchShifts(page);
  const go = await held(page);
  await page.goto(`${server.url}notice/${notice()}`);
  await page.waitForSelector('body > .app', { state: 'attached' });
  const heading = page.getByRole('heading', { level: 1 });
  await page.locator('#static-frame').getByRole('link', { name: '黑名单' }).focus();
  const [title, before] = [await heading.innerText(), await heading.boundingBox()];
  go();
  await taken(page);
  await expect(page.locator('article .limit').first()).toBeVisible();
  await expect(heading).toHaveText(title);
  const after = await heading.boundingBox();
  expect(Math.abs(after.y - before.y)).toBeLessThanOrEqual(2);
  await steady(page);
  await expect(page.getByRole('link', { name: '黑名单' })).toBeFocused();
  // What the loaded page said of itself holds no longer once another is shown.
  await expect(page.locator('link[rel=canonical]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('黑名单');
  await expect(page.locator('link[rel=canonical]')).toHaveCount(0);
});

test('a list becomes the search that it shows, and what is read stays where it is', async ({ page }) => {
  await page.clock.setFixedTime(now);
  const go = await held(page);
  await page.goto(`${server.url}list/works-441500-awards.html`);
  await page.waitForSelector('body > .app', { state: 'attached' });
  await page.mouse.wheel(0, 1500);
  await page.waitForFunction(() => scrollY > 1400);
  const top = (of) => page.evaluate((href) => {
    const own = [...document.querySelectorAll('ul.rows a')].filter((a) => a.checkVisibility());
    return own.find((a) => a.pathname.replace('.html', '') === href)?.getBoundingClientRect().top;
  }, of);
  const [first, all] = await page.evaluate(() => {
    const own = [...document.querySelectorAll('ul.rows a')].filter((a) => a.checkVisibility());
    const seen = own.find((a) => a.getBoundingClientRect().top >= 0);
    return [seen.pathname.replace('.html', ''), own.length];
  });
  expect(all).toBe(20);
  const before = await top(first);
  go();
  await taken(page);
  expect(Math.abs((await top(first)) - before)).toBeLessThanOrEqual(2);
  await expect(page).toHaveURL(`${server.url}search#domain=works&region=441500&stage=award`);
  await expect(page.locator('ul.rows a.link:visible').first()).toBeVisible();
});

test('a list of what was changed stays, and leads on into the app', async ({ page }) => {
  const name = readdirSync(join(site, 'list')).find((of) => of.endsWith('-changes.html'));
  await page.goto(`${server.url}list/${name}`);
  await expect(page.locator('html')).toHaveAttribute('data-drawn', '');
  // Longer than the app waits for what it cannot draw.
  await page.waitForTimeout(6_000);
  await expect(page.locator('.light h1')).toContainText('变更');
  await expect(page).toHaveURL(`${server.url}list/${name}`);
  await page.getByRole('link', { name: '在应用中查询' }).click();
  await taken(page);
  await expect(page.getByRole('searchbox').first()).toBeVisible();
});

test('a deadline that passed, and a list that is longer now, keep nobody waiting', async ({ page }) => {
  // A day later than the page was written.
  await page.clock.setFixedTime(new Date(now.getTime() + 86_400_000));
  await page.goto(server.url);
  const start = Date.now();
  await taken(page);
  const waited = await page.evaluate(() => performance.now());
  expect(waited, `${Date.now() - start} ms`).toBeLessThan(5_000);
});

test('who taps before the app is there comes where the link leads', async ({ page }) => {
  const go = await held(page);
  await page.goto(server.url);
  await page.waitForSelector('body > .app', { state: 'attached' });
  await page.getByRole('link', { name: /项目、单位、编号/ }).click();
  await taken(page);
  await expect(page.getByRole('searchbox').first()).toBeVisible();
  go();
  await expect(page.locator('ul.rows a.link:visible').first()).toBeVisible();
});

test('an English reader gets the Chinese text marked as such, then the app', async ({ page }) => {
  await page.addInitScript(() => {
    const data = { text: 'standard', theme: 'auto', lang: 'en' };
    localStorage.setItem('gongkai.settings', JSON.stringify({ v: 1, data }));
  });
  const go = await held(page);
  await page.goto(server.url);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('.light')).toHaveAttribute('lang', 'zh-CN');
  go();
  await taken(page);
  await expect(page.getByRole('heading', { name: 'Newest notices' })).toBeVisible();
});

test('a kept page says nothing of another one', async ({ page }) => {
  await page.goto(server.url);
  await page.evaluate(() => navigator.serviceWorker?.ready);
  await page.goto(`${server.url}notice/${notice().replace('.html', '')}`);
  await expect(page.locator('article h1')).toBeVisible();
  await expect(page.locator('[data-light]')).toHaveCount(0);
});

test.describe('when the app does not come', () => {
  test.use({ expected: [/integrity|Failed to fetch|status of 404/] });

  test('what can be read stays, and the failure is said', async ({ page }) => {
    await page.route(/\.wasm$/, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(server.url);
    await expect(page.locator('#boot-failure')).toBeVisible();
    await expect(page.locator('ul.rows a.link').first()).toBeVisible();
    await audit(page);
    await page.locator('ul.rows a.link').first().click();
    await expect(page.locator('dl.lines')).toBeVisible();
  });

  test('a plain host shows nobody whose time has ended', async ({ page }) => {
    const host = await staticHost([site]);
    await page.route(/\.wasm$/, (route) => route.fulfill({ status: 404, body: '' }));
    await page.clock.setFixedTime(now);
    await page.goto(`${host.url}blacklist.html`);
    await expect(page.locator('#boot-failure')).toBeVisible();
    const ends = await page.locator('li[data-until]').evaluateAll((all) => all.map((li) => li.dataset.until).filter(Boolean).sort());
    const last = new Date(`${ends[0]}T23:59:59+08:00`);
    for (const [at, gone] of [[last, 0], [new Date(last.getTime() + 1000), ends.filter((day) => day === ends[0]).length]]) {
      await page.clock.setFixedTime(at);
      await page.reload();
      await expect(page.locator('#boot-failure')).toBeVisible();
      await expect(page.locator(`li[data-until="${ends[0]}"]`)).toHaveCount(gone ? 0 : ends.filter((day) => day === ends[0]).length);
    }
    await host.stop();
  });

  test('what belongs to another address is not shown', async ({ page }) => {
    // A host that answers every address with the first page.
    const host = await staticHost([site], {
      fault: (path) => (path.startsWith('search') ? { body: readFileSync(join(site, 'index.html')), headers: { 'content-type': 'text/html' } } : null),
    });
    await page.route(/\.wasm$/, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(`${host.url}search`);
    await expect(page.locator('#boot-failure')).toBeVisible();
    await expect(page.locator('.light')).toHaveCount(0);
    await host.stop();
  });

  test('a plain host serves the light pages as files', async ({ page }) => {
    const host = await staticHost([site]);
    await page.route(/\.wasm$/, (route) => route.fulfill({ status: 404, body: '' }));
    for (const path of paths()) {
      await page.goto(`${host.url}${path}`);
      await expect(page.locator('.light h1')).toBeVisible();
    }
    await host.stop();
  });
});
