import { describe, expect, it } from 'vitest';
import { describeChange, sentenceOf } from '../../shared/change-words';
import { type Change, emptyChange, reverse } from '../../shared/changes';
import type { Known } from '../../shared/record-words';
import type { AnyRecord, AttributeValue, RecordType } from '../../shared/records';

const at = '2026-05-03T10:15:00.000Z';
const value = (id: string, attributeId: string, content: Partial<AttributeValue>): AttributeValue => ({
  type: 'attribute_value',
  id,
  annotationId: 'a',
  attributeId,
  position: 0,
  text: null,
  number: null,
  date: null,
  choiceId: null,
  actorId: null,
  conceptId: null,
  targetAnnotationId: null,
  inferred: false,
  evidenceStart: null,
  evidenceEnd: null,
  evidenceQuote: null,
  ...content,
});
const attribute = (id: string, name: string, kind: 'choice' | 'actor'): AnyRecord => ({
  type: 'attribute',
  id,
  codeId: 'claim',
  name,
  kind,
  many: true,
  required: false,
  help: '',
  targetCodeId: null,
  position: 0,
  retired: false,
});
const choice = (id: string): AnyRecord => ({
  type: 'choice',
  id,
  attributeId: 'position',
  name: id,
  number: null,
  definition: '',
  position: 0,
});
const actor = (id: string, name: string): AnyRecord => ({
  type: 'actor',
  id,
  name,
  kind: 'person',
  note: '',
  authority: '',
  createdAt: at,
});
const code = (id: string, name: string): AnyRecord => ({
  type: 'code',
  id,
  parentId: null,
  name,
  kind: 'claim',
  definition: '',
  useWhen: '',
  useNot: '',
  color: '#000000',
  lineStyle: 'fill',
  shortcut: null,
  position: 0,
  retired: false,
});
const annotation: AnyRecord = {
  type: 'annotation',
  id: 'a',
  articleId: 'article',
  codeId: 'claim',
  coderId: 'ada',
  note: '',
  createdAt: at,
  example: null,
  review: '',
};
const span = (quote: string): AnyRecord => ({
  type: 'span',
  id: 's',
  annotationId: 'a',
  position: 0,
  startOffset: 3,
  endOffset: 3 + quote.length,
  quote,
  prefix: '',
  suffix: '',
});

const records = [
  annotation,
  span('Wir schaffen das'),
  code('claim', 'Claim'),
  code('statement', 'Statement'),
  attribute('position', 'Position', 'choice'),
  attribute('speaker', 'Speaker', 'actor'),
  choice('for'),
  choice('against'),
  actor('helen', 'Helen Marsh'),
  actor('kazemi', 'مصطفى الكاظمي'),
  value('v', 'position', { choiceId: 'for' }),
];

const known: Known = {
  record: (type: RecordType, id: string) =>
    records.find((record) => record.type === type && record.id === id) ?? null,
  quote: (id) => (id === 'a' ? 'Wir schaffen das' : null),
};

/** The title of each record, then its fields, as they stand on the screen. */
const told = (change: Partial<Change>): string[] =>
  describeChange({ ...emptyChange(), ...change }, known).flatMap(({ what, title, fields }) => [
    `${what}: ${title}`,
    ...fields.map((field) => sentenceOf(field, what)),
  ]);
const update = (type: RecordType, id: string, from: object, to: object): Change => ({
  ...emptyChange(),
  updated: [{ type, id, from: { ...from }, to: { ...to } }],
});
const itself = 'changed: Claim “Wir schaffen das”';

describe('a change in words', () => {
  it('names a value that takes the place of another by its attribute', () => {
    const change = {
      added: [value('w', 'position', { choiceId: 'against' })],
      removed: [value('v', 'position', { choiceId: 'for' })],
    };
    expect(told(change)).toEqual([itself, 'Position: for → against']);
    expect(told(update('attribute_value', 'v', { choiceId: 'against' }, { choiceId: 'for' }))).toEqual([
      itself,
      'Position: against → for',
    ]);
  });

  it('tells each of several values by itself, in any script, and says what was inferred', () => {
    const added = [
      value('x', 'speaker', { actorId: 'helen' }),
      value('y', 'speaker', { actorId: 'kazemi', inferred: true }),
    ];
    expect(told({ added })).toEqual([
      itself,
      'Speaker: + Helen Marsh',
      'Speaker: + مصطفى الكاظمي (inferred)',
    ]);
    expect(told(reverse({ ...emptyChange(), added }))).toContain('Speaker: − Helen Marsh');
  });

  it('quotes the words that a span has left and those that it has taken', () => {
    const moved = update('span', 's', { quote: 'Wir schaffen' }, { quote: 'Wir schaffen das' });
    expect(told(moved)).toEqual([itself, 'Words: “Wir schaffen” → “Wir schaffen das”']);
    expect(
      told(update('span', 's', { startOffset: 1, endOffset: 5 }, { startOffset: 3, endOffset: 7 })),
    ).toEqual([itself, 'Place: 1–5 → 3–7']);
  });

  it('tells a new annotation with its words and values as one', () => {
    const added = [annotation, span('Wir\nschaffen das'), value('x', 'speaker', { actorId: 'helen' })];
    expect(told({ added })).toEqual([
      'added: Claim “Wir\nschaffen das”',
      'Words: “Wir schaffen das”',
      'Speaker: Helen Marsh',
    ]);
  });

  it('names the code before and after, and evidence', () => {
    expect(told(update('annotation', 'a', { codeId: 'statement' }, { codeId: 'claim' }))).toEqual([
      itself,
      'Code: Statement → Claim',
    ]);
    expect(told(update('attribute_value', 'v', { evidenceQuote: null }, { evidenceQuote: 'yes' }))).toEqual([
      itself,
      'Words for for: + “yes”',
    ]);
  });

  it('says what an entry of the registry was and is, and what moved in a tree', () => {
    expect(
      told(update('actor', 'helen', { name: 'H. Marsh', note: '' }, { name: 'Helen Marsh', note: 'MP' })),
    ).toEqual(['changed: Helen Marsh', 'Name: H. Marsh → Helen Marsh', 'Note: + MP']);
    expect(told(update('code', 'statement', { parentId: null }, { parentId: 'claim' }))).toEqual([
      'changed: Statement',
      'Under: nothing → Claim',
    ]);
  });

  it('says that a name is not known any more rather than show an id', () => {
    const added = [value('x', 'speaker', { actorId: '0197-gone' })];
    expect(told({ added })).toEqual([itself, 'Speaker: + an unknown actor']);
  });

  it('cuts what is very long', () => {
    const [, line] = told(update('annotation', 'a', { note: '' }, { note: '😀'.repeat(10_000) }));
    expect(line?.length).toBeLessThan(150);
  });
});
