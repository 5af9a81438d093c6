// Checks firms against a made-up list in one Chromium, beside plain scripts. Usage:
// CHROMIUM=… ENGINE=… node screening.mjs
//
// Standard output is one JSON object: {"runs": […]}.
import { join } from 'node:path';
import { bench } from './page.mjs';

const { CHROMIUM, ENGINE } = process.env;
if (!CHROMIUM || !ENGINE) throw new Error('run this by `cargo xtask bench screening`');

const { open, close } = await bench({ '/engine/': ENGINE, '/engines/': join(import.meta.dirname, 'engines') });
try {
  const page = await open('screening');
  const runs = await page.evaluate(async () => (await import('/engines/screening.mjs')).run());
  process.stdout.write(`${JSON.stringify({ runs })}\n`);
} finally {
  await close();
}
