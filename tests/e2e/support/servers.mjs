// The servers that journeys talk to, each on a free loopback port and ended with its test.
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const { GONGKAI, APP } = process.env;

/** `gongkai serve`, the server that operators run. */
export async function serve(data, { upstream, push, embedHosts = [] } = {}) {
  const port = await freePort();
  const args = ['serve', '--app', APP, '--data', data, '--port', String(port)];
  if (upstream) args.push('--upstream', upstream);
  for (const host of embedHosts) args.push('--embed-host', host);
  // A push service of the test's own, on this machine.
  if (push) args.push('--push', push, '--push-contact', 'mailto:test@example.org', '--push-host', '127.0.0.1', '--push-insecure');
  return started(args, port);
}

/** The stand-in upstream, speaking from the recorded rows. */
export async function standIn(rows, ...moods) {
  const port = await freePort();
  return started(['stand-in', '--rows', rows, '--port', String(port), ...moods], port);
}

/** Runs `gongkai` to its end and returns what it printed. */
export function gongkai(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(GONGKAI, args);
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, text }));
  });
}

/**
 * A plain static host: files, a 404 page, nothing else. `base` is the sub-path that it serves;
 * `fault(path, bytes)` may return a Response-like `{status, body, headers}` instead of the file, or
 * say 'hang-up', or 'stall' for an answer that never comes.
 */
export async function staticHost(roots, { base = '/', fault = () => null } = {}) {
  const log = [];
  // A copy, so that a test may put other files in place while the host runs.
  const host = { fault, log, roots: [...roots] };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    log.push({ method: request.method, path: pathname, headers: request.headers });
    if (!pathname.startsWith(base)) return void response.writeHead(404).end();
    const path = normalize(decodeURIComponent(pathname.slice(base.length))) || '.';
    const wanted = path === '.' ? 'index.html' : path;
    const file = host.roots.map((root) => join(root, wanted)).find(isFile);
    const answer = host.fault(wanted, file);
    if (answer === 'hang-up') return void request.socket.destroy();
    if (answer === 'stall') return;
    if (answer) return void response.writeHead(answer.status ?? 200, answer.headers ?? {}).end(answer.body);
    const sent = file ?? join(host.roots[0], '404.html');
    const type = TYPES[extname(sent)] ?? 'application/octet-stream';
    response.writeHead(file ? 200 : 404, { 'content-type': type, 'cache-control': 'no-cache' });
    createReadStream(sent).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  host.url = `http://127.0.0.1:${port}${base}`;
  host.stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return host;
}

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const isFile = (path) => existsSync(path) && statSync(path).isFile();

async function started(args, port) {
  const child = spawn(GONGKAI, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`gongkai ${args[0]} ended: ${said}`);
    const up = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      () => true,
      () => false,
    );
    if (up) return { url, said: () => said, stop: () => (child.kill('SIGKILL'), ended) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`gongkai ${args[0]} did not answer: ${said}`);
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
