// A citizen asks how it is done: the guide, a letter made from a notice, where a project stands.
import { open } from './support/app.mjs';
import { audit, expect, fitsAcross, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

const place = town();
let server;
/** Addresses of the town's notices, by a word of their titles. */
let notices;

const ROWS = lines(
  row(1, { title: '示例镇甲桥工程招标公告', project: 'E4415/001', published: '2026-11-01' }),
  row(2, {
    title: '示例镇甲桥工程中标候选人公示',
    project: 'E4415/001',
    deal_code: 'A014415212023112700001184000000000000001',
    stage: 'award-pending',
    stage_label: '中标候选人公示',
    published: '2026-11-24',
    deadline: '2026-11-27',
    agency: '示例招标代理有限公司',
    official_url: 'https://example.invalid/2',
  }),
  row(3, {
    title: '示例中学乙设备采购合同公告',
    domain: 'procurement',
    project: '441521-2026-00003',
    stage: 'contract',
    stage_label: '合同公告',
    buyer: '示例中学',
    published: '2026-11-20',
    fields: [{ code: 'SIGNING_TIME', label: '签订日期', value: '2026-10-12' }],
  }),
  row(5, {
    title: '示例镇丁系统采购中标结果公告',
    domain: 'procurement',
    project: '441521-2026-00005',
    stage: 'award',
    stage_label: '结果公告',
    candidates: [{ name: '示例科技有限公司' }],
    published: '2026-11-20',
  }),
  row(6, {
    title: '城区戊系统采购中标结果公告',
    domain: 'procurement',
    project: '441500-2026-00006',
    stage: 'award',
    stage_label: '结果公告',
    region: '441500',
    buyer: '城区某中学',
    published: '2026-11-02',
  }),
  row(4, { title: '示例镇丙路灯维修公告', domain: 'procurement', published: '2026-11-20' }),
);

test.beforeAll(async ({ browser }) => {
  await place.read(ROWS);
  server = await serve(await place.publish());
  const page = await browser.newPage();
  await open(page, `${server.url}search`);
  const links = page.locator('ul.rows a.link');
  await expect(links).toHaveCount(6);
  const all = await links.evaluateAll((all) => all.map((a) => [a.innerText, a.getAttribute('href')]));
  notices = (word) => all.find(([text]) => text.includes(word))[1].split('/').pop();
  await page.close();
});
test.afterAll(async () => {
  await server.stop();
  place.remove();
});

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime('2026-11-25T02:00:00Z');
});

const letter = (kind, word) => {
  const notice = word ? `&notice=${notices(word)}` : '';
  return `${server.url}letter#kind=${kind}${notice}`;
};
const text = (page) => page.getByRole('textbox', { name: /信的内容|The letter/ });
const section = (page, name) => page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) });

test('the guide says whom to call, what to do, and prepares the letter', async ({ page }) => {
  await open(page, `${server.url}guide`);
  await expect(page.getByRole('link', { name: /政务服务热线 12345/ }).first()).toHaveAttribute('href', 'tel:12345');
  const how = section(page, '怎么办');
  const request = how.locator('details').filter({ hasText: '申请公开政府信息' });
  await expect(request.getByText('参考', { exact: true })).toBeVisible();
  await expect(how.getByText('标着“参考”的：条文没有逐字核对。')).toBeVisible();
  await request.locator('summary').click();
  await expect(request.getByText(/二十七条/)).toBeVisible();
  await request.getByRole('link', { name: '代拟：申请公开' }).click();
  await expect(page).toHaveURL(/letter#kind=access-request$/);
  await expect(page.getByRole('heading', { level: 1, name: '写信' })).toBeFocused();
  await expect(text(page)).toHaveValue(/政府信息公开申请书[^]*身份证明[^]*＿/);
});

test('policies are narrowed while typing, with their state and their count', async ({ page }) => {
  await open(page, `${server.url}guide`);
  const policies = section(page, '规范文件');
  const rows = policies.getByRole('listitem');
  await expect(rows).toHaveCount(10);
  const all = Number((await policies.getByText(/^共 \d+ 份$/).first().innerText()).replace(/\D/g, ''));
  await policies.getByRole('button', { name: /再看/ }).click();
  await expect(rows).toHaveCount(all);
  await expect(rows.nth(10)).toBeFocused();
  const field = policies.getByRole('searchbox', { name: '查规范文件' });
  // Traditional characters and full width are found too.
  await field.fill('礦產資源法');
  await expect(policies.getByText(/^\d+ 份中有 \d+ 份$/).first()).toBeVisible();
  await expect(rows.first()).toContainText('矿产资源法');
  await expect(rows.first()).toContainText(/现行有效|已修改|已废止|未核实/);
  await expect(policies.getByRole('status')).toHaveText(/份中有/);
  await field.press('Enter');
  await expect(field).toBeFocused();
  await field.fill('没有这样的文件');
  await expect(policies.getByText('没有符合的文件')).toBeVisible();
  await policies.getByRole('button', { name: '全部清除' }).click();
  await expect(rows).toHaveCount(all);
});

test('a letter from a notice is filled in, kept as it is written, and taken back', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, letter('objection', '候选人公示'));
  await expect(page.getByRole('link', { name: '示例镇甲桥工程中标候选人公示' })).toHaveAttribute('href', /notice/);
  await expect(page.getByText(/公示期到 11月27日 周五 为止，请在此之前提出/)).toBeVisible();
  await expect(page.getByText('本应用不会替您寄出任何东西')).toBeVisible();
  const prepared = await text(page).inputValue();
  for (const line of [
    '关于“示例镇甲桥工程中标候选人公示”的异议书',
    '海丰县示例镇人民政府（代理机构：示例招标代理有限公司）：',
    '项目编号：E4415/001',
    '发布：2026年11月24日',
    '官方页面：https://example.invalid/2',
  ]) {
    expect(prepared.split('\n')).toContain(line);
  }
  await text(page).fill(`${prepared}\n我的话`);
  await expect(page.getByText('改动已存在这台设备上')).toBeVisible();
  await page.reload();
  await expect(text(page)).toHaveValue(`${prepared}\n我的话`);

  await page.getByRole('button', { name: '复制全文' }).click();
  await expect(page.getByText('全文已复制')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${prepared}\n我的话`);
  const mail = new URL(await page.getByRole('link', { name: '用邮件写' }).getAttribute('href'));
  expect(mail.protocol).toBe('mailto:');
  expect(mail.searchParams.get('subject')).toBe('关于“示例镇甲桥工程中标候选人公示”的异议书');
  expect(mail.searchParams.get('body')).toBe(`${prepared}\n我的话`.replaceAll('\n', '\r\n'));

  // What is shared is the letter itself, under a title that tells nothing of it.
  await page.evaluate(() => {
    navigator.share = async (data) => void (window.shared = { ...data });
  });
  await page.getByRole('button', { name: '分享全文' }).click();
  await expect.poll(() => page.evaluate(() => window.shared)).toEqual({
    title: '异议、质疑',
    text: `${prepared}\n我的话`,
  });

  // Another kind is another letter; coming back finds the first as it was left.
  await page.getByRole('radio', { name: '投诉' }).check();
  await expect(text(page)).toHaveValue(/投诉书/);
  await page.getByRole('radio', { name: '异议、质疑' }).check();
  await expect(text(page)).toHaveValue(/我的话$/);

  await page.getByRole('button', { name: '恢复原稿' }).click();
  await expect(text(page)).toHaveValue(prepared);
  await expect(page.getByRole('button', { name: '撤销' })).toBeFocused();
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(text(page)).toHaveValue(/我的话$/);
});

test('the paper shows the letter alone', async ({ page }) => {
  await open(page, letter('question', '路灯'));
  await expect(text(page)).toHaveValue(/咨询函/);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.sheet')).toBeVisible();
  await expect(page.locator('.sheet')).toContainText('我的问题');
  await expect(text(page)).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 }).last()).toBeHidden();
  await expect(page.getByRole('button', { name: '复制全文' })).toBeHidden();
});

test('what is late is said with its dates and its law, and nothing is invented', async ({ page }) => {
  await open(page, letter('report-late', '合同公告'));
  await expect(text(page)).toHaveValue(/\n海丰县同级主管部门（市级主管部门：汕尾市财政局）：\n/);
  await expect(text(page)).toHaveValue(
    /如属首次在本来源公告的合同，则从 2026年10月12日 起算，最迟应于 2026年10月14日 公开，实际 2026年11月20日 公开，超过 27 个工作日。依据：政府采购法实施条例 第五十条/,
  );
  await open(page, letter('report-late', '路灯'));
  await expect(page.getByText(/没有算出超过时限的地方/)).toBeVisible();
  const value = await text(page).inputValue();
  expect(value).not.toContain('项目编号');
  expect(value).not.toContain('官方页面');
  // A school is no authority: the request goes to the body in charge.
  await open(page, letter('access-request', '合同公告'));
  await expect(text(page)).toHaveValue(/\n海丰县同级主管部门（市级主管部门：汕尾市财政局）：\n/);
  await expect(page.getByText(/看名称不是行政机关/)).toBeVisible();
});

test('who may complain is said, until when, and the letter leaves it to choose', async ({ page }) => {
  await open(page, letter('objection', '丁系统'));
  await expect(page.getByText(/由供应商、投标人或者其他利害关系人/)).toBeVisible();
  await expect(page.getByText(/7 个工作日内提出。从这条公告发布算起，到 12月1日 周二 为止/)).toBeVisible();
  await expect(text(page)).toHaveValue(/我方是（请选一项）：□供应商/);
  await expect(text(page)).not.toHaveValue(/我方作为/);
  await open(page, letter('objection', '戊系统'));
  await expect(page.getByText(/11月11日 周三 已经期满/)).toBeVisible();
  await open(page, letter('complaint', '戊系统'));
  await expect(text(page)).toHaveValue(/\n汕尾市财政局：\n/);
  await expect(page.getByText(/要先质疑/)).toBeVisible();
  await open(page, letter('complaint', '甲桥工程招标'));
  await expect(page.getByText(/10 日内提出.*到|11月11日 周三 已经期满/)).toBeVisible();
});

test.describe('without the texts', () => {
  test.use({ expected: [/net::ERR_FAILED/] });

  test('a text that is not on the device is not taken for one in time', async ({ page }) => {
    await page.route('**/data/v1/notices/**', (route) => route.abort());
    await open(page, letter('report-late', '甲桥工程招标'));
    await expect(page.getByText(/全文不在这台设备上，所以没有判断是否超期/)).toBeVisible();
    await expect(page.getByText(/没有算出超过时限的地方/)).toHaveCount(0);
    // The day of signing stands in the list, and tells.
    await open(page, letter('report-late', '合同公告'));
    await expect(page.getByText(/只按列表里的日期作了判断/)).toBeVisible();
    await expect(text(page)).toHaveValue(/最迟应于 2026年10月14日 公开，实际 2026年11月20日 公开/);
  });
});

test('a draft is listed until it is sent, deleted, and brought back', async ({ page }) => {
  await open(page, `${server.url}guide`);
  const mine = section(page, '我写的信');
  await expect(mine.getByText('还没有写过信')).toBeVisible();
  await open(page, letter('complaint', '甲桥工程招标'));
  await expect(page.getByText(/记下今天的日期/)).toBeVisible();
  await text(page).fill('我的话');
  await open(page, `${server.url}guide`);
  const item = mine.getByRole('listitem');
  await expect(item).toHaveCount(1);
  await expect(item).toContainText(/投诉 · 草稿\s*示例镇甲桥工程招标公告/);
  await mine.getByRole('button', { name: /^删除/ }).click();
  await expect(mine.getByText('已删除一份草稿')).toBeVisible();
  await expect(item).toHaveCount(0);
  await mine.getByRole('button', { name: '撤销' }).click();
  await expect(item).toHaveCount(1);
  await item.getByRole('link', { name: /^接着写/ }).click();
  await expect(text(page)).toHaveValue('我的话');
  // No law says by when all of it is answered: the guide says what there is to say.
  await page.getByRole('button', { name: '我已寄出' }).click();
  await expect(page.getByText(/因情况而定，这里不推算。.*30个工作日内作出书面处理决定/)).toBeVisible();
  await page.getByRole('link', { name: '我写的信' }).click();
  await expect(item).toHaveCount(1);
  await expect(item).toContainText(/投诉 · 11月25日 周三 寄出/);
});

test('a notice that is not there says so, and its letter has blanks', async ({ page }) => {
  await open(page, `${server.url}letter#kind=complaint&notice=0000000007`);
  await expect(page.getByText('没有这条公告')).toBeVisible();
  await expect(text(page)).toHaveValue(/^投诉书\n\n＿+：\n/);
});

test('a letter noted as sent is listed with the day an answer is due, deleted, and brought back', async ({ page }) => {
  await open(page, letter('access-request', '甲桥工程招标'));
  await page.getByRole('button', { name: '我已寄出' }).click();
  await expect(page.getByText('已记下：11月25日 周三 寄出')).toBeVisible();
  await expect(page.getByText(/答复期限：12月23日 周三/)).toBeVisible();
  await page.getByRole('button', { name: '撤销' }).click();
  await page.getByRole('button', { name: '我已寄出' }).click();
  await page.getByRole('link', { name: '我写的信' }).click();

  const mine = section(page, '我写的信');
  const item = mine.getByRole('listitem');
  await expect(item).toHaveCount(1);
  await expect(item).toContainText('示例镇甲桥工程招标公告');
  await expect(item).toContainText('还有 28 天');
  await expect(item).toContainText(/20 个工作日.*政府信息公开条例 第三十三条/);
  await mine.getByRole('button', { name: /^删除/ }).click();
  await expect(mine.getByText('还没有写过信')).toBeVisible();
  await expect(mine.getByRole('button', { name: '撤销' })).toBeFocused();
  await mine.getByRole('button', { name: '撤销' }).click();
  await expect(item).toHaveCount(1);

  // Three weeks and more later, after a reload, it is overdue.
  await page.clock.setFixedTime('2026-12-28T02:00:00Z');
  await page.reload();
  await expect(item).toContainText('已过 5 天');
  await item.getByRole('link', { name: /^看这封信/ }).click();
  await expect(page.getByText('已记下：11月25日 周三 寄出')).toBeVisible();
});

test('progress is found by code and by words', async ({ page }) => {
  await open(page, `${server.url}guide`);
  await page.getByRole('link', { name: '进度查询' }).first().click();
  await expect(page.getByText(/可以写项目编号/)).toBeVisible();
  const field = page.getByRole('searchbox', { name: '查项目进度' });
  await field.fill('E4415/001');
  const rows = page.locator('ul.rows a.link:visible');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('示例镇甲桥工程中标候选人公示');
  await expect(rows).toContainText(/现在\s*候选人公示 11月24日/);
  await expect(rows).toContainText(/下一步\s*结果/);
  await expect(page).toHaveURL(/progress#E4415%2F001$/);
  await expect(page.getByRole('status').filter({ hasText: '找到 1 个项目' })).toBeAttached();

  await field.fill('a014415212023112700001184000000000000001');
  await expect(rows).toHaveCount(1);
  // What the law expects next, by when, and by what law.
  await field.fill('丁系统');
  await expect(rows).toContainText(/现在\s*结果 11月20日/);
  await expect(rows).toContainText(/下一步\s*合同 未到期，最迟 12月23日 周三 政府采购法 第四十六条/);
  await field.fill('示例');
  await expect(page.getByText('找到 3 个项目，另有 1 条没有项目编号的公告').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: '没有项目编号的公告' })).toBeVisible();
  await field.fill('没有这个项目');
  await expect(page.getByText('没有找到这个项目')).toBeVisible();
  await field.fill('乙设备');
  await rows.first().click();
  await expect(page).toHaveURL(/project\/441521-2026-00003$/);
  await page.goBack();
  await expect(field).toHaveValue('乙设备');
  await expect(rows).toHaveCount(1);
});

const PAGES = {
  guide: async (page) => {
    await open(page, `${server.url}guide`);
    await page.locator('summary').nth(3).click();
  },
  letter: async (page) => {
    await open(page, letter('access-request', '候选人公示'));
    await page.getByRole('button', { name: /我已寄出|I have sent it/ }).click();
    await text(page).fill('字');
  },
  objection: async (page) => {
    await open(page, letter('objection', '候选人公示'));
    await expect(text(page)).toBeVisible();
  },
  progress: async (page) => {
    await open(page, `${server.url}progress#${encodeURIComponent('示例')}`);
    await expect(page.locator('ul.rows a.link:visible').first()).toBeVisible();
  },
  'progress with nothing': (page) => open(page, `${server.url}progress`),
};

for (const [name, show] of Object.entries(PAGES)) {
  for (const [what, size, kept] of [
    ['in Chinese', { width: 360, height: 780 }, {}],
    ['in English', { width: 360, height: 780 }, { lang: 'en' }],
    ['largest, dark and narrow', { width: 320, height: 640 }, { text: 'largest', theme: 'dark' }],
    ['largest and narrow in English', { width: 320, height: 640 }, { text: 'largest', lang: 'en' }],
    ['on a desktop', { width: 1440, height: 900 }, {}],
  ]) {
    test(`${name} ${what} is accessible and fits`, async ({ page }) => {
      await page.setViewportSize(size);
      await page.addInitScript((data) => {
        const settings = { text: 'standard', theme: 'light', lang: 'zh-CN', ...data };
        localStorage.setItem('gongkai.settings', JSON.stringify({ v: 1, data: settings }));
      }, kept);
      await show(page);
      await audit(page);
      await fitsAcross(page);
    });
  }
}
