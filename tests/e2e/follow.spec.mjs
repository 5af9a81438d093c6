// Following: what is followed stays on the phone, and each change is told once, with why, and with
// a way to have less of it.
import { readFileSync } from 'node:fs';
import { open, status } from './support/app.mjs';
import { audit, expect, fitsAcross, installed, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

test.use({ viewport: { width: 360, height: 780 }, expected: [/Failed to load resource/] });

const PROJECT = 'HF-2026-001';
const tender = row(1, {
  project: PROJECT,
  title: '海丰县示例镇污水管网工程招标公告',
  deadline: '2026-12-03T09:30:00+08:00',
});
const other = row(2, { project: 'HF-2026-002', title: '海丰县示例镇污水处理厂监理招标公告', published: '2026-11-21' });
const award = row(3, {
  project: PROJECT,
  title: '海丰县示例镇污水管网工程中标结果公告',
  stage: 'award',
  stage_label: '中标结果公告',
  published: '2026-11-24',
});

/** Sets the date and leaves the timers alone: a request may take as long as it takes. */
const onTheDay = (page) =>
  page.addInitScript(() => {
    const at = Date.parse('2026-11-25T02:00:00Z');
    globalThis.Date = class extends Date {
      constructor(...parts) {
        super(...(parts.length ? parts : [at]));
      }
      static now() {
        return at;
      }
    };
  });

let place;
let site;
let server;
test.beforeEach(async ({ page }) => {
  place = town();
  await place.read(lines(tender, other));
  site = await place.publish();
  server = await serve(site);
  await onTheDay(page);
});
test.afterEach(async () => {
  await server.stop();
  place.remove();
});

/** Publishes rows and lets pages find out, as they do when the network comes back. */
async function publish(rows, ...pages) {
  await place.read(lines(...rows));
  await place.publish(site);
  for (const page of pages) await check(page);
}
const check = (page) => page.evaluate(() => window.dispatchEvent(new Event('online')));
const nav = (page) => page.getByRole('navigation').getByRole('link', { name: /^关注/ });
const cards = (page) => page.locator('li.alerts');
const followed = (page) => page.locator('li.subscription');

/** Follows a search by its button, with what the form proposes. */
async function follow(page, text) {
  await open(page, `${server.url}search#q=${encodeURIComponent(text)}`);
  await page.getByRole('link', { name: '关注', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: '关注' })).toBeVisible();
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(followed(page).first()).toBeVisible();
}

test('a search is rehearsed, followed, and an award told once in two tabs', async ({ page, context }) => {
  await open(page, `${server.url}search#q=${encodeURIComponent('污水')}`);
  // The navigation's place comes last in the document; the search's own button first.
  await page.getByRole('link', { name: '关注', exact: true }).first().click();
  await expect(page.getByText('过去 90 天会提醒你 2 次')).toBeVisible();
  await page.getByRole('button', { name: '不要这样的' }).first().click();
  await page.getByRole('button', { name: /^排除 / }).filter({ hasText: '监理' }).first().click();
  await expect(page.getByText('过去 90 天会提醒你 1 次')).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('污水 -监理');
  await audit(page);
  await page.getByRole('button', { name: '不再排除 监理' }).click();
  await expect(page.getByText('过去 90 天会提醒你 2 次')).toBeVisible();
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(page.getByText('已关注“污水”')).toBeVisible();
  await expect(page.getByText('近 30 天会提醒 2 次')).toBeVisible();
  await expect(page.getByText('还没有新变化')).toBeVisible();

  const second = await context.newPage();
  await onTheDay(second);
  await open(second, `${server.url}follow`);
  await expect(followed(second)).toHaveCount(1);
  await publish([tender, other, award], page, second);
  for (const tab of [page, second]) {
    await expect(cards(tab)).toHaveCount(1);
    await expect(cards(tab)).toContainText('中标结果');
    await expect(cards(tab)).toContainText('标题中有：污水');
    await expect(tab.getByText('1 个项目有未读的变化')).toBeVisible();
    await expect(nav(tab)).toContainText('1 项未读');
  }
  // A check that finds nothing new tells nothing again.
  await check(page);
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
  await audit(page);
  await fitsAcross(page);
  // 首页 says so too.
  await open(second, server.url);
  await expect(second.getByRole('heading', { name: '关注的新变化' })).toBeVisible();
  await expect(second.getByText('中标结果：海丰县示例镇污水管网工程')).toBeVisible();
});

test('what is followed says so and leads to its form', async ({ page }) => {
  await follow(page, '污水');
  await open(page, `${server.url}search#q=${encodeURIComponent('污水')}`);
  await page.getByRole('link', { name: '已关注' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '修改关注' })).toBeVisible();
  await page.getByRole('button', { name: '只看中标' }).click();
  await page.getByRole('textbox', { name: '名字' }).fill('管网中标');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(followed(page)).toContainText('管网中标');
  await expect(followed(page)).toContainText('中标结果');
  await page.goto(`${server.url}follow#search=q%3D${encodeURIComponent('污水')}`);
  await expect(page.getByText('已经关注了')).toBeVisible();
});

test('reading, and its way back', async ({ page }) => {
  await follow(page, '污水');
  await publish([tender, other, award], page);
  await expect(cards(page)).toContainText('未读');
  await page.getByRole('button', { name: '标为已读', exact: true }).click();
  await expect(nav(page)).not.toContainText('未读');
  await expect(page.getByText('没有未读的变化')).toBeVisible();
  await expect(page.getByRole('button', { name: '标为未读' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(nav(page)).toContainText('1 项未读');
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await expect(nav(page)).not.toContainText('未读');
  await expect(page.getByRole('button', { name: '撤销' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(nav(page)).toContainText('1 项未读');
  // Opening the alert reads it; nothing else does.
  await page.goto(`${server.url}search#q=${encodeURIComponent('结果')}`);
  await page.locator('ul.rows a.link:visible').first().click();
  await expect(page.getByRole('heading', { level: 1, name: /中标结果/ })).toBeVisible();
  await expect(nav(page)).toContainText('1 项未读');
  await nav(page).click();
  await cards(page).getByRole('link', { name: award.title }).click();
  await expect(page.getByRole('heading', { level: 1, name: /中标结果/ })).toBeVisible();
  await expect(nav(page)).not.toContainText('未读');
});

test('less like this: a word, a class, a project, and back again', async ({ page }) => {
  await follow(page, '污水');
  await publish([tender, other, award], page);
  await cards(page).getByRole('button', { name: '少一点这样的' }).click();
  await cards(page).getByRole('button', { name: '排除 示例镇' }).click();
  await expect(followed(page)).toContainText('污水 -示例镇');
  await expect(nav(page)).not.toContainText('未读');
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(followed(page)).not.toContainText('-示例镇');
  await expect(nav(page)).toContainText('1 项未读');

  await cards(page).getByRole('button', { name: '少一点这样的' }).click();
  await cards(page).getByRole('button', { name: '不再提醒“中标结果”' }).click();
  await expect(followed(page)).toContainText('合同');
  await expect(followed(page)).not.toContainText('中标结果');
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(followed(page)).toContainText('全部变化，文字修改除外');

  await cards(page).getByRole('button', { name: '少一点这样的' }).click();
  await cards(page).getByRole('button', { name: '这个项目不再提醒' }).click();
  await expect(cards(page)).toContainText('已静音');
  const contract = row(4, { project: PROJECT, title: '海丰县示例镇污水管网工程合同公告', stage: 'contract', stage_label: '合同公告' });
  await publish([tender, other, award, contract], page);
  await expect(cards(page)).toContainText('合同');
  await expect(nav(page)).not.toContainText('未读');
});

test('the inbox fits a narrow phone at the largest text, in the dark and in English', async ({ page }) => {
  await follow(page, '污水');
  await publish([{ ...tender, deadline: '2026-12-10T09:30:00+08:00' }, other, award], page);
  await expect(cards(page)).toHaveCount(1);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const chosen of [{ theme: 'dark', lang: 'zh-CN' }, { theme: 'light', lang: 'en' }]) {
    await page.evaluate((data) => {
      localStorage.setItem('gongkai.settings', JSON.stringify({ v: 1, data: { text: 'largest', ...data } }));
    }, chosen);
    await page.reload();
    await expect(cards(page)).toHaveCount(1);
    await cards(page).getByRole('button', { name: /^(少一点这样的|Less like this)$/ }).first().click();
    await expect(cards(page).getByRole('textbox').first()).toBeVisible();
    await audit(page);
    await fitsAcross(page);
  }
});

test('mute, delete, and undo', async ({ page }) => {
  await follow(page, '污水');
  await followed(page).getByRole('button', { name: '静音' }).click();
  await followed(page).getByRole('button', { name: '7 天' }).click();
  await expect(followed(page)).toContainText('静音到 12月2日');
  await publish([tender, other, award], page);
  await expect(cards(page)).toHaveCount(1);
  await expect(nav(page)).not.toContainText('未读');
  await followed(page).getByRole('button', { name: '恢复提醒' }).click();
  await expect(followed(page)).not.toContainText('静音到');
  await followed(page).getByRole('button', { name: /^删除/ }).click();
  await expect(followed(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: '撤销' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(followed(page)).toHaveCount(1);
  await page.reload();
  await expect(followed(page)).toHaveCount(1);
});

test('reload and no network keep all, and not checked is said', async ({ page, context }) => {
  await follow(page, '污水');
  await publish([tender, other, award], page);
  await expect(cards(page)).toHaveCount(1);
  await installed(page);
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
  await context.setOffline(true);
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
  await expect(followed(page)).toHaveCount(1);
  await expect(page.getByText(/没能核对.*这不等于没有新变化/)).toBeVisible();
  await audit(page);
});

/** Reads, or writes, what lies on the device. */
const lies = (page, bytes) =>
  page.evaluate(async (bytes) => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('gongkai /', 1));
    const store = db.transaction('personal', 'readwrite').objectStore('personal');
    if (bytes) await done(store.put(new Uint8Array(bytes), 'following'));
    const keys = await done(store.getAllKeys());
    const value = await done(store.get('following'));
    db.close();
    return { keys, value: value && [...value] };
  }, bytes);

test('what a newer app wrote is left alone', async ({ page }) => {
  await follow(page, '污水');
  await lies(page, [200, 1, 2, 3]);
  await page.goto(`${server.url}search`);
  await page.goto(`${server.url}follow`);
  await expect(page.getByText('更新版本的应用')).toBeVisible();
  await publish([tender, other, award], page);
  await expect(status(page)).toContainText('上次核对');
  expect((await lies(page)).value).toEqual([200, 1, 2, 3]);
  await audit(page);
});

test('what cannot be read is put aside and said, and following goes on', async ({ page }) => {
  await follow(page, '污水');
  await lies(page, [1, 255, 255, 255, 255, 255]);
  await page.goto(`${server.url}search`);
  await page.goto(`${server.url}follow`);
  await expect(page.getByText('已原样放到一边')).toBeVisible();
  await expect(page.getByText('还没有关注什么')).toBeVisible();
  const { keys } = await lies(page);
  expect(keys.some((key) => /^following-\d+$/.test(key))).toBe(true);
  // Whoever closed the page before reading it finds it said again.
  await page.reload();
  await expect(page.getByText('已原样放到一边')).toBeVisible();
  await follow(page, '污水');
  await expect(followed(page)).toHaveCount(1);
  await page.reload();
  await expect(followed(page)).toHaveCount(1);
  await expect(page.getByText('已原样放到一边')).toHaveCount(0);
});

test('projects, bodies and firms are followed where they are shown', async ({ page }) => {
  await open(page, `${server.url}project/${PROJECT}`);
  await page.getByRole('link', { name: /^关注这个项目/ }).click();
  await expect(page.getByText(`项目：${PROJECT}`).first()).toBeVisible();
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(followed(page)).toHaveCount(1);
  // Its deadline goes into the phone's own calendar.
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '存日历文件（1 个）' }).click();
  const file = readFileSync(await (await saved).path(), 'utf8');
  expect(file).toContain('DTSTART:20261203T013000Z');
  expect(file).toContain('STATUS:CONFIRMED');
  await open(page, `${server.url}body#${encodeURIComponent(tender.buyer)}`);
  await page.getByRole('link', { name: /^关注这个单位/ }).click();
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(followed(page)).toHaveCount(2);
  await open(page, `${server.url}blacklist#q=${encodeURIComponent('示例建设有限公司')}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await open(page, `${server.url}follow#firm=${encodeURIComponent('示例建设有限公司')}`);
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(followed(page)).toHaveCount(3);
  // Three are worth a backup, once.
  await expect(page.getByText('请备份一份')).toBeVisible();
  await page.getByRole('button', { name: '不再提醒', exact: true }).click();
  await page.reload();
  await expect(followed(page)).toHaveCount(3);
  await expect(page.getByText('请备份一份')).toHaveCount(0);
});

test('inside WeChat the page says how to get out', async ({ browser }) => {
  const context = await browser.newContext({ userAgent: 'Mozilla/5.0 Chrome/120 MicroMessenger/8.0.47' });
  const page = await context.newPage();
  await open(page, `${server.url}follow`);
  await expect(page.getByText('在浏览器打开')).toBeVisible();
  await context.close();
});
