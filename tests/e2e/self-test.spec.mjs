// What the self-test says of this device, and what a server that pushes is told.
import { mkdtemp, readFile } from 'node:fs/promises';
import { createECDH, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { THREE, follows, open } from './support/hand.mjs';
import { expect, installed, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';

// Many openings, each of the whole app.
test.setTimeout(240_000);

let server;
test.beforeAll(async () => (server = await serve(process.env.DATA_DEMO)));
test.afterAll(() => server.stop());

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
    await follows(page, pushing.url, [THREE[0], THREE[1]]);
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
