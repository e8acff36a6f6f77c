import { describe, expect, it } from 'vitest';
import { searchActors, searchConcepts } from '../../renderer/actors/search';
import { valueOfKey } from '../../renderer/annotations/values';
import { foldForSearch } from '../../renderer/ui/fold';
import type { Actor, ActorAlias, Concept } from '../../shared/records';

const actor = (id: string, name: string): [string, Actor] => [
  id,
  { type: 'actor', id, name, kind: 'person', note: '', authority: '', createdAt: '2026-01-01T00:00:00Z' },
];
const alias = (id: string, actorId: string, name: string): [string, ActorAlias] => [
  id,
  { type: 'actor_alias', id, actorId, name },
];
const actors = new Map([
  actor('1', 'Angela Merkel'),
  actor('2', 'Merkezi Parti'),
  actor('3', 'Lammers, Erik'),
  actor('4', 'سلمى الحداد'),
  actor('5', 'José Ávila'),
]);
const aliases = new Map([alias('a', '1', 'the Chancellor'), alias('b', '4', 'وزيرة المياه')]);
const labels = (query: string): string[] => searchActors(query, actors, aliases).map(({ label }) => label);

describe('looking up actors', () => {
  it('finds beginnings before middles, then offers to create what was typed', () => {
    expect(labels('mer')).toEqual(['Merkezi Parti', 'Angela Merkel', 'Lammers, Erik', 'Create “mer”']);
  });
  it('finds by alias', () => expect(labels('chancellor')).toEqual(['Angela Merkel', 'Create “chancellor”']));
  it('does not offer to create a name or an alias that is there', () => {
    expect(labels('Angela Merkel')).toEqual(['Angela Merkel']);
    expect(labels('the Chancellor')).toEqual(['Angela Merkel']);
  });
  it('does not mind accents and case', () => expect(labels('jose avila')[0]).toBe('José Ávila'));
  it('does not mind which alef, yeh or teh marbuta is typed, nor vowel signs', () => {
    expect(labels('سلمي')[0]).toBe('سلمى الحداد');
    expect(labels('وزيره المياه')[0]).toBe('سلمى الحداد');
    expect(foldForSearch('أَحْمَد')).toBe('احمد');
  });
  it('creates a person of exactly the typed name', () => {
    const option = searchActors('  Tom Okafor ', actors, aliases).at(-1);
    expect(valueOfKey(option?.key ?? '')).toEqual({ newActor: { name: 'Tom Okafor', kind: 'person' } });
  });
  it('offers everyone and nothing new when nothing is typed', () => expect(labels('')).toHaveLength(5));
});

describe('looking up concepts', () => {
  it('finds them and offers to create', () => {
    const concept: Concept = {
      type: 'concept',
      id: '1',
      parentId: null,
      name: 'Water tariff',
      definition: '',
      createdAt: '2026-01-01T00:00:00Z',
    };
    const found = searchConcepts('water', new Map([['1', concept]]));
    expect(found.map(({ label }) => label)).toEqual(['Water tariff', 'Create “water”']);
  });
});
