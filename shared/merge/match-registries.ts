/**
 * Which coder, code, attribute, choice, actor and concept of theirs is which of mine: by what the user says, by
 * what an earlier merge remembered, by its id, by an equal definition. What is none of mine comes in as new.
 */
import { nameKey } from '../commands';
import { lookalikeKey } from '../names';
import type { Attribute, Choice, Code, Coder, RecordOf, RecordType } from '../records';
import { byId } from '../formats/dataset';
import { matchedTypes, type MatchedType, type MergeChoices, type RegistryMatch } from './merge-plan';
import type { News } from './news';
import type { Remembered } from './remembered';
import type { Side, SideRegistries } from './side';

type Entry = RecordOf[MatchedType];

export const entriesOf: { [T in MatchedType]: (registries: SideRegistries) => readonly RecordOf[T][] } = {
  coder: ({ coders }) => coders,
  code: ({ codes }) => codes,
  attribute: ({ attributes }) => attributes,
  choice: ({ choices }) => choices,
  actor: ({ actors }) => actors,
  concept: ({ concepts }) => concepts,
};

export interface RegistryMap {
  matches: RegistryMatch[];
  /** My id for one of theirs: of the record that it is, or under which it comes in. Ids of nothing map to themselves. */
  mine(type: MatchedType, id: string): string;
  /** Their id of the record whose fields are merged with mine, or which comes in under my id; null for none. */
  theirs(type: MatchedType, id: string): string | null;
  /** Whether the two are one by what they say only: their fields have never met in this file. */
  isByContent(type: MatchedType, theirId: string): boolean;
  /** Matches to remember: their id, and my id. */
  toRemember: { type: MatchedType; id: string; mineId: string; besides: boolean }[];
}

/**
 * @param news what my history says: an entry that I merged into another is followed there
 */
export function matchRegistries(
  mine: Side,
  theirs: SideRegistries,
  choices: MergeChoices,
  news: News,
  remembered: (type: RecordType) => Remembered,
  newId: () => string,
): RegistryMap {
  const map = new Map<MatchedType, Map<string, string>>(matchedTypes.map((type) => [type, new Map()]));
  const back = new Map<string, string>();
  const byContent = new Set<string>();
  const matches: RegistryMatch[] = [];
  const toRemember: RegistryMap['toRemember'] = [];
  const mineOf = (type: MatchedType, id: string): string =>
    map.get(type)?.get(id) ?? remembered(type).mine(id) ?? id;

  for (const type of matchedTypes) {
    const own: ReadonlyMap<string, Entry> = byId<Entry>(entriesOf[type](mine.registries));
    const given: readonly Entry[] = entriesOf[type](theirs);
    const ids = new Map<string, string>();
    map.set(type, ids);
    const found = new Map<string, { id: string; how: RegistryMatch['how'] }>();
    const claimed = new Set<string>();
    /** Their ids of those whose fields are merged with what they are in mine. */
    const fields = new Set<string>();
    const claim = (entry: Entry, id: string, how: RegistryMatch['how']): void => {
      found.set(entry.id, { id, how });
      claimed.add(id);
      fields.add(entry.id);
    };
    const isFree = (id: string | null | undefined): id is string =>
      typeof id === 'string' && own.has(id) && !claimed.has(id);

    /** One entry of mine can be several of theirs, but only one of them has its fields. */
    const match = (entry: Entry, id: string, how: RegistryMatch['how']): void => {
      if (isFree(id)) claim(entry, id, how);
      else found.set(entry.id, { id, how });
    };

    for (const entry of given) {
      const said = choices.matches[entry.id];
      if (typeof said === 'string' && own.has(said)) match(entry, said, 'user');
    }
    const waiting = given.filter(({ id }) => !found.has(id) && choices.matches[id] !== null);
    for (const entry of waiting) {
      const known = remembered(type).mine(entry.id);
      if ((known === undefined || known === entry.id) && isFree(entry.id)) claim(entry, entry.id, 'id');
    }
    // Those whose fields have met mine come first.
    const metFirst = waiting.toSorted(
      (a, b) => Number(remembered(type).isMine(b.id)) - Number(remembered(type).isMine(a.id)),
    );
    for (const entry of metFirst) {
      const known = remembered(type).mine(entry.id);
      // What it was remembered as may be gone since.
      if (!found.has(entry.id) && known !== undefined && own.has(known)) match(entry, known, 'remembered');
    }
    const equals = new Equals(type, mine.registries, mineOf);
    for (const entry of inTreeOrder(given)) {
      const known = found.get(entry.id);
      if (known) {
        ids.set(entry.id, known.id);
        continue;
      }
      const isNew = choices.matches[entry.id] === null;
      // What I merged into another entry is that one now, whoever else is it.
      const equal = isNew
        ? null
        : equals.find(
            entry,
            (id) => !claimed.has(id),
            (id) => wasMergedInto(mine.registries, news, entry, id),
          );
      if (equal !== null) {
        match(entry, equal, 'equal');
        ids.set(entry.id, equal);
      } else {
        // An id that was remembered is that of a record which I have removed since.
        const id = remembered(type).mine(entry.id) ?? entry.id;
        ids.set(entry.id, mine.has(type, id) ? newId() : id);
      }
    }
    for (const entry of given) {
      const id = mineOf(type, entry.id);
      const isFirst = fields.has(entry.id) || id === entry.id || !back.has(`${type}/${id}`);
      if (isFirst && !fields.has(back.get(`${type}/${id}`) ?? '')) back.set(`${type}/${id}`, entry.id);
    }
    for (const entry of given) {
      const one = found.get(entry.id);
      const ownEntry = one && own.get(one.id);
      const id = mineOf(type, entry.id);
      const isBesides = back.get(`${type}/${id}`) !== entry.id;
      const hasMet = one?.how === 'id' || (one?.how === 'remembered' && remembered(type).isMine(entry.id));
      if (one && !hasMet) byContent.add(`${type}/${entry.id}`);
      const isKnown =
        remembered(type).mine(entry.id) === id && (isBesides || remembered(type).isMine(entry.id));
      if (id !== entry.id && !isKnown)
        toRemember.push({ type, id: entry.id, mineId: id, besides: isBesides });
      matches.push({
        type,
        id: entry.id,
        name: entry.name,
        mine: ownEntry ? { id: ownEntry.id, name: ownEntry.name } : null,
        how: one?.how ?? 'new',
      });
    }
  }
  return {
    matches,
    mine: mineOf,
    theirs: (type, id) => back.get(`${type}/${id}`) ?? null,
    isByContent: (type, id) => byContent.has(`${type}/${id}`),
    toRemember,
  };
}

/** Whether I made an entry of theirs a part of one of mine: gone in the line that gave its name to the other. */
function wasMergedInto(own: SideRegistries, news: News, { type, id }: Entry, intoId: string): boolean {
  const removal = news.removal(type, id);
  if (removal === null || removal.silent) return false;
  const aliases =
    type === 'actor'
      ? own.actorAliases.filter(({ actorId }) => actorId === intoId)
      : own.conceptAliases.filter(({ conceptId }) => conceptId === intoId);
  return aliases.some((alias) =>
    news.of(alias.type, alias.id).some(({ line }) => line.order === removal.order),
  );
}

/** Parents before what is below them; entries whose parents go in a circle come last. */
function inTreeOrder(entries: readonly Entry[]): Entry[] {
  const parentOf = (entry: Entry): string | null =>
    entry.type === 'code' || entry.type === 'concept' ? entry.parentId : null;
  const below = Map.groupBy(entries, parentOf);
  const ids = new Set(entries.map(({ id }) => id));
  const placed = new Set<Entry>(
    entries.filter((entry) => {
      const parentId = parentOf(entry);
      return parentId === null || !ids.has(parentId);
    }),
  );
  for (const entry of placed) for (const child of below.get(entry.id) ?? []) placed.add(child);
  return [...placed, ...entries.filter((entry) => !placed.has(entry))];
}

/** My entries by what defines them. */
class Equals {
  private readonly ids = new Map<string, Set<string>>();

  constructor(
    private readonly type: MatchedType,
    own: SideRegistries,
    private readonly mineOf: (type: MatchedType, id: string) => string,
  ) {
    const add = (key: string, id: string): void => {
      const known = this.ids.get(key);
      if (known) known.add(id);
      else this.ids.set(key, new Set([id]));
    };
    for (const entry of entriesOf[type](own))
      add(
        definitionOf(entry, (_type, id) => id),
        entry.id,
      );
    // Other names count; where a name means several, it means nobody.
    if (type === 'actor') {
      const actors = byId(own.actors);
      for (const { actorId, name } of own.actorAliases) {
        const actor = actors.get(actorId);
        if (actor)
          add(
            definitionOf({ ...actor, name }, (_type, id) => id),
            actorId,
          );
      }
    }
    if (type === 'concept') {
      const concepts = byId(own.concepts);
      for (const { conceptId, name } of own.conceptAliases) {
        const concept = concepts.get(conceptId);
        if (concept)
          add(
            definitionOf({ ...concept, name }, (_type, id) => id),
            conceptId,
          );
      }
    }
  }

  /**
   * The one entry of mine that is defined as this one of theirs; null for none and for several.
   * @param isIt whether nothing but that one can be meant
   */
  find(entry: Entry, isFree: (id: string) => boolean, isIt: (id: string) => boolean): string | null {
    const ids = [...(this.ids.get(definitionOf(entry, this.mineOf)) ?? [])];
    const certain = ids.filter(isIt);
    if (certain.length === 1) return certain[0] ?? null;
    // A name that several actors have means none of them.
    const [only, ...more] = this.type === 'actor' ? ids : ids.filter(isFree);
    return only !== undefined && more.length === 0 && isFree(only) ? only : null;
  }
}

type IdMap = (type: MatchedType, id: string) => string;

function definitionOf(entry: Entry, mine: IdMap): string {
  switch (entry.type) {
    case 'coder':
      return coderKey(entry, mine);
    case 'code':
      return codeKey(entry, mine);
    case 'attribute':
      return attributeKey(entry, mine);
    case 'choice':
      return choiceKey(entry, mine);
    case 'actor':
      return JSON.stringify([lookalikeKey(entry.name), entry.kind]);
    case 'concept':
      return JSON.stringify([
        lookalikeKey(entry.name),
        entry.parentId === null ? null : mine('concept', entry.parentId),
      ]);
  }
}

const coderKey = ({ name, role, ofCoderId }: Coder, mine: IdMap): string =>
  JSON.stringify([nameKey(name), role, ofCoderId === null ? null : mine('coder', ofCoderId)]);

const codeKey = ({ name, kind, parentId }: Code, mine: IdMap): string =>
  JSON.stringify([nameKey(name), kind, parentId === null ? null : mine('code', parentId)]);

const attributeKey = ({ name, kind, codeId }: Attribute, mine: IdMap): string =>
  JSON.stringify([nameKey(name), kind, mine('code', codeId)]);

const choiceKey = ({ name, attributeId }: Choice, mine: IdMap): string =>
  JSON.stringify([nameKey(name), mine('attribute', attributeId)]);
