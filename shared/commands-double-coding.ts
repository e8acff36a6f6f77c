/** Drawing articles that are coded twice, and ending that. */
import { seeded } from './agreement/random';
import type { ParsedInput } from './api';
import { type CommandEnv, type Decision, decide, refuse, shorten } from './commands';
import { countOfShare, draw } from './draw';
import { sizeOf } from './double-coding';
import type { Assignment, Coder, DoubleCoding } from './records';

/** A new coder record for a person's second round; the first has the person's own. */
export const secondRoundOf = ({ id, name }: Coder, now: string, newId: () => string): Coder => ({
  type: 'coder',
  id: newId(),
  name: `${name}, second round`,
  createdAt: now,
  role: 'again',
  ofCoderId: id,
});

const articles = (count: number): string =>
  count === 1 ? '1 article' : `${count.toLocaleString('en')} articles`;

/** Refuses a choice of coders with which nothing can be coded twice; null for others. */
function refuseCoders(
  kind: DoubleCoding['kind'],
  coders: readonly Coder[],
): ReturnType<typeof refuse> | null {
  const wrong = coders.find(({ role }) => role !== 'coder');
  if (wrong) return refuse(`${shorten(wrong.name)} is not a person who codes. Choose coders.`);
  if (kind === 'between' && coders.length < 2)
    return refuse('Choose at least two coders who are to code the same articles.');
  return null;
}

/**
 * Draws articles at random and assigns them.
 * @param about.population the articles to draw from, as `populationOf` gives them
 * @param about.roundOf for `again`: the coder of the second round, by the person
 */
export function drawDoubleCoding(
  about: {
    coders: readonly Coder[];
    population: ReadonlyMap<string, readonly string[]>;
    roundOf: ReadonlyMap<string, string>;
  },
  { kind, name, amount, seed }: ParsedInput<'doubleCoding.draw'>,
  env: CommandEnv,
): Decision {
  const refusal = refuseCoders(kind, about.coders);
  if (refusal) return refusal;
  const size = sizeOf(about.population);
  if (size === 0)
    return refuse('There are no articles to draw from. Choose other coders, or articles in other ways.');
  const random = seeded(seed);
  const drawn: { articleId: string; coderId: string }[] = [];
  let count = 0;
  // Each in turn from the same numbers: the order of people must not depend on how they were chosen.
  for (const [personId, ids] of [...about.population].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const wanted = 'share' in amount ? countOfShare(amount.share, ids.length) : amount.articles;
    if (wanted > ids.length)
      return refuse(
        `There are only ${articles(ids.length)} to draw from, not ${wanted.toLocaleString('en')}. Choose a smaller number.`,
      );
    const chosen = draw(ids, wanted, random);
    count += chosen.length;
    const coderIds =
      kind === 'between' ? about.coders.map(({ id }) => id) : [about.roundOf.get(personId) ?? personId];
    drawn.push(...chosen.flatMap((articleId) => coderIds.map((coderId) => ({ articleId, coderId }))));
  }
  const doubleCoding: DoubleCoding = {
    type: 'double_coding',
    id: env.newId(),
    name: name.trim(),
    kind,
    coderId: env.coderId,
    createdAt: env.now,
    seed,
    population: size,
  };
  const assignments = drawn.map((one): Assignment => ({
    type: 'assignment',
    id: env.newId(),
    doubleCodingId: doubleCoding.id,
    ...one,
  }));
  return decide(`Draw ${articles(count)} for ${shorten(doubleCoding.name)}`, {
    added: [doubleCoding, ...assignments],
  });
}

/** Ends a double coding. What was coded for it stays. */
export const removeDoubleCoding = (
  doubleCoding: DoubleCoding,
  assignments: readonly Assignment[],
): Decision => decide(`End ${shorten(doubleCoding.name)}`, { removed: [...assignments, doubleCoding] });
