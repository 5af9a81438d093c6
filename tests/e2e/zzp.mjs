import { chromium } from '@playwright/test';
const site = process.argv[2];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox','--disable-gpu'] });
for (const [n,h,w] of [['p-360','region=441521',360],['p-card','region=441521&way=card',800]]) {
const page = await browser.newPage({ viewport: { width: w, height: 780 }, locale: 'zh-CN' });
await page.goto(`${site}embed#${h}`); await page.locator('iframe.preview').scrollIntoViewIfNeeded(); await page.locator('iframe.preview').evaluate((f)=>f.scrollIntoView()); await page.waitForTimeout(1500);
await page.screenshot({ path: `/tmp/wt/widget-out/${n}.png` }); }
await browser.close();
