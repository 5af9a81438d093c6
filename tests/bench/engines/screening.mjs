// In the page: a list of made-up firms and those that are checked against it, by gongkai and by two
// plain scripts: one that looks up exact codes and names, one that looks for names in names.
import init, { Debarred } from '/engine/bench_engine.js';

const [ENTRIES, FIRMS, HOSTILE, ROUNDS] = [50_000, 1_000, 10_000, 9];
const DAY = '2026-11-26';
const PLACES = ['广东', '汕尾市', '海丰县', '陆丰', '陆河县', '', '示例省', '虚构市'];
const TRADES = ['建设', '建筑工程', '水务', '园林', '医疗器械', '信息科技', '测绘', '物业', '环保', '贸易'];
const FORMS = ['有限公司', '有限责任公司', '股份有限公司', '集团公司'];
const SIGNS = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'];
const DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const of = (list, n) => list[Math.floor(n) % list.length];
const signs = (n) => [3, 2, 1, 0].map((place) => of(SIGNS, n / 20 ** place)).join('');
const name = (n) => `${of(PLACES, n)}示例${signs(n)}${of(TRADES, n)}${of(FORMS, n / 3)}`;

function code(n) {
  const start = `91441500MA${String(n).padStart(7, '0')}`;
  let [sum, weight] = [0, 1];
  for (const c of start) {
    sum += DIGITS.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return start + DIGITS[(31 - (sum % 31)) % 31];
}

/** Another writing of a name, or one that only looks like it. */
const HOSTILE_WAYS = [
  (n) => n.replace('己', '已').replace('未', '末'),
  (n) => n.replace('建', '健').replace('公司', '公\u200b司'),
  (n) => n.replace('示例', '（示例）'),
  (n) => `汕尾市${n}`,
  (n) => n.replace('有限责任公司', '有限公司'),
  (n) => n.replace(/([^任份])有限公司/, '$1有限责任公司'),
  (n) => `${n.slice(0, 6)}　${n.slice(6)}`,
  (n) => n.replace('广', '廣').replace('业', '業'),
  (n) => n.replace(/示例.{4}/, '示例'),
  (n) => `${n}（集团）`,
];

export async function run() {
  await init();
  const entries = Array.from({ length: ENTRIES }, (_, n) => ({
    key: String(n),
    name: name(n),
    code: code(n),
    kind: 'penalty',
    published: '2026-11-01',
    until: '2027-11-01',
  }));
  const source = { id: 'demo', name: '示例来源', url: 'https://example.invalid/', verified: `${DAY}T08:00:00+08:00` };
  const json = JSON.stringify({ sources: [{ ...source, entries }] });
  const step = Math.floor(ENTRIES / FIRMS);
  // Half by code, half by a name of which one in ten is on the list as it is written.
  const firms = Array.from({ length: FIRMS }, (_, n) => {
    if (n % 2) return code(n % 4 === 1 ? n * step : ENTRIES + n);
    return n % 20 ? `${name(n * step)}分公司` : name(n * step);
  });
  const hostile = Array.from({ length: HOSTILE }, (_, n) => of(HOSTILE_WAYS, n)(name((n * 7_919) % ENTRIES)));

  const list = new Debarred(new TextEncoder().encode(json));
  const gongkai = () => {
    const screen = list.screen(DAY);
    return (lines) => screen.check(lines.join('\n')).trimEnd().split('\n');
  };
  return [
    figures('gongkai', gongkai, entries, firms, hostile),
    figures('plain script, exact look-ups', () => exact(entries), entries, firms, hostile),
    // It takes seconds for a thousand.
    figures('plain script, names within names', () => naive(entries), entries, firms, hostile.slice(0, 1_000)),
  ];
}

/** Codes and names as they are written; a name is at most a namesake. */
function exact(entries) {
  const codes = new Map(entries.map((e) => [e.code, e.key]));
  const names = new Map(entries.map((e) => [e.name, e.key]));
  return (lines) =>
    lines.map((line) => {
      if (codes.has(line)) return `L${codes.get(line)}`;
      return names.has(line) ? `N${names.get(line)}` : '-';
    });
}

/** What is often done: listed where the code is the same or one name holds the other. */
function naive(entries) {
  return (lines) =>
    lines.map((line) => {
      const found = entries.find((e) => e.code === line || e.name.includes(line) || line.includes(e.name));
      return found ? `L${found.key}` : '-';
    });
}

function figures(engine, make, entries, firms, hostile) {
  const made = time(make);
  const check = made.result;
  const checked = time(() => check(firms));
  const sample = entries.filter((_, n) => n % 100 === 0);
  const found = (ask, wanted) => {
    const answers = check(sample.map(ask));
    return answers.filter((answer, at) => answer === wanted + sample[at].key).length / sample.length;
  };
  const answers = check(hostile);
  return {
    engine,
    entries: entries.length,
    ready_ms: made.median,
    firms: firms.length,
    check_ms: checked.median,
    adversarial_names: hostile.length,
    false_listed: answers.filter((answer) => answer[0] === 'L').length,
    possible_namesakes: answers.filter((answer) => answer[0] === 'N').length,
    found_by_code: found((e) => e.code, 'L'),
    found_by_exact_name: found((e) => e.name, 'N'),
  };
}

function time(work) {
  const times = [];
  let result;
  // Slow ones need no more rounds to be known as slow.
  for (let n = 0; n < ROUNDS && times.reduce((a, b) => a + b, 0) < 20_000; n += 1) {
    const start = performance.now();
    result = work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { result, median: Math.round(times[times.length >> 1] * 1000) / 1000 };
}
