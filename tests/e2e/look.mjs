// Takes pictures of every page, and of the gallery of components, at the four sizes by which the
// looks are judged, light and dark, in both languages; and of what it shows when something is wrong.
// `cargo xtask look` runs it.
// Usage: CHROMIUM=… node look.mjs http://127.0.0.1:8080/ FOLDER [ONLY]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const [url, folder, only = ''] = process.argv.slice(2);

/** Addresses of the demo with 5 000 notices, seed 1. */
const PAGES = {
  gallery: '_gallery',
  home: '',
  search: `search#q=${encodeURIComponent('污水')}`,
  'search-empty': 'search#q=zzzz&domain=land',
  notice: 'notice/5thasd0arz',
  project: 'project/441523-2026-02198',
  follow: 'follow',
  rehearsal: `follow#search=q%3D${encodeURIComponent('污水')}`,
  test: 'follow#test',
  hand: 'follow#hand',
  blacklist: `blacklist#q=${encodeURIComponent('示例')}`,
  catalogue: 'catalogue#domain=procurement',
  bulletin: 'bulletin#month=2026-10',
  duties: 'duties#met=late&span=all',
  body: `body#${encodeURIComponent('市财政局')}`,
  progress: 'progress',
  guide: 'guide',
  letter: 'letter#kind=question',
  more: 'more',
  welcome: 'more#welcome',
  install: 'more#install',
  storage: 'more#storage',
  embed: 'embed',
  kiosk: 'kiosk',
  lost: 'nowhere',
};

/** What is shown when something is wrong: the address, and what the network does. */
const FAULTS = {
  'no-record': ['search', (page) => page.route('**/data/v1/**', (route) => route.abort())],
  'refused-record': ['', (page) => page.route('**/data/v1/**', (route) => route.fulfill({ status: 503, body: '' }))],
  'no-text': ['notice/5thasd0arz', (page) => page.route('**/data/v1/notices/**', (route) => route.abort())],
  'no-app': ['', (page) => page.route('**/*.wasm', (route) => route.abort())],
};

/** The sizes of VISUAL.md, each with its text step. */
const SIZES = {
  phone: { width: 360, height: 780, text: 'standard' },
  'phone-largest': { width: 390, height: 844, text: 'largest' },
  tablet: { width: 820, height: 1180, text: 'large' },
  desktop: { width: 1440, height: 900, text: 'standard' },
};

/** The picture that is being taken; the next waits for it. */
let turn = Promise.resolve();

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
await mkdir(folder, { recursive: true });
for (const [size, { text, ...viewport }] of Object.entries(SIZES)) {
  for (const theme of ['light', 'dark']) {
    for (const lang of ['zh-CN', 'en']) {
      const settings = JSON.stringify({ v: 1, data: { text, theme, lang } });
      const fresh = async () => {
        const context = await browser.newContext({ viewport, locale: lang, timezoneId: 'Asia/Shanghai' });
        await context.addInitScript((kept) => localStorage.setItem('gongkai.settings', kept), settings);
        return context;
      };
      const context = await fresh();
      const all = [...Object.entries(PAGES).map(([name, path]) => [name, [path]]), ...Object.entries(FAULTS)];
      const wanted = all.filter(([name]) => name.includes(only));
      const take = async ([name, [path, fault]]) => {
        // What goes wrong must not find what went well before.
        const own = fault && (await fresh());
        const page = await (own ?? context).newPage();
        await fault?.(page);
        await page.goto(new URL(path, url).href);
        // What is loading says so after half a second; then it is drawn.
        if (name !== 'no-app') await page.waitForFunction(() => !document.getElementById('static-frame'));
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(700);
        const file = `${name}.${size}.${theme}.${lang}.png`;
        // Loading overlaps, pictures do not: of a page behind another Chromium repeats the first screen.
        turn = turn.then(async () => {
          await page.bringToFront();
          await page.screenshot({ path: join(folder, file), fullPage: true });
        });
        await turn;
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        console.log(file, over > 0 ? `is ${over} px too wide` : '');
        await (own ?? page).close();
      };
      const some = async () => {
        for (let next = wanted.shift(); next; next = wanted.shift()) await take(next);
      };
      await Promise.all([some(), some(), some()]);
      await context.close();
    }
  }
}
await browser.close();
