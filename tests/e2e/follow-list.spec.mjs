// Following firms: the inbox names an entry of the blacklist only while the list does, a name alone
// is a possible namesake, and a standing list that is deleted tells nothing.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from './support/app.mjs';
import { audit, expect, test } from './support/journey.mjs';
import { gongkai, serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

test.use({ viewport: { width: 360, height: 780 }, expected: [/Failed to load resource/] });

const FIRM = { name: '示例重名建设有限公司', code: '9144030071526726XG' };
const OTHER = '示例旁人贸易有限公司';
const entry = (key, name, more = {}) => ({
  set: 302,
  key,
  name,
  reason: `示例情形 ${key}`,
  authority: '示例局',
  decided: '2026-01-05',
  published: '2026-01-06',
  until: '2028-01-01',
  ...more,
});

let place;
let site;
let server;
async function publish(entries) {
  const file = join(place.folder, 'list.jsonl');
  writeFileSync(file, entries.map((e) => JSON.stringify(e)).join('\n'));
  const { code, text } = await gongkai(
    ...['sync', '--source', 'debarments', '--id', 'list', '--name', '示例名单', '--upstream', file],
    ...['--store', join(place.folder, 'store.sqlite')],
  );
  expect(code, text).toBe(0);
  site = await place.publish(site, '--dataset', 'live');
}
test.beforeEach(async () => {
  place = town();
  site = join(place.folder, 'site');
  await place.read(lines(row(1)));
  await publish([entry('other', OTHER)]);
  server = await serve(site);
});
test.afterEach(async () => {
  await server.stop();
  place.remove();
});

const cards = (page) => page.locator('li.alerts');
const followed = (page) => page.locator('li.subscription');
const check = (page) => page.evaluate(() => window.dispatchEvent(new Event('online')));
const save = (page) => page.getByRole('button', { name: '关注', exact: true }).click();

test('a firm by name is a namesake, its entry is named while it stands, and gone it has no name', async ({ page }) => {
  await open(page, `${server.url}blacklist#q=${encodeURIComponent(FIRM.name)}`);
  await page.getByRole('link', { name: '关注这家单位' }).click();
  await expect(page.getByRole('link', { name: '没有找到' })).toBeVisible();
  await page.getByRole('textbox', { name: '名字' }).fill('供货的那家');
  await save(page);
  await expect(followed(page)).toHaveCount(1);

  await publish([entry('other', OTHER), entry('named', FIRM.name, { code: FIRM.code })]);
  await check(page);
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText('列入黑名单');
  await expect(cards(page)).toContainText(FIRM.name);
  await expect(cards(page)).toContainText('可能重名');
  await expect(cards(page).getByRole('link', { name: FIRM.name })).toHaveAttribute('href', new RegExp(`#code=${FIRM.code}|#q=${FIRM.code}`));
  await audit(page);

  await publish([entry('other', OTHER), { set: 303, key: 'named', withdrawn: '2026-11-26' }]);
  await check(page);
  await expect(cards(page)).toContainText('撤下或到期');
  await expect(cards(page)).toContainText('这个条目不再公布');
  await expect(cards(page)).not.toContainText('列入黑名单');
  // Below stands what the reader wrote; what the list said is gone.
  await expect(cards(page)).not.toContainText(FIRM.name);
});

test('a code is no namesake, and who watches every entry sees each', async ({ page }) => {
  await open(page, `${server.url}follow#blacklist`);
  await save(page);
  await expect(followed(page)).toHaveCount(1);
  await expect(page.getByText('还没有新变化')).toBeVisible();
  await publish([entry('other', OTHER), entry('named', FIRM.name, { code: FIRM.code })]);
  await check(page);
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText(FIRM.name);
  await expect(cards(page)).not.toContainText('可能重名');
});

test('a standing list is followed with its firms, and deleting it tells nothing', async ({ page }) => {
  await open(page, `${server.url}blacklist#many`);
  await page.goto(`${server.url}blacklist`);
  await page.getByRole('link', { name: '核对多家' }).click();
  await page.getByRole('textbox', { name: '要核对的单位' }).fill(`${OTHER}\n${FIRM.name}`);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('textbox', { name: '给名单起个名字' }).fill('供应商');
  await page.getByRole('button', { name: '存为常查名单' }).click();
  await page.getByRole('link', { name: '关注这份名单' }).click();
  await expect(page.getByText('常查名单（2 家）').first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: '名字' })).toHaveValue('供应商');
  await save(page);
  await expect(followed(page)).toHaveCount(1);
  // Who was listed when it was made is no news.
  await check(page);
  await expect(page.getByText('还没有新变化')).toBeVisible();

  await page.getByRole('link', { name: '打开页面' }).click();
  await page.getByRole('button', { name: '删除 供应商' }).click();
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('link', { name: '已关注这份名单' })).toBeVisible();
  await publish([entry('other', OTHER), entry('named', FIRM.name, { code: FIRM.code })]);
  await check(page);
  await page.getByRole('navigation').getByRole('link', { name: /^关注/ }).click();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText('列入黑名单');
  await expect(cards(page)).toContainText(FIRM.name);
  await expect(cards(page)).not.toContainText(OTHER);

  // Its firms are watched no more, and that is no news of them.
  await page.getByRole('link', { name: '打开页面' }).click();
  await page.getByRole('button', { name: '删除 供应商' }).click();
  await expect(page.getByRole('button', { name: '撤销' })).toBeVisible();
  await publish([entry('other', OTHER), entry('named', FIRM.name), entry('more', '示例新来有限公司')]);
  await check(page);
  await page.getByRole('navigation').getByRole('link', { name: /^关注/ }).click();
  await expect(page.getByText('常查名单（0 家）')).toBeVisible();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).not.toContainText('撤下');
});
