import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../shared/anchor';
import { copiedEvidence } from '../../shared/copied-evidence';
import type { AttributeValue } from '../../shared/records';
import { mark, only } from '../support/marked-text';

const value = (patch: Partial<AttributeValue> = {}): AttributeValue => ({
  type: 'attribute_value',
  id: 'value',
  annotationId: 'model',
  attributeId: 'Speaker',
  position: 0,
  text: null,
  number: null,
  date: null,
  choiceId: null,
  actorId: 'reed',
  conceptId: null,
  targetAnnotationId: null,
  inferred: false,
  evidenceStart: null,
  evidenceEnd: null,
  evidenceQuote: null,
  ...patch,
});

/** What the copy in other words gets of the words marked `e`, where the model stands on `m`: they are marked `e`, too. */
function copied(model: string, words: string, patch: Partial<AttributeValue> = {}): string {
  const { text, ranges } = mark(model);
  const evidence = only({ text, ranges }, 'e');
  const spans = (ranges['m'] ?? []).map((range, position) => ({
    type: 'span' as const,
    id: `span ${position}`,
    annotationId: 'model',
    position,
    startOffset: range.start,
    endOffset: range.end,
    ...anchorOf(text, range),
  }));
  const said = value({
    evidenceStart: evidence.start,
    evidenceEnd: evidence.end,
    evidenceQuote: text.slice(evidence.start, evidence.end),
    ...patch,
  });
  const { range, inferred } = copiedEvidence(said, { text, spans, values: [said] }, words);
  if (range === null) return inferred ? 'inferred' : 'nothing';
  expect(inferred).toBe(false);
  return `${words.slice(0, range.start)}[e:${words.slice(range.start, range.end)}]e${words.slice(range.end)}`;
}

describe('the words of a copied value', () => {
  it.each([
    ['the same words', 'So [m:Mayor [e:Reed]e said]m.', 'Mayor Reed said', 'Mayor [e:Reed]e said'],
    ['another case', 'So [m:Mayor [e:Reed]e said]m.', 'MAYOR REED SAID', 'MAYOR [e:REED]e SAID'],
    ['all of the words', 'So [m:[e:Reed]e]m.', 'reed', '[e:reed]e'],
    ['a part of the model', 'So [m:Mayor [e:Reed]e said]m.', 'Reed', '[e:Reed]e'],
    ['more room between', 'So [m:Mayor [e:Joan Reed]e]m.', 'mayor joan  reed', 'mayor [e:joan  reed]e'],
    ['vowel signs left out', 'ثم [m:قال [e:مُحَمَّد]e لا]m.', 'قال محمد لا', 'قال [e:محمد]e لا'],
    ['vowel signs put in', 'ثم [m:قال [e:محمد]e لا]m.', 'قال مُحَمَّد لا', 'قال [e:مُحَمَّد]e لا'],
    ['accents before it', 'So [m:señor [e:Ávila]e]m.', 'senor Avila', 'senor [e:Avila]e'],
    ['a longer fold before it', 'So [m:ﬁnal [e:word 👩‍👩‍👧]e]m.', 'final word 👩‍👩‍👧', 'final [e:word 👩‍👩‍👧]e'],
    ['the second of two', 'So [m:Reed met [e:Reed]e]m.', 'Reed met Reed', 'Reed met [e:Reed]e'],
    ['a later piece', 'So [m:no]m, and [m:[e:Reed]e too]m.', 'reed too', '[e:reed]e too'],
  ])('stand at the same place: %s', (_, model, words, expected) => {
    expect(copied(model, words)).toBe(expected);
  });

  it.each([
    ['around them', '[e:Reed]e said: [m:no]m.', 'no'],
    ['partly outside', 'So [e:so [m:Mayor]m]e Reed.', 'Mayor'],
    ['in a part that is not copied', 'So [m:Mayor [e:Reed]e said]m.', 'Mayor'],
    ['in words that are not the same', 'So [m:Mayor [e:Reed]e said]m.', 'Mayor Roed said'],
    ['in half of a character', 'So [m:o[e:f]ef]m.', 'oﬀ'],
    ['in words of marks alone', 'So [m:Mayor [e:Reed]e]m.', '\u064e'],
  ])('are not there, and it is inferred, when they stood %s', (_, model, words) => {
    expect(copied(model, words)).toBe('inferred');
  });

  it('are not taken along when the model’s own have lost their place', () => {
    expect(copied('So [m:Mayor [e:Reed]e said]m.', 'Mayor Reed said', { evidenceQuote: 'Rood' })).toBe(
      'inferred',
    );
  });
  it('are none for what the model says without words, and what is inferred stays so', () => {
    const none = { text: 'Reed', spans: [], values: [] };
    expect(copiedEvidence(value(), none, 'Reed')).toEqual({ range: null, inferred: false });
    expect(copiedEvidence(value({ inferred: true }), none, 'Reed')).toEqual({ range: null, inferred: true });
  });
});
