// Takes the README's pictures of a running app: `CHROMIUM=… node tests/e2e/screenshots.mjs http://127.0.0.1:8080/`
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const [url] = process.argv.slice(2);
const folder = join(import.meta.dirname, 'screenshots');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const page = await browser.newPage({
  viewport: { width: 360, height: 780 },
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
});
const take = async (name) => {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, `${name}.png`) });
};
await page.goto(url);
await page.locator('ul.rows a.link').first().waitFor();
await take('home');
await page.goto(`${url}search#q=${encodeURIComponent('污水')}`);
await page.locator('ul.rows a.link').first().waitFor();
await take('search');
await page.locator('ul.rows a.link').first().click();
await page.locator('article h2').first().waitFor();
await take('notice');
await browser.close();
