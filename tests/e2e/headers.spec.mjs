// S2: the exact policy of every kind of path as it is served, nothing inline but what a policy
// names by its hash, and a damaged app that refuses to run and says so.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/journey.mjs';
import { serve, staticHost } from './support/servers.mjs';
import { lines, row, town } from './support/town.mjs';

const { APP } = process.env;
const place = town();
let data;
let server;
test.beforeAll(async () => {
  await place.read(lines(row(1), row(2)));
  data = await place.publish();
  server = await serve(data);
});
test.afterAll(async () => {
  await server.stop();
  place.remove();
});

const APP_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types boot";
const PERMISSIONS = 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()';
const SANDBOX = 'sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox';

const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const inside = (html, name) => [...html.matchAll(new RegExp(`<${name}(?: data-href="[^"]*")?>([^]*?)</${name}>`, 'g'))].map((match) => match[1]);
/** The app's own policy for a page that has its first script and its style in itself. */
const pagePolicy = (html) =>
  APP_POLICY.replace("script-src 'self'", `script-src 'self' ${sha256(inside(html, 'script')[0])}`).replace(
    "style-src 'self'",
    `style-src 'self' ${sha256(inside(html, 'style')[0])}`,
  );
const widgetPolicy = (html, hosts) =>
  `default-src 'none'; script-src ${sha256(inside(html, 'script')[0])}; style-src ${sha256(inside(html, 'style')[0])}; ` +
  `img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors ${hosts}; ${SANDBOX}`;
const cardPolicy = (hosts) => `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ${hosts}; ${SANDBOX}`;

const get = async (path, url = server.url) => {
  const answer = await fetch(new URL(path, url));
  return { status: answer.status, text: await answer.text(), of: (name) => answer.headers.get(name) };
};

const named = (ending) => readdirSync(APP).find((name) => name.endsWith(ending));
const firstPack = () => JSON.parse(readFileSync(join(data, 'data/v1/manifest.json'))).packs[0].path;

test('every kind of path is served with exactly its policy', async () => {
  const own = { 'content-security-policy': APP_POLICY, 'cross-origin-resource-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': null };
  const app = { ...own, 'content-security-policy': pagePolicy(readFileSync(join(APP, 'index.html'), 'utf8')) };
  const script = { ...own, 'cross-origin-resource-policy': 'cross-origin' };
  const framed = (policy) => ({
    'content-security-policy': policy,
    'cross-origin-resource-policy': 'cross-origin',
    'cross-origin-opener-policy': null,
    'cross-origin-embedder-policy': 'require-corp',
  });
  const forever = 'public, max-age=31536000, immutable';
  const widget = readFileSync(join(data, 'embed/works-441521-notices.html'), 'utf8');
  const missing = readFileSync(join(data, 'embed/404.html'), 'utf8');
  const paths = [
    ['', 200, 'no-cache', app],
    ['search', 200, 'no-cache', app],
    ['embed', 200, 'no-cache', app],
    ['embed/index.html', 200, 'no-cache', app],
    ['nowhere', 404, 'no-cache', app],
    [named('.css'), 200, forever, own],
    [readdirSync(APP).find((name) => /^boot-.*\.js$/.test(name)), 200, forever, own],
    [named('_bg.wasm'), 200, forever, own],
    ['manifest.webmanifest', 200, 'no-cache', own],
    ['data/v1/manifest.json', 200, 'no-cache', own],
    [`data/v1/${firstPack()}`, 200, forever, own],
    ['feeds/index.json', 200, 'no-cache', own],
    ['feeds/works-441521-notices.atom', 200, 'no-cache', own],
    ['embed/index.json', 200, 'no-cache', own],
    ['embed/works-441521-notices.html', 200, 'no-cache', framed(widgetPolicy(widget, '*'))],
    ['embed/works-441521-notices.card.html', 200, 'no-cache', framed(cardPolicy('*'))],
    ['embed/land-441521-notices.html', 404, 'no-cache', framed(widgetPolicy(missing, '*'))],
    ['gongkai-notices.js', 200, 'no-cache', script],
  ];
  // A build for looking at pages has no service worker.
  if (readdirSync(APP).includes('sw.js')) paths.push(['sw.js', 200, 'no-cache', own]);
  for (const [path, status, kept, policy] of paths) {
    const answer = await get(path);
    expect(answer.status, path).toBe(status);
    expect(answer.of('cache-control'), path).toBe(kept);
    for (const [name, value] of Object.entries(policy)) expect(answer.of(name), `${path}: ${name}`).toBe(value);
    expect(answer.of('x-content-type-options'), path).toBe('nosniff');
    expect(answer.of('referrer-policy'), path).toBe('no-referrer');
    expect(answer.of('permissions-policy'), path).toBe(PERMISSIONS);
    expect(answer.of('set-cookie'), path).toBeNull();
    expect(answer.of('x-frame-options'), path).toBeNull();
  }
});

test('an operator says which sites may show the widget; the app is framed by none', async () => {
  const host = 'https://www.shanwei.gov.cn';
  const strict = await serve(data, { embedHosts: [host, 'https://*.example.gov.cn'] });
  try {
    for (const path of ['embed/works-441521-notices.html', 'embed/works-441521-notices.card.html', 'embed/none.html']) {
      const { of } = await get(path, strict.url);
      expect(of('content-security-policy'), path).toContain(`; frame-ancestors 'self' ${host} https://*.example.gov.cn; `);
    }
    expect((await get('', strict.url)).of('content-security-policy')).toContain("frame-ancestors 'none'");
  } finally {
    await strict.stop();
  }
});

test('nothing is inline but what a policy names by its hash', async () => {
  const pages = ['', 'search', 'nowhere', 'embed/works-441521-notices.html', 'embed/all-441500-awards.html', 'embed/none.html', 'embed/works-441521-notices.card.html'];
  for (const path of pages) {
    const { text, of } = await get(path);
    const policy = of('content-security-policy');
    expect(text, path).not.toMatch(/\son\w+=|\sstyle=|="?javascript:/i);
    const inline = [...inside(text, 'script'), ...inside(text, 'style')];
    for (const part of inline) expect(policy, path).toContain(sha256(part));
    expect(inline.length, path).toBe(path.includes('.card.') ? 0 : 2);
    // Tags with attributes would escape the search above.
    for (const [tag] of text.matchAll(/<script[^>]+>/g)) expect(tag, path).toContain('src=');
    for (const [tag] of text.matchAll(/<style[^>]+>/g)) expect(tag, path).toMatch(/^<style data-href="[^"]+">$/);
  }
});

test.describe('an app that was damaged on the way', () => {
  test.use({ expected: [/integrity|Failed to|SRI|digest/i] });

  test('refuses to run and says so, and the official way is still named', async ({ page }) => {
    const host = await staticHost([APP, data], {
      fault: (path, file) => {
        if (!path.endsWith('_bg.wasm')) return null;
        const body = readFileSync(file);
        body[body.length >> 1] ^= 1;
        return { body, headers: { 'content-type': 'application/wasm' } };
      },
    });
    try {
      await page.goto(host.url);
      await expect(page.getByRole('alert')).toContainText('应用没有打开');
      await expect(page.getByRole('alert')).toContainText('官方网站');
      await expect(page.locator('.app')).toHaveCount(0);
    } finally {
      await host.stop();
    }
  });
});
