import { expect, it } from 'vitest';
import { anchorOf } from '../../shared/anchor';
import { mark, only } from '../../shared/marked-text';
import { placeCandidates } from '../../shared/place-candidates';

it('offers every place that has the words, the one with the likest surroundings first', () => {
  const from = mark('On Monday the mayor said no. Then [a:the mayor]a left.');
  const to = mark('[one:the mayor]one said no. Then [two:the mayor]two left. And the councillors did.');
  const places = placeCandidates(to.text, anchorOf(from.text, only(from, 'a')));
  expect(places.map(({ start, end }) => ({ start, end }))).toEqual([only(to, 'two'), only(to, 'one')]);
  expect(places[0]!.likeness).toBeGreaterThan(places[1]!.likeness);
});

it('offers nothing for words that the text has not, and few for those that it has everywhere', () => {
  expect(placeCandidates('abc', { quote: 'x', prefix: '', suffix: '' })).toEqual([]);
  expect(placeCandidates('abc', { quote: '', prefix: '', suffix: '' })).toEqual([]);
  expect(placeCandidates('a'.repeat(5000), { quote: 'a', prefix: 'b', suffix: 'c' })).toHaveLength(20);
});
