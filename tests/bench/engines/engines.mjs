// The four engines behind one face: ready(), prepare(query), search(prepared), hits(prepared).
//
// What each reads is in memory before the clock starts; ready() takes it to the first answer.
// hits() gives ids in order, a line each, so that runs in different pages can be compared.

const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

/** The archive in WebAssembly. */
export async function gongkai(packs) {
  const { default: init, Engine } = await import('/engine/bench_engine.js');
  const { memory } = await init();
  const files = [];
  for (const path of packs) files.push([path, await bytes(`/data/${path}`)]);
  const engine = new Engine();
  return {
    ready: () => files.forEach(([path, file]) => engine.load(path, file)),
    heap: () => memory.buffer.byteLength,
    prepare: (query) => query,
    search: (query) => engine.search(query),
    hits: (query) => lines(engine.hits(query).split('\n').filter(Boolean)),
    count: () => engine.search(''),
    extra: () => ({ json: json(engine) }),
  };
}

/** The rows as JSON: `[id, text]`, text folded, fields apart. */
function json(engine) {
  const rows = engine.rows().split('\n').filter(Boolean);
  return JSON.stringify(rows.map((row) => row.split('\t')));
}

/** Ids as one string that does not depend on their order: index libraries rank. */
const lines = (ids) => [...ids].sort().join('\n');

/** The face of an engine that reads the rows as JSON; `build` gives a search over texts. */
async function overRows(build) {
  const { default: init, Engine } = await import('/engine/bench_engine.js');
  await init();
  const folding = new Engine();
  const text = await (await fetch('/rows.json')).text();
  let rows;
  let search;
  return {
    ready: () => {
      rows = JSON.parse(text);
      search = build(rows.map((row) => row[1]));
    },
    prepare: (query) => query.split(' ').map((word) => folding.fold(word)),
    search: (words) => search(words),
    hits: (words) => lines(search(words).map((row) => rows[row][0])),
    count: () => rows.length,
  };
}

/** A walk over all rows. */
export function includes() {
  return overRows((texts) => (words) => {
    const found = [];
    for (let row = 0; row < texts.length; row += 1) {
      if (words.every((word) => texts[row].includes(word))) found.push(row);
    }
    return found;
  });
}

/** Pairs of neighbouring Chinese characters, and runs of letters and digits. */
function bigrams(text) {
  const tokens = [];
  for (const [run] of text.matchAll(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu)) {
    if (!/^\p{Script=Han}/u.test(run) || run.length === 1) tokens.push(run);
    else for (let at = 1; at < run.length; at += 1) tokens.push(run.slice(at - 1, at + 1));
  }
  return tokens;
}

export async function minisearch() {
  const { default: MiniSearch } = await import('/lib/minisearch/index.js');
  return overRows((texts) => {
    const index = new MiniSearch({
      fields: ['text'],
      tokenize: bigrams,
      processTerm: (term) => term,
      searchOptions: { combineWith: 'AND' },
    });
    index.addAll(texts.map((text, id) => ({ id, text })));
    return (words) => index.search(words.join(' ')).map((hit) => hit.id);
  });
}

export async function flexsearch() {
  const { Index } = await import('/lib/flexsearch/flexsearch.bundle.module.min.mjs');
  return overRows((texts) => {
    const index = new Index({ tokenize: 'strict', encoder: { encode: bigrams } });
    texts.forEach((text, id) => index.add(id, text));
    return (words) => index.search(words.join(' '), { limit: texts.length });
  });
}
