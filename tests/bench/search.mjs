// Measures the search in one Chromium beside plain `includes` and two index libraries, on the
// same notices and the same queries. Usage: CHROMIUM=… ENGINE=… node search.mjs FOLDER
//
// Standard output is one JSON object: {"runs": […]}. Only gongkai counts facets and makes a page
// of notices; the others only list what they found. The page is isolated so that its clock is
// exact to 5 µs.
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { chromium } from 'playwright-core';

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

const places = {
  '/engine/': ENGINE,
  '/data/': data,
  '/lib/minisearch/': join(here, 'node_modules/minisearch/dist/es'),
  '/lib/flexsearch/': join(here, 'node_modules/flexsearch/dist'),
  '/engines/': join(here, 'engines'),
};
const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

async function body(path) {
  if (path === '/') return Buffer.from('<!doctype html><title>bench</title>');
  if (path === '/rows.json') return rows;
  const [prefix, place] = Object.entries(places).find(([start]) => path.startsWith(start)) ?? [];
  if (!prefix || path.includes('..')) throw new Error('no such file');
  return readFile(join(place, path.slice(prefix.length)));
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  response.setHeader('Content-Type', types[extname(pathname)] ?? 'text/html');
  try {
    response.end(await body(pathname));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--enable-precise-memory-info',
    '--js-flags=--expose-gc',
  ],
});

/** Runs one engine in a page of its own. */
async function measure(engine) {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(engine, error));
  await page.goto(address);
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
  await browser.close();
  server.close();
}
