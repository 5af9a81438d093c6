// 自助终端: a walk by tapping alone, a scanner, the idle return, and nothing kept.
import { scan } from './support/codes.mjs';
import { HOSTILE } from './support/hostile.mjs';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { kept } from './support/kept.mjs';
import { serve } from './support/servers.mjs';

let server;
test.beforeAll(async () => (server = await serve(process.env.DATA_DEMO)));
test.afterAll(() => server.stop());
test.setTimeout(180_000);
test.use({ viewport: { width: 1280, height: 800 } });

const PROJECT = '441523-2026-02198';
/** A code that is on the list of nobody, with a right check character. */
const CREDIT = '91110000600037341L';

const heading = (page) => page.getByRole('heading', { level: 1 });
const tile = (page, name) => page.locator('button.tile').filter({ hasText: name });
const rows = (page) => page.locator('ul.rows a.link');
const said = (page) => page.locator('.kiosk .said');

/** Opens the screen with the demo's own day on its clock, and waits until all is loaded. */
async function stand(page) {
  await page.clock.install({ time: '2026-11-25T02:00:00Z' });
  await page.goto(`${server.url}kiosk`);
  await expect(page.getByText('在本机检索')).toBeVisible();
  await expect(page.getByText(/上次核对/)).toBeVisible();
}

/** A scanner: quick keys, and Enter. */
async function scanned(page, text) {
  await page.keyboard.insertText('');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** By tapping, to a notice. */
async function toNotice(page) {
  await tile(page, '开始查询').click();
  await tile(page, '海丰县').click();
  await tile(page, '工程建设').click();
  await tile(page, '全部环节').click();
  await rows(page).first().click();
  await expect(page.locator('.lines')).toBeVisible();
}

/** Text of a size, and targets as large as a standing person needs. */
async function isLarge(page) {
  const small = await page.evaluate(() => {
    const out = [];
    const shown = (e) => e.checkVisibility() && !e.closest('.hidden-text, .print-only, .skip');
    const walk = document.createTreeWalker(document.querySelector('.frame'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement;
      const size = parseFloat(getComputedStyle(parent).fontSize);
      if (walk.currentNode.data.trim() && shown(parent) && size < 21.99) out.push(`${size}: ${walk.currentNode.data}`);
    }
    for (const target of document.querySelectorAll('button, a.link, a.line, a.out:not([data-inside="true"]), .face, input.field')) {
      const { width, height } = target.getBoundingClientRect();
      if (shown(target) && (height < 59.9 || width < 59.9)) out.push(`${width}×${height}: ${target.textContent}`);
    }
    return out;
  });
  expect(small, 'text of 22 px, targets of 60 px').toEqual([]);
}

test('a walk by tapping: three questions, results, a notice, and the way back', async ({ page }) => {
  await stand(page);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.locator('header .status')).toHaveCount(0);
  await expect(page.getByText('12345')).toBeVisible();
  await expect(page.getByText(/演示数据/)).toBeVisible();

  await tile(page, '开始查询').click();
  await expect(heading(page)).toHaveText('哪个地区？');
  await expect(heading(page)).toBeFocused();
  // All packs are here.
  await expect(tile(page, '全部地区')).toContainText(/5[^0-9]?000/);
  const all = await tile(page, '全部地区').innerText();
  const haifeng = await tile(page, '海丰县').innerText();
  const number = (text) => Number(text.replace(/[^0-9]/g, ''));
  expect(number(haifeng)).toBeGreaterThan(0);
  expect(number(haifeng)).toBeLessThan(number(all));
  await tile(page, '海丰县').click();
  // What one tile promises is what the next question has.
  expect(number(await tile(page, '全部领域').innerText())).toBe(number(haifeng));
  const works = number(await tile(page, '工程建设').innerText());
  await tile(page, '工程建设').click();
  expect(number(await tile(page, '全部环节').innerText())).toBe(works);
  await tile(page, '全部环节').click();
  await expect(heading(page)).toHaveText('工程建设 · 海丰县');
  expect(number(await page.locator('.found').innerText())).toBe(works);

  const first = await rows(page).first().innerText();
  await page.getByRole('button', { name: '下一页' }).click();
  await expect(page.getByText(/第 2 页/)).toBeVisible();
  expect(await rows(page).first().innerText()).not.toBe(first);
  await rows(page).nth(1).click();
  await expect(page.locator('.lines')).toBeVisible();
  await expect(page.locator('.life')).toBeVisible();
  expect(await scan(page)).toMatch(new RegExp(`^${server.url}notice/[0-9a-z]{10}$`));

  await page.getByRole('button', { name: '返回' }).click();
  await expect(page.getByText(/第 2 页/)).toBeVisible();
  await page.getByRole('button', { name: '返回' }).click();
  await expect(heading(page)).toHaveText('哪个环节？');
  await page.getByRole('button', { name: '回首页' }).click();
  await expect(tile(page, '开始查询')).toBeVisible();
  expect(page.url()).toBe(`${server.url}kiosk`);
});

test('no link leads out: what the screen has it shows, anything else is a code', async ({ page }) => {
  await stand(page);
  await toNotice(page);
  const title = await heading(page).innerText();
  await page.locator('.life a').first().click();
  await expect(page.locator('.lines')).toBeVisible();
  await page.getByRole('button', { name: '返回' }).click();
  await expect(heading(page)).toHaveText(title);

  const official = page.locator('a.out').last();
  const address = await official.getAttribute('href');
  await official.click();
  await expect(heading(page)).toHaveText('请用手机打开');
  expect(await scan(page)).toBe(new URL(address).href);
  await page.locator('footer a[href^="tel:"]').first().click();
  await page.getByRole('button', { name: '返回' }).first().click();
  await expect(heading(page)).toHaveText(title);
  // Nor does another button of the mouse, or the browser's own menu.
  await page.locator('a.out').last().click({ button: 'middle' });
  await page.locator('a.out').last().click({ modifiers: ['Control'] });
  expect(page.context().pages()).toHaveLength(1);
  expect(page.url()).toBe(`${server.url}kiosk`);
});

test('a scanner: notice, project, deal, firm, our addresses, and what is none of these', async ({ page }) => {
  await stand(page);
  await toNotice(page);
  const address = await scan(page);
  const title = await heading(page).innerText();
  const id = address.split('/').at(-1);
  await page.getByRole('button', { name: '回首页' }).click();

  for (const code of [id, id.toUpperCase(), address, `${address}?from=singlemessage`]) {
    await scanned(page, code);
    await expect(said(page)).toHaveText('扫到一条公告');
    await expect(heading(page)).toHaveText(title);
    await expect(page.locator('#scan')).toHaveValue('');
    await page.getByRole('button', { name: '回首页' }).click();
    await expect(said(page)).toHaveText('');
  }
  for (const code of [PROJECT, `${server.url}project/${PROJECT}`]) {
    await scanned(page, code);
    await expect(said(page)).toHaveText('扫到一个项目');
    await expect(page.getByText(PROJECT).first()).toBeVisible();
    await expect(page.locator('.life')).toBeVisible();
  }
  await scanned(page, CREDIT);
  await expect(said(page)).toContainText('黑名单核对');
  await expect(page.locator('.answer')).toContainText('没有找到');
  await scanned(page, `${CREDIT.slice(0, -1)}M`);
  await expect(said(page)).toContainText('校验位不对');
  await scanned(page, `${server.url}search#q=%E6%B1%A1%E6%B0%B4&domain=works`);
  await expect(heading(page)).toHaveText('污水 · 工程建设');
  await scanned(page, `${server.url}follow#hand`);
  await expect(heading(page)).toHaveText('请用手机打开');
  expect(await scan(page)).toBe(`${server.url}follow#hand`);
  await page.getByRole('button', { name: '回首页' }).click();

  const foreign = ['https://evil.example/kiosk', `${server.url.slice(0, -1)}.evil.example/notice/${id}`, 'weixin://dl/business/?t=x'];
  for (const code of foreign) {
    await scanned(page, code);
    await expect(said(page)).toContainText('没有打开');
  }
  for (const code of ['JG-NOWHERE-1', 'javascript:alert(1)', ...Object.values(HOSTILE).filter((html) => html.length < 200)]) {
    await scanned(page, code);
    await expect(said(page)).toContainText(/没有找到|没有打开/);
    await expect(tile(page, '开始查询')).toBeVisible();
  }
  // What is typed while a button has the focus lands in the field from its first character on.
  await tile(page, '开始查询').focus();
  await page.keyboard.type('44152');
  await expect(page.locator('#scan')).toHaveValue('44152');
});

test('after a minute without a touch the start page comes back, counted down', async ({ page }) => {
  await stand(page);
  await page.clock.fastForward(120_000);
  await expect(page.locator('.leaving')).toHaveCount(0);
  await toNotice(page);
  await page.clock.fastForward(40_000);
  await expect(page.locator('.leaving')).toHaveCount(0);
  await page.clock.fastForward(7_000);
  await expect(page.locator('.leaving')).toContainText(/1[0-5] 秒后回到首页/);
  await expect(page.locator('[role=status]').filter({ hasText: '15 秒后回到首页' })).toHaveCount(1);
  await page.getByRole('button', { name: '继续看' }).click();
  await expect(page.locator('.leaving')).toHaveCount(0);
  await expect(page.locator('.lines')).toBeVisible();
  await page.clock.fastForward(50_000);
  await expect(page.locator('.leaving')).toBeVisible();
  // Any touch, not only of the button.
  await page.mouse.click(5, 400);
  await expect(page.locator('.leaving')).toHaveCount(0);
  await page.clock.fastForward(50_000);
  await expect(page.locator('.leaving')).toBeVisible();
  // Last, since it takes its time, and the seconds run.
  await audit(page);
  await page.clock.fastForward(11_000);
  await expect(tile(page, '开始查询')).toBeVisible();
  await expect(page.locator('.leaving')).toHaveCount(0);
});

test('nothing is kept: storage, history, size, language, place', async ({ page }) => {
  // Somebody of the office has used the app on this device before.
  await page.clock.install({ time: '2026-11-25T02:00:00Z' });
  await page.goto(`${server.url}more`);
  await page.getByRole('radio', { name: '大字' }).check();
  await page.goto(`${server.url}search#q=%E6%B1%A1%E6%B0%B4`);
  await rows(page).first().click();
  // With the law and the calendar, which come with the first notice and are everybody's.
  await expect(page.locator('article .limit').first()).toBeVisible();
  await expect(page.locator('article .life')).toBeVisible();
  await page.goto(`${server.url}kiosk`);
  await expect(page.getByText('在本机检索')).toBeVisible();
  await expect(page.getByText(/上次核对/)).toBeVisible();
  await page.waitForTimeout(1_000);
  const before = await kept(page);
  expect(Object.keys(before.local)).toContain('gongkai.settings');
  expect(Object.keys(before.databases).length).toBeGreaterThan(0);

  await page.getByRole('radio', { name: 'English' }).check();
  await page.getByRole('radio', { name: /^(Largest|Extra large|特大)/ }).check();
  await expect(page.locator('html')).toHaveAttribute('data-text', 'largest');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await tile(page, 'Start').click();
  await tile(page, 'All districts').click();
  await tile(page, 'All domains').click();
  await tile(page, 'All stages').click();
  await rows(page).nth(2).click();
  await expect(page.locator('.lines')).toBeVisible();
  await expect(page.locator('article h2').first()).toBeVisible();
  await scanned(page, PROJECT);
  await expect(said(page)).toHaveText('Scanned a project');
  await scanned(page, CREDIT);
  await page.mouse.wheel(0, 400);
  await page.keyboard.type('left behi');
  await page.clock.fastForward(61_000);

  await expect(tile(page, '开始查询')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-text', 'large');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('#scan')).toHaveValue('');
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await expect(page.getByRole('button', { name: '返回' })).toHaveCount(0);
  expect(await kept(page)).toEqual(before);
  expect(page.url()).toBe(`${server.url}kiosk`);
  // Nor does the visit that the app counts from move.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  expect(await kept(page)).toEqual(before);
});

test('a link within the app makes a fresh page of it, and the way out another', async ({ page }) => {
  await page.goto(`${server.url}more`);
  await page.getByRole('link', { name: /自助终端/ }).click();
  await expect(tile(page, '开始查询')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-kiosk');
});

test('by keyboard alone', async ({ page }) => {
  await stand(page);
  const press = async (target) => {
    for (let tries = 0; tries < 60; tries += 1) {
      await page.keyboard.press('Tab');
      if (await target.evaluate((e) => e === document.activeElement)) return void (await page.keyboard.press('Enter'));
    }
    throw new Error('never reached');
  };
  await press(tile(page, '开始查询'));
  await press(tile(page, '全部地区'));
  await press(tile(page, '土地'));
  await press(tile(page, '全部环节'));
  await press(rows(page).first());
  await expect(page.locator('.lines')).toBeVisible();
  await press(page.getByRole('button', { name: '返回' }));
  await expect(rows(page).first()).toBeVisible();
  await press(page.getByRole('button', { name: '回首页' }));
  await expect(tile(page, '开始查询')).toBeVisible();
});

const SCREENS = { landscape: [1920, 1080], portrait: [1080, 1920], small: [1280, 800] };
for (const [name, [width, height]] of Object.entries(SCREENS)) {
  test(`${name}: every screen fits, is large, and passes the audit`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await stand(page);
    const look = async () => {
      await fitsAcross(page);
      await isLarge(page);
      await audit(page);
    };
    await look();
    // The start page needs no scrolling on any of them.
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
    await tile(page, '开始查询').click();
    await look();
    await tile(page, '全部地区').click();
    await look();
    await tile(page, '全部领域').click();
    await look();
    await tile(page, '全部环节').click();
    await look();
    await rows(page).first().click();
    await expect(page.locator('article h2').first()).toBeVisible();
    await look();
    await scanned(page, CREDIT);
    await look();
    await scanned(page, `${server.url}guide`);
    await look();
  });
}

test('the largest text, in the dark, on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.addInitScript(() => {
    const data = { text: 'largest', theme: 'dark', lang: 'zh-CN' };
    localStorage.setItem('gongkai.settings', JSON.stringify({ v: 1, data }));
  });
  await stand(page);
  await fitsAcross(page);
  await toNotice(page);
  await fitsAcross(page);
  await audit(page);
});
