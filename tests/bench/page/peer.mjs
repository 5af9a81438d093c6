// Builds the peer: list.jsx as a site of its own, minified, with the compressed copies that
// `gongkai serve` sends.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const here = import.meta.dirname;
const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>公告</title>
    <link rel="preload" href="notices.json" as="fetch" crossorigin>
    <link rel="stylesheet" href="list.css">
    <script type="module" src="list.js"></script>
  </head>
  <body><div id="root"></div></body>
</html>
`;
const SHEET = `body { margin: 0; font: 18px/1.6 sans-serif; background: #fbfaf6; color: #1b222c }
main { max-width: 40rem; margin: auto; padding: 1rem }
ul { list-style: none; padding: 0 }
a { display: grid; gap: .25rem; padding: .75rem 0; border-bottom: 1px solid #dedbd2; color: inherit; text-decoration: none }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem }
`;

/** Writes the site into a folder. `notices` are what the list shows: {id, kinds, title, tail}. */
export async function peer(folder, notices) {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(here, 'list.jsx')],
    outfile: join(folder, 'list.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'list.css'), SHEET);
  await writeFile(join(folder, 'notices.json'), JSON.stringify(notices));
  for (const name of ['index.html', 'list.css', 'notices.json', 'list.js']) {
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(await readFile(join(folder, name))));
  }
}
