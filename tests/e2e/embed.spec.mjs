// The page that hands out the widget's code: what is chosen is seen, copied, and kept in the address.
import { department, hostSite } from './support/hosts.mjs';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

const place = town();
let site;
test.beforeAll(async () => {
  const land = row(9, { domain: 'land', region: '441523', title: '示例地块挂牌公告' });
  await place.read(lines(row(1), row(2), row(3, { stage: 'award', stage_label: '结果', title: '示例镇道路工程结果公告' }), land));
  site = await serve(await place.publish());
});
test.afterAll(async () => {
  await site.stop();
  place.remove();
});

const code = (page) => page.getByRole('textbox', { name: '第四步' });
const preview = (page) => page.frameLocator('iframe.preview');

test('a webmaster chooses, sees, copies, and the code works', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.url });
  await page.goto(`${site.url}more`);
  await page.getByRole('link', { name: '放到别的网站上' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '放到别的网站上' })).toBeVisible();
  // Home, before anything is chosen.
  await expect(preview(page).locator('h1')).toHaveText('汕尾市 · 全部领域 · 公告');
  await page.getByLabel('地区').selectOption({ label: '海丰县' });
  await expect(page.getByLabel('领域').getByRole('option')).toHaveText(['全部领域', '工程建设']);
  await page.getByLabel('领域').selectOption({ label: '工程建设' });
  await page.getByRole('radio', { name: '结果' }).check();
  await page.getByLabel('条数').selectOption({ label: '3 条' });
  await page.getByRole('radio', { name: '深色' }).check();
  await expect(preview(page).locator('h1')).toHaveText('海丰县 · 工程建设 · 结果');
  await expect(preview(page).locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(new URL(page.url()).hash).toBe('#domain=works&region=441521&kind=awards&count=3&theme=dark');
  expect(await page.evaluate(() => history.length), 'no step in the history for each choice').toBeLessThan(5);
  await expect(page.getByText(`script-src ${site.url.slice(0, -1)}; frame-src ${site.url.slice(0, -1)}`)).toBeVisible();
  await page.getByRole('button', { name: '复制代码' }).click();
  await expect(page.getByText('已复制')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await code(page).inputValue());

  const host = await hostSite();
  try {
    host.pages['/'] = department(copied);
    const there = await context.newPage();
    await there.goto(`${host.origin}/`);
    await expect.poll(() => there.frames().length).toBe(2);
    await expect(there.frames()[1].locator('h1')).toHaveText('海丰县 · 工程建设 · 结果');
    // Where the script never comes, there is a link.
    host.pages['/'] = { body: department(copied), headers: { 'content-security-policy': "script-src 'none'" } };
    const without = await context.newPage();
    without.on('console', () => {});
    await without.goto(`${host.origin}/`);
    await expect(without.getByRole('link', { name: '海丰县 工程建设 结果' })).toBeVisible();
  } finally {
    await host.stop();
  }
});

test.use({ expected: [/script-src/] });

test('the preview is as tall as the widget asks, and hears nobody else', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 780 });
  await page.goto(`${site.url}embed`);
  const frame = page.locator('iframe.preview');
  await frame.scrollIntoViewIfNeeded();
  await expect(preview(page).locator('h1')).toBeVisible();
  const hidden = () => preview(page).locator('html').evaluate((html) => html.scrollHeight - html.clientHeight);
  await expect.poll(hidden, 'pixels that lie below').toBe(0);
  const { height } = await frame.boundingBox();
  await page.evaluate(() => window.postMessage({ gongkai: 1, height: 3000 }, '*'));
  await page.waitForTimeout(300);
  expect((await frame.boundingBox()).height).toBe(height);
});

test('every way has its code, and the address keeps the choice', async ({ page }) => {
  await page.goto(`${site.url}embed#region=441521&way=frame&text=large`);
  await expect(code(page)).toHaveValue(/^<iframe src="http:\/\/127\.0\.0\.1:\d+\/embed\/all-441521-notices\.html#text=large" title="海丰县 全部领域 全部公告"/);
  await page.getByRole('radio', { name: '文字卡片' }).check();
  await expect(code(page)).toHaveValue(/^<aside class="gongkai-card"/);
  const card = await code(page).inputValue();
  expect(card).toContain(`href="${site.url}notice/`);
  expect(card).not.toContain('"../');
  await expect(page.getByText('这种方式不需要任何安全设置')).toBeVisible();
  await expect(page.getByLabel('条数')).toHaveCount(0);
  await page.getByRole('radio', { name: '订阅源' }).check();
  await expect(code(page)).toHaveValue(`${site.url}feeds/all-441521-notices.atom`);
  expect((await page.request.get(await code(page).inputValue())).status()).toBe(200);
  await page.getByRole('radio', { name: '变更' }).check();
  await expect(page.getByText('现在还没有这样的内容。代码可以先放上')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: '订阅源' })).toBeChecked();
  await expect(page.getByRole('radio', { name: '变更' })).toBeChecked();
  expect(new URL(page.url()).hash).toBe('#region=441521&kind=changes&text=large&way=feed');
});

for (const [name, text, width] of [['standard', 'standard', 360], ['largest', 'largest', 320]]) {
  test(`it can be read and reached: ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 780 });
    await page.addInitScript((text) => {
      if (window === top) localStorage.setItem('gongkai.settings', JSON.stringify({ v: 1, data: { text } }));
    }, text);
    for (const way of ['element', 'card', 'feed']) {
      await page.goto(`${site.url}embed#way=${way}`);
      await page.reload();
      await expect(code(page)).not.toHaveValue('');
      await fitsAcross(page);
      await audit(page);
    }
  });
}

test.describe('without the list', () => {
  test.use({ expected: [/Failed to load/] });

  test('it says why and tries again', async ({ page }) => {
    await page.route('**/embed/index.json', (route) => route.abort());
    await page.goto(`${site.url}embed`);
    await expect(page.getByText('没有取到清单')).toBeVisible();
    await page.unroute('**/embed/index.json');
    await page.getByRole('button', { name: '再试一次' }).click();
    await expect(preview(page).locator('h1')).toBeVisible();
  });
});
