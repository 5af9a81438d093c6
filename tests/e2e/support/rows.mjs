// The recorded real rows, read here once more and independently, to know what must be found.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../data/real');
const read = (name) =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const drafts = (name) =>
  read(name).map((d) => ({
    title: d.title,
    region: Number(d.region ?? 0),
    texts: [d.title, d.buyer, d.agency, d.project, ...(d.candidates ?? []).map((c) => c.name)],
  }));

/** 粤公平's rows less the one that the platform published twice. */
const guangdong = read('notices-guangdong-ygp.jsonl')
  .filter((r) => r._note !== 'same project, published twice')
  .map((r) => ({
    title: r.noticeTitle,
    region: Number(r.siteCode ?? r.regionCode),
    city: Number(r.regionCode),
    texts: [r.noticeTitle, r.projectOwner, r.projectCode],
  }));

/** The same notice under two ids is one notice: project, stage, title and day agree. */
const once = (rows) => {
  const same = (r) => JSON.stringify([r.projectCode, r.stageCode, r.infoType, r.title, r.publishTime.slice(0, 10)]);
  return [...new Map(rows.map((r) => [r.projectCode ? same(r) : r.noticeId, r])).values()];
};

const national = once(read('notices-national-ggzy.jsonl')).map((r) => ({
  title: r.title,
  region: Number(r.provinceCode),
  texts: [r.title, r.buyer, r.projectCode],
}));

/** Every real row. */
export const REAL = [...drafts('yichang.drafts.jsonl'), ...drafts('jiangxi.drafts.jsonl'), ...guangdong, ...national];

/** How many of them hold a word. */
export const holding = (word) => REAL.filter((r) => r.texts.some((t) => t?.includes(word))).length;

/** How many are of Shanwei. */
export const ofShanwei = () => guangdong.filter((r) => r.city === 441500).length;
