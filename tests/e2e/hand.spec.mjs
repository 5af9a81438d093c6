// Handing subscriptions to another device, and what the self-test says of this one.
import { mkdtemp, readFile } from 'node:fs/promises';
import { createECDH, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open as openPage } from './support/app.mjs';
import { scan } from './support/codes.mjs';
import { expect, installed, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';

// Many openings, each of the whole app.
test.setTimeout(240_000);

let server;
test.beforeAll(async () => (server = await serve(process.env.DATA_DEMO)));
test.afterAll(() => server.stop());

/** Opens a page anew: an address that differs only behind its `#` would not load again. */
async function open(page, url) {
  await page.goto('about:blank');
  await openPage(page, url);
}

const search = (fragment, classes = ['award']) => ({ name: '', target: { search: fragment }, classes });
const THREE = [
  search('q=污水&domain=works&region=441521', ['award', 'contract']),
  { name: '我盯的项目', target: { project: '441523-2026-02198' }, classes: ['award', 'deadline'] },
  { name: '供应商', target: { suppliers: { list: 9, firms: [{ name: '示例有限公司', code: '' }] } }, classes: ['listed'] },
];
const HUNDRED = Array.from({ length: 100 }, (_, n) => search(`q=污水处理厂${n}&domain=works&region=441521`));

/** The file of a hand-over. */
const file = (subscriptions, head = {}) => ({
  name: 'gongkai.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({ gongkai: 'subscriptions', v: 1, ...head, subscriptions })),
});

const preview = (page) => page.getByRole('heading', { name: '收到的关注' });
const take = (page, count) => page.getByRole('button', { name: `加入 ${count} 项`, exact: true });

/** Opens a file on the page of handing over. */
async function openFile(page, given) {
  await page.locator('input[type=file]').setInputFiles(given);
}

/** A device that follows something. */
async function follows(page, subscriptions) {
  await open(page, `${server.url}follow#hand`);
  await openFile(page, file(subscriptions));
  await take(page, subscriptions.length).click();
  await expect(page.getByText(`已加入 ${subscriptions.length} 项`)).toBeVisible();
}

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
  await follows(page, THREE);
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
  await follows(page, THREE);
  const backup = await followed(page);
  expect(backup).toHaveLength(3);

  const second = await other(browser);
  await follows(second, [search('q=污水&domain=works&region=441521', ['award'])]);
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
  await follows(page, HUNDRED);
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
  await follows(page, HUNDRED);
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
  await follows(page, THREE);
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

const rung = (page, code) => page.locator(`[data-rung="${code}"]`);
const verdict = (page, code) => rung(page, code).locator('.verdict');

test.describe('the self-test', () => {
  // No push server: its address is nothing.
  test.use({ expected: [/status of 404/] });

  test('says what reaches this device', async ({ page }) => {
    await open(page, `${server.url}follow#test`);
    await expect(verdict(page, 'open')).toHaveText('可用');
    await rung(page, 'open').getByRole('button', { name: '现在核对' }).click();
    await expect(rung(page, 'open')).toContainText('没有与您关注有关的新变化');
    await expect(verdict(page, 'timer')).toHaveText('可用');
    await expect(verdict(page, 'push')).toHaveText('不可用');
    await expect(rung(page, 'push')).toContainText('本站没有开设推送');
    await expect(rung(page, 'push').getByRole('button', { name: '开启推送' })).toHaveCount(0);
    await expect(verdict(page, 'installed')).toHaveText('未开启');
    await expect(verdict(page, 'feeds')).toHaveText('可用');
    const feed = await rung(page, 'feeds').getByRole('link').getAttribute('href');
    expect((await page.request.get(feed)).headers()['content-type']).toContain('atom');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      rung(page, 'calendar').getByRole('button').click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain('BEGIN:VEVENT');
    await expect(page.getByText('正在试')).toHaveCount(0);
  });

  test('with notifications granted, sends a test alert', async ({ page, context }) => {
    await context.grantPermissions(['notifications'], { origin: new URL(server.url).origin });
    await open(page, server.url);
    await installed(page);
    await open(page, `${server.url}follow#test`);
    await expect(verdict(page, 'notify')).toHaveText('可用');
    await rung(page, 'notify').getByRole('button', { name: '发一条测试提醒' }).click();
    await expect(rung(page, 'notify')).toContainText('已经交给系统');
    const shown = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return (await registration.getNotifications()).map((one) => one.title);
    });
    expect(shown).toEqual(['测试提醒']);
  });

  for (const [permission, word, words] of [
    ['denied', '不可用', '怎样恢复'],
    ['default', '未开启', '还没有允许'],
  ]) {
    test(`with notifications ${permission}, says so`, async ({ page }) => {
      await page.addInitScript((permission) => {
        if (!window.Notification) return;
        Object.defineProperty(Notification, 'permission', { get: () => permission });
      }, permission);
      await open(page, `${server.url}follow#test`);
      await expect(verdict(page, 'notify')).toHaveText(word);
      await expect(rung(page, 'notify')).toContainText(words);
      const asks = permission === 'default' ? 1 : 0;
      await expect(rung(page, 'notify').getByRole('button', { name: '允许通知' })).toHaveCount(asks);
    });
  }

  test('within WeChat, says first of all to leave it', async ({ browser }) => {
    const userAgent = 'Mozilla/5.0 (Linux; Android 14) Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.47';
    const context = await browser.newContext({ locale: 'zh-CN', userAgent });
    const page = await context.newPage();
    await open(page, `${server.url}follow#test`);
    await expect(page.locator('[data-rung]').first()).toHaveAttribute('data-rung', 'wechat');
    await expect(rung(page, 'wechat')).toContainText('在浏览器打开');
    await context.close();
  });
});

test.describe('with a server that pushes', () => {
  let pushing;
  test.beforeAll(async () => {
    const store = join(await mkdtemp(join(tmpdir(), 'push-')), 'push.sqlite');
    pushing = await serve(process.env.DATA_DEMO, { push: store });
  });
  test.afterAll(() => pushing.stop());

  /** The vendor's network, which headless Chromium waits for in vain: an endpoint with real keys. */
  async function vendor(page) {
    const ecdh = createECDH('prime256v1');
    const subscription = {
      endpoint: 'http://127.0.0.1:9/push/one',
      keys: { p256dh: ecdh.generateKeys().toString('base64url'), auth: randomBytes(16).toString('base64url') },
    };
    await page.addInitScript((made) => {
      const key = 'test.subscription';
      const subscription = () => ({
        endpoint: made.endpoint,
        toJSON: () => made,
        unsubscribe: async () => (sessionStorage.removeItem(key), true),
      });
      // On the blank page between two openings there is nothing to stand in for.
      if (!window.PushManager) return;
      PushManager.prototype.subscribe = async () => (sessionStorage.setItem(key, '1'), subscription());
      PushManager.prototype.getSubscription = async () => (sessionStorage.getItem(key) ? subscription() : null);
    }, subscription);
    return subscription;
  }

  /** A device that follows two things, ready to register. */
  async function ready(page, context) {
    await context.grantPermissions(['notifications'], { origin: new URL(pushing.url).origin });
    await open(page, pushing.url);
    await installed(page);
    await open(page, `${pushing.url}follow#hand`);
    await openFile(page, file([THREE[0], THREE[1]]));
    await take(page, 2).click();
    await open(page, `${pushing.url}follow#test`);
  }

  test('the publisher is told coarse topics, by a tap, and forgets by another', async ({ page, context }) => {
    const subscription = await vendor(page);
    const told = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/v1/push/')) told.push([request.method(), request.postDataJSON?.() ?? null]);
    });
    await ready(page, context);
    const push = rung(page, 'push');
    await expect(verdict(page, 'push')).toHaveText('未开启');
    await expect(push).toContainText('发布方将知道');
    await expect(push.locator('.bullets li')).toHaveText([/全部领域 · 广东省 · (中标结果|变更)/, /全部领域 · 广东省 · (中标结果|变更)/, '工程建设 · 海丰县 · 新公告']);
    expect(told.filter(([method]) => method === 'POST')).toEqual([]);
    await push.getByRole('button', { name: '开启推送' }).click();
    await expect(push.locator('[data-step="done"]')).toHaveCount(4);
    await expect(push).toContainText('等第一条推送');
    await expect(verdict(page, 'push')).toHaveText('说不准');
    const sent = told.find(([method]) => method === 'POST')[1];
    expect(sent).toEqual({ ...subscription, topics: expect.any(Array), every: { daily: 8 } });
    expect([...sent.topics].sort()).toEqual(['all.440000.awards', 'all.440000.changes', 'works.441521.notices']);
    expect(JSON.stringify(told)).not.toContain('污水');

    await push.getByRole('button', { name: '关闭推送' }).click();
    await expect(push).toContainText('已关闭');
    const last = told.filter(([method]) => method === 'DELETE');
    expect(last).toEqual([['DELETE', { endpoint: subscription.endpoint, keys: { auth: subscription.keys.auth } }]]);
  });

  test('what changed is told on the next opening, and nothing when nothing did', async ({ page, context }) => {
    await vendor(page);
    await ready(page, context);
    const state = (standing, over = {}) =>
      page.evaluate(
        ([standing, over]) => {
          const kept = JSON.parse(localStorage.getItem('gongkai.push'));
          Object.assign(kept.data, { standing }, over);
          localStorage.setItem('gongkai.push', JSON.stringify(kept));
        },
        [standing, over],
      );
    await rung(page, 'push').getByRole('button', { name: '开启推送' }).click();
    await expect(rung(page, 'push')).toContainText('等第一条推送');
    const told = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().includes('/push/')) told.push(request.postDataJSON());
    });
    const opened = async () => {
      told.length = 0;
      await open(page, `${pushing.url}follow#test`);
      await expect(rung(page, 'push').getByRole('button', { name: '关闭推送' })).toBeVisible();
    };
    await page.waitForTimeout(1_500);
    await state('confirmed');
    await opened();
    await page.waitForTimeout(1_000);
    expect(told, 'nothing changed').toEqual([]);
    await state('confirmed', { at: '2026-01-01T00:00:00' });
    await opened();
    await expect.poll(() => told.length).toBe(1);
    await state('confirmed', { topics: ['land.441500.awards'] });
    await opened();
    await expect.poll(() => told.at(-1)?.topics).toContain('works.441521.notices');
  });

  test('a push service that never answers is given up after eight seconds', async ({ page, context }) => {
    await vendor(page);
    await page.addInitScript(() => {
      if (!window.PushManager) return;
      PushManager.prototype.subscribe = () => new Promise(() => {});
    });
    await ready(page, context);
    await rung(page, 'push').getByRole('button', { name: '开启推送' }).click();
    await expect(rung(page, 'push')).toContainText('8 秒没有回答', { timeout: 15_000 });
    await expect(rung(page, 'push').locator('[data-step="failed"]')).toHaveText('浏览器给出收件地址');
    await expect(verdict(page, 'open')).toHaveText('可用');
  });
});
