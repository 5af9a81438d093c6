import { chromium } from '@playwright/test';
import { createServer } from 'node:http';
const out = '/tmp/wt/widget-out'; const site = process.argv[2];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox','--disable-gpu'] });
const shot = async (name, url, opts = {}) => {
  const page = await browser.newPage({ viewport: { width: opts.w ?? 360, height: opts.h ?? 780 }, locale: 'zh-CN', colorScheme: opts.dark ? 'dark' : 'light', timezoneId: 'Asia/Shanghai' });
  if (opts.init) await page.addInitScript(opts.init, opts.arg);
  await page.goto(url); await page.waitForTimeout(opts.wait ?? 400);
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: opts.full ?? true });
  await page.close();
};
for (const [n, u, o] of [
  ['w-light', 'all-441500-notices.html', {h: 300}], ['w-dark', 'works-441521-awards.html#theme=dark', {h: 300}],
  ['w-largest', 'all-441500-notices.html#text=largest&count=3', {w: 320, h: 300}], ['w-narrow', 'all-441521-changes.html', {w: 240, h: 300}],
  ['w-en', 'procurement-441500-notices.html#lang=en', {w: 480, h: 300}], ['w-404', 'none.html', {h: 300}], ['w-wide', 'all-441500-notices.html#count=6', {w: 900, h: 300}],
]) await shot(n, `${site}embed/${u}`, o);
const html = `<meta charset=utf-8><body style="margin:0"><script src="${site}gongkai-notices.js"></script><div style="display:flex;gap:16px;align-items:start"><div style="flex:0 0 260px"><gongkai-notices domain=works region=441521></gongkai-notices></div><div style="flex:0 0 380px"><gongkai-notices region=441500 kind=awards></gongkai-notices></div><div style="flex:0 0 320px"><gongkai-notices region=441500 kind=changes text=large count=3></gongkai-notices></div></div>`;
const server = createServer((q, s) => s.writeHead(200, {'content-type':'text/html'}).end(html)); await new Promise(d => server.listen(0, '127.0.0.1', d));
await shot('host', `http://127.0.0.1:${server.address().port}/`, { w: 1000, h: 900, wait: 1200 });
server.close();
const settings = (data) => ({ init: (d) => { if (window === top) localStorage.setItem('gongkai.settings', JSON.stringify({ v: 1, data: d })); }, arg: data });
await shot('e-360', `${site}embed#region=441521&domain=works`, { wait: 3500 });
await shot('e-largest', `${site}embed#region=441521&way=card`, { w: 390, h: 844, wait: 3500, ...settings({ text: 'largest' }) });
await shot('e-1440-dark-en', `${site}embed#kind=awards&theme=dark`, { w: 1440, h: 900, wait: 3500, dark: true, ...settings({ lang: 'en' }) });
await shot('e-feed', `${site}embed#way=feed`, { wait: 3500 });
await browser.close();
