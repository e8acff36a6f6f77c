/**
 * Dates as news archives, pages and tables write them. Only a text that is a date, with a weekday or a time
 * around it at most, is read; and none is guessed: `03/04/2015` is March or April, and stays unread until the
 * user says which.
 */
import type { DateOrder } from './import-settings';
import { partialDate } from './record-fields';

export interface ReadDate {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null where the text is no date, or could be two. */
  date: string | null;
  /** True where the text is a date, but which one cannot be told. */
  doubtful: boolean;
}

/** English, German, French, Spanish, Italian, Dutch, Portuguese; without accents, as they are compared. */
const months: readonly string[][] = [
  [
    'january',
    'januar',
    'janner',
    'janvier',
    'enero',
    'gennaio',
    'januari',
    'janeiro',
    'jan',
    'ene',
    'genn',
    'gen',
    'janv',
  ],
  [
    'february',
    'februar',
    'feber',
    'fevrier',
    'febrero',
    'febbraio',
    'februari',
    'fevereiro',
    'feb',
    'febr',
    'fevr',
    'fev',
    'febb',
  ],
  ['march', 'marz', 'maerz', 'mars', 'marzo', 'maart', 'marco', 'mar', 'mrz', 'mrt'],
  ['april', 'avril', 'abril', 'aprile', 'apr', 'avr', 'abr'],
  ['may', 'mai', 'mayo', 'maggio', 'mei', 'maio', 'magg', 'mag'],
  ['june', 'juni', 'juin', 'junio', 'giugno', 'junho', 'jun', 'giu'],
  ['july', 'juli', 'juillet', 'julio', 'luglio', 'julho', 'jul', 'juil', 'lug', 'luglo'],
  ['august', 'aout', 'agosto', 'augustus', 'aug', 'ago', 'ag'],
  [
    'september',
    'septembre',
    'septiembre',
    'setiembre',
    'settembre',
    'setembro',
    'sept',
    'sep',
    'set',
    'sett',
  ],
  ['october', 'oktober', 'octobre', 'octubre', 'ottobre', 'outubro', 'oct', 'okt', 'ott', 'out'],
  ['november', 'novembre', 'noviembre', 'novembro', 'nov'],
  ['december', 'dezember', 'decembre', 'diciembre', 'dicembre', 'dezembro', 'dec', 'dez', 'dic'],
];
const monthOf = new Map(months.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

const weekdays = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun ' +
    'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim ' +
    'lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom ' +
    'lunedi martedi mercoledi giovedi venerdi sabato domenica gio ' +
    'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo ' +
    'segunda-feira terca-feira quarta-feira quinta-feira sexta-feira segunda terca quarta quinta sexta'
  ).split(' '),
);

/** Digits of other scripts, each ten in a row. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];

const plainDigits = (text: string): string =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    const zero = zeros.find((first) => digit.charCodeAt(0) >= first && digit.charCodeAt(0) < first + 10);
    return zero === undefined ? digit : String(digit.charCodeAt(0) - zero);
  });

const unread: ReadDate = { date: null, doubtful: false };
const doubtful: ReadDate = { date: null, doubtful: true };
/** Longer texts are no dates. */
const longest = 100;

/** @param order how dates of mere numbers are to be read, where they can be read in two ways */
export function readDate(text: string, order: DateOrder): ReadDate {
  if (text.length > longest) return unread;
  const plain = plainDigits(text)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
    .replaceAll(/[\u200e\u200f\u2066-\u2069\u202a-\u202e]/g, '')
    .trim();
  const timeLast = withTimeLast(plain);
  return yearFirst(plain) ?? chinese(plain) ?? numbersOnly(plain, order) ?? withMonthName(timeLast) ?? unread;
}

/** Newspapers begin in 1605; smaller numbers are years of other calendars, such as the Persian one. */
const [firstYear, lastYear] = [1600, 2999];

const two = (number: number): string => String(number).padStart(2, '0');

/** The date, if the calendar has it. */
function calendar(year: number, month?: number, day?: number): ReadDate {
  const parts = [
    String(year),
    ...(month === undefined ? [] : [two(month)]),
    ...(day === undefined ? [] : [two(day)]),
  ];
  const date = parts.join('-');
  return partialDate.safeParse(date).success && year >= firstYear && year <= lastYear
    ? { date, doubtful: false }
    : unread;
}

/** A time of day with its zone, as it may follow a date; the day stays the one that is written. */
const time = String.raw`[t,]?\s*(?:at|um|a|as|alle|om|kl\.?)?\s*\d{1,2}\s?[:.h]\s?\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:uhr|h|z|[a-z]{2,5}|\([a-z +0-9:-]+\))?(?:\s*[+-]\d{2}:?\d{2})?`;
const dayOfYear = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:${time})?$`);
const dayMonthYear = new RegExp(`^(\\d{1,2})([./-])\\s?(\\d{1,2})\\2\\s?(\\d{4}|\\d{2})(?:${time})?$`);
const timeAtEnd = new RegExp(`[\\s,]+${time}$`);

function yearFirst(text: string): ReadDate | null {
  const year = /^(\d{4})$/.exec(text)?.[1];
  if (year !== undefined) return calendar(Number(year));
  const month = /^(\d{4})[-/.](\d{1,2})$/.exec(text);
  if (month) return calendar(Number(month[1]), Number(month[2]));
  const packed = /^((?:1[6-9]|20)\d{2})(\d{2})(\d{2})(?:t?\d{4,6}z?)?$/.exec(text);
  if (packed) return calendar(Number(packed[1]), Number(packed[2]), Number(packed[3]));
  const day = dayOfYear.exec(text);
  return day ? calendar(Number(day[1]), Number(day[3]), Number(day[4])) : null;
}

function chinese(text: string): ReadDate | null {
  const found =
    /^(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号號]?)?)?(?:\s*[(\uff08]?[\p{Script=Han}\p{Script=Hangul}]{0,4}[)\uff09]?)?$/u.exec(
      text.normalize('NFC'),
    );
  if (!found) return null;
  const [, year, month, day] = found;
  return calendar(
    Number(year),
    month === undefined ? undefined : Number(month),
    day === undefined ? undefined : Number(day),
  );
}

/** `30.09.2015`, `3/4/2015`: between dots, no one of these languages puts the month first. */
function numbersOnly(text: string, order: DateOrder): ReadDate | null {
  const month = /^(\d{1,2})[./-](\d{4})$/.exec(text);
  if (month) return calendar(Number(month[2]), Number(month[1]));
  const found = dayMonthYear.exec(withoutWeekday(text));
  if (!found) return null;
  const [, one = '', border, other = '', year = ''] = found;
  const [first, second] = [Number(one), Number(other)];
  const century = year.length === 2 ? 2000 : 0;
  const dayFirst = calendar(century + Number(year), second, first);
  const monthFirst = calendar(century + Number(year), first, second);
  if (year.length === 2) return dayFirst.date === null && monthFirst.date === null ? unread : doubtful;
  if (border === '.' || first === second) return dayFirst;
  if (dayFirst.date === null || monthFirst.date === null)
    return dayFirst.date === null ? monthFirst : dayFirst;
  if (order === null) return doubtful;
  return order === 'day first' ? dayFirst : monthFirst;
}

const withoutWeekday = (text: string): string => {
  const found = /^([a-z-]+)\.?,?\s+/.exec(text);
  return found && weekdays.has(found[1] ?? '') ? text.slice(found[0].length) : text;
};

/** `30. September 2015`, `September 30, 2015 Wednesday 9:03 AM GMT`, `1er mars 2014`, `Sept 2015`. */
function withMonthName(text: string): ReadDate | null {
  const words = text
    .replace(timeAtEnd, '')
    .replaceAll(/\b(?:de|del|den|the|of|le|el|il|du|do)\b/g, ' ')
    // `10.Dezember`, `30-Sep-2015`
    .replaceAll(/(?<=\d)[.-](?=[a-z])|(?<=[a-z])[.-](?=\d)/g, ' ')
    .split(/[\s,]+/)
    .map((word) => word.replace(/\.$/, ''))
    .filter((word) => word !== '' && !weekdays.has(word));
  const kinds = words.map(kindOf);
  if (kinds.includes(null) || words.length < 2 || words.length > 3) return null;
  const of = (kind: Kind): number[] => kinds.flatMap((found) => (found?.kind === kind ? [found.number] : []));
  const [year, ...moreYears] = of('year');
  const [month, ...moreMonths] = of('month');
  const [day, ...moreDays] = of('day');
  if (month === undefined || moreYears.length + moreMonths.length > 0) return null;
  // `30 Sep 15`
  if (year === undefined) return moreDays.length === 1 ? doubtful : null;
  if (moreDays.length > 0) return null;
  return calendar(year, month, day);
}

type Kind = 'day' | 'month' | 'year';

function kindOf(word: string): { kind: Kind; number: number } | null {
  const month = monthOf.get(word);
  if (month !== undefined) return { kind: 'month', number: month };
  if (/^\d{4}$/.test(word)) return { kind: 'year', number: Number(word) };
  const day = /^(\d{1,2})(?:st|nd|rd|th|er|re|e|o|º|ª|°)?$/.exec(word)?.[1];
  return day === undefined ? null : { kind: 'day', number: Number(day) };
}

/** `wed oct 10 20:19:24 +0000 2018`, as Unix and Twitter write it, has its time before the year. */
const withTimeLast = (text: string): string =>
  text.replace(
    /^(?:[a-z]{3},? )?([a-z]{3}) +(\d{1,2}) \d{2}:\d{2}:\d{2}(?: (?:[+-]\d{4}|[a-z]{3,4}))? (\d{4})$/,
    '$2 $1 $3',
  );
