// In the page: made-up changes and those who follow them, matched by gongkai and by a plain script
// that asks of each pair what the subscription says.
import init, { Matching } from '/engine/bench_engine.js';

const [CHANGES, SUBSCRIPTIONS, ROUNDS] = [1_000, 1_000, 31];
const DOMAINS = ['works', 'procurement', 'land', 'mining', 'state-assets', 'other'];
const REGIONS = ['441502', '441521', '441523', '441581', '441540', '441542'];
const STAGES = ['planning', 'tender', 'amendment', 'award-pending', 'award', 'contract'];
const WORDS = ['污水', '道路', '学校', '医院', '管网', '路灯', '监理', '勘察', '食堂', '保洁', '信息化', '绿化'];
const of = (list, n) => list[n % list.length];

const changes = Array.from({ length: CHANGES }, (_, n) => ({
  title: `示例${of(['镇', '县', '区', '街道'], n)}${of(WORDS, n * 7)}${of(WORDS, n * 5 + 3)}工程第${n}标段公告`,
  domain: of(DOMAINS, n * 5),
  region: of(REGIONS, n * 11 + (n >> 3)),
  stage: of(STAGES, n * 3 + (n >> 4)),
  project: `JG2026-${n >> 2}`,
  body: `示例${of(['住房和城乡建设局', '教育局', '水务局', '卫生健康局'], n)}${n % 50}`,
}));

/** As people follow: mostly a domain in a district, often with words; some a project, a body. */
function subscription(n) {
  if (n % 10 === 8) return { project: `JG2026-${n % 250}` };
  if (n % 10 === 9) return { body: changes[(n * 13) % CHANGES].body };
  const some = {};
  if (n % 10 < 7) some.region = n % 3 ? of(REGIONS, n) : '441500';
  if (n % 10 < 5) some.domain = of(DOMAINS, n >> 1);
  if (n % 4 === 1) some.stage = 'award';
  if (n % 10 > 2) some.words = [of(WORDS, n), ...(n % 7 ? [] : [of(WORDS, n + 3)])];
  return some;
}
const subscriptions = Array.from({ length: SUBSCRIPTIONS }, (_, n) => subscription(n));

function line(s) {
  if (s.project) return `project\t${s.project}`;
  if (s.body) return `body\t${s.body}`;
  const parts = [];
  if (s.words) parts.push(`q=${s.words.join('%20')}`);
  for (const key of ['domain', 'region', 'stage']) if (s[key]) parts.push(`${key}=${s[key]}`);
  return `search\t${parts.join('&')}`;
}

function plain() {
  let found = 0;
  for (const c of changes) {
    for (const s of subscriptions) {
      if (s.project) found += s.project === c.project;
      else if (s.body) found += s.body === c.body;
      else {
        const text = (word) => c.title.includes(word) || c.body.includes(word) || c.project.includes(word);
        const place = !s.region || s.region === c.region || (s.region.endsWith('00') && c.region.startsWith(s.region.slice(0, 4)));
        const kind = (!s.domain || s.domain === c.domain) && (!s.stage || s.stage === c.stage);
        found += place && kind && (s.words ?? []).every(text);
      }
    }
  }
  return found;
}

export async function run() {
  await init();
  const rows = changes.map((c) => [c.title, c.domain, c.region, c.stage, c.project, c.body].join('\t'));
  const gongkai = new Matching(rows.join('\n'), subscriptions.map(line).join('\n'));
  const [ours, theirs] = [time(() => gongkai.run()), time(plain)];
  const figures = (engine, { result, median, worst }) => ({
    engine,
    changes: CHANGES,
    subscriptions: SUBSCRIPTIONS,
    matches: result,
    exact: ours.result === theirs.result,
    match_ms: { median, worst },
  });
  return [figures('gongkai', ours), figures('plain script', theirs)];
}

function time(work) {
  const times = [];
  let result;
  for (let n = 0; n < ROUNDS; n += 1) {
    const start = performance.now();
    result = work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const round = (ms) => Math.round(ms * 1000) / 1000;
  return { result, median: round(times[times.length >> 1]), worst: round(times.at(-1)) };
}
