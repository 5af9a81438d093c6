// The kept app, with something in it to lose: what the journeys of versions and of the switch share.
import { expect as soon } from '@playwright/test';
import { open } from './app.mjs';
import { installed } from './journey.mjs';

// A worker installs in the background, which a busy machine does slowly.
const expect = soon.configure({ timeout: 30_000 });

/** The bar in which the app speaks of itself. */
export const bar = (page) => page.getByRole('region', { name: '应用的消息' });

/** Opens the app and waits until it is kept, the pages that are loaded apart too. */
export async function start(page, url) {
  await open(page, url);
  await installed(page);
  await expect(bar(page)).toBeAttached();
}

/** Follows a search, so that there is something to lose, and waits until the app is kept. */
export async function follow(page, host) {
  await open(page, `${host.url}follow#search=${encodeURIComponent('stage=award')}`);
  await page.getByRole('button', { name: '关注', exact: true }).click();
  await expect(page.locator('li.subscription')).toHaveCount(1);
  await installed(page);
}

/** That it is still followed. */
export async function expectFollowed(page, host) {
  await page.goto(`${host.url}follow`);
  await expect(page.locator('li.subscription')).toHaveCount(1);
}
