/**
 * Commands decide what one user action does: from the records it concerns and the input to a named change,
 * or to a refusal in a sentence. They write nothing; the host reads the records, asks, and applies.
 * This file holds what all of them share, and the small commands about the project and its readings.
 */
import type { ParsedInput } from './api';
import { type Change, type NamedChange, type Update, emptyChange, updateOf } from './changes';
import { withoutTurns } from './names';
import type { Project, Reading, ReadingState } from './records';
import { type Result, fail, ok } from './result';

/** Clock, ids and the acting coder. `now` is an ISO 8601 time in UTC. */
export interface CommandEnv {
  now: string;
  newId(): string;
  /** The person who acts. */
  coderId: string;
  /** By article: the coder of a second round under whom the person codes there. */
  rounds?: ReadonlyMap<string, string>;
}

/** The coder whose annotations and readings come of what is done in an article. */
export const coderIn = ({ coderId, rounds }: CommandEnv, articleId: string): string =>
  rounds?.get(articleId) ?? coderId;

/** What to write, or why not (`refused`, `not-found`, `invalid-input`). An empty change is nothing to write. */
export type Decision = Result<NamedChange>;

export const decide = (label: string, change: Partial<Change>): Decision =>
  ok({ label, change: { ...emptyChange(), ...change } });

export const refuse = (message: string): { ok: false; error: { code: 'refused'; message: string } } => ({
  ok: false,
  error: { code: 'refused', message },
});

/** Refuses what the window should never have sent. */
export const invalid = (message: string): Result<never> => fail({ code: 'invalid-input', message });

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const longestName = 60;

/**
 * A name as labels carry it: at most 60 characters as people count them, none of them cut in two, and
 * without characters that would turn the direction of the label around it.
 */
export function shorten(full: string): string {
  const name = withoutTurns(full);
  if (name.length <= longestName) return name;
  const characters: string[] = [];
  for (const { segment } of graphemes.segment(name)) {
    if (characters.length === longestName) return `${characters.slice(0, -1).join('').trimEnd()}…`;
    characters.push(segment);
  }
  return name;
}

/**
 * What two names have in common when people would call them the same: Unicode form, case and outer space
 * do not count. The final sigma is a form of sigma that lower case leaves apart.
 *
 * By this key a name *means* an entry: words are linked, values follow. Whether a *new* name is free is asked
 * by the coarser `lookalikeKey` of names.ts, so that no list has two entries that a reader would take for one
 * another. What a user types to *find* something is compared by `foldForSearch`, the coarsest of the three.
 */
export const nameKey = (name: string): string =>
  name.normalize('NFC').trim().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');

/**
 * What it comes to when a record is to be made under an id that is taken: a call that is sent twice makes it
 * once, anything else is refused.
 * @param known the record that has the id
 * @param asked what it would be if the call made it
 */
export function madeBefore<T extends { type: string }>(label: string, known: T, asked: Partial<T>): Decision {
  const isSame = Object.entries(asked).every(([field, value]) => known[field as keyof T] === value);
  return isSame ? decide(label, {}) : invalid(`Another ${known.type} has this id already.`);
}

/** The fields that an input names; one that is there but undefined is not named. */
export const named = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** The updates that change something. */
export const updatesOf = (...updates: readonly (Update | null)[]): Update[] =>
  updates.filter((update) => update !== null);

export function updateProject(project: Project, input: ParsedInput<'project.update'>): Decision {
  const update = updateOf<'project'>(project, named(input));
  const label =
    input.name === undefined ? 'Describe the project' : `Rename the project to ${shorten(input.name)}`;
  return decide(label, { updated: updatesOf(update) });
}

const readingLabels: Record<ReadingState, string> = {
  unread: 'Mark as unread',
  'in progress': 'Mark as in progress',
  done: 'Mark as done',
  'no claim found': 'Mark as read, no claim found',
};

/** `reading` is the coder's reading of the article, or null before the first. */
export function setReading(
  reading: Reading | null,
  { articleId, state }: ParsedInput<'reading.set'>,
  env: CommandEnv,
): Decision {
  return decide(readingLabels[state], readingChange(reading, articleId, state, env));
}

/** Whoever tags in an unread article has begun to read it. */
export const beginReading = (reading: Reading | null, articleId: string, env: CommandEnv): Partial<Change> =>
  reading === null || reading.state === 'unread' ? readingChange(reading, articleId, 'in progress', env) : {};

function readingChange(
  reading: Reading | null,
  articleId: string,
  state: ReadingState,
  env: CommandEnv,
): Partial<Change> {
  if (reading?.state === state) return {};
  if (reading) return { updated: updatesOf(updateOf<'reading'>(reading, { state, changedAt: env.now })) };
  const added: Reading = {
    type: 'reading',
    id: env.newId(),
    articleId,
    coderId: coderIn(env, articleId),
    state,
    changedAt: env.now,
  };
  return { added: [added] };
}
