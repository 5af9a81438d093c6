// What is followed survives what devices do to it: storage that fails at any call (R3), that is
// deleted (R4), a connection that is lost and a second tab (R5), a clock that is wrong (R8).
import { join } from 'node:path';
import { open } from './support/app.mjs';
import { expect, installed, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

test.use({ viewport: { width: 360, height: 780 }, expected: [/Failed to load resource/] });

const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const award = (number) =>
  row(number, {
    title: `海丰县示例镇第${number}期道路工程中标结果公告`,
    stage: 'award',
    stage_label: '中标结果公告',
    published: today,
  });

let place;
let site;
let server;
let rows;
test.beforeEach(async () => {
  place = town();
  site = join(place.folder, 'site');
  rows = [row(1, { published: today })];
  await publish();
  server = await serve(site);
});
test.afterEach(async () => {
  await server.stop();
  place.remove();
});
async function publish(...more) {
  rows.push(...more);
  await place.read(lines(...rows));
  await place.publish(site, '--dataset', 'live');
}
const followed = (page) => page.locator('li.subscription');
const cards = (page) => page.locator('li.alerts');
async function follow(page) {
  await open(page, `${server.url}follow#search=${encodeURIComponent('stage=award')}`);
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(followed(page)).toHaveCount(1);
}

test('a storage call that fails, whichever it is, loses no subscription and no alert', async ({ browser }) => {
  test.setTimeout(240_000);
  let calls = Infinity;
  for (let nth = 1; nth <= Math.min(calls, 9); nth += 1) {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    await page.addInitScript((nth) => {
      window.storageCalls = 0;
      const fails = () => {
        window.storageCalls += 1;
        return window.failing && window.storageCalls === nth;
      };
      for (const name of ['get', 'put']) {
        const real = IDBObjectStore.prototype[name];
        IDBObjectStore.prototype[name] = function (...given) {
          if (fails()) throw new DOMException('no', name === 'put' ? 'QuotaExceededError' : 'UnknownError');
          return real.apply(this, given);
        };
      }
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (...given) {
        if (fails()) throw new DOMException('no', 'UnknownError');
        return open.apply(this, given);
      };
      const put = Cache.prototype.put;
      Cache.prototype.put = function (...given) {
        return fails() ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : put.apply(this, given);
      };
    }, nth);
    await follow(page);
    await publish(award(100 + nth));
    // From here one call fails.
    await page.evaluate(() => {
      window.storageCalls = 0;
      window.failing = true;
      window.dispatchEvent(new Event('online'));
    });
    await expect(cards(page), `call ${nth}`).toHaveCount(1);
    calls = await page.evaluate(() => window.storageCalls);
    // All is well again: what was told is there once, and what is followed too.
    await page.reload();
    await expect(followed(page), `call ${nth}`).toHaveCount(1);
    await expect(cards(page), `call ${nth}`).toHaveCount(1);
    await context.close();
  }
});

test('no room at all is said, and following works until the page closes', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await open(page, `${server.url}follow#search=${encodeURIComponent('stage=award')}`);
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(page.getByText('只在这一页关闭前有效')).toBeVisible();
  await expect(followed(page)).toHaveCount(1);
});

test('a browser that deleted everything but a trace is found out, and says how to restore', async ({ context, page }) => {
  await follow(page);
  await installed(page);
  const session = await context.newCDPSession(page);
  const origin = new URL(server.url).origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,cache_storage,service_workers' });
  await page.goto('about:blank');
  await open(page, `${server.url}follow`);
  await expect(page.getByText('浏览器清掉了本机保存的关注')).toBeVisible();
  await expect(page.getByRole('link', { name: '从备份恢复' })).toBeVisible();
});

test('a database that is gone comes back from its mirror', async ({ page }) => {
  await follow(page);
  await page.evaluate(
    () =>
      new Promise((done) => {
        const gone = indexedDB.deleteDatabase('gongkai /');
        gone.onsuccess = gone.onerror = gone.onblocked = done;
      }),
  );
  await page.reload();
  await expect(followed(page)).toHaveCount(1);
});

test('no handle is kept: another version of the database may come at any time', async ({ context, page }) => {
  await follow(page);
  const other = await context.newPage();
  await other.goto(server.url);
  const upgraded = await other.evaluate(
    () =>
      new Promise((done) => {
        const open = indexedDB.open('gongkai /', 2);
        open.onblocked = () => done('blocked');
        open.onsuccess = () => {
          open.result.close();
          done('upgraded');
        };
      }),
  );
  expect(upgraded).toBe('upgraded');
  // This version cannot read that: it says so, and stays of use.
  await page.reload();
  await expect(page.getByText('这台设备不能保存')).toBeVisible();
});

for (const [name, time] of [
  ['two years behind', '2024-11-26T02:00:00Z'],
  ['seventy-five years ahead', '2101-11-26T02:00:00Z'],
]) {
  test(`a clock ${name} neither loses nor doubles an alert, and ends nothing`, async ({ page }) => {
    await page.clock.setFixedTime(time);
    await follow(page);
    await publish(award(30));
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect(cards(page)).toHaveCount(1);
    await page.clock.setFixedTime(new Date());
    await publish(award(31));
    await page.reload();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect(cards(page)).toHaveCount(2);
    await expect(page.getByText('已过期')).toHaveCount(0);
  });
}
