// A small town's publication, made by the real program from rows that a test writes down.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { gongkai } from './servers.mjs';

/** One store that can be fed and published again and again. */
export function town() {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-'));
  const store = join(folder, 'store.sqlite');
  let publications = 0;
  const run = async (...args) => {
    const { code, text } = await gongkai(...args);
    return { code, text };
  };
  return {
    folder,
    /** Reads rows (JSON Lines) as a department's own database. */
    async read(rows) {
      const file = join(folder, 'rows.jsonl');
      writeFileSync(file, rows);
      const { code, text } = await run('sync', '--source', 'jsonl', '--id', 'town', '--upstream', file, '--store', store);
      expect(code, text).toBe(0);
      return text;
    },
    /** Pulls from an upstream; whatever comes of it is the caller's to judge. */
    sync: (source, upstream, ...more) =>
      run('sync', '--source', source, '--upstream', upstream, '--pause-ms', '0', '--store', store, ...more),
    /** Publishes into a folder: a new one, or the one given. */
    async publish(out = join(folder, `site-${(publications += 1)}`), ...more) {
      const dataset = more.includes('--dataset') ? [] : ['--dataset', 'real'];
      const { code, text } = await run('publish', ...dataset, '--store', store, '--out', out, ...more);
      expect(code, text).toBe(0);
      return out;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A plain row; `more` overrides. */
export const row = (number, more = {}) => ({
  key: `town-${number}`,
  title: `示例镇污水管网工程第${number}标段招标公告`,
  domain: 'works',
  stage: 'tender',
  stage_label: '招标公告',
  region: '441521',
  buyer: '海丰县示例镇人民政府',
  published: '2026-11-20',
  complete: true,
  ...more,
});

/** Rows as JSON Lines. */
export const lines = (...rows) => rows.map((r) => JSON.stringify(r)).join('\n');
