// Who owed what by when: catalogue, bulletin, the list behind a number, the life of a project, the
// rule's source, the letter. At phone size.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hits, open } from './support/app.mjs';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

test.use({ viewport: { width: 390, height: 844 } });

const today = (page) => page.clock.setFixedTime('2026-11-25T02:00:00Z');
const count = (page, name) => page.locator('.section a.count', { hasText: new RegExp(`^\\s*[\\d,]+\\s*${name}\\s*$`) });
/** Once older notices are here too: numbers change until then. */
const counted = async (page) => {
  await expect(page.locator('a.count[href]').first()).toBeVisible();
  await expect(page.getByText('公告还在载入')).toHaveCount(0);
};
const number = async (link) => Number((await link.locator('b').innerText()).replace(/\D/g, ''));

test.describe('on demo data', () => {
  let server;
  test.beforeAll(async () => (server = await serve(process.env.DATA_DEMO)));
  test.afterAll(() => server.stop());

  // Most limits hold under a condition that the source does not state: late if they do.
  const DOMAINS = {
    工程建设: { met: '或超期', says: /超过 \d+ / },
    政府采购: { met: '超期', says: /超过 \d+ 个工作日/ },
    土地出让: { met: '或超期', says: /如属.*则超过 \d+ 个工作日/ },
    矿业权: { met: '或超期', says: /如属.*则超过 \d+ 个工作日/ },
    国有产权: { met: '或超期', says: /如属.*则超过 \d+ 个工作日/ },
  };
  for (const [domain, { met, says }] of Object.entries(DOMAINS)) {
    test(`${domain}: from 首页 to a late notice, its law, its project, and the letter`, async ({ page }) => {
      await today(page);
      await open(page, server.url);
      await page.getByRole('link', { name: '公开清单' }).click();
      await page.getByRole('radio', { name: '全部', exact: true }).check();
      await page.getByRole('link', { name: domain, exact: true }).click();
      await counted(page);
      const late = count(page, met).first();
      const many = await number(late);
      await late.click();
      await expect(page.getByRole('heading', { level: 1 }).last()).toContainText(domain);
      await expect(page.getByText(`共 ${many} 项`)).toBeVisible();

      await page.getByRole('link', { name: '看整个项目' }).first().click();
      await expect(page.locator('.life .step').first()).toBeVisible();
      await page.goBack();
      await hits(page).first().click();
      const limit = page.locator('.limit', { hasText: says }).first();
      await expect(limit).toContainText(/条|号/);
      await expect(page.getByRole('heading', { name: '谁负责公开、找谁监督' })).toBeVisible();
      await expect(page.getByRole('link', { name: /12345/ }).first()).toBeVisible();
      await page.getByRole('link', { name: '反映未按时公开' }).click();
      const letter = page.getByRole('textbox').first();
      await expect(letter).toHaveValue(/超过 ?\d+/);
      await expect(letter).toHaveValue(/条|号/);
      await fitsAcross(page);
    });
  }

  test('a stage that is overdue says by when it was due and by what law', async ({ page }) => {
    await today(page);
    await open(page, `${server.url}duties#domain=procurement&stage=contract&met=missing-if&span=all`);
    await page.getByRole('link', { name: '看整个项目' }).first().click();
    const step = page.locator('.life [data-state="perhaps"]');
    await expect(step).toContainText(/如属已签订合同.*最迟应于 .*公开，至今没有见到/);
    await expect(page.getByText(/数据截至 11月24日|数据截至 2026年11月24日/)).toBeVisible();
    await expect(page.getByRole('link', { name: '反映未按时公开' })).toBeVisible();
    await expect(step).toContainText('政府采购法 第四十六条');
  });

  test('the numbers of a bulletin are those of its lists', async ({ page }) => {
    await today(page);
    await open(page, `${server.url}bulletin#month=2026-10`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('2026年10月');
    for (const name of ['应公开', '按时', '说不准']) {
      await counted(page);
      const link = count(page, name).first();
      const many = await number(link);
      await link.click();
      await expect(page.getByText(`共 ${many.toLocaleString('en')} 项`)).toBeVisible();
      await page.goBack();
    }
    await audit(page);
    await page.getByRole('button', { name: '上一月' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('2026年9月');
    await expect(page).toHaveURL(/month=2026-09/);
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('2026年10月');
  });

  test('a printed catalogue is told from a later one', async ({ page }) => {
    const manifest = await (await page.request.get(`${server.url}data/v1/manifest.json`)).json();
    const hash = manifest.reference.catalogue.sha256.slice(0, 16);
    await open(page, `${server.url}catalogue#sheet=${hash}`);
    await expect(page.getByText('与您手中的纸面清单一致')).toBeVisible();
    await open(page, `${server.url}catalogue#sheet=0123456789abcdef`);
    await page.reload();
    await expect(page.getByText('不是现行版本')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.print-only svg.qr').first()).toBeVisible();
    await expect(page.locator('.print-only table')).toContainText('中标候选人');
  });

  test('a body has its duties and its record', async ({ page }) => {
    await today(page);
    await open(page, `${server.url}body#${encodeURIComponent('市财政局')}`);
    await expect(page.getByText('牵头政府采购领域')).toBeVisible();
    await expect(count(page, '应公开').first()).toBeVisible();
    await open(page, `${server.url}bulletin#month=2026-10`);
    await counted(page);
    await page.locator('li .body a').first().click();
    await expect(page.getByRole('heading', { name: '公开情况' })).toBeVisible();
    await expect(hits(page).first()).toBeVisible();
    await audit(page);
  });
});

test.describe('on a town whose answer is known', () => {
  const place = town();
  let server;
  const field = (code, label, value) => ({ code, label, value });
  const award = (number, published, formed, more = {}) =>
    row(number, {
      title: `示例镇设备采购第${number}批结果公告`,
      domain: 'procurement',
      stage: 'award',
      stage_label: '结果公告',
      project: `P-${number}`,
      published,
      candidates: [{ name: '示例供应商有限公司' }],
      fields: [
        field('FIRST_PUBLISHED', '是否首次公告', '是'),
        ...(formed ? [field('AWARD_TIME', '定标日期', formed)] : []),
      ],
      ...more,
    });
  const contract = (number, published, more = {}) =>
    award(number, published, null, { key: `contract-${number}`, stage: 'contract', stage_label: '合同公告', ...more });
  test.beforeAll(async () => {
    await place.read(
      lines(
        award(1, '2026-10-12', '2026-10-09'), // two working days: Saturday the 10th was one
        award(2, '2026-10-13', '2026-10-09'), // three
        award(3, '2026-10-20', null),
        award(4, '2026-09-08', '2026-09-07'), // its contract was due by 10 October
        award(5, '2026-09-09', '2026-09-08'),
        contract(5, '2026-10-12', { fields: [field('SIGNING_TIME', '合同签订日期', '2026-10-12')] }),
        award(5, '2026-11-02', '2026-09-08', { key: 'again-5', title: '示例镇设备采购第5批结果公告（更正）' }),
        award(6, '2026-09-09', '2026-09-08'),
        contract(6, '2026-09-20', { stage_label: '合同（依法不予公开说明）' }),
        award(7, '2026-10-13', '2026-10-12', { buyer: '=cmd|示例局', region: '441523' }),
      ),
    );
    server = await serve(await place.publish(undefined, '--dataset', 'live'));
  });
  test.afterAll(async () => {
    await server.stop();
    place.remove();
  });

  test('every item is counted once, where it belongs', async ({ page }) => {
    await today(page);
    await open(page, `${server.url}bulletin#month=2026-10&region=441521`);
    const own = page.locator('li .body');
    await expect(own).toHaveCount(1);
    const numbers = await own.locator('a.count').allInnerTexts();
    const shown = numbers.map((text) => text.replace(/\s+/g, ' ').trim());
    // Owed: 1, 2, 3, the contracts of 5 and (missing) 4.
    expect(shown).toEqual(['5 应公开', '2 按时', '1 超期', '1 或未见', '1 说不准']);
    await expect(own).toContainText('不足 10 项，不算比例');
    await own.locator('a.count', { hasText: '或未见' }).click();
    await expect(page.getByText('示例镇设备采购第4批结果公告')).toBeVisible();
    await expect(page.getByText(/合同：如时限适用，最迟应于 10月10日/)).toBeVisible();
  });

  test('a correction published later is not late, and this month is not over', async ({ page }) => {
    await today(page);
    await open(page, `${server.url}bulletin#month=2026-11&region=441521`);
    await expect(page.getByText('这个月还没有结束')).toBeVisible();
    const numbers = await page.locator('li .body a.count').allInnerTexts();
    expect(numbers.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual(['4 应公开', '0 按时', '3 或未见', '1 说不准']);
  });

  test('the bulletin leaves as CSV and JSON, with what it means', async ({ page }) => {
    await today(page);
    await open(page, `${server.url}bulletin#month=2026-10`);
    const save = async (name) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
    };
    const csv = await save('导出 CSV');
    expect(csv.name).toBe('gongkai-bulletin-2026-10.csv');
    expect(csv.text).toContain('海丰县示例镇人民政府,5,2,1,0,0,1,1');
    expect(csv.text, 'no formula').toContain("'=cmd|示例局,1,1,0,0,0,0,0");
    const json = JSON.parse((await save('导出 JSON')).text);
    expect(json.bodies[0]).toEqual({
      body: '海丰县示例镇人民政府',
      owed: 5,
      counts: { 'on-time': 2, late: 1, 'late-if': 0, missing: 0, 'missing-if': 1, untold: 1 },
    });
    const manifest = await (await page.request.get(`${server.url}data/v1/manifest.json`)).json();
    expect(json.record).toEqual({ sequence: manifest.sequence, root: manifest.root });
  });

  test('a stage that is not public by law says so', async ({ page }) => {
    await today(page);
    await open(page, `${server.url}project/P-6`);
    await expect(page.locator('.life')).toContainText('依法不予公开');
    await open(page, `${server.url}project/P-4`);
    await expect(page.locator('.life [data-state="perhaps"]')).toContainText('合同');
    await expect(page.locator('.life')).toContainText('这个来源不提供这一环节');
  });

  test('an operator edits the catalogue in one file, and a wrong file is refused', async ({ page }) => {
    const file = join(place.folder, 'catalogue.json');
    const bundled = readFileSync(join(import.meta.dirname, '../../crates/record/data/catalogue.json'), 'utf8');
    const catalogue = JSON.parse(bundled);
    catalogue.changes.unshift({ day: '2026-11-27', what: { 'zh-CN': '示例调整', en: 'An example' } });
    catalogue.items[0].name['zh-CN'] = '示例改名的事项';
    writeFileSync(file, JSON.stringify(catalogue));
    const changed = await serve(await place.publish(undefined, '--catalogue', file));
    await open(page, `${changed.url}catalogue`);
    await expect(page.getByText('示例改名的事项').first()).toBeVisible();
    await expect(page.getByText('示例调整')).toBeVisible();
    await changed.stop();

    catalogue.items[0].limits = ['no-such-limit'];
    writeFileSync(file, JSON.stringify(catalogue));
    await expect(place.publish(undefined, '--catalogue', file)).rejects.toThrow(/no-such-limit/);
  });

  test('what changed since the last look is marked', async ({ page }) => {
    await today(page);
    await open(page, `${server.url}search#q=第3批`);
    await hits(page).first().click();
    await expect(page.getByRole('heading', { name: '改过什么' })).toBeVisible();
    await page.reload();
    await expect(page.getByText('您上次看过之后没有变动')).toBeVisible();
  });
});
