import { describe, expect, it } from 'vitest';
import { authorityHint } from '../../renderer/actors/authority';
import { type Shown, actorRows } from '../../renderer/actors/rows';
import { conceptRows, withAllBelow } from '../../renderer/concepts/tree-rows';
import { aliasesByOwner } from '../../renderer/registry/entries';
import type { Actor, ActorAlias, ActorKind, Concept } from '../../shared/records';

const actor = (id: string, name: string, kind: ActorKind = 'person'): [string, Actor] => [
  id,
  { type: 'actor', id, name, kind, note: '', authority: '', createdAt: '' },
];
const actors = new Map([
  actor('a', 'Ömer'),
  actor('b', 'Zoe'),
  actor('c', 'UN', 'organisation'),
  actor('d', 'آمنة'),
  actor('e', '10 Downing Street', 'other'),
  actor('f', '9 Downing Street', 'other'),
]);
const aliases = new Map<string, ActorAlias>([
  ['x', { type: 'actor_alias', id: 'x', actorId: 'c', name: 'United Nations' }],
  ['y', { type: 'actor_alias', id: 'y', actorId: 'c', name: 'الأمم المتحدة' }],
]);
const usage = { b: 3, c: 12, a: 3 };

function rows(shown: Partial<Shown>): string[] {
  const all: Shown = { query: '', kind: null, unusedOnly: false, sortBy: 'name', isDescending: false };
  const table = { actors, aliases, aliasesByOwner: aliasesByOwner(aliases), usage };
  return actorRows(table, { ...all, ...shown }).map((row) => row.actor.name);
}

describe('the table of actors', () => {
  it('is in the order of names, numbers as numbers', () =>
    expect(rows({})).toEqual(['9 Downing Street', '10 Downing Street', 'Ömer', 'UN', 'Zoe', 'آمنة']));
  it('is turned round', () => expect(rows({ isDescending: true })[0]).toBe('آمنة'));
  it('is sorted by use, and by name where the use is the same', () =>
    expect(rows({ sortBy: 'uses', isDescending: true }).slice(0, 3)).toEqual(['UN', 'Ömer', 'Zoe']));
  it('is sorted by kind', () => expect(rows({ sortBy: 'kind' })[0]).toBe('UN'));
  it('is filtered by name and other names, without accents and case', () => {
    expect(rows({ query: 'omer' })).toEqual(['Ömer']);
    expect(rows({ query: 'NATIONS' })).toEqual(['UN']);
    expect(rows({ query: 'الامم' })).toEqual(['UN']);
    expect(rows({ query: 'امنه' })).toEqual(['آمنة']);
    expect(rows({ query: 'nobody' })).toEqual([]);
  });
  it('is filtered by kind, and to those that nothing names', () => {
    expect(rows({ kind: 'other' })).toHaveLength(2);
    expect(rows({ unusedOnly: true })).toEqual(['9 Downing Street', '10 Downing Street', 'آمنة']);
  });
});

const concept = (id: string, parentId: string | null): [string, Concept] => [
  id,
  { type: 'concept', id, parentId, name: id, definition: '', createdAt: '' },
];
const concepts = new Map([
  concept('water', null),
  concept('tariff', 'water'),
  concept('rise', 'tariff'),
  concept('quality', 'water'),
  concept('energy', null),
]);
const tree = (closed: string[], wanted: string[] | null): string[] =>
  conceptRows(concepts, { rise: 2, water: 1 }, new Set(closed), wanted && new Set(wanted)).map(
    ({ concept: { name }, level, isOpen, uses, usesBelow }) =>
      `${'  '.repeat(level - 1)}${isOpen === null ? '·' : isOpen ? '▾' : '▸'} ${name} ${uses}/${usesBelow}`,
  );

describe('the tree of concepts', () => {
  it('shows open branches, and counts with all below', () =>
    expect(tree([], null)).toEqual([
      '· energy 0/0',
      '▾ water 1/3',
      '  · quality 0/0',
      '  ▾ tariff 0/2',
      '    · rise 2/2',
    ]));
  it('hides what is below a closed one, and counts it all the same', () =>
    expect(tree(['water', 'tariff'], null)).toEqual(['· energy 0/0', '▸ water 1/3']));
  it('shows what is found with all that it is under, open', () =>
    expect(tree(['water'], ['rise'])).toEqual(['▾ water 1/3', '  ▾ tariff 0/2', '    · rise 2/2']));
  it('knows what is below', () =>
    expect([...withAllBelow('water', concepts)].toSorted()).toEqual(['quality', 'rise', 'tariff', 'water']));
});

describe('an identifier', () => {
  it.each([
    ['Q567', 'A Wikidata item.'],
    ['https://www.wikidata.org/wiki/Q567', 'A Wikidata item.'],
    ['VIAF 54959969', 'A VIAF record.'],
    ['https://viaf.org/viaf/54959969/', 'A VIAF record.'],
    ['GND 119545373', 'A GND record.'],
    ['0000-0002-1825-0097', 'An ORCID.'],
  ])('%s is recognised', (authority, hint) => expect(authorityHint(authority)).toBe(hint));
  it.each(['q567', 'Q 567', '54959969', 'see the archive', '', 'Q0'])(
    '%j is kept, with a hint',
    (authority) => expect(authorityHint(authority).length).toBeGreaterThan(20),
  );
});
