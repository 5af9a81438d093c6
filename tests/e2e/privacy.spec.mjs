// S4: what people follow never leaves their phones. Twenty people who follow different things ask
// the server for exactly the same.
import { join } from 'node:path';
import { open } from './support/app.mjs';
import { expect, installed, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';
import { worker } from './support/worker.mjs';

test.setTimeout(240_000);
test.use({ viewport: { width: 360, height: 780 } });

const SECRETS = ['污水', '道路', '示例秘密有限公司', '示例镇', '91441521MA00000011', 'HF-2026-009', '学校', '监理'];
/** What somebody follows, and what they type on the way. */
const wish = (n) =>
  [
    `search=${encodeURIComponent(`q=${SECRETS[n % 8]}&region=4415${21 + 2 * (n % 2)}`)}`,
    `body=${encodeURIComponent(SECRETS[3])}${n}`,
    `firm=${encodeURIComponent(SECRETS[2])}&code=${SECRETS[4]}`,
    `project=${SECRETS[5]}-${n}`,
    'blacklist',
  ][n % 5];

test('twenty people who follow different things ask for the same', async ({ browser }) => {
  const place = town();
  const site = join(place.folder, 'site');
  await place.read(lines(row(1), row(2)));
  await place.publish(site, '--dataset', 'live');
  const server = await serve(site);
  const people = [];
  try {
    for (let n = 0; n < 20; n += 1) {
      const context = await browser.newContext({ locale: 'zh-CN' });
      const asked = [];
      context.on('request', (request) => {
        const { pathname, search, hash } = new URL(request.url());
        asked.push({ line: `${request.method()} ${pathname}${search}`, hash, body: request.postData(), referrer: request.headers().referer });
      });
      const page = await context.newPage();
      await open(page, `${server.url}follow#${wish(n)}`);
      await page.getByRole('button', { name: '关注', exact: true }).click();
      await expect(page.getByText('已关注').first()).toBeVisible();
      await installed(page);
      people.push({ context, page, asked });
    }
    const award = row(3, { title: '示例镇道路污水学校监理结果公告', stage: 'award', stage_label: '结果公告', project: 'HF-2026-009-3' });
    await place.read(lines(row(1), row(2), award));
    await place.publish(site, '--dataset', 'live');
    for (const { context, page } of people) {
      const sw = await worker(context, page);
      await sw.periodicSync();
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      await page.goto(`${server.url}search#q=${encodeURIComponent(SECRETS[0])}`);
      await page.goto(`${server.url}follow`);
      await expect(page.getByRole('heading', { level: 1, name: '关注' })).toBeVisible();
      await page.waitForTimeout(1_000);
    }
    // How often somebody's app looks for a newer one is a matter of time alone.
    const said = (asked) => asked.map(({ line }) => line).filter((line) => line !== 'GET /sw.js');
    const trace = ({ asked }) => [...new Set(said(asked))].sort().join('\n');
    // Those who watch the blacklist have it read by the worker too; it is the same file for all.
    for (const person of people) expect(trace(person)).toBe(trace(people[0]));
    for (const { asked } of people) {
      for (const { line, body, referrer } of asked) {
        const said = `${line} ${body ?? ''} ${referrer ?? ''}`;
        for (const secret of SECRETS) expect(decodeURIComponent(said)).not.toContain(secret);
        expect(body, 'nothing is sent').toBeNull();
      }
    }
  } finally {
    for (const { context } of people) await context.close();
    await server.stop();
    place.remove();
  }
});
