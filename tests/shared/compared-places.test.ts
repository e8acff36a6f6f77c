import { describe, expect, it } from 'vitest';
import type { DisagreeingPassage } from '../../shared/api-agreement';
import {
  type CodedPassage,
  type ComparedPlace,
  comparedPlaces,
  filtersFor,
  kindsOf,
  neighbourPlace,
  nextLane,
  passesFilter,
} from '../../shared/compared-places';
import { mark } from '../support/marked-text';

const coders = ['ann', 'bo'];

/** Marks `a…` are Ann's, `b…` Bo's, `c…` Cy's; one that ends in `x` has another code. */
function annotationsIn(marked: string): CodedPassage[] {
  const names: Record<string, string> = { a: 'ann', b: 'bo', c: 'cy' };
  return Object.entries(mark(marked).ranges).map(([id, ranges]) => ({
    id,
    coderId: names[id.slice(0, 1)]!,
    codeId: id.endsWith('x') ? 'actor' : 'claim',
    start: ranges[0]!.start,
    end: ranges.at(-1)!.end,
    spans: ranges,
    values: [],
  }));
}

/** A disagreement of the host about these annotations. */
const passage = (
  kind: DisagreeingPassage['kind'],
  annotations: Record<string, string[] | null>,
  withoutIds: string[] = [],
): DisagreeingPassage => ({
  articleId: 'article',
  articleTitle: '',
  articleDate: null,
  stage: kind === 'only some' || kind === 'boundary' ? 'mark' : kind,
  kind,
  attributeId: null,
  attributeName: kind === 'actor' ? 'Claimant' : null,
  start: 0,
  end: 1,
  quote: '',
  annotations: Object.entries(annotations).map(([annotationId, values]) => ({
    coderId: '',
    annotationId,
    codeId: '',
    start: 0,
    end: 1,
    values,
  })),
  withoutIds,
});

const inWords = (places: readonly ComparedPlace[], coderIds = coders): string[] =>
  places.map((place) => `${place.id}: ${kindsOf(place, coderIds).join(', ')}`);

describe('compared places', () => {
  const text =
    '[a1:One [b1:claim]b1]a1, [a2:a second]a2 [a3x:Merkel]a3x, [b2:a third]b2 [a4:[b4:same]b4]a4 words.';

  it('are the disagreements of the host and what was marked alike, in text order', () => {
    const places = comparedPlaces(
      annotationsIn(text),
      [
        passage('boundary', { a1: null, b1: null }),
        passage('actor', { a1: ['Merkel'], b1: [] }),
        passage('only some', { a2: null }, ['bo']),
        passage('only some', { a3x: null }, ['bo']),
        passage('only some', { b2: null }, ['ann']),
      ],
      coders,
      0,
    );
    expect(inWords(places)).toEqual([
      'a1 b1: boundary, value',
      'a2: only ann',
      'a3x: only ann',
      'b2: only bo',
      'a4 b4: agree',
    ]);
    expect(places[1]!.withoutIds).toEqual(['bo']);
    expect(places[0]!.differences[1]).toEqual({
      kind: 'actor',
      name: 'Claimant',
      values: new Map([
        ['a1', ['Merkel']],
        ['b1', []],
      ]),
    });
  });

  it('pair what is alike with the nearest of the same code', () => {
    const alike = annotationsIn('[a1:[b1x:[b2:first]b2]b1x words [b3:here as well]b3]a1 [a2:alone]a2');
    expect(inWords(comparedPlaces(alike, [], coders, 0))).toEqual([
      'a1 b3: agree',
      'b1x: agree',
      'b2: agree',
      'a2: agree',
    ]);
    const three = annotationsIn('[a1:[b1:[c1:one]c1]b1]a1 [c2:two]c2');
    expect(inWords(comparedPlaces(three, [], ['cy', 'ann', 'bo'], 0))).toEqual([
      'c1 a1 b1: agree',
      'c2: agree',
    ]);
  });

  it('leave out other coders, and what is gone since the host was asked', () => {
    const places = comparedPlaces(
      annotationsIn('[a1:one]a1 [c1:two]c1'),
      [passage('code', { a1: null, b9: null })],
      coders,
      0,
    );
    expect(inWords(places)).toEqual(['a1: code']);
  });

  it('count one place for coders of whom some marked it, where there are three', () => {
    const three = [...coders, 'cy'];
    const places = comparedPlaces(
      annotationsIn('[a1:[b1:one]b1]a1'),
      [passage('only some', { a1: null, b1: null }, ['cy'])],
      three,
      0,
    );
    expect(inWords(places, three)).toEqual(['a1 b1: only some']);
    expect(places[0]!.withoutIds).toEqual(['cy']);
    expect(filtersFor(three)).toEqual(['all', 'differ', 'agree', 'only some', 'boundary', 'code', 'value']);
  });

  it('pass the filters of their kinds', () => {
    const [differing, alike] = comparedPlaces(
      annotationsIn('[a1:[b1x:one]b1x]a1 [a2:[b2:two]b2]a2'),
      [passage('code', { a1: null, b1x: null })],
      coders,
      0,
    );
    const passing = (place: ComparedPlace) =>
      filtersFor(coders).filter((filter) => passesFilter(place, filter, coders));
    expect(passing(differing!)).toEqual(['all', 'differ', 'code']);
    expect(passing(alike!)).toEqual(['all', 'agree']);
  });

  it('are gone through in both directions, from a place or from an offset, and round the lanes', () => {
    const places = comparedPlaces(annotationsIn(text), [], coders, 0);
    const from = (id: string | null, offset: number, direction: 'next' | 'previous'): string | undefined =>
      neighbourPlace(places, { id, offset }, direction)?.id;
    const ids = places.map(({ id }) => id);
    expect(from(ids[0]!, 0, 'next')).toBe(ids[1]);
    expect(from(ids[1]!, 0, 'previous')).toBe(ids[0]);
    expect(from(ids.at(-1)!, 0, 'next')).toBeUndefined();
    expect(from(null, 0, 'next')).toBe(ids[0]);
    expect(from(null, text.length, 'previous')).toBe(ids.at(-1));
    const [place] = places;
    expect(nextLane(place!, null)?.id).toBe('a1');
    expect(nextLane(place!, 'a1')?.id).toBe('b1');
    expect(nextLane(place!, 'b1')?.id).toBe('a1');
  });
});
