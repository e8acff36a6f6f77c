import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedByCode, askedOf, describeToDo, evidenceFits, toDosOf } from '../../shared/completeness';
import type { Annotation, Attribute, AttributeValue, Span } from '../../shared/records';
import { chainNames, speakerChain } from '../../shared/speaker-chain';

const annotation = (id: string, review = ''): Annotation => ({
  type: 'annotation',
  id,
  articleId: 'article',
  codeId: 'statement',
  coderId: 'ada',
  note: '',
  createdAt: '',
  example: null,
  review,
});
const attribute = (id: string, patch: Partial<Attribute> = {}): Attribute => ({
  type: 'attribute',
  id,
  codeId: 'statement',
  name: id,
  kind: 'actor',
  many: true,
  required: false,
  help: '',
  targetCodeId: null,
  position: 0,
  retired: false,
  ...patch,
});
const value = (
  annotationId: string,
  attributeId: string,
  patch: Partial<AttributeValue> = {},
): AttributeValue => ({
  type: 'attribute_value',
  id: `${annotationId} ${attributeId} ${patch.position ?? 0}`,
  annotationId,
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
  ...patch,
});
const span = (annotationId: string, quote: string): Span => ({
  type: 'span',
  id: annotationId,
  annotationId,
  position: 0,
  startOffset: 0,
  endOffset: quote.length,
  quote,
  prefix: '',
  suffix: '',
});

describe('what is left to do', () => {
  const attributes = [
    attribute('Form', { required: true, position: 1, kind: 'choice' }),
    attribute('Speaker', { required: true }),
    attribute('Addressee'),
    attribute('Mood', { required: true, retired: true }),
    attribute('Claimant', { required: true, codeId: 'claim' }),
  ];
  const toDos = (values: AttributeValue[], quote = 'Words', review = '') =>
    toDosOf('Words of an article', [annotation('a', review)], {
      asked: askedByCode(attributes),
      values,
      spans: [span('a', quote)],
    });

  it('is every required attribute without a value, in the order of the codebook', () => {
    expect(toDos([])).toMatchObject([{ missing: ['Speaker', 'Form'] }]);
    expect(toDos([value('a', 'Speaker'), value('b', 'Form')])).toMatchObject([{ missing: ['Form'] }]);
    expect(toDos([value('a', 'Speaker'), value('a', 'Form')])).toEqual([]);
  });
  it('asks what is not retired, in the order of the codebook, of one code as of all', () => {
    const names = (asked: readonly Attribute[] | undefined) => asked?.map(({ name }) => name);
    expect(names(askedOf(attributes, 'statement'))).toEqual(['Speaker', 'Addressee', 'Form']);
    expect(names(askedByCode(attributes).get('statement'))).toEqual(['Speaker', 'Addressee', 'Form']);
    expect(names(askedOf(attributes, 'claim'))).toEqual(['Claimant']);
    expect(askedOf(attributes, 'unknown')).toEqual([]);
  });
  it('is also a second look, a span and evidence without a place', () => {
    const full = [value('a', 'Speaker'), value('a', 'Form')];
    expect(toDos(full, 'Wards')).toMatchObject([{ isUnplaced: true, missing: [] }]);
    expect(toDos(full, 'Words', 'Its code was split.')).toMatchObject([{ review: 'Its code was split.' }]);
    const lost = value('a', 'Speaker', { evidenceStart: 0, evidenceEnd: 5, evidenceQuote: 'Other' });
    expect(toDos([lost, value('a', 'Form')])).toMatchObject([{ isUnplaced: true }]);
    expect(evidenceFits('Other', lost)).toBe(true);
    expect(evidenceFits('', value('a', 'Form')), 'no words are nowhere').toBe(true);
  });
  it('reads as a sentence would have it', () => {
    expect(describeToDo({ missing: ['A', 'B', 'C'], review: '', isUnplaced: false })).toBe(
      'A, B, and C missing',
    );
    expect(describeToDo({ missing: ['A'], review: 'Split.', isUnplaced: true })).toBe(
      'A missing; words not found in the text; Split.',
    );
  });
});

describe('a chain of speakers', () => {
  const attributes = [
    attribute('speaker'),
    attribute('addressee', { position: 1 }),
    attribute('in', { position: 2, kind: 'annotation', targetCodeId: 'statement' }),
    attribute('made', { position: 3, kind: 'annotation', targetCodeId: 'claim' }),
  ];
  /** Statements by name; each speaks for itself and lies in the one its name leads to. */
  const chainOf = (within: Record<string, string | null>, from: string) => {
    const annotations = new Map(Object.keys(within).map((id) => [id, annotation(id)]));
    return speakerChain(from, {
      annotations,
      asked: askedByCode(attributes),
      valuesOf: (id) => [
        value(id, 'speaker', { actorId: `${id}2`, position: 1 }),
        value(id, 'speaker', { actorId: id }),
        value(id, 'addressee', { actorId: 'nobody' }),
        ...(within[id] ? [value(id, 'in', { targetAnnotationId: within[id] })] : []),
      ],
    });
  };

  it('leads from the outermost to the statement itself', () => {
    const chain = chainOf({ a: null, b: 'a', c: 'b' }, 'c');
    expect(chainNames(chain, (id) => id)).toEqual(['a, a2', 'b, b2', 'c, c2']);
    expect(chainOf({ a: null }, 'a')).toEqual([{ annotationId: 'a', actorIds: ['a', 'a2'] }]);
  });
  it('ends at a statement that is not here', () => {
    expect(chainOf({ b: 'elsewhere' }, 'b').map(({ annotationId }) => annotationId)).toEqual(['b']);
    expect(chainOf({}, 'b')).toEqual([]);
  });
  it('a statement without a speaker is a question mark', () => {
    expect(chainNames([{ annotationId: 'a', actorIds: [] }], String)).toEqual(['?']);
  });
  it('names no link twice and always ends, whatever leads where', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.dictionary(names, fc.option(names)), names, (within, from) => {
        const ids = chainOf(within, from).map(({ annotationId }) => annotationId);
        expect(new Set(ids).size).toBe(ids.length);
        if (from in within) expect(ids.at(-1)).toBe(from);
        for (const [index, id] of ids.entries()) if (index > 0) expect(within[id]).toBe(ids[index - 1]);
      }),
    );
  });
});
