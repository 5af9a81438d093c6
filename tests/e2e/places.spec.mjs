// Every address opens directly: from `gongkai serve`, from a plain static host, under a sub-path.
import { readFileSync } from 'node:fs';
import { open } from './support/app.mjs';
import { expect, installed, test } from './support/journey.mjs';
import { serve, staticHost } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

const { APP, APP_UNDER_SUB_PATH } = process.env;
const place = town();
let site;
let notice;
test.beforeAll(async () => {
  await place.read(lines(row(1, { project: 'E4415/001', official_url: 'https://example.invalid/1' })));
  site = await place.publish();
});
test.afterAll(() => place.remove());

const HOSTS = {
  'gongkai serve': async () => serve(site),
  'a plain static host': async () => staticHost([APP, site]),
  'a static host under a sub-path': async () =>
    staticHost([APP_UNDER_SUB_PATH, site], { base: '/towns/shanwei/' }),
};

for (const [name, start] of Object.entries(HOSTS)) {
  test.describe(name, () => {
    // A plain host sends its 404 page for the app's addresses, and the browser notes that, as it
    // notes what it cannot load without a network.
    test.use({ expected: [/status of 404|ERR_INTERNET_DISCONNECTED/] });
    test('opens every page directly', async ({ page }) => {
      const host = await start();
      await open(page, host.url);
      await expect(page.getByRole('heading', { level: 1 }).last()).toBeVisible();
      await page.getByRole('link', { name: /示例镇污水管网工程第1标段/ }).first().click();
      await expect(page.getByText('海丰县示例镇人民政府').first()).toBeVisible();
      notice = page.url();
      expect(notice.startsWith(`${host.url}notice/`)).toBe(true);
      for (const address of [notice, `${host.url}search#q=污水`, `${host.url}project/E4415%2F001`]) {
        await open(page, address);
        await expect(page.getByText(/示例镇污水管网工程第1标段/).last()).toBeVisible();
      }
      await open(page, `${host.url}more`);
      await expect(page.getByRole('heading', { name: '数据来源' })).toBeVisible();
      await open(page, `${host.url}no/such/page`);
      await expect(page.getByRole('heading', { name: '这里没有页面' }).first()).toBeVisible();
      await host.stop();
    });

    test('and works from there with no network', async ({ page, context }) => {
      const host = await start();
      await open(page, `${host.url}search`);
      await installed(page);
      await page.reload();
      await expect(page.getByText(/示例镇污水管网工程第1标段/).last()).toBeVisible();
      await context.setOffline(true);
      await page.goto(`${host.url}more`);
      await expect(page.getByRole('heading', { name: '数据来源' })).toBeVisible();
      await host.stop();
    });
  });
}

test.describe('when it cannot load', () => {
  test.use({ expected: [/./] });
  test('the page says so, and what still works', async ({ page }) => {
    const host = await staticHost([APP, site], { fault: (path) => path.endsWith('.wasm') && { status: 500 } });
    await page.goto(host.url);
    await expect(page.getByText('应用没有打开')).toBeVisible();
    await expect(page.getByText(/官方网站查阅/)).toBeVisible();
    host.fault = () => null;
    await page.getByRole('link', { name: /重试/ }).click();
    await expect(page.locator('header .status')).toContainText('上次核对');
    await host.stop();
  });

  test('one wrong byte in the WebAssembly is refused', async ({ page }) => {
    const host = await staticHost([APP, site], {
      fault: (path, file) => {
        if (!path.endsWith('.wasm')) return null;
        const body = readFileSync(file);
        body[body.length - 9] ^= 1;
        return { body, headers: { 'content-type': 'application/wasm' } };
      },
    });
    await page.goto(host.url);
    await expect(page.getByText('应用没有打开')).toBeVisible();
    await host.stop();
  });
});

test.describe('when the pages that load apart do not come', () => {
  test.use({ expected: [/Failed to load resource|split_pages|_parts.js|integrity/] });
  const isApart = (path) => path.endsWith('_split_pages.wasm');
  const FAULTS = {
    'are missing': (path) => isApart(path) && { status: 500 },
    'hold one wrong byte': (path, file) => {
      if (!isApart(path)) return null;
      const body = readFileSync(file);
      body[body.length - 9] ^= 1;
      return { body, headers: { 'content-type': 'application/wasm' } };
    },
  };
  for (const [name, fault] of Object.entries(FAULTS)) {
    test(`because they ${name}, the list works, the page says so, and the next try is shown`, async ({ page }) => {
      const host = await staticHost([APP, site], { fault });
      await open(page, host.url);
      await page.getByRole('link', { name: /示例镇污水管网工程第1标段/ }).first().click();
      await expect(page.getByText('这一页还不在本机')).toBeVisible();
      host.fault = () => null;
      await page.getByRole('button', { name: '再试一次' }).click();
      await expect(page.getByText('海丰县示例镇人民政府').first()).toBeVisible();
      await host.stop();
    });
  }
});

test('before WebAssembly has loaded the page shows its frame and what is happening', async ({ page }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const host = await staticHost([APP, site]);
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(host.url);
  await expect(page.getByText(/正在打开/)).toBeVisible();
  await expect(page.getByText('公开 Gongkai')).toBeVisible();
  release();
  await expect(page.locator('header .status')).toContainText('上次核对');
  await host.stop();
});

test('a browser without SIMD gets the build that it understands', async ({ page }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  const host = await staticHost([APP, site]);
  await open(page, host.url);
  await expect(page.getByText(/示例镇污水管网工程第1标段/).first()).toBeVisible();
  await host.stop();
});

test('it can be installed', async ({ page, context }) => {
  const server = await serve(site);
  await open(page, server.url);
  await installed(page);
  const cdp = await context.newCDPSession(page);
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  // A journey's profile is a private one, and nothing else may stand in the way.
  expect(installabilityErrors.map((e) => e.errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  await server.stop();
});
