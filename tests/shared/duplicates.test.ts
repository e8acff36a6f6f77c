import { describe, expect, it } from 'vitest';
import { type NamedEntry, findDuplicates } from '../../shared/duplicates';
import { formOf } from '../../shared/name-forms';
import { distance } from '../../shared/name-likeness';
import { pairKey } from '../../shared/registry';

const entries = (is: NamedEntry['is'], ...names: (string | string[])[]): NamedEntry[] =>
  names.map((name) => ({ id: [name].flat()[0] ?? '', names: [name].flat(), is }));
const persons = (...names: (string | string[])[]): NamedEntry[] => entries('person', ...names);
const bodies = (...names: (string | string[])[]): NamedEntry[] => entries('body', ...names);
const pairsOf = (list: NamedEntry[], apart: string[] = []): string[] =>
  findDuplicates(list, new Set(apart)).map(({ ids }) => ids.toSorted().join(' = '));
const pair = (one: string, other: string): string[] => [[one, other].toSorted().join(' = ')];

describe('two persons are offered as likely the same', () => {
  it.each([
    ['Al-Khuzaie', 'Al-Khuzai'],
    ['Mustafa Al-Kazemi', 'Al-Kazemi'],
    ['Mustafa Al-Kazemi', 'Mustafa al-Kadhimi'],
    ['Mustafa Al-Kazemi', 'مصطفى الكاظمي'],
    ['Mustafa Al-Kazemi', 'رئيس الوزراء مصطفى الكاظمي'.replace('رئيس الوزراء', 'الرئيس')],
    ['Haider al-Abadi', 'حيدر العبادي'],
    ['Barham Salih', 'برهم صالح'],
    ['Mohammed Al-Halbousi', 'Muhammad al-Halbusi'],
    ['Mohamed Salah', 'Mohammad Salah'],
    ['Angela Merkel', 'Merkel, Angela'],
    ['Angela Merkel', 'A. Merkel'],
    ['Angela Merkel', 'Dr. Angela Merkel'],
    ['Angela Merkel', 'Bundeskanzlerin Angela Merkel'],
    ['Angela Merkel', 'die Kanzlerin Angela Merkel'],
    ['Angela Merkel', 'ANGELA MERKEL'],
    ['Angela Merkel', 'Angela Merkle'],
    ['Frank-Walter Steinmeier', 'Frank Walter Steinmeier'],
    ['Emmanuel Macron', 'President Macron'],
    ['Jean-Luc Mélenchon', 'Jean-Luc Melenchon'],
    ['الدكتور أحمد الجلبي', 'احمد الجلبي'],
    ['Ahmed Chalabi', 'Ahmad Chalabi'],
    ['Annegret Kramp-Karrenbauer', 'Annegret Kramp-Karenbauer'],
    ['Владимир Путин', 'ВЛАДИМИР ПУТИН'],
  ])('%s, %s', (one, other) => expect(pairsOf(persons(one, other))).toEqual(pair(one, other)));
});

describe('two persons are left alone', () => {
  it.each([
    ['Mohammed', 'Mohammed Ali'],
    ['Ali', 'Mohammed Ali'],
    ['Angela', 'Angela Merkel'],
    ['Anna Meier', 'Hanna Meyer'],
    ['Angela Merkel', 'Angela Müller'],
    ['Hassan Rouhani', 'Hussein Rouhani'],
    ['Barack Obama', 'Michelle Obama'],
    ['A. Merkel', 'Benjamin Merkel'],
    ['Region 1', 'Region 2'],
    ['President of France', 'France'],
    ['李明', '李娜'],
    ['😀', '😂'],
  ])('%s, %s', (one, other) => expect(pairsOf(persons(one, other))).toEqual([]));
});

describe('organisations', () => {
  it.each([
    ['UN', 'United Nations'],
    ['U.N.', 'The United Nations'],
    ['EU', 'Europäische Union'],
    ['UNHCR', 'United Nations High Commissioner for Refugees'],
    ['Siemens', 'Siemens AG'],
    ['the Labour Party', 'Labour Party'],
    ['Ministry of Labour', 'Ministry of Labor'],
  ])('%s, %s', (one, other) => expect(pairsOf(bodies(one, other))).toEqual(pair(one, other)));

  it('are not taken for another of the same abbreviation in lower case', () =>
    expect(pairsOf(bodies('un', 'United Nations'))).toEqual([]));
});

describe('concepts', () => {
  it.each([
    ['Water tariff', 'water tariffs'],
    ['Emissions trading', 'Trading emissions'],
    ['Bürgerbeteiligung', 'Burgerbeteiligung'],
    ['Immigration policy', 'Imigration policy'],
  ])('%s, %s', (one, other) => expect(pairsOf(entries('phrase', one, other))).toEqual(pair(one, other)));
  it('that share one word are left alone', () =>
    expect(pairsOf(entries('phrase', 'Water', 'Water tariff', 'Water prices'))).toEqual([]));
});

describe('a pair', () => {
  it('has its reasons in words, with the names that agree', () => {
    const [found] = findDuplicates(persons('Angela Merkel', ['The Chancellor', 'Merkel, Angela']), new Set());
    expect(found?.reasons.map((reason) => reason.replaceAll(/[\u2068\u2069]/g, ''))).toEqual([
      '“Angela Merkel” and “Merkel, Angela” are the same words in another order.',
    ]);
    expect(found?.score).toBeGreaterThan(0.9);
  });
  it('keeps its reasons short, and readable whatever the names turn', () => {
    const [found] = findDuplicates(
      persons(`\u202E${'Merkel'.repeat(1000)} A`, `A ${'Merkel'.repeat(1000)}`),
      new Set(),
    );
    expect(found?.reasons.join('').length).toBeLessThan(250);
    expect(found?.reasons[0]).toMatch(/^“\u2068.*…\u2069” and “\u2068A Merkel.*…\u2069” are /);
  });
  it('that someone has told apart is not offered again', () =>
    expect(pairsOf(persons('Angela Merkel', 'A. Merkel'), [pairKey('A. Merkel', 'Angela Merkel')])).toEqual(
      [],
    ));
  it('of a family name and one of several bearers is less likely, and of very many is none', () => {
    const scoreOf = (count: number): number | undefined =>
      findDuplicates(
        persons(
          'Tillerson',
          ...Array.from({ length: count }, (_, at) => `${String.fromCodePoint(66 + at)}enno Tillerson`),
        ),
        new Set(),
      ).find(({ ids }) => ids.includes('Tillerson'))?.score;
    expect(scoreOf(1)).toBeGreaterThan(scoreOf(2) ?? 1);
    expect(scoreOf(9)).toBeUndefined();
  });
  it('is found once, the most likely first', () => {
    const found = findDuplicates(
      persons(['Mustafa Al-Kazemi', 'Al-Kazemi'], ['مصطفى الكاظمي', 'الكاظمي'], ['Kazemi', 'Kadhimi']),
      new Set(),
    );
    expect(found).toHaveLength(3);
    expect(found.map(({ score }) => score)).toEqual(
      found.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });
});

describe('names of any kind', () => {
  it('of 10,000 characters, of signs alone and with turned direction do no harm', () => {
    const odd = [
      'x'.repeat(10_000),
      `${'x'.repeat(9_999)}y`,
      '\u202Eevil',
      '…',
      '—',
      '   ',
      'ا',
      'د.',
      'Dr.',
      'the',
    ];
    expect(findDuplicates(persons(...odd), new Set()).length).toBeLessThan(5);
  });
  it('lose a title, but not an office', () => {
    expect(formOf('Interior Minister Horst Seehofer', false).words).toEqual(['horst', 'seehofer']);
    expect(formOf('Minister of the Interior', false).words).toEqual(['minister', 'of', 'interior']);
    expect(formOf('President', false).words).toEqual(['president']);
    expect(formOf('وزير الداخلية', false).words).toEqual(['وزير', 'داخليه']);
    expect(formOf('الوزير محمد علاوي', false).words).toEqual(['محمد', 'علاوي']);
  });
  it('are told apart by edits', () => {
    expect(distance('kitten', 'sitting')).toBe(3);
    expect(distance('macron', 'marcon')).toBe(1);
    expect(distance('', 'abc')).toBe(3);
  });
});

/** Invented names, some of them twice with another spelling; the same ones every time. */
function manyPersons(count: number): NamedEntry[] {
  const syllables = [
    'ka',
    'mer',
    'lo',
    'shu',
    'ben',
    'di',
    'zar',
    'ti',
    'ro',
    'gal',
    'fin',
    'ne',
    'vo',
    'har',
    'mi',
    'du',
  ];
  const word = (seed: number): string => {
    let text = '';
    for (let rest = seed + 16; rest > 0; rest = Math.floor(rest / 16)) text += syllables[rest % 16] ?? '';
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  return Array.from({ length: count }, (_, at) => {
    const name = `${word(at % 700)} ${word(5000 + ((at * 7919) % 20_011))}`;
    return {
      id: `id-${at}`,
      names: at % 10 === 0 ? [name.replace(/a/, 'e')] : [name, `Dr. ${name}`],
      is: 'person',
    };
  });
}

it('50,000 actors are looked through in time that grows with their number, not with its square', () => {
  const timed = (count: number): number => {
    const list = manyPersons(count);
    const started = performance.now();
    findDuplicates(list, new Set());
    return performance.now() - started;
  };
  timed(5_000);
  const few = timed(5_000);
  const many = timed(50_000);
  console.log(`duplicates among 5,000: ${few.toFixed(0)} ms; among 50,000: ${many.toFixed(0)} ms`);
  expect(many / few).toBeLessThan(30);
});
