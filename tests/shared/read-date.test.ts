import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DateOrder } from '../../shared/import-settings';
import { readDate } from '../../shared/read-date';

const dateOf = (text: string, order: DateOrder = null): string | null => readDate(text, order).date;

describe('a date', () => {
  it.each([
    ['2015-09-30', '2015-09-30'],
    ['2015-09-30T23:59:59+02:00', '2015-09-30'],
    ['2015-09-30T00:03:00.123Z', '2015-09-30'],
    ['2015-09-30 09:03', '2015-09-30'],
    ['2015/09/30', '2015-09-30'],
    ['20150930', '2015-09-30'],
    ['2015-09', '2015-09'],
    ['Wed Oct 10 20:19:24 +0000 2018', '2018-10-10'],
    ['09/2015', '2015-09'],
    ['2015', '2015'],
    ['September 30, 2015 Wednesday 9:03 AM GMT', '2015-09-30'],
    ['Wednesday, September 30, 2015', '2015-09-30'],
    ['January 11, 2010 Monday', '2010-01-11'],
    ['5. July 2019 09:31:00 CEST', '2019-07-05'],
    ['September 30th, 2015', '2015-09-30'],
    ['30 Sep. 2015', '2015-09-30'],
    ['30-Sep-2015', '2015-09-30'],
    ['Sept 2015', '2015-09'],
    ['Mittwoch, 30. September 2015', '2015-09-30'],
    ['Dienstag 10.Dezember 2019', '2019-12-10'],
    ['Mittwoch 30. März 2016 14:05 Uhr', '2016-03-30'],
    ['7. Jänner 2015', '2015-01-07'],
    ['30.09.2015', '2015-09-30'],
    ['3.4.2015', '2015-04-03'],
    ['30 septembre 2015', '2015-09-30'],
    ['1er mars 2014', '2014-03-01'],
    ['décembre 10 2019', '2019-12-10'],
    ['10 décembre 2019 mardi 3:00 AM GMT', '2019-12-10'],
    ['mardi 4 août 2015 à 15 h 32', '2015-08-04'],
    ['30 de septiembre de 2015', '2015-09-30'],
    ['miércoles 30 de septiembre de 2015', '2015-09-30'],
    ['mercoledì 30 settembre 2015', '2015-09-30'],
    ['1° marzo 2014', '2014-03-01'],
    ['woensdag 30 september 2015', '2015-09-30'],
    ['2 mei 2015', '2015-05-02'],
    ['quarta-feira, 30 de setembro de 2015', '2015-09-30'],
    ['1º de março de 2014', '2014-03-01'],
    ['2015年9月30日', '2015-09-30'],
    ['２０１５年９月３０日（水曜日）', '2015-09-30'],
    ['2015年9月', '2015-09'],
    ['٢٠١٥-٠٩-٣٠', '2015-09-30'],
    ['۳۰/۰۹/۲۰۱۵', '2015-09-30'],
    ['  September\u00a030,\u202f2015 ', '2015-09-30'],
    ['Se\u0301ptember 30, 2015', '2015-09-30'],
  ])('is read from %s', (written, date) => {
    expect(readDate(written, null)).toEqual({ date, doubtful: false });
  });

  it.each(['03/04/2015', '3-4-2015', '03/04/15', '30.09.15', '30 Sep 15'])(
    'that can be read in two ways stays unread: %s',
    (written) => {
      expect(readDate(written, null)).toEqual({ date: null, doubtful: true });
    },
  );

  it('of mere numbers is read as the user says', () => {
    expect(dateOf('03/04/2015', 'day first')).toBe('2015-04-03');
    expect(dateOf('03/04/2015', 'month first')).toBe('2015-03-04');
  });

  it('of mere numbers leaves no doubt where only one reading is a day of the calendar', () => {
    expect(readDate('30/09/2015', null)).toEqual({ date: '2015-09-30', doubtful: false });
    expect(readDate('09/30/2015', 'day first')).toEqual({ date: '2015-09-30', doubtful: false });
    expect(readDate('05/05/2015', null)).toEqual({ date: '2015-05-05', doubtful: false });
  });

  it.each([
    '2015-02-30',
    '31. April 2015',
    '32/13/2015',
    '99/99/15',
    '2015-13',
    '1394-07-08',
    '30 2015',
    'September',
    'September 30',
    'On September 30, 2015 the council met',
    'The 2015 elections',
    '2015 was a good year',
    'May I ask 20 questions in 2015',
    '10 of 12 DOCUMENTS',
    '',
    ' ',
    'Wednesday',
    '1'.repeat(200),
  ])('is not found in %j', (written) => {
    expect(readDate(written, null)).toEqual({ date: null, doubtful: false });
  });

  const days = fc.date({ min: new Date('1700-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
  const iso = (day: Date): string => day.toISOString().slice(0, 10);

  it.each(['en-US', 'en-GB', 'de', 'fr', 'es', 'it', 'nl', 'pt'])(
    'in full is the same day again, as %s writes it',
    (language) => {
      const format = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' });
      const long = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
      fc.assert(
        fc.property(days, (day) => {
          expect(dateOf(format.format(day))).toBe(iso(day));
          expect(dateOf(long.format(day))).toBe(iso(day));
        }),
      );
    },
  );

  it('is one of the calendar, whatever the text, and is never both read and doubtful', () => {
    const parts = fc.constantFrom(
      '2015', '30', '09', '3', '.', '/', '-', ' ', ',', 'Mai', 'may', 'Wednesday', ':', 'T', 'Z', '年', '月', '日', '٣', 'de',
    ); // prettier-ignore
    const order = fc.constantFrom<DateOrder>(null, 'day first', 'month first');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), order, (words, chosen) => {
        const { date, doubtful } = readDate(words.join(''), chosen);
        if (date === null) return;
        expect(doubtful).toBe(false);
        expect(date).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
        if (date.length === 10) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
      }),
      { numRuns: 2000 },
    );
  });

  it('costs little, however a long line goes on', () => {
    const begun = performance.now();
    for (let count = 0; count < 2000; count++) readDate('September 30, 2015 '.padEnd(99, ' '), null);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
