// In the page: makes one engine ready, times the queries, and tells what each query found.
import * as engines from './engines.mjs';

/** How often each query is timed. */
const ROUNDS = 25;

const round = (value) => Math.round(value * 1000) / 1000;
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

export async function run(name, packs, queries) {
  const engine = await engines[name](packs);
  gc();
  const before = performance.memory.usedJSHeapSize;
  const start = performance.now();
  engine.ready();
  const ready = performance.now() - start;
  gc();
  const heap = engine.heap?.() ?? performance.memory.usedJSHeapSize - before;

  const ask = queries.map((query) => engine.prepare(query));
  const times = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    for (const query of ask) {
      const start = performance.now();
      engine.search(query);
      times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  return {
    engine: name,
    rows: engine.count(),
    ready_ms: round(ready),
    heap_mb: round(heap / 1e6),
    query_ms: { median: round(at(times, 0.5)), p99: round(at(times, 0.99)) },
    found: ask.map((query) => engine.hits(query)),
    ...engine.extra?.(),
  };
}
