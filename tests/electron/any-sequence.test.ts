/** Whatever a coder does, in any order: every quote fits at every step, and undoing everything leaves no trace. */
import fs from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fits } from '../../shared/anchor';
import type { CallName } from '../../shared/api';
import { recordTypes } from '../../shared/records';
import { type OpenWorld, openWorld } from '../support/host-world';

const text =
  'Merkel said: „Wir schaffen das“.\nقال الوَزِيرُ لا 👩‍👩‍👧\n他说不 cafe\u0301 and 😀 then some more words.';

/** One thing to do; the numbers choose among what is there when it is done. */
interface Step {
  verb: (typeof verbs)[number];
  pick: number;
  from: number;
  length: number;
}

const verbs = [
  'tag',
  'tag',
  'tag',
  'tag',
  'tag',
  'addSpan',
  'addSpan',
  'moveSpan',
  'removeSpan',
  'recode',
  'setNote',
  'setActor',
  'setTarget',
  'setTarget',
  'assign',
  'assign',
  'evidence',
  'inferred',
  'order',
  'continue',
  'fill',
  'clear',
  'remove',
  'addArticle',
  'removeArticle',
  'updateArticle',
  'reading',
  'actor',
  'concept',
  'undo',
  'undo',
  'redo',
] as const;

const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom(...verbs),
  pick: fc.nat(1000),
  from: fc.nat(text.length),
  length: fc.nat(20),
});

const choose = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

/** The call that a step makes in the project as it is now; null when there is nothing to do it to. */
function callOf(
  { verb, pick, from, length }: Step,
  db: Database.Database,
  count: number,
): [CallName, unknown] | null {
  const idsOf = (sql: string): string[] => db.prepare(sql).pluck().all() as string[];
  const article = choose(idsOf('SELECT id FROM article ORDER BY id'), pick);
  const annotation = choose(idsOf('SELECT id FROM annotation ORDER BY id'), pick);
  const span = choose(idsOf('SELECT id FROM span ORDER BY id'), pick);
  const code = choose(idsOf('SELECT id FROM code ORDER BY id'), pick);
  const range = { start: from, end: Math.min(text.length, from + length) };
  const attributeOf = (kind: string): string | undefined =>
    choose(
      db
        .prepare(
          'SELECT attribute.id FROM attribute JOIN annotation USING (code_id) WHERE annotation.id = ? AND kind = ? ORDER BY attribute.id',
        )
        .pluck()
        .all(annotation, kind) as string[],
      pick,
    );
  const value = choose(idsOf('SELECT id FROM attribute_value ORDER BY id'), pick);
  const actorAttribute = attributeOf('actor');
  const targetAttribute = attributeOf('annotation');
  switch (verb) {
    case 'tag':
      return article
        ? [
            'annotation.tag',
            { annotationId: `tag-${count}`, articleId: article, codeId: code, ranges: [range] },
          ]
        : null;
    case 'addSpan':
      return annotation ? ['annotation.addSpan', { annotationId: annotation, range }] : null;
    case 'moveSpan':
      return span ? ['annotation.moveSpan', { spanId: span, range }] : null;
    case 'removeSpan':
      return span ? ['annotation.removeSpan', { spanId: span }] : null;
    case 'recode':
      return annotation
        ? [
            'annotation.recode',
            { annotationId: annotation, codeId: choose(idsOf('SELECT id FROM code ORDER BY id'), from) },
          ]
        : null;
    case 'setNote':
      return annotation
        ? ['annotation.setNote', { annotationId: annotation, note: `note ${length % 3}` }]
        : null;
    case 'setActor':
      return actorAttribute
        ? [
            'annotation.setValues',
            {
              annotationId: annotation,
              attributeId: actorAttribute,
              values: [{ newActor: { name: `Actor ${from % 4}`, kind: 'person' } }],
            },
          ]
        : null;
    case 'setTarget':
      return targetAttribute
        ? [
            'annotation.setValues',
            {
              annotationId: annotation,
              attributeId: targetAttribute,
              values: [{ targetAnnotationId: choose(idsOf('SELECT id FROM annotation ORDER BY id'), from) }],
            },
          ]
        : null;
    case 'assign':
      return actorAttribute
        ? ['annotation.assignToSlot', { annotationId: annotation, attributeId: actorAttribute, range }]
        : null;
    case 'evidence':
      return value
        ? ['annotation.setEvidence', { valueId: value, range: length === 0 ? null : range }]
        : null;
    case 'inferred':
      return value ? ['annotation.setInferred', { valueId: value, inferred: length % 2 === 0 }] : null;
    case 'order':
      return value ? ['annotation.moveValue', { valueId: value, to: length % 3 }] : null;
    case 'continue':
      return annotation
        ? ['annotation.continue', { annotationId: `tag-${count}`, fromId: annotation, range }]
        : null;
    case 'fill':
      return annotation
        ? [
            'annotation.fillFrom',
            {
              annotationId: annotation,
              fromId: choose(idsOf('SELECT id FROM annotation ORDER BY id'), from),
            },
          ]
        : null;
    case 'clear':
      return actorAttribute
        ? ['annotation.setValues', { annotationId: annotation, attributeId: actorAttribute, values: [] }]
        : null;
    case 'remove':
      return annotation ? ['annotation.remove', { annotationIds: [annotation] }] : null;
    case 'removeArticle':
      return article ? ['article.remove', { articleId: article }] : null;
    case 'updateArticle':
      return article
        ? ['article.update', { articleId: article, fields: { title: `Title ${length % 3}` } }]
        : null;
    case 'reading':
      return article
        ? [
            'reading.set',
            { articleId: article, state: choose(['unread', 'in progress', 'done', 'no claim found'], from) },
          ]
        : null;
    case 'actor':
      return ['actor.create', { name: `Actor ${from % 6}`, kind: 'group' }];
    case 'concept':
      return ['concept.create', { name: `Concept ${from % 6}` }];
    case 'undo':
      return ['history.undo', undefined];
    case 'redo':
      return ['history.redo', undefined];
    case 'addArticle':
      return null;
  }
}

/** All rows of all tables but the history, in an order that does not depend on how they came there. */
const contentsOf = (db: Database.Database): Record<string, unknown[]> =>
  Object.fromEntries(
    recordTypes.map((type) => [type, db.prepare(`SELECT * FROM ${type} ORDER BY id`).all()]),
  );

function checkQuotes(db: Database.Database): void {
  const spans = db
    .prepare(
      `SELECT span.start_offset AS startOffset, span.end_offset AS endOffset, span.quote, span.position, annotation.id, article.text
       FROM span JOIN annotation ON annotation.id = span.annotation_id JOIN article ON article.id = annotation.article_id
       ORDER BY annotation.id, span.position`,
    )
    .all() as {
    startOffset: number;
    endOffset: number;
    quote: string;
    position: number;
    id: string;
    text: string;
  }[];
  for (const [index, span] of spans.entries()) {
    expect(fits(span.text, span), `“${span.quote}” at ${span.startOffset}`).toBe(true);
    expect(span.quote).toBe(span.quote.trim());
    const before = spans[index - 1];
    if (before?.id === span.id) expect(before.endOffset).toBeLessThan(span.startOffset);
  }
  const evidence = db
    .prepare(
      `SELECT evidence_start AS startOffset, evidence_end AS endOffset, evidence_quote AS quote, inferred, article.text
       FROM attribute_value JOIN annotation ON annotation.id = annotation_id JOIN article ON article.id = article_id
       WHERE evidence_quote IS NOT NULL`,
    )
    .all() as { startOffset: number; endOffset: number; quote: string; inferred: number; text: string }[];
  for (const words of evidence) {
    expect(fits(words.text, words), `evidence “${words.quote}”`).toBe(true);
    expect(words.inferred, 'what has words is not inferred').toBe(0);
  }
  const bare = db
    .prepare('SELECT count(*) FROM annotation WHERE id NOT IN (SELECT annotation_id FROM span)')
    .pluck()
    .get();
  expect(bare).toBe(0);
  expect(db.pragma('foreign_key_check')).toEqual([]);
}

async function addArticle(world: OpenWorld, count: number): Promise<void> {
  const { drafts } = await world.does('article.draft', { sources: [{ pasted: `${text}\n${count}` }] });
  const [draft] = drafts;
  if (draft)
    await world.does('article.add', {
      drafts: [{ draftId: draft.draftId, fields: { ...draft.fields, title: 'Added' } }],
    });
}

/** The host holds the file alone, so the rows are looked at in a copy. */
function look<T>(world: OpenWorld, at: (db: Database.Database) => T): T {
  const copy = `${world.file}.copy`;
  fs.copyFileSync(world.file, copy);
  const db = new Database(copy);
  try {
    return at(db);
  } finally {
    db.close();
  }
}

const expected = new Set(['refused', 'invalid-input', 'not-found']);

it('any sequence of actions can be undone, and quotes fit at every step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }), async (steps) => {
      const world = await openWorld(text);
      const before = look(world, contentsOf);
      for (const [count, next] of steps.entries()) {
        if (next.verb === 'addArticle') await addArticle(world, count);
        const call = look(world, (db) => callOf(next, db, count));
        if (call) {
          const result = await world.host.call(call[0] as string, call[1]);
          if (!result.ok && !expected.has(result.error.code))
            throw new Error(`${call[0]}: ${result.error.message}`);
        }
        look(world, checkQuotes);
      }
      const done = look(world, contentsOf);
      let undone = 0;
      while ((await world.does('history.undo')) !== null) undone++;
      expect(look(world, contentsOf)).toEqual({ ...before, article: [] });
      for (let count = 0; count < undone; count++) await world.does('history.redo');
      expect(look(world, contentsOf)).toEqual(done);
      await world.host.close();
    }),
    { numRuns: 30 },
  );
});
