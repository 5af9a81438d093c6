// R2: whatever a broken or dishonest middle box sends, what the app had stays and it says so.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectFound, hits, open, status } from './support/app.mjs';
import { expect, test } from './support/journey.mjs';
import { staticHost } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

const { APP } = process.env;
const place = town();
const LOGIN = { body: '<!doctype html><title>Login</title>', headers: { 'content-type': 'text/html' } };
let before;
let after;

test.use({ expected: [/Failed to load resource/] });
test.beforeAll(async () => {
  await place.read(lines(row(1), row(2, { published: '2026-10-10' })));
  before = await place.publish();
  await place.read(lines(row(3), row(4, { published: '2026-10-11' })));
  after = await place.publish();
});
test.afterAll(() => place.remove());

const isPack = (path) => path.endsWith('.pack');
const isManifest = (path) => path === 'data/v1/manifest.json';
const bytes = (file) => readFileSync(file);
const flipped = (file) => {
  const body = bytes(file);
  body[body.length >> 1] ^= 1;
  return { body };
};
const manifest = (change) => (path, file) => {
  if (!isManifest(path)) return null;
  const sent = JSON.parse(bytes(file));
  change(sent);
  return { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } };
};

const FAULTS = {
  'a pack cut short with a 200': (path, file) => isPack(path) && { body: bytes(file).subarray(0, -7) },
  'a pack with one bit flipped': (path, file) => isPack(path) && flipped(file),
  'a login page instead of a pack': (path) => isPack(path) && LOGIN,
  'a login page instead of the manifest': (path) => isManifest(path) && LOGIN,
  'a manifest cut short': (path, file) => isManifest(path) && { body: bytes(file).subarray(0, 200) },
  'an older manifest played again': manifest((m) => (m.sequence = 1)),
  'a manifest that names a file outside its folder': manifest((m) => (m.packs[0].path = '../../x.pack')),
};

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`${name} is refused, and what we had stays`, async ({ page }) => {
    const host = await staticHost([APP, before]);
    try {
      await open(page, `${host.url}search`);
      await expectFound(page, 2);
      host.roots[1] = after;
      host.fault = fault;
      await page.reload();
      await expect(status(page)).toContainText('收到的数据不完整');
      await expect(status(page)).toHaveAttribute('data-alert', 'true');
      await expectFound(page, 2);

      host.fault = () => null;
      await status(page).getByRole('button', { name: '再试一次' }).click();
      await expect(status(page)).toContainText('上次核对');
      await expectFound(page, 4);
    } finally {
      await host.stop();
    }
  });
}

test('a record of a later format asks for a newer app and keeps what it had', async ({ page }) => {
  const host = await staticHost([APP, before]);
  await open(page, `${host.url}search`);
  await expectFound(page, 2);
  host.fault = manifest((m) => (m.format = 2));
  await page.reload();
  await expect(status(page)).toContainText('应用版本太旧');
  await expectFound(page, 2);
  await host.stop();
});

test('a damaged detail is not shown; the next try is', async ({ page }) => {
  const host = await staticHost([APP, before]);
  await open(page, `${host.url}search`);
  host.fault = (path, file) => path.startsWith('data/v1/notices/') && flipped(file);
  await hits(page).first().click();
  await expect(page.getByText('收到的内容不完整，没有显示')).toBeVisible();
  host.fault = () => null;
  await page.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByRole('heading', { name: '公告正文' })).toBeVisible();
  await host.stop();
});

test('with no data at all it says so and offers to try again', async ({ page }) => {
  const empty = join(place.folder, 'empty');
  mkdirSync(empty, { recursive: true });
  const host = await staticHost([APP, empty], { fault: (path) => path.startsWith('data/') && 'hang-up' });
  await page.goto(`${host.url}search`);
  await expect(status(page)).toContainText('还没有数据');
  host.roots[1] = before;
  host.fault = () => null;
  await page.getByRole('button', { name: '再试一次' }).first().click();
  await expectFound(page, 2);
  await host.stop();
});
