import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorOf } from '../../shared/anchor';
import { carrierTo, similarity } from '../../shared/merge/carry-over';
import { areVersions, mapTexts } from '../../shared/merge/text-map';
import { mark, only, show } from '../support/marked-text';

/** The marked words of the old text where they are in the new one, marked; null where that is not sure. */
function carried(from: string, to: string): string | null {
  const marked = mark(from);
  const range = only(marked, 'a');
  const found = carrierTo(marked.text, to).carry({ ...range, ...anchorOf(marked.text, range) });
  if (found) expect(to.slice(found.start, found.end)).toBe(found.quote);
  return found && show(to, 'a', found);
}

describe('marked words are carried over', () => {
  test('behind words that were put in or taken out', () => {
    expect(carried('He said [a:prices rose]a again.', 'On Monday he said prices rose again.')).toBe(
      'On Monday he said [a:prices rose]a again.',
    );
    expect(
      carried('On Monday the mayor said [a:prices rose]a again.', 'The mayor said prices rose again.'),
    ).toBe('The mayor said [a:prices rose]a again.');
  });

  test('to the right one of several, by the words around', () => {
    expect(
      carried(
        'The mayor spoke of prices. Then the unions spoke of [a:prices]a and wages.',
        'Correction: the mayor spoke of prices. Then the unions spoke of prices and wages.',
      ),
    ).toBe('Correction: the mayor spoke of prices. Then the unions spoke of [a:prices]a and wages.');
  });

  test('with a slip of the pen in them that was put right', () => {
    expect(
      carried(
        'The minister said [a:prcies rose again]a on Monday.',
        'The minister said prices rose again on Monday.',
      ),
    ).toBe('The minister said [a:prices rose again]a on Monday.');
  });

  test('in Arabic, and around emoji', () => {
    expect(
      carried('قال الوزير إن [a:الأسعار ارتفعت]a أمس 😀.', 'وقال الوزير اليوم إن الأسعار ارتفعت أمس 😀.'),
    ).toBe('وقال الوزير اليوم إن [a:الأسعار ارتفعت]a أمس 😀.');
  });

  test('when their sentence was moved to another place', () => {
    expect(
      carried(
        'Prices rose, [a:the mayor announced on Monday]a. Nobody answered him there.',
        'Nobody answered him there. Prices rose, the mayor announced on Monday.',
      ),
    ).toContain('[a:the mayor announced on Monday]a');
  });
});

describe('a person is asked', () => {
  test('where the words are gone', () => {
    expect(carried('He said [a:prices rose]a again.', 'He said nothing more.')).toBeNull();
  });

  test('where other words stand between the same neighbours', () => {
    expect(
      carried('He said that [a:prices rose]a on Monday.', 'He said that wages fell on Monday.'),
    ).toBeNull();
  });

  test('where the same words stand twice and nothing tells which is meant', () => {
    expect(carried('One: [a:yes]a. Something else entirely was here.', 'yes or yes')).toBeNull();
  });
});

test('in the same text every place is found as it is, and words that are not there are not', () => {
  const marked = mark('He said [a:prices]a, and prices.');
  const range = only(marked, 'a');
  const carrier = carrierTo(marked.text, marked.text);
  expect(carrier.carry({ ...range, ...anchorOf(marked.text, range) })).toMatchObject(range);
  expect(carrier.carry({ ...range, quote: 'wages!', prefix: '', suffix: '' })).toBeNull();
});

test('what is carried is always said there by the new text, and nothing moves when nothing changed', () => {
  const word = fc.constantFrom('prices', 'rose', 'the', 'mayor', 'said', 'وزير', '😀', 'and', 'wages');
  const text = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, text, fc.nat(200), fc.integer({ min: 1, max: 20 }), (from, to, at, length) => {
      const start = at % from.length;
      const range = { start, end: Math.min(from.length, start + length) };
      const anchor = anchorOf(from, range);
      const found = carrierTo(from, to).carry({ ...range, ...anchor });
      if (found) expect(to.slice(found.start, found.end)).toBe(found.quote);
      expect(carrierTo(from, from).carry({ ...range, ...anchor })).toMatchObject(range);
    }),
    { numRuns: 200 },
  );
});

test('words that two texts have in common are mapped onto each other, whatever was put in between', () => {
  const from = 'One two three four five.';
  const to = 'Zero one. One two three, or so, four five and six.';
  const map = mapTexts(from, to);
  for (const word of ['three', 'four', 'five'])
    expect(to.slice(map.at(from.indexOf(word), 'after')).startsWith(word)).toBe(true);
});

test('a long text with many corrections is mapped in a moment', () => {
  const words = Array.from({ length: 20_000 }, (_, at) => `word${at % 977}`);
  const corrected = words.map((word, at) => (at % 7 === 0 ? `${word}x` : word));
  const [from, to] = [words.join(' '), corrected.join(' ')];
  const began = performance.now();
  const map = mapTexts(from, to);
  expect(performance.now() - began).toBeLessThan(4000);
  expect(map.at(0, 'after')).toBe(0);
});

test('texts are versions of one another when most of the words are the same', () => {
  expect(areVersions('Prices rose again on Monday.', 'On Monday prices rose, he said.')).toBe(true);
  expect(areVersions('Prices rose again on Monday.', 'Nobody answered the mayor.')).toBe(false);
});

test('words are the more alike the fewer letters differ', () => {
  expect(similarity('prices', 'prices')).toBe(1);
  expect(similarity('prices', 'prcies')).toBeGreaterThan(similarity('prices', 'wages'));
  expect(similarity('', 'wages')).toBe(0);
});
