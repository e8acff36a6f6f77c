import { describe, expect, it } from 'vitest';
import { type Edge, type Step, directionOf, moveEdge } from '../../renderer/annotations/edges';
import { paragraphDirection } from '../../shared/text-direction';
import { mark, only, show } from '../support/marked-text';

/** `before` with one edge of its range moved; null where it cannot move. */
function moved(before: string, edge: Edge, direction: 'next' | 'previous', step: Step): string | null {
  const marked = mark(before);
  const range = moveEdge(marked.text, only(marked, 'a'), { edge, direction, step, language: null });
  return range && show(marked.text, 'a', range);
}

describe('moving an edge', () => {
  it.each([
    [
      'the end takes in a word',
      'He [a:said]a prices rose',
      'end',
      'next',
      'word',
      'He [a:said prices]a rose',
    ],
    [
      'the end lets go of one',
      'He [a:said prices]a rose',
      'end',
      'previous',
      'word',
      'He [a:said]a prices rose',
    ],
    ['the start takes in a word', 'He said [a:prices]a', 'start', 'previous', 'word', 'He [a:said prices]a'],
    ['the start lets go of one', 'He [a:said prices]a', 'start', 'next', 'word', 'He said [a:prices]a'],
    ['by character', 'pri[a:ces]a', 'start', 'previous', 'character', 'pr[a:ices]a'],
    ['a family is one character', '[a:hi]a 👩‍👩‍👧!', 'end', 'next', 'character', '[a:hi ]a👩‍👩‍👧!'],
    ['and goes in whole', '[a:hi ]a👩‍👩‍👧!', 'end', 'next', 'character', '[a:hi 👩‍👩‍👧]a!'],
    ['and comes out whole', '[a:hi 👩‍👩‍👧]a!', 'end', 'previous', 'character', '[a:hi ]a👩‍👩‍👧!'],
    ['Arabic by word', 'قالت [a:الوزيرة]a إن', 'end', 'next', 'word', 'قالت [a:الوزيرة إن]a'],
  ] as const)('%s', (_what, before, edge, direction, step, after) => {
    expect(moved(before, edge, direction, step)).toBe(after);
  });

  it('does not make a span empty', () => {
    expect(moved('He [a:said]a so', 'end', 'previous', 'word')).toBeNull();
    expect(moved('H[a:e]a', 'start', 'next', 'character')).toBeNull();
  });

  it('does not leave the text', () => {
    expect(moved('[a:He]a said', 'start', 'previous', 'word')).toBeNull();
    expect(moved('He [a:said]a', 'end', 'next', 'character')).toBeNull();
  });
});

describe('the arrow keys move an edge as they point', () => {
  const text = 'English first\n«والعربية» ثانيا\n123';
  it('in each paragraph by its own direction', () => {
    expect(paragraphDirection(text, 3)).toBe('ltr');
    expect(paragraphDirection(text, text.indexOf('العربية'))).toBe('rtl');
    expect(paragraphDirection(text, text.length)).toBe('ltr');
  });
  it('so that left is onward in Arabic and back in English', () => {
    expect(directionOf('left', text, 3)).toBe('previous');
    expect(directionOf('left', text, text.indexOf('العربية'))).toBe('next');
  });
});
