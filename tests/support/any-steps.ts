/** Whatever a coder may do: steps that fast-check makes up, and their calls on a real project. */
import type Database from 'better-sqlite3';
import fc from 'fast-check';
import type { CallName } from '../../shared/api';
import type { OpenWorld } from './host-world';
import { look } from './look-into';

export const text =
  'Merkel said: „Wir schaffen das“.\nقال الوَزِيرُ لا 👩‍👩‍👧\n他说不 cafe\u0301 and 😀 then some more words.';

/** One thing to do; the numbers choose among what is there when it is done. */
export interface Step {
  verb: (typeof verbs)[number];
  pick: number;
  from: number;
  length: number;
  /** What names, notes and texts are made of. */
  words: string;
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
  'removeTwo',
  'removeTwo',
  'addArticle',
  'removeArticle',
  'updateArticle',
  'reading',
  'actor',
  'concept',
  'setConcept',
  'updateActor',
  'updateConcept',
  'project',
  'undo',
  'undo',
  'redo',
  'redo',
  'undoOne',
  'undoOne',
  'undoOne',
  'undoOne',
] as const;

/** What breaks formats and programs: scripts, emoji, combining marks, quotes, formulas, control characters. */
const hardPieces = [
  'أمل',
  'الوَزِيرُ',
  '市議会',
  '👩🏽‍🌾',
  '𝒜',
  'e\u0301',
  'Zoë',
  '\u202eabc\u202c',
  '\u2028',
  '\u0001\u001f\u007f',
  '=1+1',
  '+49',
  '-5',
  '@SUM(A1)',
  '＝1',
  '\t',
  '"quoted"',
  "'",
  ',',
  ';',
  '\n',
  '\r\n',
  '\\',
  '</script>',
  ' ',
  'a',
];

/** Any words, the hard ones among them; may be empty or blank. */
export const words: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...hardPieces), fc.string({ unit: 'grapheme', maxLength: 4 })), {
    maxLength: 6,
  })
  // NUL ends a text in many programs; none comes in from a keyboard or a text file.
  .map((pieces) => pieces.join('').replaceAll('\0', ''));

export const anyStep: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom(...verbs),
  pick: fc.nat(1000),
  from: fc.nat(text.length),
  length: fc.nat(20),
  words,
});

const choose = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

/** The call that a step makes in the project as it is now; null when there is nothing to do it to. */
function callOf(
  { verb, pick, from, length, words }: Step,
  db: Database.Database,
  count: number,
): [CallName, unknown] | null {
  const idsOf = (sql: string): string[] => db.prepare(sql).pluck().all() as string[];
  const article = choose(idsOf('SELECT id FROM article ORDER BY id'), pick);
  const annotation = choose(idsOf('SELECT id FROM annotation ORDER BY id'), pick);
  const span = choose(idsOf('SELECT id FROM span ORDER BY id'), pick);
  const code = choose(idsOf('SELECT id FROM code ORDER BY id'), pick);
  const actor = choose(idsOf('SELECT id FROM actor ORDER BY id'), pick);
  const concept = choose(idsOf('SELECT id FROM concept ORDER BY id'), pick);
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
        ? [
            'annotation.setNote',
            { annotationId: annotation, note: length % 3 === 0 ? words : `note ${length % 3}` },
          ]
        : null;
    case 'setActor':
      return actorAttribute
        ? [
            'annotation.setValues',
            {
              annotationId: annotation,
              attributeId: actorAttribute,
              values: [{ newActor: { name: `${words} ${from % 4}`, kind: 'person' } }],
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
    case 'removeTwo': {
      const ids = idsOf('SELECT id FROM annotation ORDER BY id');
      const annotationIds = [...new Set([choose(ids, pick), choose(ids, from)])];
      return annotation ? ['annotation.remove', { annotationIds }] : null;
    }
    case 'removeArticle':
      return article ? ['article.remove', { articleId: article }] : null;
    case 'updateArticle':
      return article
        ? [
            'article.update',
            { articleId: article, fields: { title: `Title ${words}`, note: words, url: words } },
          ]
        : null;
    case 'reading':
      return article
        ? [
            'reading.set',
            { articleId: article, state: choose(['unread', 'in progress', 'done', 'no claim found'], from) },
          ]
        : null;
    case 'actor':
      return ['actor.create', { name: `${words} ${from % 6}`, kind: 'group' }];
    case 'concept':
      return ['concept.create', { name: `Concept ${from % 6} ${words}` }];
    case 'setConcept':
      return annotation
        ? [
            'annotation.setValues',
            {
              annotationId: annotation,
              attributeId: attributeOf('concept') ?? attributeOf('choice'),
              values: [{ newConcept: { name: `${words}#` } }],
            },
          ]
        : null;
    case 'updateActor':
      return actor ? ['actor.update', { actorId: actor, note: words, authority: words }] : null;
    case 'updateConcept':
      return concept ? ['concept.update', { conceptId: concept, definition: words }] : null;
    case 'project':
      return ['project.update', { description: words }];
    case 'undo':
      return ['history.undo', undefined];
    case 'redo':
      return ['history.redo', undefined];
    case 'undoOne': {
      const seq = choose(
        db.prepare("SELECT seq FROM change WHERE kind = 'do' ORDER BY seq DESC").pluck().all() as number[],
        pick,
      );
      return seq === undefined ? null : ['history.undoOne', { seq }];
    }
    case 'addArticle':
      return null;
  }
}

const expected = new Set(['refused', 'invalid-input', 'not-found']);

async function addArticle(world: OpenWorld, words: string): Promise<void> {
  await world.does('import.read', { jobId: 'read', sources: [{ pasted: `${text}\n${words}` }] });
  const fields = { title: `Added ${words}`, source: words };
  await call(world, 'import.edit', { rows: { shown: 'all' }, fields });
  await call(world, 'import.run', { jobId: 'run' });
}

/** What the project refuses, such as a title with control characters, is expected; anything else is not. */
async function call(world: OpenWorld, name: string, input: unknown): Promise<void> {
  const result = await world.host.call(name, input);
  if (!result.ok && !expected.has(result.error.code)) throw new Error(`${name}: ${result.error.message}`);
}

/** Does one step; what the project refuses changes nothing. `count` makes ids and texts differ. */
export async function take(world: OpenWorld, step: Step, count: number): Promise<void> {
  if (step.verb === 'addArticle') await addArticle(world, `${step.words}\n${count}`);
  const next = look(world, (db) => callOf(step, db, count));
  if (next) await call(world, next[0], next[1]);
}
