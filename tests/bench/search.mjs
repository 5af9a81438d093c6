// Measures the search in one Chromium beside plain `includes` and two index libraries, on the
// same notices and the same queries. Usage: CHROMIUM=… ENGINE=… node search.mjs FOLDER
//
// Standard output is one JSON object: {"runs": […]}. Only gongkai counts facets and makes a page
// of notices; the others only list what they found.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { bench } from './page.mjs';

const [folder] = process.argv.slice(2);
const { CHROMIUM, ENGINE } = process.env;
if (!folder || !CHROMIUM || !ENGINE) throw new Error('run this by `cargo xtask bench search`');

const here = import.meta.dirname;
const data = join(folder, 'data/v1');
const manifest = JSON.parse(await readFile(join(data, 'manifest.json'), 'utf8'));
const packs = manifest.packs.map((pack) => pack.path);
const queries = JSON.parse(await readFile(join(here, 'queries.json'), 'utf8'));
/** The rows for the other engines, as JSON; made by the first run. */
let rows = Buffer.from('[]');

const { open, close } = await bench(
  {
    '/engine/': ENGINE,
    '/data/': data,
    '/lib/minisearch/': join(here, 'node_modules/minisearch/dist/es'),
    '/lib/flexsearch/': join(here, 'node_modules/flexsearch/dist'),
    '/engines/': join(here, 'engines'),
  },
  (path) => (path === '/rows.json' ? rows : null),
);

/** Runs one engine in a page of its own. */
async function measure(engine) {
  const page = await open(engine);
  const run = await page.evaluate(
    async ([engine, packs, queries]) =>
      (await import('/engines/run.mjs')).run(engine, packs, queries),
    [engine, packs, queries],
  );
  await page.close();
  return run;
}

async function wire(path) {
  const file = join(data, path);
  const sent = await stat(`${file}.br`).catch(() => stat(file));
  return sent.size;
}

/** Whether an engine finds exactly what the plain scan finds, for every query. */
function same(found, truth) {
  return truth.every((ids, at) => ids === found[at]);
}

try {
  const gongkai = await measure('gongkai');
  rows = Buffer.from(gongkai.json);
  const plain = await measure('includes');
  const others = [await measure('minisearch'), await measure('flexsearch')];
  const packed = (await Promise.all(packs.map(wire))).reduce((all, size) => all + size, 0);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: rows.length,
  };
  const json = (await promisify(brotliCompress)(rows, { params })).length;
  const runs = [gongkai, plain, ...others].map(({ json: _, found, ...run }) => ({
    ...run,
    wire_bytes: run.engine === 'gongkai' ? packed : json,
    exact: same(found, plain.found),
  }));
  process.stdout.write(`${JSON.stringify({ runs })}\n`);
} finally {
  await close();
}
