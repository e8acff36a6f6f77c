import { describe, expect, it } from 'vitest';
import { holdsAt, isBackwards, officeName, resolveOffice } from '../../shared/offices';
import type { Actor, ActorAffiliation } from '../../shared/records';

const actor = (id: string): [string, Actor] => [
  id,
  { type: 'actor', id, name: id, kind: 'person', note: '', authority: '', createdAt: '' },
];
const actors = new Map(['de Maizière', 'Seehofer', 'Faeser', 'Germany', 'Nobody', 'حيدر العبادي'].map(actor));

let count = 0;
const held = (
  actorId: string,
  office: string,
  fromDate: string | null,
  toDate: string | null,
  organisationId: string | null = null,
): ActorAffiliation => ({
  type: 'actor_affiliation',
  id: String(++count),
  actorId,
  organisationId,
  office,
  fromDate,
  toDate,
});

const affiliations = [
  held('Seehofer', 'Minister of the Interior', '2018-03-14', '2021-12-08', 'Germany'),
  held('de Maizière', 'Minister of the Interior', '2013', '2018-03', 'Germany'),
  held('Faeser', 'Minister of the Interior', '2021-12-08', null, 'Germany'),
  held('Nobody', 'Deputy Minister of Finance', null, null),
  held('حيدر العبادي', 'رئيس الوزراء', '2014-09', '2018-10'),
  held('Nobody', '', '2000', null, 'Germany'),
];

const at = (name: string, date: string | null): string[] =>
  resolveOffice(name, date, affiliations, actors)
    .filter(({ isThen }) => isThen)
    .map((holder) => holder.actor.name);

describe('an office is resolved by the date', () => {
  it.each([
    ['2016', ['de Maizière']],
    ['2016-08-03', ['de Maizière']],
    ['2020', ['Seehofer']],
    ['2020-08', ['Seehofer']],
    ['2023-01-01', ['Faeser']],
    ['2012', []],
    ['2018', ['Seehofer', 'de Maizière']],
    ['2021-12-08', ['Faeser', 'Seehofer']],
  ])('in %s: %j', (date, names) => expect(at('the minister of the interior', date)).toEqual(names));

  it('offers everyone, the latest first, where the date is not known', () =>
    expect(at('Minister of the Interior', null)).toEqual(['Faeser', 'Seehofer', 'de Maizière']));

  it('lists those of other times behind', () => {
    const holders = resolveOffice('minister of the interior', '2020', affiliations, actors);
    expect(holders.map((holder) => [holder.actor.name, holder.isThen])).toEqual([
      ['Seehofer', true],
      ['Faeser', false],
      ['de Maizière', false],
    ]);
  });

  it('takes a beginning, another article, case, and the words with those of the organisation', () => {
    expect(at('MINISTER OF THE INT', '2020')).toEqual(['Seehofer']);
    expect(at('Interior minister of Germany', '2020')).toEqual(['Seehofer']);
    expect(at('minister of finance', '2020')).toEqual(['Nobody']);
    expect(at('رييس الوزراء', '2016')).toEqual(['حيدر العبادي']);
    expect(at('وزراء رئيس', '2016')).toEqual(['حيدر العبادي']);
  });

  it('does not take what is no office', () => {
    expect(at('minister of sports', '2020')).toEqual([]);
    expect(at('', '2020')).toEqual([]);
    expect(at('the', '2020')).toEqual([]);
    expect(at('of the', '2020')).toEqual([]);
  });
});

describe('times of an office', () => {
  it('hold on each day that their dates may mean', () => {
    const place = { fromDate: '2020-08', toDate: '2021' };
    expect(holdsAt(place, '2020-07-31')).toBe(false);
    expect(holdsAt(place, '2020-08-01')).toBe(true);
    expect(holdsAt(place, '2020')).toBe(true);
    expect(holdsAt(place, '2021-12-31')).toBe(true);
    expect(holdsAt(place, '2022')).toBe(false);
    expect(holdsAt({ fromDate: null, toDate: null }, '1900')).toBe(true);
  });
  it('end before they begin only where no day allows it', () => {
    expect(isBackwards('2020-08', '2020')).toBe(false);
    expect(isBackwards('2020', '2020-01')).toBe(false);
    expect(isBackwards('2020-08', '2020-07-31')).toBe(true);
    expect(isBackwards(null, '2020')).toBe(false);
  });
  it('are named with the organisation', () => {
    expect(officeName(affiliations[0]!, actors)).toBe('Minister of the Interior, Germany');
    expect(officeName(affiliations[5]!, actors)).toBe('Germany');
    expect(officeName(affiliations[3]!, actors)).toBe('Deputy Minister of Finance');
  });
});
