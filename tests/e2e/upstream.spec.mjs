// R10: the existing API in every bad mood. Nothing is lost, and the status line tells the truth.
import { join } from 'node:path';
import { choose, expectFound, field, open, status } from './support/app.mjs';
import { expect, test } from './support/journey.mjs';
import { serve, standIn } from './support/servers.mjs';
import { town } from './support/town.mjs';

const ROWS = join(import.meta.dirname, '../data/real');

/** What a mood does to a second sync, and what the status line then says. */
const MOODS = [
  ['anti-crawler', '来源拒绝访问'],
  ['captcha', '来源拒绝访问'],
  ['html', '来源连不上'],
  ['truncated', '来源连不上'],
  ['http-500', '来源连不上'],
  // The last: its wait is kept, and until it is over nothing is asked at all.
  ['too-frequent=60', '数据较旧'],
];

test('a refused, broken or silent source loses nothing and is named', async ({ page }) => {
  const place = town();
  const good = await standIn(ROWS);
  const first = await place.sync('ygp', good.url.slice(0, -1), '--site', '441500');
  expect(first.code, first.text).toBe(0);
  await good.stop();
  const site = await place.publish();
  const server = await serve(site);
  await open(page, `${server.url}search`);
  await expect(status(page)).toHaveAttribute('data-alert', 'false');
  const all = Number((await page.locator('.section p b').first().innerText()).replace(/[^0-9]/g, ''));
  expect(all).toBeGreaterThan(5);

  for (const [mood, said] of MOODS) {
    const bad = await standIn(ROWS, '--mood', mood);
    const { code, text } = await place.sync('ygp', bad.url.slice(0, -1), '--site', '441500', '--full');
    expect(code, `${mood}: ${text}`).not.toBe(0);
    await bad.stop();
    await place.publish(site);
    await page.reload();
    await expect(status(page), mood).toContainText(said);
    await expect(status(page), mood).toHaveAttribute('data-alert', 'true');
    await expectFound(page, all);
  }
  // What it still asks for would fail.
  await page.close();
  await server.stop();
  place.remove();
});

test('an empty list is not a withdrawal', async ({ page }) => {
  const place = town();
  const good = await standIn(ROWS);
  await place.sync('ygp', good.url.slice(0, -1), '--site', '441500');
  await good.stop();
  const empty = await standIn(ROWS, '--mood', 'empty');
  const { code, text } = await place.sync('ygp', empty.url.slice(0, -1), '--site', '441500', '--full');
  // A list that was full is suddenly empty: told, and not believed.
  expect(code, text).not.toBe(0);
  await empty.stop();
  const server = await serve(await place.publish());
  await open(page, `${server.url}search`);
  await expectFound(page, 7);
  // What it still asks for would fail.
  await page.close();
  await server.stop();
  place.remove();
});

test.describe('online', () => {
  test.use({ expected: [/status of 504/] });

  test('the whole province can be searched online where an upstream is configured', async ({ page }) => {
    const upstream = await standIn(ROWS);
    const server = await serve(process.env.DATA_REAL, { upstream: upstream.url.slice(0, -1) });
    await open(page, `${server.url}search`);
    await field(page).fill('水库');
    await page.getByRole('button', { name: '在线查询' }).click();
    await expect(page.getByText(/官方平台有 \d+ 条|官方平台也没有查到/)).toBeVisible();
    await upstream.stop();
    await field(page).fill('没有问过的话');
    await page.getByRole('button', { name: '在线查询' }).click();
    await expect(page.getByText('没有网络，或官方平台没有回应')).toBeVisible();
    await server.stop();
  });
});
