// The widget's own pages and cards, as anybody reads them.
import { hostSite } from './support/hosts.mjs';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

const LONG = '示例镇污水处理厂及配套管网工程（二期）勘察设计施工总承包（EPC）项目监理服务采购与全过程造价咨询服务招标公告（第二次）';
const place = town();
let site;
let host;
test.beforeAll(async () => {
  const rows = Array.from({ length: 25 }, (_, n) => row(n + 1, n % 4 ? {} : { title: LONG, deadline: '2099-12-01T09:30:00+08:00', money: { kind: 'budget', price: { fen: 215_900_000 } } }));
  await place.read(lines(...rows, row(30, { stage: 'award', stage_label: '中标结果', title: '示例镇道路工程中标结果公告' })));
  site = await serve(await place.publish());
  host = await hostSite();
});
test.afterAll(async () => {
  await Promise.all([site.stop(), host.stop()]);
  place.remove();
});

for (const [name, wish, width] of [['light', 'theme=light', 360], ['dark', 'theme=dark&count=20', 360], ['largest', 'text=largest&count=8', 320], ['narrow', 'text=large', 240], ['English', 'lang=en', 320]]) {
  test(`anybody can read it: ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 780 });
    for (const kind of ['notices', 'awards', 'changes']) {
      await page.goto(`${site.url}embed/works-441521-${kind}.html#${wish}`);
      await expect(page.locator('.by')).toBeVisible();
      await fitsAcross(page);
      await audit(page);
      const small = await page.evaluate(() => [...document.querySelectorAll('a')].filter((a) => a.offsetParent && (a.offsetHeight < 44 || a.offsetWidth < 44)).map((a) => a.textContent));
      expect(small, 'targets of at least 44 px').toEqual([]);
    }
  });
}

test('without script it shows five rows and its date', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}embed/works-441521-notices.html#count=20&theme=dark`);
  await expect(page.locator('li:visible')).toHaveCount(5);
  await expect(page.locator('header time')).toHaveText(/^核对于 \d{4}年\d+月\d+日 \d\d:\d\d$/);
  await context.close();
});

test('a card stands in a page of another encoding, by its links alone', async ({ page }) => {
  const card = await (await fetch(`${site.url}embed/works-441521-notices.card.html`)).text();
  host.pages['/gbk'] = { body: `<html><head><meta charset="gb2312"><title>x</title></head><body>${card}</body></html>`, type: 'text/html' };
  await page.goto(`${host.origin}/gbk`);
  expect(await page.evaluate(() => document.characterSet)).toBe('GBK');
  await expect(page.getByRole('complementary', { name: '海丰县 · 工程建设 · 公告' })).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(5);
  expect(card).not.toMatch(/<script|style=/);
});
