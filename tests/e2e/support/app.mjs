// The app as a person meets it: by the words on the screen.
import { expect } from '@playwright/test';

/** Opens a page and waits until the whole record is loaded and checked. */
export async function open(page, url) {
  await page.goto(url);
  await expect(status(page)).toContainText(/上次核对|Last checked/);
}

/** The status line above every page. */
export const status = (page) => page.locator('header .status');

/** The search field of 查询. */
export const field = (page) => page.getByRole('searchbox').first();

/** The hits, as links. */
export const hits = (page) => page.locator('ul.rows a.link:visible');

/** How many hits the sentence says there are. */
export async function found(page) {
  const text = await page.locator('.section p b').first().innerText();
  return Number(text.replace(/[^0-9]/g, ''));
}

/** Waits until the sentence says so many hits. */
export const expectFound = (page, count) => expect.poll(() => found(page)).toBe(count);

/** Opens one of the five filters and taps a choice. */
export async function choose(page, filter, choice) {
  const button = page.getByRole('group', { name: '筛选' }).getByRole('button', { name: filter });
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  await page.getByRole('group', { name: filter, exact: true }).getByRole('button', { name: choice }).click();
}
