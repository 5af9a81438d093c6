// A device that follows something, by a file that is handed over.
import { expect } from '@playwright/test';
import { open as openPage } from './app.mjs';

/** Opens a page anew: an address that differs only behind its `#` would not load again. */
export async function open(page, url) {
  await page.goto('about:blank');
  await openPage(page, url);
}

export const search = (fragment, classes = ['award']) => ({ name: '', target: { search: fragment }, classes });
export const THREE = [
  search('q=污水&domain=works&region=441521', ['award', 'contract']),
  { name: '我盯的项目', target: { project: '441523-2026-02198' }, classes: ['award', 'deadline'] },
  { name: '供应商', target: { suppliers: { list: 9, firms: [{ name: '示例有限公司', code: '' }] } }, classes: ['listed'] },
];

/** The file of a hand-over. */
export const file = (subscriptions, head = {}) => ({
  name: 'gongkai.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify({ gongkai: 'subscriptions', v: 1, ...head, subscriptions })),
});

export const take = (page, count) => page.getByRole('button', { name: `加入 ${count} 项`, exact: true });

/** Opens a file on the page of handing over. */
export async function openFile(page, given) {
  await page.locator('input[type=file]').setInputFiles(given);
}

/** A device that follows something. */
export async function follows(page, url, subscriptions) {
  await open(page, `${url}follow#hand`);
  await openFile(page, file(subscriptions));
  await take(page, subscriptions.length).click();
  await expect(page.getByText(`已加入 ${subscriptions.length} 项`)).toBeVisible();
}
