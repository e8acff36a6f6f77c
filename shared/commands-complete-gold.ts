/** Completing gold in articles whose disagreements are all settled. */
import { emptyChange, updateOf } from './changes';
import { type CommandEnv, decide, type Decision, refuse, updatesOf } from './commands';
import type { CodedAnnotation } from './formats/dataset';
import { beganReading, copied, decided, type Links, relinkedTo } from './gold-layer';
import type { Reading } from './records';

/** An article whose disagreements are all settled. */
export interface Settled {
  articleId: string;
  /** What all coders agree on, passage by passage, as far as it is not in gold: each coder's annotation. */
  agreed: readonly (readonly CodedAnnotation[])[];
  /** Whether gold has annotations there already. */
  hasGold: boolean;
  reading: Reading | null;
}

/**
 * Completes gold: what all agree on is copied, with a decision that takes all and makes one; the article counts as
 * read by gold.
 */
export function complete(
  settled: readonly Settled[],
  { goldId, links }: { goldId: string; links: Links },
  env: CommandEnv,
): Decision {
  if (settled.length === 0)
    return refuse('There is no article whose disagreements are all settled and which gold lacks.');
  const goldEnv: CommandEnv = { ...env, coderId: goldId, rounds: new Map() };
  const copies = settled.flatMap(({ articleId, agreed }) =>
    agreed.map((all) => ({ articleId, all, id: env.newId() })),
  );
  const copyOf = new Map(
    copies.flatMap(({ all, id }) => all.map(({ annotation }) => [annotation.id, id] as const)),
  );
  const goldOf = (id: string): string | null => copyOf.get(id) ?? links.goldOf(id);
  const change = emptyChange();
  for (const { articleId, all, id } of copies) {
    const given = { id: env.newId(), articleId, choice: 'both', note: '' } as const;
    const { adjudication, part } = decided(given, env);
    change.added.push(
      adjudication,
      ...all.flatMap(({ annotation }) => [part(annotation.id, 'considered'), part(annotation.id, 'taken')]),
      part(id, 'made'),
      ...copied(all[0]!, id, goldOf, goldEnv),
    );
    change.updated.push(
      ...all.flatMap(({ annotation }) => relinkedTo(annotation.id, id, links, new Set<string>())),
    );
  }
  for (const { articleId, agreed, hasGold, reading } of settled) {
    const state = agreed.length > 0 || hasGold ? 'done' : 'no claim found';
    if (reading)
      change.updated.push(...updatesOf(updateOf<'reading'>(reading, { state, changedAt: env.now })));
    else
      change.added.push({
        ...beganReading(null, articleId, goldEnv)[0]!,
        state,
      });
  }
  const count = settled.length;
  return decide(
    `Complete gold in ${count === 1 ? '1 article' : `${count.toLocaleString('en')} articles`}`,
    change,
  );
}
