import { describe, expect, it } from 'vitest';
import { articleRows, filterRows, inOrder, originOf } from '../../renderer/articles/describe';
import { placeBeside } from '../../renderer/annotations/place-beside';
import { readTyped, typedText } from '../../renderer/annotations/read-typed';
import { keyOfValue, toggled, withValue, withoutValue } from '../../renderer/annotations/values';
import type { Article } from '../../shared/records';

const one = { many: false } as const;

describe('typed values', () => {
  it.each(['2020', '2020-08', '2020-08-03'])('%s is a date', (date) => {
    expect(readTyped(` ${date} `, { kind: 'date', ...one })).toEqual({ ok: true, value: [{ date }] });
  });
  it.each(['3 Aug 2020', '2020-13', '2021-02-29'])('%s is not, and the message says so', (typed) => {
    const result = readTyped(typed, { kind: 'date', ...one });
    expect(result.ok ? '' : result.error.message).toContain(typed);
  });
  it('no words are no value', () => {
    expect(readTyped('  ', { kind: 'date', ...one })).toEqual({ ok: true, value: [] });
  });
  it('numbers may have a true minus sign and a decimal comma', () => {
    expect(readTyped('−1,5', { kind: 'number', ...one })).toEqual({ ok: true, value: [{ number: -1.5 }] });
    expect(readTyped('many', { kind: 'number', ...one }).ok).toBe(false);
    for (const typed of ['1,500', '1.500'])
      expect(readTyped(typed, { kind: 'number', ...one })).toMatchObject({
        error: { message: expect.stringContaining('two ways') },
      });
  });
  it('several are parted by semicolons where the attribute takes several', () => {
    const texts = readTyped('a; b', { kind: 'text', many: true });
    expect(texts).toEqual({ ok: true, value: [{ text: 'a' }, { text: 'b' }] });
    expect(readTyped('a; b', { kind: 'text', ...one })).toEqual({ ok: true, value: [{ text: 'a; b' }] });
  });
  it('a stored value stays whole, whatever semicolons and line breaks it has, wherever it stands', () => {
    const stored = [{ text: 'A; B' }, { text: 'A' }, { text: 'C;\n D' }];
    const many = { kind: 'text', many: true } as const;
    expect(readTyped('A; B; C', many, [{ text: 'A; B' }])).toEqual({
      ok: true,
      value: [{ text: 'A; B' }, { text: 'C' }],
    });
    expect(readTyped(typedText(stored), many, stored)).toEqual({ ok: true, value: stored });
    expect(readTyped(' new ;A; B ; C; D;;', many, stored)).toEqual({
      ok: true,
      value: [{ text: 'new' }, stored[0], stored[2]],
    });
    expect(readTyped('A; Bridge; AB', many, stored), 'only whole values').toEqual({
      ok: true,
      value: [stored[1], { text: 'Bridge' }, { text: 'AB' }],
    });
  });
});

describe('edits of values that several quick keys ask for', () => {
  it('build on each other', () => {
    const [a, b] = [{ choiceId: 'a' }, { choiceId: 'b' }];
    expect(toggled(b)(toggled(a)([]))).toEqual([a, b]);
    expect(toggled(a)([a, b])).toEqual([b]);
    expect(withValue(a)([a, b])).toEqual([a, b]);
    expect(withoutValue(keyOfValue(a))([a, b])).toEqual([b]);
  });
});

describe('the tag toolbar', () => {
  const around = { left: 100, top: 50, right: 900, bottom: 700 };
  const size = { width: 300, height: 40 };
  const beside = (left: number, top: number, right: number, bottom: number) =>
    placeBeside({ left, top, right, bottom }, size, around);

  it('stands above the selection, in its middle', () => {
    expect(beside(400, 300, 500, 320)).toEqual({ left: 300, top: 252 });
  });
  it('stands below it where there is no room above', () => {
    expect(beside(400, 60, 500, 80).top).toBe(88);
  });
  it('stays inside, at either side and at the lower edge', () => {
    expect(beside(100, 300, 110, 320).left).toBe(108);
    expect(beside(880, 300, 899, 320).left).toBe(592);
    expect(beside(400, 20, 500, 900).top).toBe(652);
    expect(beside(400, -200, 500, -180).top).toBe(58);
    expect(beside(400, 900, 500, 920).top).toBe(652);
  });
});

describe('the library', () => {
  const article = (id: string, title: string, source = '', date: string | null = null): [string, Article] => [
    id,
    {
      type: 'article',
      id,
      title,
      source,
      author: '',
      date,
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
      textLength: 1,
      text: null,
    },
  ];
  const articles = new Map([
    article('2', 'Windräder im Wald', 'Anzeiger', '2026-06-21'),
    article('1', 'خلاف حول المياه', 'صحيفة الضفاف'),
  ]);
  const rows = articleRows(inOrder(articles), new Map(), { '2': 3 }, 'ada');

  it('lists articles as they were added, unread until they are read', () => {
    expect(rows.map((row) => [row.article.id, row.state, row.annotations])).toEqual([
      ['1', 'unread', 0],
      ['2', 'unread', 3],
    ]);
  });
  it('is filtered by all typed words, in any order', () => {
    expect(filterRows(rows, '2026 windrader').map((row) => row.article.id)).toEqual(['2']);
    expect(filterRows(rows, 'صحيفه').map((row) => row.article.id)).toEqual(['1']);
    expect(filterRows(rows, ' ')).toBe(rows);
  });
  it('names the origin without loose separators', () => {
    expect(originOf({ source: '', date: null })).toBe('');
    expect(originOf({ source: '', date: '2020' })).toBe('\u20682020\u2069');
    expect(originOf({ source: 'A', date: '2020' })).toBe('\u2068A\u2069 · \u20682020\u2069');
  });
});
