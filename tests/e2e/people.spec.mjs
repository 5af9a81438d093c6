// Making it one's own: the first choices, the home district, reading aloud, the keyboard alone, and
// the words explained.
import { field, hits, open } from './support/app.mjs';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { said, voices } from './support/voices.mjs';

let server;
test.beforeAll(async () => (server = await serve(process.env.DATA_DEMO)));
test.afterAll(() => server.stop());
test.use({ expected: [/status of 404/] });
test.beforeEach(({ page }) => page.clock.setFixedTime('2026-11-25T02:00:00Z'));

const QUERY = 'search#q=%E6%B1%A1%E6%B0%B4&domain=works&stage=award';
/** A choice's label, which its radio button fills. */
const option = (page, name) => page.locator('label.option').filter({ hasText: new RegExp(`^${name}$`) });
const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('gongkai.settings')));

test.describe('the first choices', () => {
  test('are offered once, take effect at once, and are used', async ({ page }) => {
    await open(page, server.url);
    await expect(page.locator('a.domain').first()).toContainText('近七天');
    const all = await page.locator('a.domain').first().innerText();
    await page.getByRole('link', { name: '第一次来？选字号和地区' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '字号和地区' })).toBeFocused();
    await audit(page);
    await option(page, '特大').click();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('30px');
    await option(page, '海丰县').click();
    await page.setViewportSize({ width: 320, height: 700 });
    await fitsAcross(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await page.getByRole('button', { name: '好了，去首页' }).click();

    await expect(page.getByRole('link', { name: '海丰县 · 换' })).toBeVisible();
    await expect(page.getByText('第一次来？')).toHaveCount(0);
    const domain = page.locator('a.domain').first();
    await expect(domain).toHaveAttribute('href', /region=441521/);
    expect(await domain.innerText()).not.toBe(all);
    // Every notice on the page is of that district.
    for (const row of await hits(page).allInnerTexts()) expect(row).toContain('海丰');
    await fitsAcross(page);
    await page.getByRole('button', { name: '看全市' }).click();
    await expect(domain).not.toHaveAttribute('href', /region/);
    expect(await domain.innerText()).toBe(all);
    await page.getByRole('button', { name: '只看海丰县' }).click();
    await expect(domain).toHaveAttribute('href', /region=441521/);

    await page.reload();
    await expect(page.getByRole('link', { name: '海丰县 · 换' })).toBeVisible();
    expect(await kept(page)).toEqual({ v: 1, data: { text: 'largest', theme: 'auto', region: '441521' } });
    // The same choice in 更多, first in its list.
    await open(page, `${server.url}more#settings`);
    await expect(page.getByRole('combobox')).toHaveValue('441521');
    expect(await page.getByRole('combobox').locator('option').first().innerText()).toBe('海丰县');
  });

  test('are skipped by one tap and never come back', async ({ page }) => {
    await open(page, server.url);
    await page.getByRole('button', { name: '不用' }).click();
    await expect(page.getByText('第一次来？')).toHaveCount(0);
    await page.reload();
    await expect(hits(page).first()).toBeVisible();
    await expect(page.getByText('第一次来？')).toHaveCount(0);
    expect((await kept(page)).data.region).toBeUndefined();
  });

  test('stand still: nothing above the lists moves when these come', async ({ page }) => {
    await page.goto(server.url);
    const line = page.getByRole('link', { name: '第一次来？选字号和地区' });
    const before = await line.boundingBox();
    await expect(hits(page).first()).toBeVisible();
    expect((await line.boundingBox()).x).toBe(before.x);
    expect((await line.boundingBox()).height).toBe(before.height);
  });

  test('need no mouse', async ({ page }) => {
    await open(page, server.url);
    await tabTo(page, /第一次来/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: '字号和地区' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('html')).toHaveAttribute('data-text', 'large');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('.option[data-chosen="true"]').last()).not.toContainText('全市');
    await tabTo(page, /好了/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: / · 换$/ })).toBeVisible();
  });
});

/** Presses Tab until what has the focus says so. */
async function tabTo(page, words) {
  for (let times = 0; times < 80; times += 1) {
    await page.keyboard.press('Tab');
    if (words.test(await page.evaluate(() => document.activeElement?.textContent ?? ''))) return;
  }
  throw new Error(`no Tab leads to ${words}`);
}

async function notice(page) {
  await open(page, `${server.url}${QUERY}`);
  await hits(page).first().click();
  await expect(page.locator('article .text')).toBeVisible();
}

test.describe('reading aloud', () => {
  test('says the five lines and the text, in words, and marks what it says', async ({ page }) => {
    await voices(page);
    await notice(page);
    const read = page.getByRole('button', { name: '朗读', exact: true });
    await audit(page);
    const tall = () => page.evaluate(() => document.documentElement.scrollHeight);
    // Once what comes later is in its place.
    let height;
    await expect
      .poll(async () => {
        const before = height;
        height = await tall();
        return height === before;
      }, { intervals: [1_000] })
      .toBe(true);
    await read.click();
    await expect(page.getByRole('button', { name: '停止' })).toBeVisible();
    await expect.poll(async () => (await said(page)).length).toBeGreaterThan(5);
    await expect(read).toBeVisible({ timeout: 30_000 });
    const all = await said(page);
    for (const one of all) {
      expect([one.lang, one.voice]).toEqual(['zh-CN', 'zh-CN']);
      expect(one.text.length).toBeLessThanOrEqual(100);
      expect(one.marked.trim().length, one.text).toBeGreaterThan(0);
      // No amount is left in digits.
      expect(one.text).not.toMatch(/\d\s*(元|万|亿|%)/);
    }
    const whole = all.map((one) => one.text).join('');
    expect(whole).toMatch(/^谁：/);
    expect(whole).toMatch(/多少钱：.+(元|角|分)。/);
    expect(whole).toContain('幺二三四五');
    expect(all.at(-1).marked).not.toContain('找谁问');
    // Nothing is marked afterwards, and nothing has moved.
    expect(await page.evaluate(() => window.markedNow())).toBe('');
    expect(await tall()).toBe(height);
  });

  test('pauses, goes on at the same sentence, and stops at a second tap', async ({ page }) => {
    await voices(page, { takes: 60_000 });
    await notice(page);
    await page.getByRole('button', { name: '朗读', exact: true }).click();
    await expect.poll(async () => (await said(page)).length).toBe(1);
    await expect(page.getByText(/^第 1 句，共 \d+ 句$/)).toBeVisible();
    await page.getByRole('button', { name: '暂停' }).click();
    await page.getByRole('button', { name: '继续' }).click();
    await expect.poll(async () => (await said(page)).length).toBe(2);
    const [first, second] = await said(page);
    expect(second.text).toBe(first.text);
    await page.getByRole('button', { name: '停止' }).click();
    await expect(page.getByRole('button', { name: '朗读', exact: true })).toBeVisible();
    expect(await page.evaluate(() => [window.said.cuts, window.markedNow()])).toEqual([2, '']);
  });

  test('is one voice at a time, and ends with the page', async ({ page }) => {
    await voices(page, { takes: 60_000 });
    await notice(page);
    await page.getByRole('button', { name: '朗读', exact: true }).click();
    await expect.poll(async () => (await said(page)).length).toBe(1);
    await page.getByRole('button', { name: '朗读正文' }).click();
    await expect(page.getByRole('button', { name: '停止' })).toHaveCount(1);
    await expect(page.getByRole('button', { name: '朗读', exact: true })).toBeVisible();
    await expect.poll(async () => (await said(page)).length).toBe(2);
    await page.getByRole('link', { name: '首页' }).click();
    await expect(page.locator('a.domain').first()).toBeVisible();
    expect(await page.evaluate(() => [window.said.cuts, window.markedNow()])).toEqual([2, '']);
  });

  test('ends where the page is left for another', async ({ page }) => {
    await voices(page, { takes: 60_000 });
    await notice(page);
    await page.getByRole('button', { name: '朗读', exact: true }).click();
    await expect.poll(async () => (await said(page)).length).toBe(1);
    // Told after the app was.
    await page.evaluate(() => addEventListener('pagehide', () => sessionStorage.setItem('cuts', window.said.cuts)));
    await page.goto(`${server.url}more`);
    expect(await page.evaluate(() => sessionStorage.getItem('cuts'))).toBe('1');
  });

  test('is over where the browser cuts it short', async ({ page }) => {
    await voices(page, { takes: 60_000 });
    await notice(page);
    const read = page.getByRole('button', { name: '朗读', exact: true });
    await read.click();
    await expect.poll(() => page.evaluate(() => window.markedNow())).not.toBe('');
    await page.evaluate(() => speechSynthesis.cancel());
    await expect(read).toBeVisible();
    expect(await page.evaluate(() => window.markedNow())).toBe('');
  });

  test('speaks Chinese where the app speaks English', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('gongkai.settings', '{"v":1,"data":{"lang":"en"}}'));
    await voices(page);
    await notice(page);
    await page.getByRole('button', { name: 'Read aloud' }).click();
    await expect.poll(async () => (await said(page)).length).toBeGreaterThan(3);
    const [first] = await said(page);
    expect([first.voice, first.text]).toEqual(['zh-CN', expect.stringMatching(/^谁：/)]);
  });

  for (const [what, options] of [
    ['there is no voice', { langs: [] }],
    ['no voice speaks Mandarin', { langs: ['en-US', 'zh-HK'] }],
    ['voices speak elsewhere', { local: false }],
  ]) {
    test(`is not offered where ${what}`, async ({ page }) => {
      await voices(page, options);
      await notice(page);
      await expect(page.getByRole('button', { name: /朗读/ })).toHaveCount(0);
    });
  }

  test('is offered once a voice comes late', async ({ page }) => {
    await voices(page, { late: 6_000 });
    await notice(page);
    await expect(page.getByRole('button', { name: '朗读', exact: true })).toBeVisible();
  });

  test('goes with a word where the voice stays silent', async ({ page }) => {
    await voices(page, { mute: true });
    await notice(page);
    await page.getByRole('button', { name: '朗读', exact: true }).click();
    await expect(page.getByText('没有读出声来')).toBeVisible();
    await expect(page.getByRole('button', { name: '朗读', exact: true })).toHaveCount(0);
    // Nor may it begin late, when there is no button left to stop it.
    expect(await page.evaluate(() => [window.said.cuts, window.markedNow()])).toEqual([1, '']);
    await audit(page);
  });

  test('says what the blacklist answers', async ({ page }) => {
    await voices(page);
    await open(page, `${server.url}blacklist#q=${encodeURIComponent('没有这家公司有限公司')}`);
    await page.getByRole('button', { name: '朗读', exact: true }).click();
    await expect.poll(async () => (await said(page)).map((one) => one.text).join('')).toMatch(/没有这家公司有限公司：没有找到。.*不等于没有问题/);
  });
});

test('words are explained where they stand', async ({ page }) => {
  await notice(page);
  await page.locator('summary', { hasText: '这些词什么意思' }).click();
  await expect(page.getByText('最后定下由谁来做、多少钱。')).toBeVisible();
  await audit(page);
  await fitsAcross(page);
  await open(page, `${server.url}guide`);
  await page.locator('summary', { hasText: '全部词语' }).click();
  await expect(page.getByText('先报名审条件，通过的才发招标文件、才能投标。')).toBeVisible();
});

const PLACES = ['', QUERY, 'follow', 'follow#test', 'blacklist', 'catalogue', 'bulletin', 'guide', 'letter', 'progress', 'more', 'more#welcome'];

test.describe('with the keyboard alone', () => {
  for (const text of ['standard', 'largest']) {
    test(`nothing that has the focus hides, at ${text}`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.addInitScript((text) => localStorage.setItem('gongkai.settings', JSON.stringify({ v: 1, data: { text } })), text);
      for (const place of PLACES) {
        await open(page, `${server.url}${place}`);
        const hidden = [];
        for (let times = 0; times < 40; times += 1) {
          await page.keyboard.press('Tab');
          let found = await page.evaluate(covered);
          if (found === null) break;
          // What still comes in above may have moved it: one step back and forth, as one would.
          if (found) {
            await page.waitForTimeout(1_500);
            for (const key of ['Shift+Tab', 'Tab']) await page.keyboard.press(key);
            found = await page.evaluate(covered);
          }
          if (found) hidden.push(found);
        }
        expect(hidden, place).toEqual([]);
      }
    });
  }

  test('headings go down one step at a time, and every page has its landmarks', async ({ page }) => {
    test.setTimeout(120_000);
    for (const place of PLACES) {
      await open(page, `${server.url}${place}`);
      await expect(page.locator('h1:visible').first()).toBeVisible();
      const levels = await page.evaluate(() =>
        [...document.querySelectorAll('h1,h2,h3,h4')].filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1])),
      );
      expect(levels.filter((level) => level === 1), place).toHaveLength(1);
      levels.forEach((level, at) => expect(level - (levels[at - 1] ?? 0), `${place}: ${levels}`).toBeLessThanOrEqual(1));
      for (const role of ['banner', 'main', 'navigation', 'contentinfo']) {
        await expect(page.getByRole(role), `${place}: ${role}`).toHaveCount(1);
      }
    }
  });

  test('and every target is a finger wide', async ({ page }) => {
    test.setTimeout(120_000);
    for (const place of PLACES) {
      await open(page, `${server.url}${place}`);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, summary, select, textarea, input:not([type=file]), a.button, nav a')]
          .filter((target) => target.checkVisibility() && !target.matches('.skip'))
          // What lies in a label is reached by all of it.
          .map((target) => [target.textContent.trim() || target.outerHTML.slice(0, 80), (target.closest('label') ?? target).getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 44 || height < 44)
          .map(([words, { width, height }]) => `${words}: ${width}×${height}`),
      );
      expect(small, place).toEqual([]);
    }
  });
});

/** Whether what has the focus is under something else: its words; `null` where nothing has it. */
function covered() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  // A tick is reached by its label; what is written into stands by itself.
  const ticked = focused.matches('[type="checkbox"], [type="radio"]') && focused.labels?.[0];
  const box = (ticked || focused).getBoundingClientRect();
  const within = (part) => part && (focused.contains(part) || part.contains(focused) || focused.labels?.[0]?.contains(part));
  const [left, right] = [Math.max(box.left + 2, 0), Math.min(box.right - 2, innerWidth - 1)];
  const [top, bottom] = [Math.max(box.top + 2, 0), Math.min(box.bottom - 2, innerHeight - 1)];
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y]));
  const seen = points.some(([x, y]) => {
    const part = document.elementFromPoint(x, y);
    return within(part) && part !== document.documentElement && part !== document.body && !part.matches?.('.app, .frame, main');
  });
  return seen ? '' : focused.textContent.trim() || focused.outerHTML.slice(0, 100);
}
