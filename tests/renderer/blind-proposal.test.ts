/** Which copy is proposed for a colleague while articles are coded twice. */
import { describe, expect, it } from 'vitest';
import { blindInWords, openDoubleCodings, proposedCopy } from '../../renderer/merge/blind-proposal';
import type { Assignment, Coder, DoubleCoding } from '../../shared/records';

const coder = (name: string): Coder => ({
  type: 'coder',
  id: name,
  name,
  createdAt: '2026-01-01T00:00:00.000Z',
  role: 'coder',
  ofCoderId: null,
});

const doubleCoding = (id: string, kind: DoubleCoding['kind']): DoubleCoding => ({
  type: 'double_coding',
  id,
  name: `Round ${id}`,
  kind,
  coderId: 'Ann',
  createdAt: '2026-01-02T00:00:00.000Z',
  seed: 1,
  population: 9,
});

/** @param given `1 talks Bo`: Bo is to code the article talks for the double coding 1 */
function open(given: readonly string[], hidden: readonly string[], kind: DoubleCoding['kind'] = 'between') {
  const assignments = given.map((words): Assignment => {
    const [doubleCodingId = '', articleId = '', coderId = ''] = words.split(' ');
    return { type: 'assignment', id: words, doubleCodingId, articleId, coderId };
  });
  const byId = <T extends { id: string }>(list: readonly T[]) => new Map(list.map((one) => [one.id, one]));
  return openDoubleCodings({
    project: { coderId: 'Ann' } as Parameters<typeof openDoubleCodings>[0]['project'],
    hidden: new Set(hidden),
    records: {
      coder: byId(['Cy', 'Bo', 'Ann'].map(coder)),
      double_coding: byId([doubleCoding('1', kind), doubleCoding('2', kind)]),
      assignment: byId(assignments),
    },
  });
}

const everything = { history: true, notes: true, others: true, coderId: null };

describe('a copy for a colleague', () => {
  it('has everything where nothing is coded twice, or all have finished', () => {
    expect(proposedCopy(open([], []))).toEqual(everything);
    expect(blindInWords(open([], []))).toBe('');
    expect(proposedCopy(open(['1 talks Ann', '1 talks Bo'], []))).toEqual(everything);
  });

  it('is blind for the one colleague who codes twice, with what is their own', () => {
    const one = open(['1 talks Ann', '1 talks Bo', '1 rain Ann', '1 rain Bo'], ['talks']);
    expect(proposedCopy(one)).toEqual({ ...everything, others: false, coderId: 'Bo' });
    expect(blindInWords(one).replaceAll(/[\u2066-\u2069]/g, '')).toContain(
      'Double coding is under way: Round 1 (1 article). Nobody is to see others’ work there until all have finished, so for Bo a blind copy is proposed.',
    );
  });

  it('is blind for all who code twice, and nobody’s as long as nobody is chosen', () => {
    const two = open(['1 talks Bo', '1 talks Cy', '2 rain Ann', '2 rain Cy'], ['talks', 'rain']);
    expect(proposedCopy(two)).toEqual({ ...everything, others: false });
    const words = blindInWords(two).replaceAll(/[\u2066-\u2069]/g, '');
    expect(words).toContain('Round 1 (1 article) and Round 2 (1 article)');
    expect(words).toContain('for Bo and Cy a blind copy');
  });

  it('has everything while someone only codes their own old articles again', () => {
    expect(proposedCopy(open(['1 talks Ann'], ['talks'], 'again'))).toEqual(everything);
  });
});
