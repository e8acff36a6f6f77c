import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fieldsFromName, readFileNamePattern } from '../../shared/file-name-pattern';

const fields = (pattern: string, name: string): Record<string, string> | null => {
  const found = fieldsFromName(pattern, name, null);
  return found.matched ? found.fields : null;
};

describe('fields are taken from the names of files', () => {
  it.each([
    [
      '{date}_{source}_{title}',
      '2026-03-14_Courier_Tram divides Ellmouth.txt',
      { date: '2026-03-14', source: 'Courier', title: 'Tram divides Ellmouth' },
    ],
    [
      '{date}_{title}',
      '2026_03_14_Tram_divides_Ellmouth.txt',
      { date: '2026-03-14', title: 'Tram divides Ellmouth' },
    ],
    ['{date} {title}', '30. September 2015 Ein Titel.docx', { date: '2015-09-30', title: 'Ein Titel' }],
    ['{date:DDMMYYYY}{*}', '14032026-x.pdf', { date: '2026-03-14' }],
    ['{*}{date:YYYYMMDD}', 'taz-20260314.txt', { date: '2026-03-14' }],
    ['{source}-{date:DD.MM.YY}', 'FAZ-14.03.98.txt', { source: 'FAZ', date: '1998-03-14' }],
    ['{source} {date:MMYYYY}', 'Le Monde 032026.txt', { source: 'Le Monde', date: '2026-03' }],
    [
      '{source}/{date} {title}',
      'corpus/الشرق الأوسط/2026-03 عنوان 🗳️.txt',
      { source: 'الشرق الأوسط', date: '2026-03', title: 'عنوان 🗳️' },
    ],
    ['{language}/{*}/{accession}', 'a/German/x/A-1.txt', { language: 'de', accession: 'A-1' }],
    ['{title} ({source})', 'A (good) title (Courier).txt', { title: 'A', source: 'good) title (Courier' }],
    ['Nexis {*}', 'Nexis   7.txt', {}],
    ['{author}, {author} - {title}', 'Ada, Ben - Words.txt', { author: 'Ada; Ben', title: 'Words' }],
  ])('%s of %s', (pattern, name, found) => expect(fields(pattern, name)).toEqual(found));

  it('and none of those that are otherwise', () => {
    expect(fields('{date}_{title}', 'Title only.txt')).toBeNull();
    expect(fields('{source}/{title}', 'Title.txt')).toBeNull();
    expect(fields('Nexis {title}', 'Factiva 1.txt')).toBeNull();
    expect(fields('{date:DDMMYYYY}', '99992026.txt')).toBeNull();
    expect(fields('', 'a.txt')).toBeNull();
    expect(fields('{nonsense}', 'a.txt')).toBeNull();
  });
  it('a date that is none, or could be two, is kept in its own words', () => {
    expect(fieldsFromName('{date} {title}', '03-04-2015 Title.txt', null)).toEqual({
      fields: { title: 'Title' },
      particulars: [{ name: 'Date in the file’s name', value: '03-04-2015' }],
      matched: true,
    });
    expect(fieldsFromName('{date} {title}', '03-04-2015 Title.txt', 'day first').fields.date).toBe(
      '2015-04-03',
    );
    expect(fieldsFromName('{date}_{title}', 'soon_Title.txt', null)).toMatchObject({
      fields: { title: 'Title' },
      particulars: [{ value: 'soon' }],
    });
  });
  it('what has no separator in between is found again, whatever it is', () => {
    const part = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((words) => words.normalize('NFC').replaceAll(/[_/\s.]/g, ''))
      .filter((words) => words !== '' && words.isWellFormed());
    fc.assert(
      fc.property(part, part, part, (source, title, note) => {
        expect(fields('{source}_{title}_{note}', `in/${source}_${title}_${note}.txt`)).toEqual({
          source,
          title,
          note,
        });
      }),
    );
  });
});

test('a pattern that cannot be read says why', () => {
  const problem = (pattern: string): string => {
    const read = readFileNamePattern(pattern);
    return read.ok ? 'none' : read.problem;
  };
  expect(problem('{date')).toBe('A brace is not closed, or not opened, in “{date”. Write fields as {title}.');
  expect(problem('{datum}')).toMatch(
    /^There is no field “datum”\. There are: title, source, .*and \* for anything\.$/,
  );
  expect(problem('{date:DMY}')).toMatch(/^“DMY” is no form of a date/);
  expect(problem('{date:DDYYYY}')).toMatch(/is no form of a date/);
  expect(problem('{title:DD}')).toMatch(/Only a date has a form/);
  expect(problem('{source}{title}')).toMatch(/Nothing stands between \{source\} and \{title\}/);
  expect(problem('{*}_'.repeat(21))).toBe('A pattern can have up to 20 fields.');
  expect(problem('{Date:YYYYMMDD}{title} ({*})')).toBe('none');
});

test('no pattern takes long, whatever the name', () => {
  const start = performance.now();
  const name = '_'.repeat(250);
  expect(fields(`${'{*}_'.repeat(20)}x`, `${name}.txt`)).toBeNull();
  expect(fields(`${'{*}_'.repeat(10)}{date}`, `${'1_'.repeat(125)}.txt`)).not.toBeUndefined();
  expect(fields('{*}{date:YYYYMMDD}', `${'1'.repeat(250)}x.txt`)).toBeNull();
  expect(performance.now() - start).toBeLessThan(2000);
});
