/** Measures the type-ahead in a registry of 50,000 actors with as many other names and some offices. */
import { type Offices, searchActors } from '../../renderer/actors/search';
import { foldForSearch } from '../../shared/fold';
import type { Actor, ActorAffiliation, ActorAlias } from '../../shared/records';

/** All in milliseconds. */
export interface TypeAheadFigures {
  /** Folding all names and the first key press; the window does the folding in idle moments after opening. */
  first: number;
  /** The first one after an actor was added. */
  afterChange: number;
  /** The 95th percentile of the others. */
  keyPress: number;
  /** What folding and comparing every name at every key press takes, the median. */
  plainScan: number;
}

const syllables = [
  'ka',
  'mer',
  'lo',
  'shu',
  'ben',
  'di',
  'zar',
  'tí',
  'ro',
  'gal',
  'fin',
  'né',
  'vo',
  'har',
  'mi',
  'dü',
];

function wordOf(seed: number): string {
  let text = '';
  for (let rest = seed + 16; rest > 0; rest = Math.floor(rest / 16)) text += syllables[rest % 16] ?? '';
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const arabic = ['محمد', 'علي', 'حيدر', 'مصطفى', 'العبادي', 'الكاظمي', 'الحداد', 'النجار'];

/** Invented names, the same ones every time; every tenth is Arabic. */
export const nameAt = (index: number): string =>
  index % 10 === 0
    ? `${arabic[index % 7]} ${arabic[(index >> 3) % 8]} ${index}`
    : `${wordOf(index % 700)} ${wordOf(5000 + ((index * 7919) % 20_011))}`;

export interface Registry {
  actors: Map<string, Actor>;
  aliases: Map<string, ActorAlias>;
  offices: Offices;
}

export function registryOf(count: number): Registry {
  const actors = new Map<string, Actor>();
  const aliases = new Map<string, ActorAlias>();
  const affiliations = new Map<string, ActorAffiliation>();
  for (let index = 0; index < count; index++) {
    const id = `actor-${index}`;
    const name = nameAt(index);
    actors.set(id, { type: 'actor', id, name, kind: 'person', note: '', authority: '', createdAt: '' });
    aliases.set(`alias-${index}`, {
      type: 'actor_alias',
      id: `alias-${index}`,
      actorId: id,
      name: `Dr. ${name}`,
    });
    if (index % 20 !== 0) continue;
    affiliations.set(`office-${index}`, {
      type: 'actor_affiliation',
      id: `office-${index}`,
      actorId: id,
      organisationId: null,
      office: `Minister of ${wordOf(index)}`,
      fromDate: '2018',
      toDate: null,
    });
  }
  return { actors, aliases, offices: { affiliations, date: '2020' } };
}

const queries = [
  'm',
  'me',
  'mer',
  'merl',
  'kar',
  'ben di',
  'minister of ka',
  'zar',
  'مصط',
  'no such name',
  'né',
  '',
];

const timed = (work: () => void): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;

/** @param count actors; each has one other name, every twentieth an office */
export function measureTypeAhead(count = 50_000): TypeAheadFigures {
  const { actors, aliases, offices } = registryOf(count);
  const first = timed(() => searchActors('mer', actors, aliases, offices));
  const presses: number[] = [];
  for (let round = 0; round < 8; round++) {
    for (const query of queries) presses.push(timed(() => searchActors(query, actors, aliases, offices)));
  }
  const more = new Map(actors);
  more.set('new', { ...actors.get('actor-1')!, id: 'new', name: 'A new one' });
  const afterChange = timed(() => searchActors('mer', more, aliases, offices));
  const scans = queries.map((query) =>
    timed(() => {
      const wanted = foldForSearch(query);
      const found = [...actors.values(), ...aliases.values()].filter(({ name }) =>
        foldForSearch(name).includes(wanted),
      );
      found.sort((a, b) => a.name.localeCompare(b.name));
    }),
  );
  return { first, afterChange, keyPress: percentile(presses, 0.95), plainScan: percentile(scans, 0.5) };
}
