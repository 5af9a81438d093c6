// What every journey asserts besides its own story: nothing was blocked by the content policy,
// nothing crashed, nothing asked another origin, no dialog opened.
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';

export { expect };

export const test = base.extend({
  /** Errors that a journey expects, as regular expressions over the console's text. */
  expected: [[], { option: true }],
  watched: [
    async ({ context, expected }, use) => {
      const seen = [];
      context.on('page', (page) => watch(page, seen));
      await use(seen);
      const unexpected = seen.filter((line) => !expected.some((known) => known.test(line)));
      expect(unexpected, 'errors, dialogs or foreign requests').toEqual([]);
    },
    { auto: true },
  ],
});

function watch(page, seen) {
  page.on('pageerror', (error) => seen.push(`page error: ${error.message}`));
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') seen.push(`asked ${request.url()}`);
  });
}

/** An audit of the whole page, against WCAG 2.2 AA. */
export async function audit(page) {
  // Taller than any page, which may yet grow: axe takes a button that lies half under the bar
  // for a small one.
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: 20_000 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const told = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  expect(told, 'accessibility').toEqual([]);
  await page.setViewportSize({ width, height });
}

/** Whether nothing scrolls sideways. */
export async function fitsAcross(page) {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, 'nothing scrolls sideways').toBeLessThanOrEqual(window);
}

/** Waits until a service worker controls the page, so that it works with no network from now on. */
export async function installed(page) {
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.active?.state === 'activated';
  });
}
