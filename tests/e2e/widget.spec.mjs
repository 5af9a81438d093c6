// S3: the widget in pages of other sites, honest and hostile ones, each on an origin of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countMoves, department, heightOf, hostSite, strict } from './support/hosts.mjs';
import { expect, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

const { APP } = process.env;
const LONG = '示例镇污水处理厂及配套管网工程（二期）勘察设计施工总承包（EPC）项目监理服务采购与全过程造价咨询服务招标公告（第二次）';
const place = town();
let site;
let host;
let other;
test.beforeAll(async () => {
  const rows = Array.from({ length: 25 }, (_, n) => row(n + 1, n % 4 ? {} : { title: LONG, deadline: '2099-12-01T09:30:00+08:00', money: { kind: 'budget', price: { fen: 215_900_000 } } }));
  await place.read(lines(...rows, row(30, { stage: 'award', stage_label: '中标结果', title: '示例镇道路工程中标结果公告' })));
  site = await serve(await place.publish());
  host = await hostSite();
  other = await hostSite();
});
test.afterAll(async () => {
  await Promise.all([site.stop(), host.stop(), other.stop()]);
  place.remove();
});

const script = () => `<script src="${site.url}gongkai-notices.js" async></script>`;
const element = (more = '', inside = '') => `<gongkai-notices domain="works" region="441521" ${more}>${inside}</gongkai-notices>`;
// As the code is handed out: what keeps the place until the script comes.
const PLACE = '<table width="100%" height="753" role="presentation"><tr><td><a href="/">公告</a></td></tr></table>';
const STRICT = () => strict(new URL(site.url).origin);

/** Shows a host's page, and counts what is asked of our site and how far things moved. */
async function show(page, body, { headers = {}, head = '' } = {}) {
  host.pages['/'] = { body: department(body, head), headers };
  const asked = [];
  page.on('response', (response) => {
    if (response.url().startsWith(site.url)) asked.push(response);
  });
  await countMoves(page);
  await page.goto(`${host.origin}/`);
  return asked;
}

/** The widgets' frames, in the order of the page; they stand in closed trees. */
const widgets = (page) => page.frames().filter((frame) => frame.url().startsWith(`${site.url}embed/`));
async function widget(page, at = 0) {
  await expect.poll(() => widgets(page).length).toBeGreaterThan(at);
  const frame = widgets(page)[at];
  await frame.waitForLoadState();
  return frame;
}

test('under a strict policy of its host: one request, within its bytes, nothing moves', async ({ page }) => {
  const asked = await show(page, `<h1>某局</h1>${element('', PLACE)}<p>以下</p>${script()}`, { headers: { 'content-security-policy': STRICT() } });
  const frame = await widget(page);
  await expect(frame.locator('li:visible')).toHaveCount(5);
  await expect(frame.locator('h1')).toHaveText('海丰县 · 工程建设 · 公告');
  await expect(frame.locator('.by')).toContainText('核对于');
  await expect(frame.locator('#ago')).toHaveText(/（\d+ (分钟|小时)前）/);
  await expect(frame.locator('#stale')).toBeHidden();
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => window.moved), 'layout shift').toBe(0);
  expect(asked.map((response) => new URL(response.url()).pathname)).toEqual(['/gongkai-notices.js', '/embed/works-441521-notices.html']);
  let sum = 0;
  for (const response of asked) {
    const { responseBodySize, responseHeadersSize } = await response.request().sizes();
    const encoding = response.headers()['content-encoding'] ?? 'plain';
    console.log(`${new URL(response.url()).pathname}: ${responseBodySize} bytes (${encoding}) and ${responseHeadersSize} of headers`);
    sum += responseBodySize + responseHeadersSize;
  }
  console.log(`a widget on a host page: ${sum} bytes, ${asked.length - 1} request and the script`);
  expect(sum).toBeLessThanOrEqual(15_000);
  const kept = await page.context().storageState();
  expect(kept.cookies).toEqual([]);
  expect(await frame.evaluate(() => {
    try { return String(localStorage.length); } catch (error) { return error.name; }
  })).toBe('SecurityError');
});

test('the place that is kept is as tall as the one in the code that is handed out', async ({ page }) => {
  // Never answered, so that the place stays the one that was reckoned.
  await page.route('**/embed/works-*', () => {});
  for (const [fragment, attributes] of [['', ''], ['&count=20', 'count="20"'], ['&count=3&text=largest', 'count="3" text="largest"']]) {
    await page.goto(`${site.url}embed#domain=works&region=441521${fragment}`);
    const code = page.getByRole('textbox', { name: '第四步' });
    await expect(code).toHaveValue(/ height="\d+"/);
    const handed = Number(/ height="(\d+)"/.exec(await code.inputValue())[1]);
    host.pages['/'] = { body: department(`<div style="width:360px">${element(attributes)}</div>${script()}`, '') };
    // Its load waits for the frame.
    await page.goto(`${host.origin}/`, { waitUntil: 'commit' });
    await expect.poll(() => page.evaluate(() => document.querySelector('gongkai-notices').offsetHeight)).toBe(handed);
  }
});

test('nothing moves either where the script comes first', async ({ page }) => {
  await show(page, `<h1>某局</h1>${element('count="8" text="large"')}<p>以下</p>`, { head: `<script src="${site.url}gongkai-notices.js"></script>` });
  await expect((await widget(page)).locator('li:visible')).toHaveCount(8);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => window.moved), 'layout shift').toBe(0);
});

test('ten on one page, in an old layout, at widths from 240 px on', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  const some = ['', 'kind="awards"', 'kind="changes"', 'count="1"', 'theme="dark"', 'text="large"', 'lang="en"', 'count="20"', 'text="largest" count="2"'];
  // The script comes first here, so that elements are made as they are parsed; one comes later.
  const asked = await show(
    page,
    `<table width="100%" border="1"><tr><td width="240">${element(some[0])}</td><td>${element(some[1])}</td><td><font size="2">文字</font></td></tr></table>
     <div style="float:left;width:240px">${some.slice(2, 6).map((more) => element(more)).join('')}</div><div style="float:right">${some.slice(6).map((more) => element(more)).join('')}</div>`,
    { head: `<script src="${site.url}gongkai-notices.js"></script>` },
  );
  await page.evaluate(() => {
    const late = document.createElement('gongkai-notices');
    late.setAttribute('region', '441500');
    document.body.prepend(late);
  });
  // Frames far below wait until they are looked at.
  for (let y = 0; y < 12_000; y += 700) {
    await page.evaluate((to) => scrollTo(0, to), y);
    await page.waitForTimeout(60);
  }
  await expect.poll(() => widgets(page).length).toBe(10);
  for (const frame of widgets(page)) {
    await frame.waitForLoadState();
    await expect(frame.locator('.by')).toBeVisible();
    const [wide, high, room] = await frame.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight, innerWidth]);
    expect(room, frame.url()).toBeGreaterThanOrEqual(200);
    expect(wide, `${frame.url()} scrolls sideways`).toBeLessThanOrEqual(0);
    await expect.poll(() => frame.evaluate(() => document.documentElement.scrollHeight - innerHeight), frame.url()).toBeLessThanOrEqual(0);
    expect(high).toBeLessThan(4000);
  }
  const scripts = asked.filter((response) => response.url().endsWith('.js'));
  expect(scripts.length, 'the script once').toBe(1);
  expect(asked.length - 1, 'one request for each').toBe(10);
});

test('what is asked for by attributes is shown, also later, with no further request', async ({ page }) => {
  const asked = await show(page, `${element('count="3" theme="dark"')}${script()}`);
  const frame = await widget(page);
  await expect(frame.locator('li:visible')).toHaveCount(3);
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  const before = [await heightOf(frame), await page.evaluate(() => history.length)];
  await page.evaluate(() => {
    const element = document.querySelector('gongkai-notices');
    element.setAttribute('count', '8');
    element.setAttribute('theme', 'light');
    element.setAttribute('text', 'large');
    element.setAttribute('lang', 'en');
  });
  await expect(frame.locator('li:visible')).toHaveCount(8);
  await expect(frame.locator('h1')).toHaveText('Haifeng · Works · Notices');
  await expect(frame.locator('html')).toHaveAttribute('data-text', 'large');
  await expect.poll(() => heightOf(frame)).toBeGreaterThan(before[0]);
  expect(asked.length).toBe(2);
  expect(await page.evaluate(() => history.length), 'nothing is added to the reader’s history').toBe(before[1]);
  await page.evaluate(() => document.querySelector('gongkai-notices').setAttribute('kind', 'awards'));
  await expect.poll(() => widgets(page).map((f) => new URL(f.url()).pathname)).toEqual(['/embed/works-441521-awards.html']);
  await page.evaluate(() => document.querySelector('gongkai-notices').remove());
  await expect.poll(() => widgets(page).length).toBe(0);
});

test('what is not understood is a link that says why', async ({ page }) => {
  await page.addInitScript(() => {
    // What a page cannot see of itself, a test must.
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (how) { return attach.call(this, { ...how, mode: 'open' }); };
  });
  await show(page, `${element('count="0"')}${element('kind="javascript:alert(1)"')}${element('theme="blue"')}<gongkai-notices region="../../x"></gongkai-notices>${script()}`);
  const links = page.getByRole('link', { name: '查看公共资源交易公告' });
  await expect(links).toHaveCount(4);
  await expect(links.first()).toHaveAttribute('title', '不认识的属性：count="0"');
  await expect(links.first()).toHaveAttribute('href', `${site.url}search#domain=works&region=441521`);
  await expect(links.last()).toHaveAttribute('href', `${site.url}search`);
  expect(widgets(page)).toEqual([]);
});

test('a hostile style sheet cannot reach what is inside, nor the frame itself', async ({ page }) => {
  const hostile = ['gongkai-notices *', 'gongkai-notices::part(frame)', 'iframe', 'iframe *', '.by', 'header', 'time', 'article', '::slotted(*)']
    .map((selector) => `${selector} { display: none !important; height: 1px !important; opacity: 0 !important; visibility: hidden !important; color: transparent !important }`)
    .join('\n');
  host.pages['/hostile.css'] = { body: hostile, type: 'text/css' };
  await show(page, `<div style="visibility: hidden; font-size: 1px; direction: rtl">${element()}</div>${script()}`, { head: '<link rel="stylesheet" href="/hostile.css">' });
  const frame = await widget(page);
  await expect(frame.locator('.by')).toBeVisible();
  await expect(frame.locator('.by')).toContainText('核对于');
  const look = await frame.locator('.by').evaluate((node) => {
    const { color, opacity, visibility, fontSize } = getComputedStyle(node);
    return { color, opacity, visibility, fontSize };
  });
  expect(look).toEqual({ color: 'rgb(85, 96, 110)', opacity: '1', visibility: 'visible', fontSize: '14px' });
  expect(await heightOf(frame)).toBeGreaterThan(300);
  expect(await page.evaluate(() => document.querySelector('gongkai-notices').shadowRoot)).toBeNull();
});

test('a flood of spoofed messages from another frame changes nothing and leaves the page quick', async ({ page }) => {
  other.pages['/'] = `<script>
    let sent = 0;
    const burst = () => {
      for (let n = 0; n < 200; n += 1) parent.postMessage({ gongkai: 1, height: 120 + (sent += 1) % 3000 }, '*');
    };
    setInterval(burst, 20);
    addEventListener('message', ({ source }) => source.postMessage({ sent }, '*'));
  </script>`;
  await show(page, `${element()}<iframe src="${other.origin}/" width="10" height="10"></iframe>${script()}`);
  const frame = await widget(page);
  await expect(frame.locator('.by')).toBeVisible();
  const before = await heightOf(frame);
  const longest = await page.evaluate(async () => {
    let [last, longest] = [performance.now(), 0];
    const until = last + 3000;
    while (performance.now() < until) {
      await new Promise((done) => setTimeout(done, 0));
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  });
  const sent = await page.evaluate(() => new Promise((done) => {
    addEventListener('message', ({ data }) => data.sent && done(data.sent));
    document.querySelector('iframe').contentWindow.postMessage('', '*');
  }));
  console.log(`spoofed messages: ${sent}, longest wait of the page: ${Math.round(longest)} ms`);
  expect(sent).toBeGreaterThan(15_000);
  expect(longest, 'the page stays quick').toBeLessThan(500);
  expect(await heightOf(frame)).toBe(before);
});

test.describe('a hostile page', () => {
  // The browser says what it did not allow.
  test.use({ expected: [/Unsafe attempt to initiate navigation|Ignored call to 'alert/] });

  test('in the frame cannot harm its host', async ({ page }) => {
    // As if our own site had been taken over, but for the script.
    const evil = (code) => ({ body: `<body>${'<p>x</p>'.repeat(3)}<script>${code}</script></body>` });
    other.pages['/gongkai-notices.js'] = { body: readFileSync(join(APP, 'gongkai-notices.js'), 'utf8'), type: 'text/javascript' };
    other.pages['/embed/works-441521-notices.html'] = evil(`
      for (const bad of [null, 1, 'x', { gongkai: 1 }, { gongkai: 1, height: '9' }, { gongkai: 1, height: NaN }, { gongkai: 2, height: 5 }, { gongkai: 1, height: -1e9 }, { gongkai: 1, height: 1e9 }])
        parent.postMessage(bad, '*');
      try { top.location = 'about:blank'; } catch {}
      try { parent.document.title = 'taken'; } catch {}
      try { alert(1); } catch {}`);
    other.pages['/embed/works-441521-awards.html'] = evil(`
      let height = 200;
      setInterval(() => { for (let n = 0; n < 100; n += 1) parent.postMessage({ gongkai: 1, height: (height = height === 200 ? 900 : 200) }, '*'); }, 10);`);
    host.pages['/'] = department(`${element()}${element('kind="awards"')}<script src="${other.origin}/gongkai-notices.js"></script>`);
    await page.goto(`${host.origin}/`);
    const frames = () => page.frames().filter((frame) => frame.url().startsWith(other.origin));
    await expect.poll(() => frames().length).toBe(2);
    await expect.poll(() => heightOf(frames()[0]), 'clamped').toBe(4000);
    await page.waitForTimeout(1500);
    const flapping = frames()[1];
    const seen = new Set();
    for (let n = 0; n < 10; n += 1) {
      seen.add(await heightOf(flapping));
      await page.waitForTimeout(50);
    }
    expect(seen.size, 'it is not listened to any more').toBe(1);
    expect(page.url()).toBe(`${host.origin}/`);
    expect(await page.title()).toBe('某局');
  });
});

test('every action of the frame is a link that leaves it, so that there is nothing to steal', async ({ page }) => {
  // Under an overlay, and one pixel large.
  const src = `${site.url}embed/works-441521-notices.html`;
  await show(page, `<iframe src="${src}" width="1" height="1"></iframe><div style="position:relative"><iframe src="${src}" width="300" height="600"></iframe><div style="position:absolute;inset:0;opacity:0.01;pointer-events:none;background:red"></div></div>`);
  for (const at of [0, 1]) {
    const frame = await widget(page, at);
    const found = await frame.evaluate(() => ({
      other: document.querySelectorAll('button, input, select, textarea, form, iframe, object, embed, [contenteditable], [tabindex], details, dialog').length,
      links: [...document.querySelectorAll('a')].map((a) => [a.target, a.rel, new URL(a.href).pathname.split('/')[1]]),
      handlers: [...document.querySelectorAll('*')].flatMap((node) => [...node.attributes]).filter(({ name }) => name.startsWith('on')).length,
    }));
    expect(found.other).toBe(0);
    expect(found.handlers).toBe(0);
    expect(found.links.length).toBeGreaterThan(7);
    for (const [target, rel, leads] of found.links) {
      expect([target, rel]).toEqual(['_blank', 'noopener']);
      expect(['search', 'notice', 'follow']).toContain(leads);
    }
  }
});

test('follow opens a page of its own that asks before it adds anything', async ({ page, context }) => {
  await show(page, `${element('kind="awards"')}${script()}`, { headers: { 'content-security-policy': STRICT() } });
  const frame = await widget(page);
  const opened = context.waitForEvent('page');
  await frame.getByRole('link', { name: '关注' }).click();
  const app = await opened;
  await expect(app.getByRole('heading', { level: 1, name: '关注' })).toBeVisible();
  expect(app.url()).toBe(`${site.url}follow#search=domain%3Dworks%26region%3D441521%26stage%3Daward`);
  expect(await app.evaluate(() => [window.top === window, window.opener, window.origin])).toEqual([true, null, site.url.slice(0, -1)]);
  const ask = app.getByRole('button', { name: '关注', exact: true });
  await expect(ask).toBeVisible();
  await expect(app.getByText('海丰县').first()).toBeVisible();
  await app.goto(`${site.url}follow`);
  await expect(app.getByText('还没有关注什么')).toBeVisible();
  await app.goBack();
  await ask.click();
  await expect(app.getByText('已关注').first()).toBeVisible();
});

test.describe('a frame of the host’s own', () => {
  test.use({ expected: [/Blocked script execution|Blocked opening/] });

  test('in any sandbox it can be read, and what is opened is whole', async ({ page, context }) => {
    const src = `${site.url}embed/works-441521-notices.html#count=7`;
    const frameOf = (sandbox) => `<iframe src="${src}" width="320" height="600" ${sandbox}></iframe>`;
    const sandboxes = ['', 'sandbox', 'sandbox="allow-scripts"', 'sandbox="allow-scripts allow-same-origin allow-popups allow-forms"'];
    await show(page, sandboxes.map(frameOf).join(''));
    const rows = [7, 5, 7, 7];
    for (const [at, many] of rows.entries()) {
      const frame = await widget(page, at);
      await expect(frame.locator('.by')).toContainText('核对于');
      await expect(frame.locator('li:visible'), sandboxes[at]).toHaveCount(many);
      // The answer's own sandbox holds, whatever the host says.
      expect(await frame.evaluate(() => window.origin), sandboxes[at]).toBe('null');
    }
    const opened = context.waitForEvent('page');
    await (await widget(page, 0)).locator('li a').first().click();
    const notice = await opened;
    await expect(notice.locator('h1#title')).toBeVisible();
    expect(notice.url()).toContain('/notice/');
    const before = context.pages().length;
    await (await widget(page, 2)).locator('li a').first().click();
    await page.waitForTimeout(500);
    expect(context.pages().length, 'without leave nothing opens').toBe(before);
  });
});

test.describe('what is refused', () => {
  test.use({ expected: [/frame-ancestors|frame-src|Refused to frame|Framing|ERR_BLOCKED|violates|status of 404/i] });

  test('the app itself is framed by nobody', async ({ page }) => {
    await show(page, `<iframe src="${site.url}" width="400" height="600"></iframe><iframe src="${site.url}follow#blacklist"></iframe>`);
    await page.waitForTimeout(1500);
    for (const frame of page.frames().slice(1)) expect(frame.url()).toMatch(/^chrome-error:/);
  });

  test('a host that its policy or the operator does not allow shows a link', async ({ page }) => {
    await page.addInitScript(() => {
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (how) { return attach.call(this, { ...how, mode: 'open' }); };
    });
    const link = page.getByRole('link', { name: '查看公共资源交易公告' });
    const { origin } = new URL(site.url);
    await show(page, `${element()}${script()}`, { headers: { 'content-security-policy': `script-src ${origin}; frame-src 'self'` } });
    await expect(link).toHaveAttribute('title', '这个网页没有显示嵌入的内容');

    const strict = await serve(await place.publish(), { embedHosts: ['https://www.shanwei.gov.cn'] });
    try {
      host.pages['/'] = department(`${element()}<script src="${strict.url}gongkai-notices.js"></script>`);
      await page.goto(`${host.origin}/`);
      await expect(link).toHaveAttribute('href', `${strict.url}search#domain=works&region=441521`);
    } finally {
      await strict.stop();
    }
  });

  test('a shape that is not there says so and leads on', async ({ page }) => {
    await show(page, `<gongkai-notices domain="mining" region="441521"></gongkai-notices>${script()}`);
    const frame = await widget(page);
    await expect(frame.locator('h1')).toHaveText('这里没有公告');
    await expect(frame.getByRole('link', { name: '查询公告' })).toBeVisible();
  });
});

test('in a page that is isolated from other origins', async ({ page }) => {
  await show(page, `${element()}<script src="${site.url}gongkai-notices.js" async></script>`, {
    headers: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
  });
  const frame = await widget(page);
  await expect(frame.locator('.by')).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('old data says so, on the reader’s clock', async ({ page }) => {
  await page.clock.setFixedTime(Date.now() + 5.5 * 86_400_000);
  await show(page, `${element()}${element('lang="en"')}${script()}`);
  const zh = await widget(page, 0);
  await expect(zh.locator('#stale')).toHaveText('已有 5 天没有核对，可能缺少新的公告，请以官方平台为准。');
  await expect(zh.locator('#ago')).toHaveText('（5 天前）');
  await expect((await widget(page, 1)).locator('#stale')).toContainText('Not checked for 5 days');
});
