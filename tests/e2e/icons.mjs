// Makes the installed app's pictures out of `public/icons/icon.svg` and a running app, and puts them
// into `public/`: `CHROMIUM=… node tests/e2e/icons.mjs [http://127.0.0.1:8080/]`. Without an address
// the icons alone. The demo ends on 2026-11-25, so that is the day on the pictures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ICONS, ROOT, drawn, mark, marked } from './support/icons.mjs';
import { small } from './support/png.mjs';

const [url] = process.argv.slice(2);
const folder = join(ROOT, 'public');
mkdirSync(join(folder, 'install'), { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });

const blank = await browser.newPage({ viewport: { width: 512, height: 512 } });
for (const { file, side, drawing } of ICONS) {
  await blank.setViewportSize({ width: side, height: side });
  await blank.setContent(`<style>*{margin:0}svg{display:block;width:${side}px;height:${side}px}</style>${drawn(drawing)}`);
  const png = await blank.screenshot({ omitBackground: true });
  writeFileSync(join(folder, file), marked(small(png, 40), mark(drawing, side)));
}

if (url) {
  const open = async (viewport, scale) => {
    const context = await browser.newContext({ viewport, deviceScaleFactor: scale, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const page = await context.newPage();
    await page.clock.setFixedTime('2026-11-25T02:00:00Z');
    await page.addInitScript(() => localStorage.setItem('gongkai.settings', '{"v":1,"data":{"text":"standard","theme":"light","lang":"zh-CN"}}'));
    return page;
  };
  const take = async (page, name) => {
    await page.waitForLoadState('networkidle');
    writeFileSync(join(folder, 'install', `${name}.png`), small(await page.screenshot()));
  };
  const search = `${url}search#q=${encodeURIComponent('污水')}`;
  const narrow = await open({ width: 360, height: 780 }, 1.5);
  await narrow.goto(url);
  await narrow.locator('ul.rows a.link').first().waitFor();
  await take(narrow, 'home');
  await narrow.goto(search);
  await narrow.locator('ul.rows a.link').first().waitFor();
  await take(narrow, 'search');
  await narrow.locator('ul.rows a.link').first().click();
  await narrow.locator('article h2').first().waitFor();
  await take(narrow, 'notice');
  const wide = await open({ width: 1280, height: 800 }, 1);
  await wide.goto(search);
  await wide.locator('ul.rows a.link').first().click();
  await wide.locator('article h2').first().waitFor();
  await take(wide, 'wide');
}
await browser.close();
