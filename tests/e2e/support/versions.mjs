// Later versions of the app, made of the built one: other stamps, other names of all files that are
// named by their content, other changes; so that a file of one version is never found in another.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { APP } = process.env;
const CONTENT = /-([0-9a-f]{12,16})(?=[_.])/;

/** A folder for versions, removed at the end. */
export function versions() {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-versions-'));
  return {
    /**
     * The app as a version of that number. `changes` is what changes.json says; `boot` is a script
     * that its boot.js runs first, as a later app would do in its own code.
     */
    make(number, { changes = [], boot = '' } = {}) {
      const out = join(folder, String(number));
      cpSync(APP, out, { recursive: true, filter: (name) => !/\.(br|gz)$/.test(name) });
      writeFileSync(join(out, 'changes.json'), JSON.stringify(changes));
      const files = readdirSync(out, { withFileTypes: true }).filter((f) => f.isFile()).map((f) => f.name);
      const digit = number.toString(16);
      const renamed = new Map();
      for (const name of files) {
        const [, hash] = CONTENT.exec(name) ?? [];
        if (hash) renamed.set(hash, digit.repeat(hash.length));
      }
      const anew = (text) => [...renamed].reduce((all, [from, to]) => all.replaceAll(from, to), text);
      for (const name of files) {
        const path = join(out, name);
        // Byte for byte: names of equal length may stand in WebAssembly too.
        let text = anew(readFileSync(path, 'latin1'));
        if (/^boot-/.test(name)) text = text.replace(/^['"]use strict['"];/, (strict) => `${strict}\n${boot}`);
        rmSync(path);
        writeFileSync(join(out, anew(name)), text, 'latin1');
      }
      restamp(out, `0.1.0+test${number}`);
      return out;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Puts version and hashes right in boot.js and sw.js. */
export function restamp(out, version) {
  const hash = (name) => `sha384-${createHash('sha384').update(readFileSync(join(out, name))).digest('base64')}`;
  const names = readdirSync(out);
  const boot = names.find((name) => /^boot-.*\.js$/.test(name));
  edit(join(out, boot), (facts) => {
    facts.version = version;
    for (const build of [facts.simd, facts.plain]) {
      if (build) build.wasm_integrity = hash(build.wasm);
    }
  });
  edit(join(out, 'sw.js'), (facts) => {
    facts.version = version;
    for (const name of Object.keys(facts.integrity)) facts.integrity[name] = hash(name);
  });
}

/** Changes what the build stamped into a script: the object that holds the version. */
function edit(path, change) {
  const text = readFileSync(path, 'utf8');
  const start = text.search(/\{"[a-z_]+":/);
  let end = start;
  let depth = 0;
  do {
    if (text[end] === '{') depth += 1;
    if (text[end] === '}') depth -= 1;
    end += 1;
  } while (depth);
  const facts = JSON.parse(text.slice(start, end));
  change(facts);
  writeFileSync(path, text.slice(0, start) + JSON.stringify(facts) + text.slice(end));
}

/** The version that a page runs, as its build was stamped. */
export const versionOf = (page) => page.evaluate(() => document.documentElement.dataset.version);

/**
 * Lets a host note the files named by their content that it was asked for and has not, whatever
 * faults a journey gives it later.
 */
export function watchLost(host) {
  const lost = [];
  let fault = host.fault;
  const watched = (path, file) => {
    if (!file && CONTENT.test(path)) lost.push(path);
    return fault(path, file);
  };
  Object.defineProperty(host, 'fault', { get: () => watched, set: (other) => (fault = other) });
  return lost;
}

/** A fault: the manifest as it is, but for a change; the sequence is a later one. */
export const manifest = (change) => (path, file) => {
  if (path !== 'data/v1/manifest.json') return null;
  const sent = JSON.parse(readFileSync(file));
  sent.sequence += 1;
  change(sent);
  return { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } };
};

/** Asks the server for a newer version, as a browser does on its own at times. */
export const askForUpdate = (page) =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));

/** What the device keeps by the worker: registrations, and caches by the start of their name. */
export const keptHere = (page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    return {
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      apps: names.filter((name) => name.startsWith('gongkai-app ')).map((name) => name.split(' ')[2]),
      data: names.some((name) => name.startsWith('gongkai-data ')),
      personal: names.some((name) => name.startsWith('gongkai-personal ')),
    };
  });
