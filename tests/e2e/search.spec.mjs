// A citizen finds a real notice on the phone, reads it, comes back, passes it on, loses the network.
import { choose, expectFound, field, hits, open } from './support/app.mjs';
import { expect, installed, test } from './support/journey.mjs';
import { holding, ofShanwei, REAL } from './support/rows.mjs';
import { serve } from './support/servers.mjs';

let server;
test.beforeAll(async () => (server = await serve(process.env.DATA_REAL)));
test.afterAll(() => server.stop());

test('the manifest answers with its sources and packs, and holds every real row', async ({ request }) => {
  const manifest = await (await request.get(`${server.url}data/v1/manifest.json`)).json();
  expect(manifest.sources.map((s) => s.id).sort()).toEqual(['ggzy', 'jiangxi', 'ygp', 'yichang']);
  expect(manifest.sources.map((s) => s.state)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(manifest.packs.reduce((sum, pack) => sum + pack.count, 0)).toBe(REAL.length);
});

test('typing finds while typing, and every hit holds the word', async ({ page }) => {
  await open(page, `${server.url}search`);
  await expectFound(page, REAL.length);
  await field(page).pressSequentially('污水', { delay: 60 });
  await expectFound(page, holding('污水'));
  await expect(hits(page).first()).toContainText('污水');
  await expect(page.getByText('在本机检索')).toBeVisible();
  await expect(page).toHaveURL(/#q=(污水|%E6%B1%A1%E6%B0%B4)$/);
});

test('the region filter shows the rows of Shanwei', async ({ page }) => {
  await open(page, `${server.url}search`);
  await choose(page, '地区', '汕尾市');
  await expectFound(page, ofShanwei());
  await expect(page).toHaveURL(/region=441500/);
  await page.goBack();
  await expectFound(page, REAL.length);
});

test('read a notice, follow it to its source, come back to the same place, pass it on', async ({
  page,
  context,
}) => {
  await open(page, `${server.url}search#region=441500`);
  await expectFound(page, ofShanwei());
  const row = hits(page).filter({ hasText: '海丰县妇幼保健院' });
  await row.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => window.scrollY);
  await row.click();
  await expect(page.getByRole('heading', { level: 1 }).last()).toHaveText('海丰县妇幼保健院医疗设备采购帮扶项目');
  await expect(page.getByText('441521-2026-01361').first()).toBeVisible();
  const official = page.getByRole('link', { name: /打开官方原文/ });
  await expect(official).toHaveAttribute('href', /^https?:\/\//);
  await expect(official).toHaveAttribute('rel', /noopener.*noreferrer/);
  await page.goBack();
  await expectFound(page, ofShanwei());
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);

  const other = await context.newPage();
  await open(other, page.url());
  await expectFound(other, ofShanwei());
});

test('the way back from a notice that was opened directly is the list, and Escape closes a filter', async ({ page }) => {
  await page.goto('about:blank');
  await open(page, `${server.url}search`);
  await hits(page).first().click();
  await expect(page).toHaveURL(/notice/);
  await open(page, page.url());
  await page.reload();
  await page.getByRole('button', { name: '返回' }).click();
  await expect(page).toHaveURL(/search/);
  const region = page.getByRole('group', { name: '筛选' }).getByRole('button', { name: '地区' });
  await region.click();
  await expect(region).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(region).toHaveAttribute('aria-expanded', 'false');
});

test('a notice says by which limits of the law it is measured, and what cannot be told', async ({ page }) => {
  await open(page, `${server.url}search#domain=works&stage=award-pending`);
  await hits(page).first().click();
  const limits = page.locator('section').filter({ has: page.getByRole('heading', { name: '法定时限' }) });
  const publicity = limits.getByRole('listitem').filter({ hasText: '中标候选人公示期' });
  await expect(publicity).toContainText('：不少于 3 日');
  await expect(publicity).toContainText(/时间够：.+ 至 .+/);
  await expect(publicity).toContainText('招标投标法实施条例 第五十四条');
  const announced = limits.getByRole('listitem').filter({ hasText: '从收到评标报告到公示候选人' });
  await expect(announced).toContainText('说不准：没有读到收到评标报告的时间');
});

test.describe('with no network', () => {
  test.use({ expected: [/Failed to load resource/] });

  test('from the second visit on it works with no network', async ({ page, context }) => {
    await open(page, `${server.url}search`);
    await expectFound(page, REAL.length);
    await installed(page);
    await page.reload();
    await expectFound(page, REAL.length);
    await hits(page).first().click();
    const title = await page.getByRole('heading', { level: 1 }).last().innerText();
    await expect(page.getByRole('heading', { name: '官方原文' })).toBeVisible();
    await page.goBack();
    await page.waitForLoadState('networkidle');

    await context.setOffline(true);
    await page.reload();
    await expect(page.locator('header .status')).toContainText('没有网络');
    await field(page).fill('污水');
    await expectFound(page, holding('污水'));
    await field(page).fill('');
    await hits(page).filter({ hasText: title }).first().click();
    await expect(page.getByRole('heading', { name: '官方原文' })).toBeVisible();
  });

  test('a notice that was never opened says what it needs', async ({ page, context }) => {
    await open(page, `${server.url}search`);
    await installed(page);
    await page.reload();
    await expectFound(page, REAL.length);
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await hits(page).nth(3).click();
    await expect(page.getByText('这条公告的全文还不在本机')).toBeVisible();
  });
});
