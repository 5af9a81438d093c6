// What leaves the app: a shared text, a picture made on the device, and paper.
import { readFile } from 'node:fs/promises';
import { readPicture, scan } from './support/codes.mjs';
import { hits, open } from './support/app.mjs';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';

let server;
test.beforeAll(async () => (server = await serve(process.env.DATA_DEMO)));
test.afterAll(() => server.stop());
test.setTimeout(120_000);

/** A procurement tender: it has a deadline and an amount. */
const TENDERS = 'search#domain=procurement&stage=tender';

async function notice(page, search = TENDERS) {
  await page.clock.setFixedTime('2026-11-25T02:00:00Z');
  await open(page, `${server.url}${search}`);
  await hits(page).first().click();
  await expect(page.locator('article .limit').first()).toBeVisible();
  return { title: await page.locator('article h1').innerText(), address: page.url() };
}

/** A system's sheet that notes what it is given. */
const sheet = (page, { files = false } = {}) =>
  page.addInitScript((files) => {
    navigator.share = async (data) => {
      const list = [...(data.files ?? [])].map((f) => ({ name: f.name, type: f.type, size: f.size }));
      window.given = { title: data.title, text: data.text, url: data.url, files: list };
    };
    navigator.canShare = (data) => files || !data.files;
  }, files);

const given = (page) => page.evaluate(() => window.given);

test('the sheet gets a title, a text that stands alone, and the address', async ({ page }) => {
  await sheet(page);
  const { title, address } = await notice(page);
  await page.getByRole('button', { name: '分享', exact: true }).click();
  await expect.poll(() => given(page)).toBeTruthy();
  const said = await given(page);
  expect(said.title).toBe(title);
  expect(said.url).toBe(address);
  const [first, kinds, facts] = said.text.split('\n');
  expect(first).toBe(title);
  expect(kinds).toMatch(/^政府采购 · .+ · .+/);
  expect(facts).toMatch(/截止 \d+月\d+日 周.( \d\d:\d\d)? · .*元/);
  expect(said.text).not.toContain('undefined');
});

test('without a sheet the text and the address are in the clipboard', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'share', { value: undefined }));
  const { title, address } = await notice(page);
  await page.getByRole('button', { name: '分享', exact: true }).click();
  await expect(page.getByText(/已复制/)).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.startsWith(title)).toBe(true);
  expect(text.endsWith(`\n${address}`)).toBe(true);
});

test('a picture: its code, its words for those who do not see it, saved as a file', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'share', { value: undefined }));
  const { title, address } = await notice(page);
  await page.getByRole('button', { name: '做成图片' }).click();
  const picture = page.getByRole('img', { name: /^公告图片/ });
  await expect(picture).toBeVisible();
  const alt = await picture.getAttribute('aria-label');
  for (const part of [title, '演示数据', '政府采购', '元']) expect(alt).toContain(part);
  await expect(page.getByRole('button', { name: '分享图片' })).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '保存图片' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^gongkai-[0-9a-z]{10}\.png$/);
  const made = await readPicture(page, await readFile(await download.path()));
  expect(made.width).toBe(1080);
  expect(made.height).toBeGreaterThan(900);
  expect(made.code).toBe(address);
  await audit(page);
  await fitsAcross(page);
  await page.getByRole('button', { name: '收起图片' }).click();
  await expect(picture).toHaveCount(0);
});

test('the picture is on light paper in the dark too, and goes to the sheet as a file', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await sheet(page, { files: true });
  await notice(page);
  await page.getByRole('button', { name: '做成图片' }).click();
  await page.getByRole('button', { name: '分享图片' }).click();
  await expect.poll(() => given(page)).toBeTruthy();
  const { files } = await given(page);
  expect(files).toHaveLength(1);
  expect(files[0].type).toBe('image/png');
  expect(files[0].size).toBeGreaterThan(20_000);
  const paper = await page.locator('canvas.picture').evaluate((canvas) => [...canvas.getContext('2d').getImageData(20, canvas.height - 20, 1, 1).data]);
  expect(paper).toEqual([0xfb, 0xfa, 0xf6, 255]);
});

test.describe('inside WeChat', () => {
  test.use({ userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36 MicroMessenger/8.0.50' });
  test('the picture is one that can be held down', async ({ page }) => {
    const { address } = await notice(page);
    await page.getByRole('button', { name: '做成图片' }).click();
    const image = page.locator('img.picture');
    await expect(image).toBeVisible();
    await expect(page.getByText('长按图片')).toBeVisible();
    const data = await image.getAttribute('src');
    const made = await readPicture(page, Buffer.from(data.split(',')[1], 'base64'));
    expect(made.code).toBe(address);
    await audit(page);
  });
});

/** The foot of the sheet: the address written out and in the code. */
async function foot(page, address) {
  const paper = page.locator('.paper');
  await expect(paper).toBeVisible();
  await expect(paper).toContainText(address);
  await expect(paper).toContainText('以官方公告为准');
  await expect(paper).toContainText('演示数据');
  expect(await scan(page, paper.locator('svg.qr'))).toBe(address);
  return paper;
}

test('a notice on paper says its address and the hash that the record has', async ({ page }) => {
  const bundles = [];
  page.on('response', async (response) => {
    if (/data\/v1\/notices\//.test(response.url())) bundles.push(await response.json().catch(() => null));
  });
  const { address } = await notice(page);
  const id = address.split('/').at(-1);
  const detail = bundles.flatMap((bundle) => bundle?.notices ?? []).find((n) => n.notice.id === id);
  await page.emulateMedia({ media: 'print' });
  const paper = await foot(page, address);
  await expect(paper).toContainText(detail.revisions.at(-1).sha256);
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.locator('article .actions').first()).toBeHidden();
});

test('a project on paper', async ({ page }) => {
  await open(page, `${server.url}project/441523-2026-02198`);
  await page.emulateMedia({ media: 'print' });
  await foot(page, `${server.url}project/441523-2026-02198`);
});

test('a search on paper: what was searched, the first hits, and a code that searches again', async ({ page }) => {
  const search = `${server.url}search#domain=works`;
  await page.addInitScript(() => (window.print = () => (window.printed = document.querySelectorAll('table.list tbody tr').length)));
  await open(page, search);
  await expect(hits(page).first()).toBeVisible();
  await expect(page.locator('table.list')).toHaveCount(0);
  await page.getByRole('button', { name: '打印' }).click();
  // Drawn by the time the browser prints.
  await expect.poll(() => page.evaluate(() => window.printed)).toBe(40);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.results h1')).toHaveText('工程建设');
  await expect(page.locator('.results')).toContainText(/找到 [\d\u202f]+ 条，这里列出最新的 40 条/);
  await foot(page, page.url());
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('table.list')).toHaveCount(0);
});
