import { describe, expect, it } from 'vitest';
import { mark, only, show } from '../support/marked-text';

describe('marked text', () => {
  it('reads marks that nest, overlap, touch and come twice', () => {
    expect(mark('[a:x [b:y]b z]a')).toEqual({
      text: 'x y z',
      ranges: { a: [{ start: 0, end: 5 }], b: [{ start: 2, end: 3 }] },
    });
    expect(mark('[a:x [b:y]a z]b').ranges).toEqual({
      a: [{ start: 0, end: 3 }],
      b: [{ start: 2, end: 5 }],
    });
    expect(mark('[a:قال]a [a:السلام]a').ranges.a).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 10 },
    ]);
  });

  it('reads marks that end within a word', () => {
    expect(mark('pri[a:c]aes [a1:an[a:d]a1d]a')).toEqual({
      text: 'prices andd',
      ranges: {
        a: [
          { start: 3, end: 4 },
          { start: 9, end: 11 },
        ],
        a1: [{ start: 7, end: 10 }],
      },
    });
  });

  it('leaves other brackets alone', () => {
    expect(mark('as he [Smith] said [1] and [a:more]a').text).toBe('as he [Smith] said [1] and more');
  });

  it('shows a range as it was marked', () => {
    const marked = 'He said [a:物价 😀 rose]a today';
    const read = mark(marked);
    expect(show(read.text, 'a', only(read, 'a'))).toBe(marked);
  });

  it('says what is wrong with a mark', () => {
    expect(() => mark('nothing open]a')).toThrow(']a closes nothing');
    expect(() => only(mark('no marks'), 'a')).toThrow('found 0');
  });
});
