// One Chromium and the files that benchmarks run on. The page is isolated so that its clock is
// exact to 5 µs.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/** Serves folders by prefix, and what `extra` answers by path; `open` gives a page of its own. */
export async function bench(places, extra = () => null) {
  const body = async (path) => {
    if (path === '/') return Buffer.from('<!doctype html><title>bench</title>');
    const given = extra(path);
    if (given) return given;
    const [prefix, place] = Object.entries(places).find(([start]) => path.startsWith(start)) ?? [];
    if (!prefix || path.includes('..')) throw new Error('no such file');
    return readFile(join(place, path.slice(prefix.length)));
  };
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
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--enable-precise-memory-info',
      '--js-flags=--expose-gc',
    ],
  });
  return {
    async open(name) {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(name, error));
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
