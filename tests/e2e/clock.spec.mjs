// R8: a device whose clock is wrong. Order and freshness come from the record, what is due from the
// publisher's day, and no clock makes anything look past that is not.
import { join } from 'node:path';
import { expectFound, hits, open, status } from './support/app.mjs';
import { expect as soon, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

test.use({ viewport: { width: 360, height: 780 }, expected: [/Failed to load resource/] });
test.setTimeout(120_000);
const expect = soon.configure({ timeout: 30_000 });

const HOUR = 3600_000;
const day = (days) => new Date(Date.now() + 8 * HOUR + days * 24 * HOUR).toISOString().slice(0, 10);
const due = (number, days) => row(number, { published: day(-1), deadline: day(days) });

let place;
let site;
let server;
let rows;
async function publish(...more) {
  rows.push(...more);
  await place.read(lines(...rows));
  await place.publish(site, '--dataset', 'live');
}
test.beforeEach(async () => {
  place = town();
  site = join(place.folder, 'site');
  rows = [row(1, { published: day(-30) }), row(2, { published: day(-20) }), due(3, 2)];
  await publish();
  server = await serve(site);
});
test.afterEach(async () => {
  await server.stop();
  place.remove();
});

for (const [name, years] of [
  ['two years behind', -2],
  ['seventy-five years ahead', 75],
]) {
  test(`a clock ${name}: nothing is past that is not, and the order stays`, async ({ page }) => {
    const wrong = new Date();
    wrong.setFullYear(wrong.getFullYear() + years);
    await page.clock.setFixedTime(wrong);
    await open(page, `${server.url}search`);
    await expectFound(page, 3);
    await expect(hits(page).first()).toContainText('第3标段');
    // Fresh, and not warned of: the publisher checked its source just now.
    await expect(status(page)).toHaveAttribute('data-alert', 'false');
    await hits(page).first().click();
    await expect(page.locator('[data-due="soon"]:visible').first()).toBeVisible();
    await expect(page.locator('[data-due="passed"]')).toHaveCount(0);
    await expect(page.getByText('已过期')).toHaveCount(0);
    // What comes later is taken: the sequence decides, and no time.
    await publish(due(4, 1));
    await page.goto(`${server.url}search`);
    await expectFound(page, 4);
    await expect(status(page)).toHaveAttribute('data-alert', 'false');
  });
}

test('a clock that jumps back by an hour in the middle of a check loses and doubles nothing', async ({ page }) => {
  const start = Date.now();
  await page.clock.setFixedTime(start);
  await open(page, `${server.url}search`);
  await expectFound(page, 3);
  await publish(due(5, 1));
  let jumped = false;
  await page.route('**/*.pack', async (route) => {
    if (!jumped) await page.clock.setFixedTime(start - HOUR);
    jumped = true;
    await route.continue();
  });
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expectFound(page, 4);
  expect(jumped).toBe(true);
  await expect(hits(page).filter({ hasText: '第5标段' })).toHaveCount(1);
  await expect(status(page)).toHaveAttribute('data-alert', 'false');
  await page.reload();
  await expectFound(page, 4);
  await expect(page.locator('[data-due="passed"]')).toHaveCount(0);
});
