// Matches made-up changes against subscriptions in one Chromium, beside a plain script. Usage:
// CHROMIUM=… ENGINE=… node matching.mjs
//
// Standard output is one JSON object: {"runs": […]}.
import { join } from 'node:path';
import { bench } from './page.mjs';

const { CHROMIUM, ENGINE } = process.env;
if (!CHROMIUM || !ENGINE) throw new Error('run this by `cargo xtask bench matching`');

const { open, close } = await bench({ '/engine/': ENGINE, '/engines/': join(import.meta.dirname, 'engines') });
try {
  const page = await open('matching');
  const runs = await page.evaluate(async () => (await import('/engines/matching.mjs')).run());
  process.stdout.write(`${JSON.stringify({ runs })}\n`);
} finally {
  await close();
}
