// First and later visits beside a React list of the same notices, on a throttled phone, in one
// run. Usage: CHROMIUM=… GONGKAI=… SITE=… FOUND=… node page.mjs
//
// Standard output is one JSON object: {"runs": […]}. Both sites are served by `gongkai serve`,
// compressed alike; visits alternate; figures are medians with their least and most.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { lighthouseOf } from './lighthouse.mjs';
import { peer } from './peer.mjs';
import { ROWS, visit } from './visit.mjs';

const { CHROMIUM, GONGKAI, SITE, FOUND } = process.env;
if (!CHROMIUM || !GONGKAI || !SITE || !FOUND) throw new Error('run this by `cargo xtask bench page`');
const TIMES = 7;
const PORT = 9300 + (process.pid % 500);
// As its readers' browsers are: Chinese.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--lang=zh-CN', '--accept-lang=zh-CN'];

/** Serves an app with a site's data; says its address when it is ready. */
async function serve(app, data = SITE) {
  const server = spawn(GONGKAI, ['serve', '--app', app, '--data', data, '--port', '0']);
  const address = await new Promise((resolve, reject) => {
    let said = '';
    const hear = (text) => {
      said += text;
      const found = /http:\/\/[\d.]+:\d+(?=\s)/.exec(said);
      if (found) resolve(`${found[0]}/`);
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('exit', () => reject(new Error(said)));
  });
  return { address, stop: () => server.kill() };
}

/** The notices of the first list, as the page says them. */
async function newest(browser, address) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(address);
  const rows = await page.locator('#static-frame a[href*="notice/"]').evaluateAll((links) =>
    links.map((link) => {
      const part = (name) => link.querySelector(`.${name}`)?.textContent.trim() ?? '';
      const id = link.getAttribute('href').split('/').pop();
      return { id, kinds: part('kinds') || part('meta'), title: part('title'), tail: part('tail') };
    }),
  );
  await page.close();
  const once = [...new Map(rows.map((row) => [row.id, row])).values()].slice(-ROWS);
  if (once.length < ROWS || !once.every((row) => row.title)) throw new Error(`the page carries ${once.length} notices`);
  return once;
}

/** A first visit, and for an app with a worker the next one too, and one without a network. */
async function twice(browser, address, keeps) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, locale: 'zh-CN' });
  const cold = await visit(context, address);
  let warm = null;
  let offline = null;
  if (keeps) {
    await cold.page.waitForFunction(async () => (await navigator.serviceWorker.ready).active.state === 'activated');
    // What comes after the list has come too.
    await cold.page.waitForLoadState('networkidle');
    await cold.page.close();
    warm = await visit(context, address);
    await warm.page.waitForLoadState('networkidle');
    await warm.page.close();
    await context.setOffline(true);
    offline = await visit(context, address);
  }
  await context.close();
  return { cold, warm, offline };
}

const spread = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index) => Math.round(sorted[index]);
  return { median: at(sorted.length >> 1), min: at(0), max: at(sorted.length - 1) };
};
const figures = (visits) => ({
  first_contentful_paint_ms: spread(visits.map((v) => v.ms.paint)),
  readable_ms: spread(visits.map((v) => v.ms.readable)),
  usable_ms: spread(visits.map((v) => v.ms.usable)),
  bytes: spread(visits.map((v) => v.usable.bytes)),
  requests: spread(visits.map((v) => v.usable.requests)),
});

const folder = await mkdtemp(join(tmpdir(), 'gongkai-page-'));
const ours = await serve(SITE);
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [...FLAGS, `--remote-debugging-port=${PORT}`],
});
let react;
let found;
try {
  found = await serve(FOUND, FOUND);
  await peer(folder, await newest(browser, ours.address));
  react = await serve(folder);
  const [own, other] = [[], []];
  for (let i = 0; i < TIMES; i += 1) {
    own.push(await twice(browser, ours.address, true));
    other.push(await twice(browser, react.address, false));
  }
  const [cold, warm, offline] = ['cold', 'warm', 'offline'].map((which) => figures(own.map((v) => v[which])));
  const peerCold = figures(other.map((v) => v.cold));
  const ratio = (a, b) => Math.round((a.median / b.median) * 1000) / 1000;
  const runs = [
    { engine: 'gongkai', rows: ROWS, cold, warm, offline },
    { engine: 'react', rows: ROWS, cold: peerCold },
    {
      engine: 'ratios',
      readable_to_react: ratio(cold.readable_ms, peerCold.readable_ms),
      usable_to_react: ratio(cold.usable_ms, peerCold.usable_ms),
      warm_to_cold: ratio(warm.usable_ms, cold.usable_ms),
    },
    ...(await lighthouseOf(found.address, PORT, browser)),
  ];
  console.log(JSON.stringify({ runs }));
} finally {
  await browser.close();
  ours.stop();
  react?.stop();
  found?.stop();
  await rm(folder, { recursive: true });
}
