// The installed app: what a browser needs to install it, its pictures, what other apps share with
// it, and the invitation with the steps of each browser.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hits, open } from './support/app.mjs';
import { ICONS, ROOT, mark, read } from './support/icons.mjs';
import { audit, expect, fitsAcross, installed, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';

let server;
test.beforeAll(async () => (server = await serve(process.env.DATA_DEMO)));
test.afterAll(() => server.stop());
test.use({ expected: [/status of 404/] });
test.beforeEach(({ page }) => page.clock.setFixedTime('2026-11-25T02:00:00Z'));

test('a browser finds nothing that keeps it from installing the app', async ({ page, context }) => {
  await open(page, server.url);
  const browser = await context.newCDPSession(page);
  const { errors, data, url } = await browser.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  // A test's own profile is a private one, in which nothing is installed.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const manifest = JSON.parse(data);
  const base = new URL(server.url);
  // A town is an app of its own, also where towns share an origin.
  expect(new URL(manifest.id, url).href).toBe(base.href);
  for (const one of [manifest, ...manifest.shortcuts]) {
    expect(new URL(one.start_url ?? one.url, url).href.startsWith(base.href)).toBe(true);
  }
  for (const { src, sizes, form_factor: form } of [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap((s) => s.icons)]) {
    const answer = await page.request.get(new URL(src, url).href);
    expect(answer.status(), src).toBe(200);
    const bytes = await answer.body();
    expect(bytes.length, src).toBeLessThan(form ? 200_000 : 6_000);
    if (src.endsWith('.png')) expect(read(bytes).size.join('x'), src).toBe(sizes);
  }
  // A system refuses pictures of a kind that differ in shape, or are longer than 2.3 times their width.
  for (const form of ['narrow', 'wide']) {
    const shapes = manifest.screenshots.filter((s) => s.form_factor === form).map((s) => s.sizes);
    expect(new Set(shapes).size, form).toBe(1);
    const [width, height] = shapes[0].split('x').map(Number);
    expect(Math.max(width, height) / Math.min(width, height), form).toBeLessThan(2.3);
  }
});

test('every shortcut opens its page', async ({ page }) => {
  const { shortcuts } = JSON.parse(readFileSync(join(ROOT, 'public/manifest.webmanifest'), 'utf8'));
  expect(shortcuts.map((s) => s.short_name)).toEqual(['查询', '关注', '黑名单', '今日']);
  for (const { url } of shortcuts) {
    await open(page, new URL(url, server.url).href);
    await expect(page.locator('h1:visible').first()).toBeVisible();
    await expect(page.getByText('这里没有页面')).toHaveCount(0);
  }
});

test('every icon is made of the one drawing that lies beside it', () => {
  for (const { file, side, drawing } of ICONS) {
    const png = readFileSync(join(ROOT, 'public', file));
    // Else run tests/e2e/icons.mjs again.
    expect(read(png), file).toEqual({ size: [side, side], mark: mark(drawing, side) });
  }
});

test.describe('what another app shares', () => {
  // A build without a service worker has nobody to answer.
  test.skip(() => !existsSync(join(process.env.APP, 'sw.js')), 'this build has no service worker');

  for (const [what, shared, wanted] of [
    ['words', { title: '', text: '污水处理厂 招标' }, /search#q=%E6%B1%A1%E6%B0%B4/],
    ['a title and a foreign link', { title: '污水管网', url: 'https://example.org/a' }, /search#q=%E6%B1%A1/],
    ['a credit code in a sentence', { text: '请查 91441500MA4UKQ8L3X，谢谢' }, /blacklist#q=91441500MA4UKQ8L3X$/],
    ['nothing', {}, /search$/],
  ]) {
    test(`${what}: it leads to the right page, and no server sees it`, async ({ page, context }) => {
      await open(page, server.url);
      await installed(page);
      await page.reload();
      const posts = [];
      context.on('request', (request) => request.method() === 'POST' && request.serviceWorker() && posts.push(request.url()));
      await share(page, shared);
      await expect.poll(() => page.url()).toMatch(wanted);
      await expect(page.locator('h1:visible').first()).toBeVisible();
      expect(posts).toEqual([]);
    });
  }

  test('a link to a page of ours opens that page', async ({ page }) => {
    await open(page, `${server.url}search#q=%E6%B1%A1%E6%B0%B4`);
    await installed(page);
    await page.reload();
    const address = new URL(await hits(page).first().getAttribute('href'), server.url).href;
    await share(page, { text: `看看这个 ${address}` });
    await expect.poll(() => page.url()).toBe(address);
    await expect(page.getByRole('heading', { name: '公告正文' })).toBeVisible();
  });
});

/** Posts to the app as the system does when somebody shares: from outside, under no policy. */
async function share(page, fields) {
  await page.route('**/outside.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8">' }));
  await page.goto(`${server.url}outside.html`);
  await page.evaluate((fields) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = 'share';
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement('input');
      [input.name, input.value] = [name, value];
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }, fields);
}

/** Follows a search, as a reader does. */
async function follow(page) {
  await open(page, `${server.url}follow#search=q%3D${encodeURIComponent('污水')}`);
  await page.locator('main .button[data-kind="main"]:visible').first().click();
  await expect(page.getByRole('heading', { name: /^正在关注|关注的/ }).first()).toBeVisible();
}

/** Lets the browser offer to install the app, to a reader who will agree. */
const offer = (page) =>
  page.evaluate(() => {
    const offer = new Event('beforeinstallprompt', { cancelable: true });
    window.asked = 0;
    offer.prompt = async () => (window.asked += 1);
    offer.userChoice = Promise.resolve({ outcome: 'accepted' });
    window.dispatchEvent(offer);
    window.prevented = offer.defaultPrevented;
  });

test.describe('the invitation', () => {
  test('comes with the first subscription, once, and can be found again', async ({ page }) => {
    await open(page, `${server.url}follow`);
    await expect(page.locator('#invite')).toHaveCount(0);
    await follow(page);
    await open(page, `${server.url}follow`);
    await expect(page.locator('#invite')).toBeVisible();
    await audit(page);
    await fitsAcross(page);
    await page.getByRole('button', { name: '不用了，别再问' }).click();
    await expect(page.locator('#invite')).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: '关注' })).toBeVisible();
    await expect(page.locator('#subscriptions')).toBeVisible();
    await expect(page.locator('#invite')).toHaveCount(0);
    await open(page, `${server.url}more`);
    await page.getByRole('link', { name: '装到桌面' }).click();
    await expect(page.getByRole('heading', { name: '装到桌面' })).toBeFocused();
  });

  test('asks by the browser itself where that offered it', async ({ page }) => {
    await open(page, server.url);
    await offer(page);
    await page.getByRole('link', { name: '更多' }).click();
    await page.getByRole('button', { name: '现在安装' }).click();
    await expect(page.getByText('已经装到这台设备上了。')).toBeVisible();
    expect(await page.evaluate(() => [window.asked, window.prevented])).toEqual([1, true]);
  });

  test('hears of an offer that comes late, and does not come again once that was taken', async ({ page }) => {
    await follow(page);
    await open(page, `${server.url}follow`);
    await expect(page.locator('#invite')).toBeVisible();
    const now = page.getByRole('button', { name: '现在安装' });
    await expect(now).toHaveCount(0);
    await offer(page);
    await now.click();
    await expect(page.getByText('已经装到这台设备上了。')).toBeVisible();
    await page.reload();
    await expect(page.locator('#subscriptions')).toBeVisible();
    await expect(page.locator('#invite')).toHaveCount(0);
  });

  test('goes once the browser has installed the app by its own ways, and stays away', async ({ page }) => {
    await follow(page);
    await open(page, `${server.url}follow`);
    await expect(page.locator('#invite')).toBeVisible();
    await page.evaluate(() => window.dispatchEvent(new Event('appinstalled')));
    await expect(page.locator('#invite')).toHaveCount(0);
    await page.reload();
    await expect(page.locator('#subscriptions')).toBeVisible();
    await expect(page.locator('#invite')).toHaveCount(0);
  });

  test('is silent in the installed app', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: true }));
    await follow(page);
    await open(page, `${server.url}follow`);
    await expect(page.locator('#subscriptions')).toBeVisible();
    await expect(page.locator('#invite')).toHaveCount(0);
    await open(page, `${server.url}more#install`);
    await expect(page.getByText('已经装到这台设备上了。')).toBeVisible();
  });

  for (const [name, userAgent, steps, note] of [
    ['iPhone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1', /分享[\s\S]*添加到主屏幕/, '移交一次'],
    ['iPad', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15', /分享[\s\S]*添加到主屏幕/, '移交一次'],
    ['WeChat', 'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.47', /···[\s\S]*在浏览器打开/, '装不到桌面'],
    ['Xiaomi', 'Mozilla/5.0 (Linux; U; Android 13; zh-cn) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/17.8.220115', /添加到桌面/, '只是一个快捷方式'],
  ]) {
    test.describe(`on ${name}`, () => {
      test.use({ userAgent });
      // It calls itself a Mac, but is touched by several fingers.
      if (name === 'iPad') test.beforeEach(({ page }) => page.addInitScript(() => Object.defineProperty(navigator, 'maxTouchPoints', { value: 5 })));
      test('the steps are those of that browser', async ({ page }) => {
        await open(page, `${server.url}more#install`);
        const first = page.locator('#install ~ ol').first();
        await expect(first).toHaveText(steps);
        await expect(page.locator('#install ~ ol + p').first()).toContainText(note);
        await expect(first.locator('svg').first()).toBeVisible();
        await audit(page);
        await fitsAcross(page);
        const hand = page.locator('#install ~ .actions').getByRole('link', { name: '移交关注的内容' });
        await expect(hand).toHaveCount(name.startsWith('iP') ? 1 : 0);
      });

      test('the self-test says the same of it, and leads to the steps', async ({ page }) => {
        await open(page, `${server.url}follow#test`);
        const rung = page.locator('[data-rung="installed"]');
        await expect(rung).toContainText(note);
        await rung.getByRole('link', { name: '怎么装' }).click();
        await expect(page.getByRole('heading', { name: '装到桌面' })).toBeFocused();
        await expect(page.locator('#install ~ ol').first()).toHaveText(steps);
      });
    });
  }
});
