// 黑名单: the check sheet and its code, many firms at once, and lists that are checked again.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, status } from './support/app.mjs';
import { scan } from './support/codes.mjs';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { staticHost } from './support/servers.mjs';
import { gbk, xlsx } from './support/tables.mjs';

const { APP, DATA_DEMO } = process.env;
const NOW = '2026-11-26T02:00:00Z';
const FILE = 'debarments-of-a-test.json';

/** A code of 17 characters with its check character (GB 32100-2015). */
function code(start) {
  const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  let [sum, weight] = [0, 1];
  for (const c of start) {
    sum += digits.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return start + digits[(31 - (sum % 31)) % 31];
}

const LISTED = code('91441500MA0000001');
const OTHER = code('91441500MA0000002');
const LATER = code('91441500MA0000003');
const NAME = '广东示例建设有限公司';
const entry = (key, name, more = {}) => ({
  key,
  name,
  kind: 'serious-violation',
  reason: '虚构的情形',
  authority: '示例机关',
  published: '2026-11-01',
  until: '2027-11-01',
  ...more,
});
const FIRST = [entry('1', NAME, { code: LISTED }), entry('2', '示例园林有限公司', { code: OTHER })];

/** The demo with a list of entries: the manifest names a file that only exists here. */
async function town(entries) {
  const host = await staticHost([APP, DATA_DEMO]);
  host.publish = (entries, step = 0) => {
    const source = { id: 'demo', name: '示例来源', url: 'https://example.invalid/', verified: '2026-11-26T08:00:00+08:00' };
    const body = Buffer.from(JSON.stringify({ sources: [{ ...source, entries }] }));
    const sha256 = createHash('sha256').update(body).digest('hex');
    const path = `${sha256.slice(0, 8)}-${FILE}`;
    host.fault = (wanted, file) => {
      if (wanted === `data/v1/${path}`) return { body };
      if (wanted !== 'data/v1/manifest.json') return null;
      const manifest = JSON.parse(readFileSync(file));
      manifest.sequence += step;
      manifest.reference.debarments = { path, bytes: body.length, sha256 };
      return { body: JSON.stringify(manifest), headers: { 'content-type': 'application/json' } };
    };
    return sha256;
  };
  host.sha256 = host.publish(entries);
  return host;
}

// A plain host answers an app address with the page and 404.
test.use({ expected: [/Failed to load resource/] });

let host;
test.beforeEach(async ({ context }) => {
  await context.clock.setFixedTime(NOW);
  host = await town(FIRST);
});
test.afterEach(() => host.stop());

const address = (text, more = '') => `${host.url}blacklist#q=${encodeURIComponent(text)}&view=sheet${more}`;
const many = () => `${host.url}blacklist#view=many`;
const answer = (page) => page.locator('.answer');
const rows = (page) => page.locator('li.row');
const text = (page) => page.getByRole('textbox', { name: '要核对的单位' });
const check = (page) => page.getByRole('button', { name: '核对', exact: true });
const opener = (page) => page.locator('input[type=file]');

/** Settings as the app keeps them. */
const settings = (page, data) =>
  page.addInitScript((data) => {
    const kept = { text: 'standard', theme: 'auto', lang: 'zh-CN', ...data };
    localStorage.setItem('gongkai.settings', JSON.stringify({ v: 1, data: kept }));
  }, data);

async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return readFileSync(await download.path(), 'utf8');
}

const file = (name, buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

test('a sheet says listed by code, a namesake by name, and not found that is not clean', async ({ page }) => {
  await open(page, address(LISTED));
  await expect(answer(page)).toHaveAttribute('data-answer', 'listed');
  await expect(page.locator('main')).toContainText(host.sha256.slice(0, 16));
  await expect(page.locator('main')).toContainText('2026年11月26日 10:00（北京时间）');
  await expect(page.locator('main')).toContainText('虚构的情形');
  const json = JSON.parse(await saved(page, '下载 JSON'));
  expect(json).toMatchObject({ asked: { code: LISTED }, answer: 'listed', list: { sha256: host.sha256 } });
  expect(json.entries[0].entry.name).toBe(NAME);

  await page.goto(address('示例建设有限责任公司'));
  await expect(answer(page)).toHaveAttribute('data-answer', 'namesake');
  await expect(page.locator('main')).toContainText('公司形式、地区');
  await page.goto(address('另一家有限公司'));
  await expect(answer(page)).toHaveAttribute('data-answer', 'none');
  await expect(page.locator('main')).toContainText('不等于没有问题');
  await audit(page);
});

test('the code of a sheet is compared with the own list of another device, offline too', async ({ page, context }) => {
  await open(page, address(LISTED));
  const printed = await page.locator('.scan .print-only p').textContent();
  expect(printed).toContain(`list=${host.sha256.slice(0, 16)}&day=2026-11-26&answer=listed`);
  const other = await context.newPage();
  await open(other, printed);
  const compared = other.locator('[data-compared]');
  await expect(compared).toHaveAttribute('data-compared', 'same');
  await expect(compared).toContainText('一致');

  // Another address in the same app, without a network: only the fragment changes.
  await context.setOffline(true);
  const go = (url) => other.evaluate((url) => void (location.href = url), url);
  await go(printed.replace('answer=listed', 'answer=none'));
  await expect(compared).toHaveAttribute('data-compared', 'changed');
  await expect(compared).toContainText('核查单（2026年11月26日）上是“没有找到”，现在是“在名单上”');
  await go(printed.replace(/list=[0-9a-f]+/, 'list=0123456789abcdef'));
  await expect(compared).toHaveAttribute('data-compared', 'other-list');
  await expect(compared).toContainText('名单不同');
  await go(printed.replace(/list=[0-9a-f]+/, 'list=%E5%B7%B2%E6%A0%B8%E5%AE%9E'));
  await expect(compared).toHaveAttribute('data-compared', 'odd');
  await context.setOffline(false);
});

test('an entry that ended since is said to have changed, and is gone', async ({ page, context }) => {
  host.publish([entry('1', NAME, { code: LISTED, until: '2026-11-26' })]);
  await open(page, address(LISTED));
  const printed = await page.locator('.scan .print-only p').textContent();
  await context.clock.setFixedTime('2026-11-27T02:00:00Z');
  await page.goto('about:blank');
  await open(page, printed);
  await expect(page.locator('[data-compared]')).toHaveAttribute('data-compared', 'changed');
  await expect(page.locator('[data-compared]')).toContainText('到了公布截止日');
  await expect(answer(page)).toHaveAttribute('data-answer', 'none');
  await expect(page.locator('main')).not.toContainText('虚构的情形');
});

test('many firms are pasted, sorted, filtered and exported', async ({ page }) => {
  await open(page, many());
  await check(page).click();
  await expect(page.getByRole('alert').filter({ hasText: '没有读到' })).toBeVisible();
  await text(page).fill(`另一家有限公司\n=1+1有限公司，${OTHER}\n示例建设有限公司\n别的名称 ${LISTED}\n91441500MA00000010`);
  await check(page).click();
  await expect(page.getByRole('heading', { name: '核对结果' })).toBeFocused();
  const said = page.locator('.row .said');
  await expect(said).toHaveText(['在名单上', '在名单上', '可能重名', '没法核对', '没有找到']);
  await expect(rows(page).nth(2)).toContainText('地区');
  const csv = await saved(page, '下载 CSV');
  expect(csv.startsWith('\ufeff单位名称,统一社会信用代码,答案,')).toBe(true);
  expect(csv).toContain(`'=1+1有限公司,${OTHER},在名单上,示例园林有限公司,`);
  expect(csv).toContain(host.sha256);
  await page.getByRole('button', { name: '在名单上 2' }).click();
  await expect(rows(page)).toHaveCount(2);

  // A file that cannot be read takes nothing away, nor does another page.
  await opener(page).setInputFiles(file('x.bin', Buffer.from([1, 0, 2, 0xff])));
  await expect(page.getByRole('alert').filter({ hasText: '读不懂' })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await opener(page).setInputFiles(file('x.xlsx', Buffer.from('PK\x03\x04 and no more')));
  await expect(page.getByRole('alert').filter({ hasText: '读不懂' })).toBeVisible();
  await opener(page).setInputFiles(file('x.csv', Buffer.from('示例厂\n'.repeat(5_001))));
  await expect(page.getByRole('alert').filter({ hasText: '最多 5 000 家' })).toBeVisible();
  await opener(page).setInputFiles(file('x.csv', Buffer.alloc(5_000_001, 'a')));
  await expect(page.getByRole('alert').filter({ hasText: '超过 5 MB' })).toBeVisible();
  await rows(page).first().getByRole('link').click();
  await expect(answer(page)).toHaveAttribute('data-answer', 'listed');
  await page.goBack();
  await expect(rows(page)).toHaveCount(5);
  await page.getByRole('button', { name: '清空' }).click();
  await expect(rows(page)).toHaveCount(0);
  // Nothing of whom was checked is stored or asked.
  const stored = await page.evaluate(() => JSON.stringify(localStorage));
  expect(stored).not.toContain(LISTED);
  expect(host.log.filter(({ path }) => path.includes(LISTED))).toEqual([]);
});

test('files are read: CSV as Chinese Excel writes it, and a workbook', async ({ page }) => {
  await open(page, many());
  const csv = `序号,供应商名称,统一社会信用代码,联系人\r\n1,${NAME},${LISTED},张三\r\n2,示例园林有限公司,,李四\r\n`;
  await opener(page).setInputFiles(file('供应商.csv', gbk(csv)));
  await expect(page.locator('.row .said')).toHaveText(['在名单上', '可能重名']);
  await expect(page.getByText('读了 供应商.csv')).toBeVisible();
  const table = [['单位名称', '备注', '代码'], ['另一家有限公司', '', OTHER], [NAME, '无', ''], ['示例厂', '', '']];
  await opener(page).setInputFiles(file('供应商.xlsx', xlsx(table)));
  await expect(page.getByText('读了 供应商.xlsx')).toBeVisible();
  await expect(page.locator('.row .said')).toHaveText(['在名单上', '可能重名', '没有找到']);
});

test('five thousand firms are checked', async ({ page }) => {
  await open(page, many());
  const firms = Array.from({ length: 5_000 }, (_, n) => `示例第${n}号有限公司`);
  firms[4_321] = LISTED;
  await opener(page).setInputFiles(file('x.txt', Buffer.from(firms.join('\n'))));
  await expect(page.locator('main')).toContainText('共 5 000 家');
  await expect(rows(page)).toHaveCount(50);
  await expect(page.locator('.row .said').first()).toHaveText('在名单上');
  // And kept, which is the most that is.
  const keep = async (name) => {
    await page.getByRole('textbox', { name: '给名单起个名字' }).fill(name);
    await page.getByRole('button', { name: '存为常查名单' }).click();
  };
  await keep('全部供应商');
  await expect(page.locator('li.card')).toContainText('5 000 家');
  await keep('再一份');
  await expect(page.locator('li.card')).toHaveCount(1);
  await page.reload();
  await expect(page.locator('li.card')).toContainText('5 000 家');
});

test('a standing list is checked again when a newer list comes, and says what changed', async ({ page }) => {
  await open(page, many());
  await text(page).fill(`${NAME},${LISTED}\n示例水务有限公司,${LATER}\n另一家有限公司`);
  await check(page).click();
  await page.getByRole('button', { name: '存为常查名单' }).click();
  await expect(page.getByText('请先起个名字')).toBeVisible();
  await page.getByRole('textbox', { name: '给名单起个名字' }).fill('合作单位');
  await page.getByRole('button', { name: '存为常查名单' }).click();
  const card = page.locator('li.card').filter({ has: page.getByRole('heading', { name: /合作单位|老单位/ }) });
  await expect(card).toContainText('3 家');
  await expect(card).toContainText(`名单指纹 ${host.sha256.slice(0, 16)}`);
  await expect(card).toContainText('没有变化');

  const newer = host.publish([FIRST[1], entry('3', '示例水务有限公司', { code: LATER })], 1);
  await page.reload();
  await expect(status(page)).toContainText('上次核对');
  await expect(card).toContainText(newer.slice(0, 16));
  await expect(card.locator('[data-news=newly]')).toHaveText(/新上名单 示例水务有限公司/);
  await expect(card.locator('[data-news=gone]')).toHaveText(/不再在名单上 广东示例建设有限公司/);
  // Nothing of an entry is stored with it.
  const stored = await page.evaluate(() => localStorage.getItem('gongkai.suppliers'));
  expect(JSON.parse(stored).data.lists[0].firms[1]).toEqual({ name: '示例水务有限公司', code: LATER, answer: 'listed', seen: 'none' });
  expect(stored).not.toContain('虚构的情形');
  await card.getByRole('button', { name: '知道了 合作单位' }).click();
  await expect(card.locator('.news')).toHaveCount(0);

  await card.getByRole('button', { name: '看结果 合作单位' }).click();
  await expect(page.locator('.row .said')).toHaveText(['在名单上', '没有找到', '没有找到']);
  await card.getByRole('button', { name: '改名 合作单位' }).click();
  await card.getByRole('textbox').fill('老单位');
  await card.getByRole('button', { name: '保存' }).click();
  await card.getByRole('button', { name: '删除 老单位' }).click();
  await expect(card).toHaveCount(0);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(card).toContainText('老单位');
  await page.reload();
  await expect(card).toContainText('老单位');
});

test('no more is kept than there is room for', async ({ page }) => {
  await page.addInitScript(() => {
    const lists = Array.from({ length: 20 }, (_, id) => ({ id, name: `名单${id}`, firms: [{ name: '示例厂' }] }));
    localStorage.setItem('gongkai.suppliers', JSON.stringify({ v: 1, data: { lists } }));
  });
  await open(page, many());
  await text(page).fill('示例厂');
  await check(page).click();
  await page.getByRole('textbox', { name: '给名单起个名字' }).fill('再一份');
  await page.getByRole('button', { name: '存为常查名单' }).click();
  await expect(page.getByText('最多 20 份常查名单')).toBeVisible();
});

for (const lang of ['zh-CN', 'en']) {
  test(`largest, dark, 320 px, in ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await settings(page, { text: 'largest', theme: 'dark', lang });
    await open(page, address(LISTED, '&list=0123456789abcdef&day=2026-11-20&answer=none'));
    await expect(answer(page)).toBeVisible();
    await audit(page);
    await fitsAcross(page);
    await page.goto(many());
    await page.locator('textarea').fill(`${NAME},${LISTED}\n${NAME}\n91441500MA00000010\n另一家有限公司`);
    await page.locator('button[data-kind=main]').click();
    await expect(rows(page)).toHaveCount(4);
    await page.locator('form input').last().fill('合作单位');
    await page.locator('form button[type=submit]').last().click();
    await expect(page.locator('li.card')).toHaveCount(1);
    host.publish([FIRST[1]], 1);
    await page.reload();
    await expect(page.locator('.news').first()).toBeVisible();
    await page.locator('li.card button').nth(2).click();
    await audit(page);
    await fitsAcross(page);
  });
}

test('on paper all firms are there, and what they were checked against', async ({ page }) => {
  await page.addInitScript(() => (window.print = () => (window.printed = document.querySelectorAll('li.row').length)));
  await open(page, many());
  const firms = Array.from({ length: 120 }, (_, n) => `示例第${n}号有限公司`);
  firms[77] = LISTED;
  await text(page).fill(firms.join('\n'));
  await check(page).click();
  const said = page.getByRole('status').filter({ hasText: '共 120 家' });
  await expect(said).toHaveText('共 120 家 · 列出 50 家');
  await page.getByRole('button', { name: '打印' }).click();
  // Drawn by the time the browser prints.
  await expect.poll(() => page.evaluate(() => window.printed)).toBe(120);
  await page.emulateMedia({ media: 'print' });
  await expect(said).toHaveText('共 120 家');
  const paper = page.locator('.paper');
  await expect(paper).toContainText(many());
  await expect(paper).toContainText(host.sha256);
  // Whom somebody checked is in no code.
  expect(await scan(page, paper.locator('svg.qr'))).toBe(many());
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect(rows(page)).toHaveCount(50);
  // A part of them on the screen goes on too, and says on paper that it is one.
  await page.getByRole('button', { name: '没有找到 119' }).click();
  await expect(said).toHaveText('共 120 家 · 没有找到 119 · 列出 50 家');
  await page.getByRole('button', { name: '再看 50 条' }).click();
  await page.getByRole('button', { name: '再看 19 条' }).click();
  await expect(rows(page)).toHaveCount(119);
  await expect(said).toHaveText('共 120 家 · 没有找到 119');
});

test('a saved file can be read for a while after the tap', async ({ page }) => {
  await page.addInitScript(() => {
    // A minute is long for a test.
    const later = window.setTimeout;
    window.setTimeout = (call, ms, ...more) => later(call, ms === 60_000 ? 5_000 : ms, ...more);
    const revoke = URL.revokeObjectURL;
    window.revoked = [];
    URL.revokeObjectURL = (url) => (window.revoked.push(url), revoke.call(URL, url));
  });
  await open(page, address(LISTED));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 JSON' }).click()]);
  expect(await page.evaluate(() => window.revoked)).toEqual([]);
  await expect.poll(() => page.evaluate(() => window.revoked)).toEqual([download.url()]);
});

test('on paper the sheet has its address and no buttons', async ({ page }) => {
  await open(page, address(NAME));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.scan .print-only p')).toContainText('answer=namesake');
  await expect(page.getByRole('button', { name: '下载 JSON' })).toBeHidden();
  await expect(page.locator('svg.qr')).toBeVisible();
  await fitsAcross(page);
});
