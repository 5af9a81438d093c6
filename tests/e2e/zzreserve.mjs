import { chromium } from '@playwright/test';
const site = process.argv[2];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox','--disable-gpu'] });
const index = await (await fetch(`${site}embed/index.json`)).json();
function reserve(width, { count, text }) {
  const size = { standard: 16, large: 20, largest: 30 }[text];
  const room = width - 2 - 2 * Math.min(size, 0.04 * width);
  const lines = (characters, size) => Math.max(1, (characters * size) / room + 0.4);
  const small = 0.875 * size;
  const row = 19 + lines(32, size) * 1.4 * size + (lines(15, small) + lines(18, small)) * 1.5 * small;
  const head = Math.max(44, lines(16, 1.06 * size) * 1.43 * size) + (lines(16, small) + lines(27, small)) * 1.5 * small + size / 2;
  return Math.ceil(head + count * row + 51);
}
for (const text of ['standard', 'large', 'largest']) for (const w of [240, 300, 360, 480, 700]) {
  const page = await browser.newPage({ viewport: { width: w, height: 300 } });
  await page.clock.setFixedTime(new Date('2026-11-25T09:00:00+08:00'));
  const r = [];
  for (const s of index.shapes.filter((s) => s.rows[0] >= 5).slice(0, 24)) {
    await page.goto(`${site}embed/${s.domain ?? 'all'}-${s.region ?? 'all'}-notices.html#text=${text}`);
    const need = await page.evaluate(() => { document.documentElement.dataset.free = ''; return document.body.getBoundingClientRect().height - [...document.querySelectorAll('.warn')].reduce((a, b) => a + b.offsetHeight, 0); });
    r.push(need / reserve(w, { count: 5, text }));
  }
  r.sort((a, b) => a - b);
  console.log(text, w, 'need/reserved min', r[0].toFixed(2), 'median', r[r.length >> 1].toFixed(2), 'p90', r[Math.floor(r.length * .9)].toFixed(2), 'max', r.at(-1).toFixed(2));
  await page.close();
}
await browser.close();
