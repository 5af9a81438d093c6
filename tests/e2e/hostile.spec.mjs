// S1: the hostile corpus through the whole way, from a source's rows to the screen.
import { field, hits, open } from './support/app.mjs';
import { HOSTILE, hostileRows } from './support/hostile.mjs';
import { expect, test } from './support/journey.mjs';
import { serve } from './support/servers.mjs';
import { town } from './support/town.mjs';

const place = town();
let server;
test.beforeAll(async () => {
  await place.read(hostileRows());
  server = await serve(await place.publish());
});
test.afterAll(async () => {
  await server.stop();
  place.remove();
});

// The guard of every journey fails on a dialog, a policy breach or a foreign request.
for (const name of Object.keys(HOSTILE)) {
  test(`hostile text is harmless: ${name}`, async ({ page }) => {
    await open(page, `${server.url}search`);
    await field(page).fill(`"恶意公告 ${name}"`);
    await hits(page).first().click();
    await expect(page.getByRole('heading', { level: 1 }).last()).toHaveText(`示例恶意公告 ${name}`);
    await expect(page.getByRole('heading', { name: '官方原文' })).toBeVisible();
    const article = page.locator('article');
    await expect(article.locator('script, iframe, object, embed, form, style, img, base, [onclick], [style]')).toHaveCount(0);
    for (const link of await article.locator('a[target=_blank]').all()) {
      await expect(link).toHaveAttribute('href', /^https?:\/\//);
    }
    expect(await article.innerText()).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/);
    expect(await page.evaluate(() => document.defaultView.getComputedStyle(document.body).display)).not.toBe('none');
  });
}

test('the text that is left is the text that was there', async ({ page }) => {
  await open(page, `${server.url}search#q=unclosed`);
  await hits(page).first().click();
  await expect(page.locator('article')).toContainText('bold');
  await expect(page.locator('article')).toContainText('cell');
});
