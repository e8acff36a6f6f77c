import { describe, expect, it } from 'vitest';
import { choiceOfKey } from '../../renderer/annotations/choices';
import { withLast } from '../../renderer/annotations/last-actors';
import { actorCalled, looksLikeName, nextOffer, offersFor } from '../../renderer/annotations/offers';
import { placeAll } from '../../renderer/annotations/placed';
import { anchorOf } from '../../shared/anchor';
import { type Records, applyTo, emptyRecords } from '../../shared/changes';
import { defaultCodebook } from '../support/default-codebook';
import type { AnyRecord, Annotation, Attribute, AttributeValue, Choice, Code } from '../../shared/records';
import { mark, only } from '../support/marked-text';

const text = mark(
  '[s:[c:The bus must run]c, said [r:Joan Reed]r.]s [p:She]p left. [b:Reed]b waved at [n:Sami Khalil]n and [w:الوزير]w.',
);

let count = 0;
const book = defaultCodebook(() => `book-${++count}`);
const codeNamed = (name: string): Code =>
  book.find((record): record is Code => record.type === 'code' && record.name === name)!;
const attributeNamed = (code: string, name: string): Attribute =>
  book.find(
    (record): record is Attribute =>
      record.type === 'attribute' && record.codeId === codeNamed(code).id && record.name === name,
  )!;

const annotated = (id: string, code: string): AnyRecord[] => [
  {
    type: 'annotation',
    id,
    articleId: 'article',
    codeId: codeNamed(code).id,
    coderId: 'ada',
    note: '',
    createdAt: '',
    example: null,
    review: '',
  },
  {
    type: 'span',
    id: `span of ${id}`,
    annotationId: id,
    position: 0,
    startOffset: only(text, id).start,
    endOffset: only(text, id).end,
    ...anchorOf(text.text, only(text, id)),
  },
];
const actor = (id: string, name: string): AnyRecord => ({
  type: 'actor',
  id,
  name,
  kind: 'person',
  note: '',
  authority: '',
  createdAt: '',
});
const says = (annotationId: string, code: string, name: string, actorId: string): AttributeValue => ({
  type: 'attribute_value',
  id: `${annotationId} ${name}`,
  annotationId,
  attributeId: attributeNamed(code, name).id,
  position: 0,
  text: null,
  number: null,
  date: null,
  choiceId: null,
  actorId,
  conceptId: null,
  targetAnnotationId: null,
  inferred: false,
  evidenceStart: null,
  evidenceEnd: null,
  evidenceQuote: null,
});

const scene = (...added: AnyRecord[]): Records =>
  applyTo(emptyRecords(), { added: [...book, ...added], updated: [], removed: [] });

/** What the field of an annotation offers, as `label, why`. */
function offered(
  records: Records,
  id: string,
  code: string,
  field: string,
  lastActors: Record<string, string[]> = {},
): string[] {
  const annotation = records.annotation.get(id) as Annotation;
  const about = { records, placed: placeAll(records, new Set()), lastActors };
  return offersFor(annotation, attributeNamed(code, field), about).map(
    ({ label, why }) => `${label}, ${why}`,
  );
}

describe('a mention', () => {
  const reed = [...annotated('r', 'Actor'), actor('reed', 'Joan Reed'), says('r', 'Actor', 'Who', 'reed')];

  it('of nobody known is offered as a new actor', () => {
    expect(offered(scene(...annotated('n', 'Actor')), 'n', 'Actor', 'Who')).toEqual([
      'New person “Sami Khalil”, not in the registry yet',
    ]);
    expect(offered(scene(...annotated('w', 'Actor')), 'w', 'Actor', 'Who')).toEqual([
      'New person “الوزير”, not in the registry yet',
    ]);
  });
  it('by a part of a name means who has it in this article, before a new actor', () => {
    expect(offered(scene(...reed, ...annotated('b', 'Actor')), 'b', 'Actor', 'Who')).toEqual([
      'Joan Reed, named in this article',
      'New person “Reed”, not in the registry yet',
    ]);
  });
  it('by a pronoun is offered whoever was named before, and never a new actor', () => {
    expect(offered(scene(...reed, ...annotated('p', 'Actor')), 'p', 'Actor', 'Who')).toEqual([
      'Joan Reed, named before',
    ]);
    expect(offered(scene(...annotated('p', 'Actor')), 'p', 'Actor', 'Who')).toEqual([]);
  });
  it('of a name that looks like a known one offers that one by its own name, and no new actor', () => {
    const records = scene(...annotated('n', 'Actor'), actor('k', 'Sámi Khalil'));
    expect(offered(records, 'n', 'Actor', 'Who')).toEqual(['Sámi Khalil, a name much like it']);
  });
  it('is linked without asking only where one actor has exactly this name', () => {
    const records = scene(actor('a', 'Joan Reed'), actor('b', 'Sami'), actor('c', 'SAMI'));
    expect(actorCalled('joan  reed', records)).toBe('a');
    expect(actorCalled('Sami', records)).toBeNull();
    expect(actorCalled('Reed', records)).toBeNull();
  });
  it.each([
    ['She', false],
    ['the minister', false],
    ['The Minister', true],
    ['Merkel', true],
    ['الوزير', true],
    ['梅克尔', true],
    ['…', false],
  ])('%s looks like a name: %s', (words, isName) => {
    expect(looksLikeName(words)).toBe(isName);
  });
});

describe('a frame', () => {
  it('offers the last speaker, under the name of the attribute, while there is one', () => {
    const records = scene(...annotated('s', 'Statement'), actor('reed', 'Joan Reed'));
    const last = { Speaker: ['gone', 'reed'], Claimant: ['other'] };
    expect(offered(records, 's', 'Statement', 'Speaker', last)).toEqual(['Joan Reed, the last speaker']);
    expect(offered(records, 's', 'Statement', 'Addressee', last)).toEqual([]);
  });
  it('of a claim offers the speaker of the statement around it, and the statement', () => {
    const records = scene(
      ...annotated('s', 'Statement'),
      ...annotated('c', 'Claim'),
      actor('reed', 'Joan Reed'),
      actor('eu', 'EU'),
      says('s', 'Statement', 'Speaker', 'reed'),
    );
    expect(offered(records, 'c', 'Claim', 'Claimant', { Claimant: ['eu'] })).toEqual([
      'Joan Reed, the speaker of the statement',
      'EU, the last claimant',
    ]);
    expect(offered(records, 'c', 'Claim', 'Made in')).toEqual([
      'The bus must run, said Joan Reed., the statement around it',
    ]);
    const about = { records, placed: placeAll(records, new Set()), lastActors: {} };
    expect(nextOffer(records.annotation.get('c')!, about)).toMatchObject({ attribute: { name: 'Claimant' } });
  });
});

it('whoever spoke last comes first, once, among five', () => {
  expect(withLast(['a', 'b', 'c', 'd', 'e'], 'c')).toEqual(['c', 'a', 'b', 'd', 'e']);
  expect(withLast(['a', 'b', 'c', 'd', 'e'], 'f')).toEqual(['f', 'a', 'b', 'c', 'd']);
});

it('signs choose figures, digits choose by place', () => {
  const choicesOf = (code: string, name: string): Choice[] =>
    book.filter(
      (record): record is Choice =>
        record.type === 'choice' && record.attributeId === attributeNamed(code, name).id,
    );
  const position = choicesOf('Claim', 'Position');
  expect(['-', '−', '0', '+', '=', '1'].map((key) => choiceOfKey(key, position)?.name)).toEqual([
    'against',
    'against',
    'neutral',
    'for',
    'for',
    undefined,
  ]);
  const form = choicesOf('Statement', 'Form');
  expect(['1', '4', '5', '-'].map((key) => choiceOfKey(key, form)?.name)).toEqual([
    form[0]?.name,
    form[3]?.name,
    form[4]?.name,
    undefined,
  ]);
});
