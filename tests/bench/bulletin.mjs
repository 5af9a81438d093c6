// Measures the catalogue's matrix and a month's bulletin in one Chromium beside a plain script that
// computes the same over the same rows. Usage: CHROMIUM=… ENGINE=… node bulletin.mjs FOLDER
//
// Standard output is one JSON object: {"runs": […]}.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bench } from './page.mjs';

const [folder] = process.argv.slice(2);
const { CHROMIUM, ENGINE } = process.env;
if (!folder || !CHROMIUM || !ENGINE) throw new Error('run this by `cargo xtask bench bulletin`');

const here = import.meta.dirname;
const data = join(folder, 'data/v1');
const manifest = JSON.parse(await readFile(join(data, 'manifest.json'), 'utf8'));
const packs = manifest.packs.map((pack) => pack.path);
const law = { rules: manifest.reference.rules.path, holidays: manifest.reference.holidays.path };
const { open, close } = await bench({
  '/engine/': ENGINE,
  '/data/': data,
  '/engines/': join(here, 'engines'),
});
try {
  const page = await open('bulletin');
  const runs = await page.evaluate(
    async ([packs, law]) => (await import('/engines/bulletin.mjs')).run(packs, law),
    [packs, law],
  );
  process.stdout.write(`${JSON.stringify({ runs })}\n`);
} finally {
  await close();
}
