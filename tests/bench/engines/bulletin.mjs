// In the page: the matrix and a month's bulletin, by gongkai and by a plain script that was written
// for these limits alone (no reference data, no packs: it gets rows and days as arrays).
import init, { Engine, Rules } from '/engine/bench_engine.js';

const ROUNDS = 25;
const [YEAR, MONTH] = [2026, 10];

const bytes = async (path) => new Uint8Array(await (await fetch(`/data/${path}`)).arrayBuffer());
const round = (value) => Math.round(value * 1000) / 1000;

export async function run(packs, law) {
  await init();
  const engine = new Engine();
  for (const path of packs) engine.load(path, await bytes(path));
  const rules = new Rules(await bytes(law.rules), await bytes(law.holidays));
  const [limits, calendar] = await Promise.all(
    [law.rules, law.holidays].map(async (path) => JSON.parse(new TextDecoder().decode(await bytes(path)))),
  );
  const rows = engine
    .lines()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'))
    .map(([source, domain, stage, project, body, published, formed, supplier]) => ({
      source,
      domain,
      stage,
      project,
      body,
      published: Number(published),
      formed: formed === '' ? null : Number(formed),
      supplier: supplier === '1',
    }));
  const plain = script(rows, limits, calendar);
  const one = time('gongkai', rows.length, () => engine.bulletin(rules, YEAR, MONTH));
  const other = time('plain script', rows.length, () => plain(YEAR, MONTH));
  const same = one.answer === other.answer;
  return [one, other].map((run) => ({ ...run, exact: same }));
}

function time(engine, rows, ask) {
  const answer = ask();
  const times = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    const start = performance.now();
    ask();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))]);
  return { engine, rows, bulletin_ms: { median: at(0.5), worst: at(1) }, answer };
}

const DAY = 86_400_000;
const number = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;

/** The same counts by hand: owed in the matrix / owed in the bulletin / missing in the matrix. */
function script(rows, { expectations }, { years }) {
  const off = new Set(years.flatMap((y) => y.off.map(number)));
  const work = new Set(years.flatMap((y) => y.work.map(number)));
  const isWorkday = (day) => work.has(day) || (!off.has(day) && ![0, 6].includes(new Date(day * DAY).getUTCDay()));
  const next = (day) => {
    do day += 1;
    while (!isWorkday(day));
    return day;
  };
  const after = (day, { count, unit }) => {
    if (unit === 'workdays') {
      for (let n = 0; n < count; n += 1) day = next(day);
      return day;
    }
    return isWorkday(day + count) ? day + count : next(day + count);
  };
  const today = number('2026-11-24');

  const duties = (from, until, each) => {
    for (const row of rows) if (row.published >= from && row.published < until) each(row.domain, row.stage, row.body);
    let missing = 0;
    for (const e of expectations.filter((e) => e.verified)) {
      const awards = new Map();
      const undone = new Map();
      const come = new Set();
      const given = new Map();
      const undoing = ['cancellation', 'tender', 'amendment', 'award-pending'].filter((s) => s !== e.after);
      for (const row of rows) {
        if (row.domain !== e.domain) continue;
        if (row.stage === e.expected) {
          const [first, newest] = given.get(row.source) ?? [row.published, row.published];
          given.set(row.source, [Math.min(first, row.published), Math.max(newest, row.published)]);
        }
        if (row.project === '') continue;
        if (row.stage === e.expected) come.add(row.project);
        if (undoing.includes(row.stage)) undone.set(row.project, Math.max(undone.get(row.project) ?? 0, row.published));
        if (row.stage === e.after && !(awards.get(row.project)?.published > row.published)) awards.set(row.project, row);
      }
      for (const [project, row] of awards) {
        if (come.has(project) || !row.supplier || undone.get(project) >= row.published) continue;
        const due = e.periods.reduce(after, row.published);
        const [first, newest] = given.get(row.source) ?? [Infinity, -Infinity];
        if (due >= today || due < from || due >= until || due < first || due > newest + 365) continue;
        missing += 1;
        each(row.domain, e.expected, row.body);
      }
    }
    return missing;
  };
  return (year, month) => {
    const matrix = new Map();
    const bodies = new Map();
    const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
    const missing = duties(-Infinity, Infinity, (domain, stage) => add(matrix, `${domain} ${stage}`));
    const first = Date.UTC(year, month - 1, 1) / DAY;
    const end = Date.UTC(year, month, 1) / DAY;
    duties(first, end, (_, __, body) => add(bodies, body));
    const sum = (map) => [...map.values()].reduce((a, b) => a + b, 0);
    return `${sum(matrix)}/${sum(bodies)}/${missing}`;
  };
}
