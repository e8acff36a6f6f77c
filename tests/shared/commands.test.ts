import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  type CommandEnv,
  type Decision,
  beginReading,
  nameKey,
  setReading,
  shorten,
} from '../../shared/commands';
import {
  type AboutSpans,
  type ArticleWithText,
  addSpan,
  moveSpan,
  recode,
  removeSpan,
  tag,
} from '../../shared/commands-annotations';
import { importArticles, type NewArticle } from '../../shared/commands-articles';
import { placeRange } from '../../shared/commands-ranges';
import { createActor } from '../../shared/commands-actors';
import { type AboutValues, setValues } from '../../shared/commands-values';
import type { ValueInput } from '../../shared/api';
import { applyTo, emptyRecords, type Change, type Records } from '../../shared/changes';
import { defaultCodebook } from '../support/default-codebook';
import { fits } from '../../shared/anchor';
import type { Range } from '../../shared/span';
import type { Actor, Annotation, Attribute, AttributeValue, Choice, Code, Span } from '../../shared/records';
import { mark, only, show } from '../support/marked-text';

const ids = (): (() => string) => {
  let count = 0;
  return () => `id-${++count}`;
};
const env = (): CommandEnv => ({ now: '2026-01-02T03:04:05.000Z', newId: ids(), coderId: 'ada' });

const book = defaultCodebook(ids());
const codes = book.filter((record): record is Code => record.type === 'code');
const attributes = book.filter((record): record is Attribute => record.type === 'attribute');
const choices = book.filter((record): record is Choice => record.type === 'choice');
const codeNamed = (name: string): Code => codes.find((code) => code.name === name)!;
const attributeNamed = (code: string, name: string): Attribute =>
  attributes.find((entry) => entry.codeId === codeNamed(code).id && entry.name === name)!;

const articleOf = (text: string): ArticleWithText => ({
  type: 'article',
  id: 'article',
  title: 'News',
  source: '',
  author: '',
  date: null,
  section: '',
  url: '',
  language: null,
  note: '',
  fileName: '',
  createdAt: '',
  accession: '',
  copyOfId: null,
  importId: null,
  particulars: '',
  layout: '',
  textSha256: '',
  textLength: text.length,
  text,
});

function changeOf(decision: Decision): Change {
  if (!decision.ok) throw new Error(decision.error.message);
  return decision.value.change;
}
const reasonOf = (decision: Decision): string => {
  if (decision.ok) throw new Error(`expected a refusal, got “${decision.value.label}”`);
  return `${decision.error.code}: ${decision.error.message}`;
};
const spansIn = (records: Records): Span[] =>
  [...records.span.values()].toSorted((a, b) => a.position - b.position);

/** An annotation tagged on the ranges, as the records that then exist. */
function tagged(text: string, ranges: Range[], code = codeNamed('Claim')) {
  const article = articleOf(text);
  const input = { annotationId: 'annotation', articleId: article.id, codeId: code.id, ranges };
  const records = applyTo(
    emptyRecords(),
    changeOf(tag({ article, code, tagged: [], reading: null }, input, env())),
  );
  const about = (after = records): AboutSpans => ({
    article,
    code,
    annotation: after.annotation.get('annotation')!,
    spans: spansIn(after),
  });
  return { article, records, about };
}
const quotes = (records: Records): string[] => spansIn(records).map(({ quote }) => quote);
const later = (): CommandEnv => {
  const newId = ids();
  return { ...env(), newId: () => `later-${newId()}` };
};

describe('where words begin and end', () => {
  it.each([
    [
      'white space at the edges is left out',
      'He said[a: prices rose ]a“again”',
      'He said [a:prices rose]a “again”',
    ],
    ['Arabic', 'قال[a: الوزير ]aأمس', 'قال [a:الوزير]a أمس'],
    ['Chinese with its wide space', '他说[a:　涨价了　]a。', '他说　[a:涨价了]a　。'],
    ['a combining mark belongs to its letter', 'cafe[a:\u0301 open]a', 'caf[a:e\u0301 open]a'],
    ['Arabic vowel signs too', 'كَتَ[a:بَ وَ]aلَد', 'كَتَ[a:بَ وَ]aلَد'],
    ['a family is one character', 'the 👩[a:‍👩‍👧 said]a so', 'the [a:👩‍👩‍👧 said]a so'],
    ['a line break at the edge is left out', 'one[a:\ntwo\n]a(three)', 'one\n[a:two]a\n(three)'],
  ])('%s', (_, before, after) => {
    const marked = mark(before);
    const placed = placeRange(marked.text, only(marked, 'a'));
    const expected = mark(after);
    expect(placed).toEqual({ ok: true, value: only(expected, 'a') });
  });

  it('never cuts a surrogate pair', () => {
    const { text, ranges } = mark('so [a:😀 says]a');
    const { start, end } = ranges['a']![0]!;
    const placed = placeRange(text, { start: start + 1, end });
    expect(placed.ok && show(text, 'a', placed.value)).toBe('so [a:😀 says]a');
  });

  it.each([
    ['nothing', 'one[a:]a two', 'Nothing is selected'],
    ['white space', 'one[a: \n\t ]a(two)', 'only white space'],
    ['joiners and direction marks', 'one[a:\u200b\u200f ]a(two)', 'only white space'],
  ])('refuses %s', (_, marked, words) => {
    const given = mark(marked);
    const placed = placeRange(given.text, only(given, 'a'));
    expect(placed.ok ? '' : placed.error.message).toContain(words);
    expect(placed.ok ? '' : placed.error.code).toBe('refused');
  });

  it('refuses a range outside the text, with the numbers', () => {
    const placed = placeRange('four', { start: 0, end: 5 });
    expect(placed.ok ? null : placed.error).toEqual({
      code: 'invalid-input',
      message: 'The selection ends at 5, but the text has 4 characters.',
    });
  });

  it('placing is idempotent and never loses a letter', () => {
    const piece = fc.constantFrom('a', ' ', '\n', 'e\u0301', '👩‍👩‍👧', '漢', 'بَ', '\u200f', '😀');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), fc.nat(), fc.nat(), (pieces, one, other) => {
        const text = pieces.join('');
        const [start = 0, end = 0] = [one % (text.length + 1), other % (text.length + 1)].toSorted(
          (a, b) => a - b,
        );
        const placed = placeRange(text, { start, end });
        if (!placed.ok) return;
        expect(placeRange(text, placed.value)).toEqual(placed);
        const covered = text.slice(start, end).trim();
        expect(text.slice(placed.value.start, placed.value.end)).toContain(covered);
      }),
    );
  });
});

describe('tagging', () => {
  it('makes an annotation with quoted spans in text order, and begins the reading', () => {
    const marked = mark('[b:يجب]b أن [a:😀 نتوقف]a الآن');
    const { records } = tagged(marked.text, [only(marked, 'a'), only(marked, 'b')]);
    expect(quotes(records)).toEqual(['يجب', '😀 نتوقف']);
    expect(spansIn(records).every((span) => fits(marked.text, span))).toBe(true);
    expect([...records.reading.values()]).toMatchObject([{ state: 'in progress', coderId: 'ada' }]);
  });

  it('joins ranges that overlap or touch', () => {
    const marked = mark('[a:one [b:two]a three]b[c: four]c');
    const { records } = tagged(marked.text, [only(marked, 'a'), only(marked, 'b')]);
    expect(quotes(records)).toEqual(['one two three']);
  });

  it('is called what the user would call it', () => {
    const decision = tag(
      { article: articleOf('word'), code: codeNamed('Statement'), tagged: [], reading: null },
      {
        annotationId: 'x',
        articleId: 'article',
        codeId: codeNamed('Statement').id,
        ranges: [{ start: 0, end: 4 }],
      },
      env(),
    );
    expect(decision).toMatchObject({ ok: true, value: { label: 'Tag as Statement' } });
  });

  it('refuses exactly the same words with the same code, but not fewer or other ones', () => {
    const marked = mark('[a:one]a and [b:two]b');
    const [a, b] = [only(marked, 'a'), only(marked, 'b')];
    const { article, records } = tagged(marked.text, [a, b]);
    const again = (ranges: Range[]): Decision =>
      tag(
        { article, code: codeNamed('Claim'), tagged: spansIn(records), reading: null },
        { annotationId: 'second', articleId: 'article', codeId: codeNamed('Claim').id, ranges },
        later(),
      );
    expect(reasonOf(again([b, a]))).toBe('refused: You have already tagged exactly these words as Claim.');
    expect(again([a]).ok).toBe(true);
  });

  it('refuses a retired code', () => {
    const code = { ...codeNamed('Claim'), retired: true };
    const input = {
      annotationId: 'x',
      articleId: 'article',
      codeId: code.id,
      ranges: [{ start: 0, end: 4 }],
    };
    expect(
      reasonOf(tag({ article: articleOf('word'), code, tagged: [], reading: null }, input, env())),
    ).toContain('retired');
  });
});

describe('the words of an annotation', () => {
  const marked = mark('[a:one]a two [b:three]b [c:four]c');

  it('more words become a further span, in text order', () => {
    const { records, about } = tagged(marked.text, [only(marked, 'b')]);
    const change = changeOf(
      addSpan(about(), { annotationId: 'annotation', range: only(marked, 'a') }, later()),
    );
    expect(quotes(applyTo(records, change))).toEqual(['one', 'three']);
  });

  it('words that reach into spans join them, and keep the first one', () => {
    const { records, about } = tagged(marked.text, [only(marked, 'a'), only(marked, 'b')]);
    const range = { start: only(marked, 'a').start + 1, end: only(marked, 'b').end - 1 };
    const after = applyTo(
      records,
      changeOf(addSpan(about(), { annotationId: 'annotation', range }, later())),
    );
    expect(quotes(after)).toEqual(['one two three']);
    expect(spansIn(after)[0]!.id).toBe(spansIn(records)[0]!.id);
  });

  it('words that already belong to it are refused', () => {
    const { about } = tagged(marked.text, [only(marked, 'b')]);
    expect(
      reasonOf(addSpan(about(), { annotationId: 'annotation', range: only(marked, 'b') }, later())),
    ).toContain('already belong');
  });

  it('an edge moves, with its quote', () => {
    const { records, about } = tagged(marked.text, [only(marked, 'a')]);
    const spanId = spansIn(records)[0]!.id;
    const range = { start: only(marked, 'a').start, end: only(marked, 'b').end };
    const decision = moveSpan(about(), { spanId, range }, later());
    expect(decision).toMatchObject({ value: { label: 'Move the edge of Claim' } });
    expect(quotes(applyTo(records, changeOf(decision)))).toEqual(['one two three']);
  });

  it('a span whose words are gone keeps its quote when another is added', () => {
    const { records, about } = tagged(marked.text, [only(marked, 'a')]);
    const lost: Span = { ...spansIn(records)[0]!, quote: 'uno' };
    const change = changeOf(
      addSpan(
        { ...about(), spans: [lost] },
        { annotationId: 'annotation', range: { start: 0, end: 7 } },
        later(),
      ),
    );
    expect(change.updated.map(({ to }) => to)).toEqual([{ position: 1 }]);
    expect(change.removed).toEqual([]);
    expect(change.added).toMatchObject([{ quote: 'one two' }]);
  });

  it('all but the last words can be removed', () => {
    const { records, about } = tagged(marked.text, [only(marked, 'a'), only(marked, 'c')]);
    const [first, second] = spansIn(records);
    const after = applyTo(records, changeOf(removeSpan(about(), { spanId: first!.id }, later())));
    expect(spansIn(after)).toMatchObject([{ quote: 'four', position: 0 }]);
    expect(reasonOf(removeSpan(about(after), { spanId: second!.id }, later()))).toContain(
      'Delete the Claim instead',
    );
  });
});

const valueOf = (attribute: Attribute, content: Partial<AttributeValue>): AttributeValue => ({
  type: 'attribute_value',
  id: `value-${attribute.name}-${JSON.stringify(content)}`,
  annotationId: 'annotation',
  attributeId: attribute.id,
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

const annotationOf = (id: string, code: string): Annotation => ({
  type: 'annotation',
  id,
  articleId: 'article',
  codeId: codeNamed(code).id,
  coderId: 'ada',
  note: '',
  createdAt: '',
  example: null,
  review: '',
});

describe('changing the code', () => {
  it('keeps what the new code asks for too, and lets go of the rest', () => {
    const addressee = valueOf(attributeNamed('Claim', 'Addressee'), { actorId: 'eu' });
    const position = valueOf(attributeNamed('Claim', 'Position'), { choiceId: 'for' });
    const pointing = {
      ...valueOf(attributeNamed('Claim', 'Made in'), { targetAnnotationId: 'annotation' }),
      annotationId: 'other',
    };
    const decision = recode({
      annotation: annotationOf('annotation', 'Claim'),
      from: codeNamed('Claim'),
      to: codeNamed('Statement'),
      attributes,
      choices,
      values: [addressee, position],
      pointing: [pointing],
      targets: [],
    });
    expect(decision).toMatchObject({ value: { label: 'Change Claim to Statement' } });
    const { updated, removed } = changeOf(decision);
    expect(removed).toEqual([position]);
    expect(updated.map(({ id, to }) => [id, to])).toEqual([
      ['annotation', { codeId: codeNamed('Statement').id }],
      [addressee.id, { attributeId: attributeNamed('Statement', 'Addressee').id }],
    ]);
  });

  it('removes values elsewhere that may no longer point here', () => {
    const pointing = {
      ...valueOf(attributeNamed('Claim', 'Made in'), { targetAnnotationId: 'annotation' }),
      annotationId: 'other',
    };
    const about = {
      annotation: annotationOf('annotation', 'Statement'),
      attributes,
      choices,
      values: [],
      targets: [],
    };
    const decision = recode({
      ...about,
      from: codeNamed('Statement'),
      to: codeNamed('Actor'),
      pointing: [pointing],
    });
    expect(changeOf(decision).removed).toEqual([pointing]);
  });
});

describe('values', () => {
  const merkel: Actor = { ...newActorNamed('Angela Merkel'), id: 'merkel' };
  function newActorNamed(name: string): Actor {
    return { type: 'actor', id: name, name, kind: 'person', note: '', authority: '', createdAt: '' };
  }
  const about = (attribute: Attribute, more: Partial<AboutValues> = {}): AboutValues => ({
    annotation: annotationOf('annotation', 'Claim'),
    code: codeNamed('Claim'),
    attribute,
    values: [],
    choices: choices.filter(({ attributeId }) => attributeId === attribute.id),
    actors: [merkel],
    concepts: [],
    targets: [
      annotationOf('statement', 'Statement'),
      annotationOf('actor', 'Actor'),
      annotationOf('annotation', 'Claim'),
    ],
    leadingHere: new Set(),
    ...more,
  });
  const set = (attribute: Attribute, values: ValueInput[], more: Partial<AboutValues> = {}): Decision =>
    setValues(
      about(attribute, more),
      { annotationId: 'annotation', attributeId: attribute.id, values },
      env(),
    );
  const claimant = attributeNamed('Claim', 'Claimant');

  it('are named by their attribute', () => {
    expect(set(claimant, [{ actorId: 'merkel' }])).toMatchObject({ value: { label: 'Set claimant' } });
    expect(set(claimant, [])).toMatchObject({ value: { label: 'Clear claimant' } });
  });

  it.each(['Angela Merkel', '  ANGELA MERKEL ', 'angela merkel'])('do not double the actor %j', (name) => {
    const { added } = changeOf(set(claimant, [{ newActor: { name, kind: 'person' } }]));
    expect(added).toMatchObject([{ type: 'attribute_value', actorId: 'merkel' }]);
  });

  it('make one actor of a name that is given twice, composed and decomposed', () => {
    const inputs = ['Renée', 'Rene\u0301e'].map((name) => ({ newActor: { name, kind: 'person' as const } }));
    const { added } = changeOf(set(claimant, inputs));
    expect(added.map(({ type }) => type)).toEqual(['actor', 'attribute_value']);
  });

  it('keep the record of a value that stays, and follow the order', () => {
    const old = { ...valueOf(claimant, { actorId: 'merkel' }), inferred: true };
    const { added, updated, removed } = changeOf(
      set(claimant, [{ newActor: { name: '习近平', kind: 'person' } }, { actorId: 'merkel' }], {
        values: [old],
      }),
    );
    expect(updated).toMatchObject([{ id: old.id, to: { position: 1 } }]);
    expect(removed).toEqual([]);
    expect(added).toMatchObject([
      { type: 'actor', name: '习近平' },
      { type: 'attribute_value', position: 0 },
    ]);
  });

  it.each<[string, string, ValueInput[], string]>([
    [
      'a text for an actor',
      'Claimant',
      [{ text: 'Merkel' }],
      'invalid-input: Claimant takes an actor, not a text.',
    ],
    [
      'a number for a choice',
      'Position',
      [{ number: 1 }],
      'invalid-input: Position takes one of its choices, not a number.',
    ],
    [
      'two values for one',
      'Position',
      [{ choiceId: 'a' }, { choiceId: 'b' }],
      'refused: Position takes one value, not 2.',
    ],
    [
      'a foreign choice',
      'Position',
      [{ choiceId: 'x' }],
      'invalid-input: This is not one of the choices of Position.',
    ],
    ['an unknown actor', 'Claimant', [{ actorId: 'nobody' }], 'not-found: The actor chosen for Claimant'],
    [
      'an unknown target',
      'Made in',
      [{ targetAnnotationId: 'gone' }],
      'not-found: The annotation chosen for Made in',
    ],
    [
      'itself',
      'Made in',
      [{ targetAnnotationId: 'annotation' }],
      'refused: Made in cannot be the annotation itself.',
    ],
    [
      'a target of another code',
      'Made in',
      [{ targetAnnotationId: 'actor' }],
      'refused: Made in takes annotations of another code.',
    ],
  ])('refuse %s', (_, name, values, reason) => {
    expect(reasonOf(set(attributeNamed('Claim', name), values))).toContain(reason);
  });

  it('refuse a circle of targets', () => {
    const attribute = attributeNamed('Claim', 'Made in');
    const decision = set(attribute, [{ targetAnnotationId: 'statement' }], {
      leadingHere: new Set(['statement']),
    });
    expect(reasonOf(decision)).toContain('leads back');
    expect(set(attribute, [{ targetAnnotationId: 'statement' }]).ok).toBe(true);
  });
});

describe('names', () => {
  it('are shortened to 60 characters without cutting one', () => {
    expect(shorten('👩‍👩‍👧'.repeat(61))).toBe(`${'👩‍👩‍👧'.repeat(59)}…`);
    expect(shorten('👩‍👩‍👧'.repeat(60))).toBe('👩‍👩‍👧'.repeat(60));
    expect(shorten('short')).toBe('short');
  });

  it('are the same whatever their case and Unicode form, but Turkish i and ı stay apart', () => {
    expect(nameKey(' ΟΔΥΣΣΕΥΣ ')).toBe(nameKey('Οδυσσευς'));
    expect(nameKey('A\u0308rzte')).toBe(nameKey('ärzte'));
    expect(nameKey('Kılıç')).not.toBe(nameKey('Kiliç'));
  });

  it('stand in labels', () => {
    expect(createActor([], { name: 'Angela Merkel', kind: 'person' }, env())).toMatchObject({
      value: { label: 'New actor Angela Merkel' },
    });
    const text: NewArticle = {
      id: 'x',
      fields: { ...articleOf('x'), title: 'News' },
      fileName: '',
      textSha256: '',
      textLength: 1,
      copyOfId: null,
    };
    const brought = (...articles: NewArticle[]) =>
      importArticles({ id: 'import', name: 'a.txt', report: '{}', articles }, env());
    expect(brought(text)).toMatchObject({ value: { label: 'Add article News' } });
    expect(brought(text, text, text)).toMatchObject({ value: { label: 'Add 3 articles' } });
  });

  it('of actors must differ', () => {
    const actors = changeOf(createActor([], { name: 'EU', kind: 'state' }, env())).added as Actor[];
    expect(reasonOf(createActor(actors, { name: 'eu', kind: 'group' }, env()))).toContain(
      'already an actor named EU',
    );
  });
});

describe('reading', () => {
  it('begins with the first tag and is not begun twice', () => {
    const { added = [] } = beginReading(null, 'article', env());
    expect(added).toMatchObject([{ state: 'in progress' }]);
    const [reading] = added;
    if (reading?.type !== 'reading') throw new Error('no reading was added');
    expect(beginReading(reading, 'article', env())).toEqual({});
    const done = changeOf(setReading(reading, { articleId: 'article', state: 'no claim found' }, env()));
    expect(done.updated).toMatchObject([{ from: { state: 'in progress' }, to: { state: 'no claim found' } }]);
  });
});
