/**
 * Which entries of a registry are likely to be the same, and why. Names meet in small groups (equal sound,
 * equal consonants, one letter more or less, the same family name), so that 50,000 names are never
 * compared each with each.
 */
import type { DuplicatePair } from './api-registry';
import { shorten } from './commands';
import { abbreviationOf, hasOfWord, initialsOf } from './name-forms';
import {
  type ComparedName,
  comparedName,
  howEqual,
  inOtherScript,
  initialsFit,
  type Likeness,
  nearlyEqual,
} from './name-likeness';
import { isolated } from './names';
import { eachNearPair } from './near-pairs';
import { type Alias, type Entry, ownerOf, pairKey } from './registry';

/** An entry with all its names, its own first. */
export interface NamedEntry {
  id: string;
  names: readonly string[];
  /** Persons have family names; a phrase (the name of a concept) has neither those nor titles. */
  is: 'person' | 'body' | 'phrase';
}

/** The entries as they are compared. Actors are entered as persons at first, so `other` counts as one, too. */
export function namedEntries(entries: readonly Entry[], aliases: readonly Alias[]): NamedEntry[] {
  const names = new Map(entries.map((entry) => [entry.id, [entry.name]]));
  for (const alias of aliases) names.get(ownerOf(alias))?.push(alias.name);
  return entries.map((entry) => ({ id: entry.id, names: names.get(entry.id) ?? [], is: natureOf(entry) }));
}

function natureOf(entry: Entry): NamedEntry['is'] {
  if (entry.type === 'concept') return 'phrase';
  return entry.kind === 'person' || entry.kind === 'other' ? 'person' : 'body';
}

interface Form extends ComparedName {
  entry: NamedEntry;
}

/** A name that adds nothing to an earlier one of the entry (`Dr. Angela Merkel`) is looked at only once. */
function formsOf(entry: NamedEntry): Form[] {
  const forms = new Map<string, Form>();
  for (const name of entry.names) {
    const form = { ...comparedName(name, entry.is === 'phrase'), entry };
    const words = form.words.join(' ');
    if (words !== '' && !forms.has(words)) forms.set(words, form);
  }
  return [...forms.values()];
}

interface Finding extends Likeness {
  a: Form;
  b: Form;
}

/** A family name of so many people does not tell who is meant. */
const mostOfOneFamily = 8;
/** Groups are looked at as far as this: beyond it, what they have in common says nothing. */
const mostInGroup = 40;

/**
 * The likely duplicates, most likely first.
 * @param apart `pairKey`s of entries that are known not to be the same
 */
export function findDuplicates(entries: readonly NamedEntry[], apart: ReadonlySet<string>): DuplicatePair[] {
  const forms = entries.flatMap(formsOf);
  const found = new Map<string, Map<string, Finding>>();
  const note = (finding: Finding): void => {
    const { a, b } = finding;
    if (a.entry === b.entry) return;
    const key = pairKey(a.entry.id, b.entry.id);
    if (apart.has(key)) return;
    let reasons = found.get(key);
    if (!reasons) found.set(key, (reasons = new Map()));
    const known = reasons.get(finding.why);
    if (!known || known.score < finding.score) reasons.set(finding.why, finding);
  };
  alike(forms, note);
  partsOfNames(forms, note);
  abbreviations(forms, note);
  return [...found.values()].map(duplicateOf).toSorted(byLikelihood);
}

function duplicateOf(reasons: ReadonlyMap<string, Finding>): DuplicatePair {
  const [first, ...more] = [...reasons.values()].toSorted((x, y) => y.score - x.score);
  if (!first) throw new Error('a pair was found for 0 reasons');
  return {
    ids:
      first.a.entry.id < first.b.entry.id
        ? [first.a.entry.id, first.b.entry.id]
        : [first.b.entry.id, first.a.entry.id],
    reasons: [first, ...more].map(({ a, b, why }) => `${quoted(a.name)} and ${quoted(b.name)} ${why}.`),
    score: Math.min(0.99, first.score + 0.03 * more.length),
  };
}

const quoted = (name: string): string => `“${isolated(shorten(name))}”`;

const byLikelihood = (x: DuplicatePair, y: DuplicatePair): number =>
  y.score - x.score || (x.ids[0] < y.ids[0] ? -1 : x.ids[0] > y.ids[0] ? 1 : x.ids[1] < y.ids[1] ? -1 : 1);

type Note = (finding: Finding) => void;

function groupBy(forms: readonly Form[], keysOf: (form: Form) => Iterable<string>): Map<string, Form[]> {
  const groups = new Map<string, Form[]>();
  for (const form of forms) {
    for (const key of keysOf(form)) {
      const group = groups.get(key);
      if (group) group.push(form);
      else groups.set(key, [form]);
    }
  }
  return groups;
}

/** Each two of each group, once; a huge group only as far as anything can be learnt from it. */
function eachPair(groups: Iterable<readonly Form[]>, visit: (a: Form, b: Form) => void): void {
  for (const group of groups) {
    const looked = group.length > mostInGroup ? group.slice(0, mostInGroup) : group;
    for (const [index, a] of looked.entries()) {
      for (let other = index + 1; other < looked.length; other++) {
        const b = looked[other];
        if (b && a.entry !== b.entry) visit(a, b);
      }
    }
  }
}

/** Names that sound the same, or nearly, or are the same in another script. */
function alike(forms: readonly Form[], note: Note): void {
  eachPair(groupBy(forms, ({ sounded }) => [sounded]).values(), (a, b) => note({ a, b, ...howEqual(a, b) }));
  eachNearPair(
    forms.map(({ heard }) => heard),
    (one, other) => {
      const a = forms[one];
      const b = forms[other];
      if (!a || !b || a.entry === b.entry) return;
      const finding = a.isArabic === b.isArabic ? nearlyEqual(a, b) : inOtherScript(a, b);
      if (finding) note({ a, b, ...finding });
    },
  );
}

/** A family name alone, and initials in place of first names. */
function partsOfNames(forms: readonly Form[], note: Note): void {
  const persons = forms.filter(({ entry }) => entry.is === 'person');
  const lastOf = ({ sounds }: Form): string => sounds.at(-1) ?? '';
  const families = groupBy(
    persons.filter(({ words }) => words.length > 1 && !hasOfWord(words)),
    (form) => [lastOf(form)],
  );
  const firstNames = new Map<string, number>();
  for (const { sounds } of persons) {
    if (sounds.length < 2) continue;
    const first = sounds[0] ?? '';
    firstNames.set(first, (firstNames.get(first) ?? 0) + 1);
  }
  const isFirstName = (sound: string): boolean =>
    (firstNames.get(sound) ?? 0) > 2 || commonFirstNames.has(sound);

  for (const alone of persons) {
    const [sound] = alone.sounds;
    if (alone.words.length !== 1 || sound === undefined || sound.length < 3 || isFirstName(sound)) continue;
    const family = families.get(sound) ?? [];
    const members = new Set(family.map(({ entry }) => entry.id)).size;
    if (members > mostOfOneFamily) continue;
    const score = Math.max(0.4, 0.8 - 0.1 * (members - 1));
    for (const member of family) {
      note({ a: member, b: alone, score, why: 'share a family name, and one has nothing else' });
    }
  }

  const isInitial = (word: string): boolean => [...word].length === 1;
  const withInitials = persons.filter(
    ({ words }) => words.length > 1 && words.slice(0, -1).some(isInitial) && !isInitial(words.at(-1) ?? ''),
  );
  const spelledOut = groupBy(
    persons.filter(({ words }) => words.length > 1 && !isInitial(words[0] ?? '')),
    (form) => [`${[...(form.words[0] ?? '')][0]} ${lastOf(form)}`],
  );
  for (const short of withInitials) {
    const group = spelledOut.get(`${[...(short.words[0] ?? '')][0]} ${lastOf(short)}`) ?? [];
    const fitting = group.filter((long) => initialsFit(short.words, long.words));
    const members = new Set(fitting.map(({ entry }) => entry.id)).size;
    if (members > mostOfOneFamily) continue;
    for (const long of fitting) {
      note({
        a: long,
        b: short,
        score: Math.max(0.5, 0.88 - 0.08 * (members - 1)),
        why: 'agree, with initials',
      });
    }
  }
}

/** First names so common that they say nothing of who is meant, by their sound, for small registries. */
const commonFirstNames = new Set(
  `muhamad muhamid muhamit mahmud ahmad ahmid ali hasan husin husain umar abdula ibrahim iusif mustafa maria mari ana
  anna jun juhn juhan pitir pitr paul mikal miʃal miʃail tumas juzif juzi david sara muʃi jan jun luis karlus`.split(
    /\s+/,
  ),
);

/** `UN` for `United Nations`. */
function abbreviations(forms: readonly Form[], note: Note): void {
  const short = new Map<string, Form[]>();
  for (const form of forms) {
    const letters = form.entry.is === 'phrase' ? null : abbreviationOf(form.name);
    if (letters === null) continue;
    const same = short.get(letters);
    if (same) same.push(form);
    else short.set(letters, [form]);
  }
  if (short.size === 0) return;
  const long = groupBy(
    forms.filter(
      ({ entry, name }) => entry.is !== 'phrase' && /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(name),
    ),
    (form) => initialsOf(form.name).filter((letters) => short.has(letters)),
  );
  for (const [letters, written] of long) {
    const bearers = new Set(written.map(({ entry }) => entry.id)).size;
    if (bearers > mostOfOneFamily) continue;
    for (const full of written) {
      for (const abbreviation of short.get(letters) ?? []) {
        // Most actors are entered as persons at first, so that a person may well be a body; but two letters are little.
        const doubt = full.entry.is === 'person' ? (letters.length < 3 ? 0.3 : 0.15) : 0;
        const score = Math.max(0.4, 0.82 - doubt - 0.1 * (bearers - 1));
        note({ a: full, b: abbreviation, score, why: 'may be one: the first letters agree' });
      }
    }
  }
}
