/** A history of hundreds of thousands of lines is looked through and taken back from at once. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyChange } from '../../electron/db/apply-change';
import { fillSubjects } from '../../electron/db/change-subjects';
import { listLines, readLine } from '../../electron/db/history-list';
import { closeFile, createFile, type WritableDb } from '../../electron/db/open';
import { undoOfLine } from '../../electron/db/undo-one';
import type { ParsedInput } from '../../shared/api';
import { emptyChange } from '../../shared/changes';
import { much } from '../support/extent';

const deeds = much(300_000);
const articles = 3_000;

/**
 * A project in which each deed tags some words with a value, as the app writes such deeds, made by SQL.
 * Annotation `n` is in article `n % articles`; its coder is `ada` or `bo` in turns. The last deed is of two articles.
 */
function longProject(folder: string): WritableDb {
  const db = createFile(path.join(folder, 'long.claimbook'));
  db.pragma('synchronous = OFF');
  db.exec(`
    INSERT INTO project VALUES ('project', 'Long', '', '');
    INSERT INTO coder (id, name, created_at) VALUES ('ada', 'Ada', ''), ('bo', 'Bo', '');
    INSERT INTO code VALUES ('claim', NULL, 'Claim', 'claim', '', '', '', '#e69f00', 'fill', '1', 0, 0);
    INSERT INTO attribute VALUES ('who', 'claim', 'Claimant', 'actor', 1, 0, '', NULL, 0, 0);
    INSERT INTO actor VALUES ('union', 'Union', 'organisation', '', '', ''), ('lonely', 'Lonely', 'person', '', '', '');
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${articles - 1})
      INSERT INTO article (id, title, source, author, date, section, url, language, note, file_name, created_at,
        text_sha256, text_length, text, accession, particulars, layout) SELECT 'article-' || i, 'Article ' || i, '', '', NULL, '', '', NULL, '', '', '',
        printf('%064d', i), 5, 'words', '', '', '' FROM n;
    CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${deeds})
      SELECT i, 'a-' || printf('%09d', i) AS id, 'article-' || (i % ${articles}) AS article,
        CASE i % 2 WHEN 0 THEN 'ada' ELSE 'bo' END AS coder FROM n;
    INSERT INTO annotation SELECT id, article, 'claim', coder, '', '', NULL, '' FROM n;
    INSERT INTO span SELECT 's' || id, id, 0, 0, 5, 'words', '', '' FROM n;
    INSERT INTO change VALUES (1, 'c-0', '2026-01-01T00:00:00.000Z', 'ada', 'New actor Lonely', 'do', NULL, NULL,
      '{"added":[{"type":"actor","id":"lonely","name":"Lonely","kind":"person","note":"","authority":"","createdAt":""}],"updated":[],"removed":[]}');
    INSERT INTO change SELECT i + 1, 'c-' || i, '2026-01-01T00:00:00.000Z', coder, 'Tag as ' || CASE WHEN i % 1000 = 7 THEN 'Été ' || i ELSE 'Claim' END, 'do', NULL, article,
      json_object('added', json_array(
        json_object('type', 'annotation', 'id', id, 'articleId', article, 'codeId', 'claim', 'coderId', coder,
          'note', '', 'createdAt', '', 'example', NULL, 'review', ''),
        json_object('type', 'span', 'id', 's' || id, 'annotationId', id, 'position', 0, 'startOffset', 0,
          'endOffset', 5, 'quote', 'words', 'prefix', '', 'suffix', '')),
        'updated', json_array(), 'removed', json_array()) FROM n;
    DROP TABLE n;
  `);
  fillSubjects(db);
  const noted = [7, 8].map((n) => ({
    type: 'annotation' as const,
    id: `a-${String(n).padStart(9, '0')}`,
    from: { note: '' },
    to: { note: 'look again' },
  }));
  const meta = { id: 'last', at: '2026-01-02T00:00:00.000Z', coderId: 'ada', label: 'Note on two' };
  applyChange(db, { ...emptyChange(), updated: noted }, meta);
  return db;
}

/** Milliseconds that the fastest of three runs takes. */
function timeOf(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe(`a history of ${deeds.toLocaleString('en')} deeds`, () => {
  let db: WritableDb;
  /** Reading every diff once: what any search without an index costs at least. */
  let scan: number;
  const list = (query: Partial<ParsedInput<'history.list'>>) => listLines(db, { limit: 100, ...query });

  beforeAll(() => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-test-'));
    db = longProject(folder);
    scan = timeOf(() => db.prepare(`SELECT count(*) FROM change WHERE instr(diff, 'nowhere') > 0`).get());
    return () => {
      closeFile(db);
      fs.rmSync(folder, { recursive: true });
    };
  }, 120_000);

  it('is listed page by page, and by coder, article, record and words, faster than one look at all of it', () => {
    const queries: Partial<ParsedInput<'history.list'>>[] = [
      {},
      { beforeSeq: 1000 },
      { coderId: 'bo' },
      { articleId: 'article-7' },
      { articleId: 'article-7', coderId: 'bo' },
      { recordId: 'a-000000012' },
      { recordId: 'lonely' },
      { recordId: 'claim' },
      { recordId: 'nobody' },
      { text: 'ete' },
      { text: 'no such words' },
      { articleId: 'article-7', coderId: 'bo', text: 'claim' },
    ];
    // The labels are read once, then only those of new lines.
    list({ text: 'claim' });
    const slow = queries.filter((query) => timeOf(() => list(query)) > scan);
    expect(slow).toEqual([]);
  });

  it('gives the right lines', () => {
    expect(list({}).map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, at) => deeds + 2 - at));
    const second = list({ beforeSeq: deeds + 2 - 99 });
    expect(second[0]?.seq).toBe(deeds + 2 - 100);
    expect(new Set(list({ coderId: 'bo' }).map(({ coderId }) => coderId))).toEqual(new Set(['bo']));
    const ofArticle = list({ articleId: 'article-7', limit: 500 });
    expect(ofArticle).toHaveLength(deeds / articles + 1);
    expect(ofArticle[0]?.label).toBe('Note on two');
    expect(list({ recordId: 'a-000000007' }).map(({ seq }) => seq)).toEqual([deeds + 2, 8]);
    expect(list({ recordId: 'nobody' })).toEqual([]);
    expect(list({ recordId: 'a-000000012' }).map(({ seq }) => seq)).toEqual([13]);
    expect(list({ recordId: 'lonely' }).map(({ label }) => label)).toEqual(['New actor Lonely']);
    expect(list({ text: 'ÉTÉ', limit: 500 })).toHaveLength(deeds / 1000);
    expect(list({ text: 'no such words' })).toEqual([]);
  });

  it('says of any deed whether it can be undone without looking at all of it, also of what any article may have used', () => {
    for (const seq of [1, 2, 1000, Math.floor(deeds / 2), deeds]) {
      const line = readLine(db, seq);
      if (!line) throw new Error(`no line ${seq}`);
      expect(undoOfLine(db, line).can).toBe(true);
      expect(timeOf(() => undoOfLine(db, line))).toBeLessThan(scan / 3);
    }
  });

  it('says what stands in the way', () => {
    const line = readLine(db, 8);
    if (!line) throw new Error('no line 8');
    expect(undoOfLine(db, line)).toMatchObject({ can: false, blockers: [{ label: 'Note on two' }], more: 0 });
  });
});
