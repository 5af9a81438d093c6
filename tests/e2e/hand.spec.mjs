// Handing subscriptions to another device.
import { mkdtemp, readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scan } from './support/codes.mjs';
import { THREE, file, follows, open, openFile, search, take } from './support/hand.mjs';
import { expect, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';

// Many openings, each of the whole app.
test.setTimeout(240_000);

let server;
test.beforeAll(async () => (server = await serve(process.env.DATA_DEMO)));
test.afterAll(() => server.stop());

const HUNDRED = Array.from({ length: 100 }, (_, n) => search(`q=污水处理厂${n}&domain=works&region=441521`));

const preview = (page) => page.getByRole('heading', { name: '收到的关注' });

/** What the device follows, as its own backup says. */
async function followed(page) {
  await open(page, `${server.url}follow#hand`);
  const none = page.getByText('这台设备上还没有关注什么');
  const save = page.getByRole('button', { name: '存成文件' });
  await expect(none.or(save)).toBeVisible();
  if (await none.isVisible()) return [];
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const path = join(await mkdtemp(join(tmpdir(), 'hand-')), 'backup.json');
  await download.saveAs(path);
  const text = await readFile(path, 'utf8');
  expect(text.split('\n').length, 'a subscription a line').toBeGreaterThan(2);
  return JSON.parse(text).subscriptions;
}

/** The link that the page's code holds. */
async function linkOf(page) {
  const link = await scan(page);
  expect(link).toMatch(new RegExp(`^${server.url}follow#sub=GK1\\.[A-Za-z0-9._-]+$`));
  return link;
}

/** Another device. */
async function other(browser) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  return context.newPage();
}

test('by one code: looked at, taken, undone, taken again once', async ({ page, browser }) => {
  await follows(page, server.url, THREE);
  await open(page, `${server.url}follow#hand`);
  await expect(page.locator('svg.qr')).toBeVisible();
  const link = await linkOf(page);

  const second = await other(browser);
  await open(second, link);
  await expect(preview(second)).toBeVisible();
  await expect(second.getByText('新的 3 项，已有 0 项')).toBeVisible();
  await expect(second.locator('.item')).toHaveCount(3);
  await expect(second.locator('.item').first()).toContainText('污水 · 海丰县 · 工程建设');
  await second.getByRole('button', { name: '不加入' }).click();
  await expect(second.getByText('没有加入，什么也没有改。')).toBeVisible();
  expect(await followed(second)).toEqual([]);

  await open(second, link);
  await second.reload();
  await take(second, 3).click();
  await second.getByRole('button', { name: '撤销' }).click();
  await expect(second.getByText('已撤销，和接收以前一样。')).toBeVisible();
  expect(await followed(second)).toEqual([]);

  await open(second, link);
  await take(second, 3).click();
  await expect(second.getByText('已加入 3 项')).toBeVisible();
  expect((await followed(second)).map((one) => one.name)).toEqual(['', '我盯的项目', '供应商']);
  const lists = await second.evaluate(() => JSON.parse(localStorage.getItem('gongkai.suppliers')).data.lists);
  expect(lists.map((list) => [list.name, list.firms.map((firm) => firm.name)])).toEqual([['供应商', ['示例有限公司']]]);

  await open(second, link);
  await expect(second.getByText('都已经关注了')).toBeVisible();
  expect(await followed(second)).toHaveLength(3);
  await second.context().close();
});

test('by file; what is here and wants less is widened only when agreed', async ({ page, browser }) => {
  await follows(page, server.url, THREE);
  const backup = await followed(page);
  expect(backup).toHaveLength(3);

  const second = await other(browser);
  await follows(second, server.url, [search('q=污水&domain=works&region=441521', ['award'])]);
  const widened = async (agreed) => {
    await open(second, `${server.url}follow#hand`);
    await openFile(second, file([backup[0]]));
    await expect(second.getByText('新的 0 项，已有 0 项，已有但变化类别较少 1 项')).toBeVisible();
    if (!agreed) {
      await second.getByRole('checkbox').uncheck();
      await expect(second.getByText('都已经关注了')).toBeVisible();
      return;
    }
    await take(second, 1).click();
    await expect(second.getByText('已加入 0 项，补上类别 1 项。')).toBeVisible();
  };
  await widened(false);
  expect((await followed(second))[0].classes).toEqual(['award']);
  await widened(true);
  await second.getByRole('button', { name: '撤销' }).click();
  await expect(second.getByText('已撤销')).toBeVisible();
  expect((await followed(second))[0].classes).toEqual(['award']);
  await widened(true);
  expect((await followed(second))[0].classes).toEqual(['award', 'contract']);
  await second.context().close();
});

test('a hundred need several codes, scanned in any order over several openings', async ({ page, browser }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await follows(page, server.url, HUNDRED);
  await open(page, `${server.url}follow#hand`);
  const number = page.locator('.number');
  await expect(number).toHaveText(/第 1 个，共 \d+ 个/);
  const count = Number((await number.innerText()).match(/共 (\d+)/)[1]);
  expect(count).toBeGreaterThan(3);
  const links = [];
  for (let at = 0; at < count; at += 1) {
    await expect(number).toHaveText(`第 ${at + 1} 个，共 ${count} 个`);
    links.push(await linkOf(page));
    await page.getByRole('button', { name: '下一个' }).click();
  }
  expect(new Set(links).size).toBe(count);

  const second = await other(browser);
  const mixed = [...links.slice(1).reverse(), links[1]];
  for (const [at, link] of mixed.entries()) {
    // As another program opens it: a page of its own each time.
    await second.goto('about:blank');
    await open(second, link);
    const here = Math.min(at + 1, count - 1);
    await expect(second.locator('[data-frames]')).toHaveAttribute('data-frames', `${here}/${count}`);
  }
  await expect(second.getByText('还差第 1 个')).toBeVisible();
  expect(await followed(second)).toEqual([]);
  await second.getByRole('textbox', { name: '粘贴链接或文字' }).fill(links[0]);
  await second.getByRole('button', { name: '读取' }).click();
  await expect(second.getByText('一共 100 项')).toBeVisible();
  await take(second, 100).click();
  await expect(second.getByText('已加入 100 项')).toBeVisible();
  expect(await followed(second)).toHaveLength(100);
  await second.context().close();
});

test('codes move by themselves until they are held', async ({ page }) => {
  await follows(page, server.url, HUNDRED);
  await open(page, `${server.url}follow#hand`);
  await expect(page.locator('.number')).toHaveText(/第 2 个/);
  await page.getByRole('button', { name: '停住' }).click();
  const held = await page.locator('.number').innerText();
  await page.waitForTimeout(2_500);
  expect(await page.locator('.number').innerText()).toBe(held);
});

test('a widget hands a search over', async ({ page }) => {
  await open(page, `${server.url}follow#sub=search%3Adomain%3Dworks`);
  await expect(page.getByText('一共 1 项')).toBeVisible();
  await expect(page.locator('.item')).toContainText('工程建设');
  await take(page, 1).click();
  await expect(page.getByText('已加入 1 项')).toBeVisible();
});

test('hostile input is refused in words and changes nothing', async ({ page }) => {
  await follows(page, server.url, THREE);
  const before = await followed(page);
  const refusals = [
    [file([{ ...THREE[0], name: '长'.repeat(10_000) }]), '过长的文字或不该有的字符'],
    [file([{ ...THREE[0], name: 'a\u0007b' }]), '过长的文字或不该有的字符'],
    [file(Array.from({ length: 20_000 }, () => ({ name: '', target: 'blacklist', classes: [] }))), '超过一台设备能保存的数量'],
    [file(Array.from({ length: 100_000 }, (_, n) => search(`q=${n}`))), '超过一台设备能保存的数量'],
    [file(THREE, { v: 2 }), '新版本的应用'],
    [file(THREE, { gongkai: 'letters' }), '不是公开的关注内容'],
    [{ name: 'x.json', mimeType: 'application/json', buffer: randomBytes(5_000) }, '不是公开的关注内容'],
    [{ ...file(THREE), buffer: file(THREE).buffer.subarray(0, 100) }, '不完整或者被改动过'],
    [file([]), '什么也没有'],
  ];
  for (const [given, words] of refusals) {
    await openFile(page, given);
    await expect(page.getByRole('alert')).toContainText(words);
    await expect(page.getByRole('alert')).toContainText('本机的关注没有改动');
  }
  await open(page, `${server.url}follow#hand`);
  const link = await linkOf(page);
  const links = [
    [link.slice(0, -9), '不完整或者被改动过'],
    [link.replace('.1.1.', '.1.2.'), '不完整或者被改动过'],
    [link.replace('GK1', 'GK2'), '新版本的应用'],
    [`${server.url}follow#sub=hello`, '不是公开的关注内容'],
    [`${server.url}follow#sub=search%3Aq%3D%2507`, '过长的文字或不该有的字符'],
    [`${server.url}follow#sub=${'GK1.'.repeat(20_000)}`, '不完整或者被改动过'],
  ];
  for (const [address, words] of links) {
    await open(page, address);
    await expect(page.getByRole('alert')).toContainText(words);
  }
  expect(await followed(page)).toEqual(before);
});
