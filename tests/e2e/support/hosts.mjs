// Other people's sites, each on an origin of its own: pages that a test writes down, and a log of
// what was asked.
import { createServer } from 'node:http';

/** A site that answers a path by `pages[path]`: HTML, or `{body, headers, type}`. */
export async function hostSite(pages = {}) {
  const site = { pages, log: [] };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    site.log.push(pathname);
    const page = site.pages[pathname];
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    if (page === undefined) return void response.writeHead(404).end();
    const { body = page, headers = {}, type = 'text/html; charset=utf-8' } = page;
    response.writeHead(200, { 'content-type': type, ...headers }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  site.origin = `http://127.0.0.1:${server.address().port}`;
  site.stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return site;
}

/** A whole page of a department. */
export const department = (body, head = '') =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>某局</title>${head}</head><body>${body}</body></html>`;

/** The policy of a careful host: of other sites only what the code that we hand out needs. */
export const strict = (origin) =>
  `default-src 'none'; script-src ${origin}; frame-src ${origin}; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;

/** Sums up in `window.moved` how far things move on the host's page. */
export const countMoves = (page) =>
  page.addInitScript(() => {
    if (window !== top) return;
    window.moved = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.moved += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });

export const heightOf = async (frame) => Math.round((await (await frame.frameElement()).boundingBox()).height);
