// The blacklist: a firm is checked on the phone alone, a namesake is never listed, and an entry is
// forgotten on its day, also with no network (S5).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, status } from './support/app.mjs';
import { audit, expect, fitsAcross, installed, test } from './support/journey.mjs';
import { gongkai, serve } from './support/servers.mjs';
import { lines, row } from './support/town.mjs';

test.use({ viewport: { width: 360, height: 780 }, expected: [/Failed to load resource/] });

/** A made-up credit code with a check character that holds (GB 32100-2015). */
function code(start) {
  const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  let [sum, weight] = [0, 1];
  for (const c of start) {
    sum += digits.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return start + digits[(31 - (sum % 31)) % 31];
}
const ENDING = { name: '示例将满建设有限公司', code: code('91441521MA0000001') };
const STAYING = { name: '示例长期建材有限公司', code: code('91441521MA0000002') };
const PAGE = 'https://example.invalid/list/ending';
const entry = (key, firm, more = {}) => ({
  set: 302,
  key,
  ...firm,
  reason: `示例情形 ${key}`,
  authority: '示例局',
  decided: '2026-01-05',
  published: '2026-01-06',
  ...more,
});

let folder;
let server;
const site = () => join(folder, 'site');
async function publish(rows) {
  const [store, file] = [join(folder, 'store.sqlite'), join(folder, 'rows.jsonl')];
  const run = async (...args) => {
    const { code, text } = await gongkai(...args, '--store', store);
    expect(code, text).toBe(0);
  };
  writeFileSync(file, rows.map((r) => JSON.stringify(r)).join('\n'));
  await run('sync', '--source', 'debarments', '--id', 'list', '--name', '示例名单', '--upstream', file);
  const notices = join(folder, 'notices.jsonl');
  const award = row(1, {
    title: '示例镇采购结果公告',
    domain: 'procurement',
    stage: 'award',
    stage_label: '结果公告',
    candidates: [{ name: STAYING.name }],
    fields: [{ code: 'WINNINGBIDDER_CODE', label: '供应商代码', value: ENDING.code }],
  });
  writeFileSync(notices, lines(award));
  await run('sync', '--source', 'jsonl', '--id', 'town', '--upstream', notices);
  await run('publish', '--dataset', 'live', '--out', site());
}
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gongkai-'));
  await publish([
    entry('ending', ENDING, { until: '2026-11-28', url: PAGE }),
    entry('staying', STAYING, { until: '2028-01-01' }),
    entry('person', { name: '张三' }),
  ]);
  server = await serve(site());
});
test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const field = (page) => page.getByRole('searchbox').first();
const answer = (page) => page.locator('.answer');

test('a code is listed, a name is only a namesake, and not found is not clean', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(page, server.url);
  await page.getByRole('link', { name: '黑名单', exact: true }).click();
  await expect(page.getByText('共 2 条')).toBeVisible();
  await field(page).fill(ENDING.code.toLowerCase());
  await expect(answer(page)).toHaveAttribute('data-answer', 'listed');
  for (const name of [STAYING.name, '示例长期建材有限责任公司', '（示例）长期建材有限公司']) {
    await field(page).fill(name);
    await expect(answer(page)).toHaveAttribute('data-answer', 'namesake');
  }
  await expect(page.getByText(/不同之处：.*括号/)).toBeVisible();
  for (const other of ['示例长期建材第二有限公司', '张三', code('91441521MA0000009')]) {
    await field(page).fill(other);
    await expect(answer(page)).toHaveAttribute('data-answer', 'none');
    await expect(answer(page)).toContainText('不等于没有问题');
  }
  await field(page).fill(`${ENDING.code.slice(0, -1)}0`);
  await expect(page.getByText('校验位不对')).toBeVisible();
  const told = asked.filter((url) => /9144|%E7%A4%BA/.test(decodeURI(url)));
  expect(told, 'the query leaves the device').toEqual([]);
  await audit(page);
  await fitsAcross(page);
});

test('a link from another site opens with the answer, however it writes the code', async ({ page }) => {
  const wide = [...STAYING.code].map((c) => String.fromCodePoint(c.codePointAt(0) + 0xfee0)).join('');
  for (const written of [STAYING.code, STAYING.code.toLowerCase(), encodeURIComponent(wide)]) {
    await page.goto('about:blank');
    await open(page, `${server.url}blacklist#code=${written}`);
    await expect(answer(page)).toHaveAttribute('data-answer', 'listed');
  }
});

test('an award says who was listed that day, by code alone', async ({ page }) => {
  await open(page, `${server.url}search#q=采购结果`);
  await page.getByRole('link', { name: /示例镇采购结果公告/ }).first().click();
  const section = page.locator('section', { has: page.getByRole('heading', { name: '与黑名单核对' }) });
  const listed = section.getByRole('listitem').filter({ hasText: ENDING.name });
  await expect(listed).toContainText('在名单上');
  await expect(listed.getByRole('link', { name: /来源/ })).toHaveAttribute('href', PAGE);
  await expect(section.getByRole('listitem').filter({ hasText: STAYING.name })).toContainText('可能重名');
});

/** Everything that this device holds, as one text. */
const held = (page) =>
  page.evaluate(async () => {
    const texts = [document.documentElement.outerHTML, JSON.stringify(localStorage)];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        if (!request.url.endsWith('.wasm')) texts.push(await answer.text());
      }
    }
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        texts.push(JSON.stringify(await done(db.transaction(store).objectStore(store).getAll())));
      }
      db.close();
    }
    return texts.join('\n');
  });

/** A check sheet as it is saved. */
async function sheet(page, text) {
  await page.goto(`${server.url}blacklist#q=${text}&view=sheet`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 JSON' }).click(),
  ]);
  return JSON.parse(readFileSync(await download.path(), 'utf8'));
}

test('an entry is forgotten on its day, with no network', async ({ page, context }) => {
  await page.clock.setFixedTime(new Date('2026-11-27T02:00:00Z'));
  await open(page, `${server.url}blacklist`);
  await expect(page.getByText(ENDING.name)).toBeVisible();
  await installed(page);
  await page.reload();
  await expect(page.getByText(ENDING.name)).toBeVisible();
  await expect.poll(() => held(page)).toContain(ENDING.name);

  await context.setOffline(true);
  // Past midnight in Beijing, after the last day.
  await page.clock.setFixedTime(new Date('2026-11-28T16:30:00Z'));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByText(ENDING.name)).toHaveCount(0);
  await expect(page.getByText(STAYING.name)).toBeVisible();
  await expect.poll(() => held(page)).not.toContain('示例将满建设');
  await page.reload();
  await expect(page.getByText(/没有联网，用的是本机在/)).toBeVisible();
  await expect(page.getByText(STAYING.name)).toBeVisible();
  await field(page).fill(ENDING.code);
  await expect(answer(page)).toHaveAttribute('data-answer', 'none');
  const exported = await sheet(page, ENDING.code);
  expect(exported).toMatchObject({ answer: 'none', entries: [], 'as-of': '2026-11-29' });
  expect(JSON.stringify(exported)).not.toContain('示例情形');
});

test('a list that was not verified for too long shows nobody', async ({ page, context }) => {
  await page.clock.setFixedTime(new Date('2026-11-27T02:00:00Z'));
  await open(page, `${server.url}blacklist`);
  await expect(page.getByText(STAYING.name)).toBeVisible();
  await installed(page);
  await page.reload();
  await expect(page.getByText(STAYING.name)).toBeVisible();
  await context.setOffline(true);
  await page.clock.setFixedTime(new Date('2027-01-15T02:00:00Z'));
  await page.reload();
  await expect(page.getByText('太久没有核实')).toBeVisible();
  await expect(page.getByText(STAYING.name)).toHaveCount(0);
  // The firm's name stands in an award too; what it was listed for stands nowhere else.
  await expect.poll(() => held(page)).not.toContain('示例情形 staying');
});

test('a phone that was offline since before forgets a withdrawn entry with its first check', async ({ page, context }) => {
  await open(page, `${server.url}blacklist`);
  await expect(page.getByText(STAYING.name)).toBeVisible();
  await installed(page);
  await page.reload();
  await expect.poll(() => held(page)).toContain('示例情形 staying');
  await context.setOffline(true);
  await publish([entry('ending', ENDING, { until: '2026-11-28' }), { set: 303, key: 'staying', withdrawn: '2026-11-26' }]);
  await page.reload();
  // It cannot know yet, and says so.
  await expect(page.getByText(/没有联网，用的是本机在/)).toBeVisible();
  await expect(page.getByText(STAYING.name)).toBeVisible();

  await context.setOffline(false);
  await page.reload();
  await expect(status(page)).toContainText('上次核对');
  await expect(page.getByText('共 1 条')).toBeVisible();
  await expect(page.getByText(STAYING.name)).toHaveCount(0);
  await expect.poll(() => held(page)).not.toContain('示例情形 staying');
  for (const text of [STAYING.code, STAYING.name]) {
    await field(page).fill(text);
    await expect(answer(page)).toHaveAttribute('data-answer', 'none');
  }
  expect((await sheet(page, STAYING.code)).entries).toEqual([]);
  // And again without a network: what is gone stays gone.
  await context.setOffline(true);
  await page.goto(`${server.url}blacklist`);
  await page.reload();
  await expect(page.getByText('共 1 条')).toBeVisible();
  await expect(page.getByText(STAYING.name)).toHaveCount(0);
});
