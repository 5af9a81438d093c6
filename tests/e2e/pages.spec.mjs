// Each page as a screen reader meets it, in both languages, on demo data; and that it fits.
import { field, hits, open } from './support/app.mjs';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';

let server;
test.beforeAll(async () => (server = await serve(process.env.DATA_DEMO)));
test.afterAll(() => server.stop());

/** A stable notice: the demo is deterministic, and so is the search. */
const QUERY = 'search#q=%E6%B1%A1%E6%B0%B4&domain=works&stage=award';

const PAGES = {
  home: async (page) => {
    await open(page, server.url);
    await expect(hits(page).first()).toBeVisible();
  },
  search: async (page) => {
    await open(page, `${server.url}${QUERY}`);
    await expect(hits(page).first()).toBeVisible();
  },
  empty: async (page) => {
    await open(page, `${server.url}search#q=zzzz&domain=land`);
    await expect(page.locator('.message')).toBeVisible();
  },
  notice: async (page) => {
    await open(page, `${server.url}${QUERY}`);
    await hits(page).first().click();
    await expect(page.locator('article .limit').first()).toBeVisible();
    await expect(page.locator('article .life')).toBeVisible();
  },
  project: async (page) => {
    await open(page, `${server.url}project/441523-2026-02198`);
    await expect(page.locator('.life')).toBeVisible();
  },
  catalogue: async (page) => {
    await open(page, `${server.url}catalogue#domain=procurement`);
    await expect(page.locator('a.count:visible').first()).toBeVisible();
  },
  bulletin: async (page) => {
    await open(page, `${server.url}bulletin#month=2026-10`);
    await expect(page.locator('li .body').first()).toBeVisible();
  },
  duties: async (page) => {
    await open(page, `${server.url}duties#met=late&span=all`);
    await expect(hits(page).first()).toBeVisible();
  },
  blacklist: async (page) => {
    await open(page, `${server.url}blacklist#q=${encodeURIComponent('示例')}`);
    await expect(page.locator('.answer')).toBeVisible();
  },
  body: async (page) => {
    await open(page, `${server.url}body#${encodeURIComponent('市财政局')}`);
    await expect(page.locator('a.count').first()).toBeVisible();
  },
  test: async (page) => {
    await open(page, `${server.url}follow#test`);
    await expect(page.getByText(/^(正在试|Trying)$/)).toHaveCount(0);
  },
  hand: async (page) => {
    await open(page, `${server.url}follow#hand`);
    await received(page);
    await page.locator('.button[data-kind="main"]:visible').first().click();
    await expect(page.locator('#preview-done')).toBeVisible();
    await page.reload();
    await expect(page.locator('svg.qr')).toBeVisible();
  },
  receive: async (page) => {
    await open(page, `${server.url}follow#hand`);
    await received(page);
  },
  follow: async (page) => {
    await open(page, `${server.url}follow`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  },
  'follow-new': async (page) => {
    await open(page, `${server.url}follow#search=q%3D${encodeURIComponent('污水')}`);
    await expect(hits(page).first()).toBeVisible();
  },
  more: (page) => open(page, `${server.url}more`),
  lost: (page) => open(page, `${server.url}nowhere`),
};

/** Hands two subscriptions in by a file, and waits until they are shown. */
async function received(page) {
  const classes = ['award', 'contract'];
  const subscriptions = [
    { name: '', target: { search: 'q=污水&domain=works' }, classes },
    { name: '我盯的项目', target: { project: '441523-2026-02198' }, classes },
  ];
  const buffer = Buffer.from(JSON.stringify({ gongkai: 'subscriptions', v: 1, subscriptions }));
  await page.locator('input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer });
  await expect(page.locator('.item').first()).toBeVisible();
}

/** Pages that are too long, or too much about this device, for a snapshot to say anything. */
const UNPINNED = new Set(['test', 'hand', 'receive', 'more', 'catalogue', 'bulletin', 'duties', 'blacklist', 'body', 'follow', 'follow-new']);

/** Chooses settings as the app keeps them. */
const settings = (page, data) =>
  page.addInitScript((data) => {
    const kept = { text: 'standard', theme: 'auto', lang: 'zh-CN', ...data };
    localStorage.setItem('gongkai.settings', JSON.stringify({ v: 1, data: kept }));
  }, data);

test.use({ expected: [/status of 404/] });

for (const [name, show] of Object.entries(PAGES)) {
  for (const lang of ['zh-CN', 'en']) {
    test(`${name} in ${lang}`, async ({ page }) => {
      // The demo ends on this day; what is due and what is new follow from it.
      await page.clock.setFixedTime('2026-11-25T02:00:00Z');
      await settings(page, { lang });
      await show(page);
      await audit(page);
      await fitsAcross(page);
      if (!UNPINNED.has(name)) await expect(page.locator('main')).toMatchAriaSnapshot({ name: `${name}.${lang}.aria.yml` });
    });
  }

  test(`${name} at the largest text, in the dark, on a narrow phone`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await settings(page, { text: 'largest', theme: 'dark' });
    await show(page);
    await audit(page);
    await fitsAcross(page);
  });

  test(`${name} on a desktop`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await show(page);
    await audit(page);
    await fitsAcross(page);
  });
}

test('everything is reached by keyboard', async ({ page }) => {
  await open(page, server.url);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: '跳到正文' })).toBeFocused();
  await page.getByRole('link', { name: '查询', exact: true }).focus();
  await page.keyboard.press('Enter');
  await field(page).fill('工程');
  await hits(page).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 }).last()).toBeFocused();
});

test('settings hold: text size, colours, language', async ({ page }) => {
  await open(page, `${server.url}more`);
  await page.getByRole('radio', { name: '特大' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-text', 'largest');
  await page.getByRole('radio', { name: '深色' }).check();
  await page.getByRole('radio', { name: 'English' }).check();
  await expect(page.getByRole('link', { name: 'Home' })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-text', 'largest');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the demo says on every page that it is one', async ({ page }) => {
  for (const path of ['', 'search', 'more']) {
    await open(page, `${server.url}${path}`);
    await expect(page.getByText(/演示数据/).first()).toBeVisible();
  }
});
