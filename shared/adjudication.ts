/**
 * The passages on which coders disagree, as somebody goes through them to settle them. What is the same passage and
 * what is a disagreement, `agreement/` decides: the queue and the figures speak of the same passages.
 */
import type { Disagreement } from './agreement/compare';
import type { AdjudicationState } from './api-adjudication';
import type { DisagreementKind } from './api-agreement';
import type { Adjudication, AdjudicationPart } from './records';

/** A passage with everything that coders disagree on in it. Offsets in UTF-16 code units, half-open. */
export interface DisputedUnit {
  /** The id of its first annotation: passages share none. */
  id: string;
  articleId: string;
  start: number;
  end: number;
  /** In the order of the coders; null for one who has marked nothing here, or has not read the article. */
  annotationIds: (string | null)[];
  codeIds: string[];
  differences: { kind: DisagreementKind; attributeId: string | null }[];
}

/**
 * Disagreements by the passage that they are about, article by article, each article's in text order.
 * @param articleIds of the articles compared, by their places
 */
export function disputedUnits(
  disagreements: Iterable<Disagreement>,
  articleIds: readonly string[],
): DisputedUnit[] {
  const unitOf = new Map<string, DisputedUnit>();
  const units: (DisputedUnit & { place: number })[] = [];
  for (const { article, kind, attributeId, start, end, members } of disagreements) {
    const present = members.filter((member) => member !== null);
    const known = unitOf.get(present[0]!.id);
    if (known) {
      known.differences.push({ kind, attributeId });
      continue;
    }
    // The first that is said of a passage names all who marked it; what is said of a slot may name only some.
    const unit = {
      id: present[0]!.id,
      articleId: articleIds[article]!,
      place: article,
      start,
      end,
      annotationIds: members.map((member) => member?.id ?? null),
      codeIds: [...new Set(present.map(({ codeId }) => codeId))],
      differences: [{ kind, attributeId }],
    };
    units.push(unit);
    for (const { id } of present) unitOf.set(id, unit);
  }
  return units
    .toSorted((one, other) => one.place - other.place || one.start - other.start || one.end - other.end)
    .map(({ place: _, ...unit }) => unit);
}

/** A decision about a passage, and whether the passage is still what was decided about. */
export interface Standing {
  adjudication: Adjudication;
  parts: readonly AdjudicationPart[];
  outdated: boolean;
}

/** Decisions by the annotations that they looked at. */
export class Decisions {
  private readonly about = new Map<string, Adjudication>();
  private readonly parts: Map<string, AdjudicationPart[]>;

  /** @param adjudications oldest first: of two about the same annotation the later one holds */
  constructor(adjudications: readonly Adjudication[], parts: readonly AdjudicationPart[]) {
    this.parts = Map.groupBy(parts, ({ adjudicationId }) => adjudicationId);
    for (const adjudication of adjudications)
      for (const { role, annotationId } of this.partsOf(adjudication))
        if (role === 'considered') this.about.set(annotationId, adjudication);
  }

  private partsOf = ({ id }: Adjudication): readonly AdjudicationPart[] => this.parts.get(id) ?? [];

  /**
   * The newest decision about any annotation of a passage; null for none.
   * @param changedSince whether an annotation was changed after a time
   */
  of(
    { annotationIds }: Pick<DisputedUnit, 'annotationIds'>,
    changedSince: (annotationId: string, at: string) => boolean,
  ): Standing | null {
    const ids = annotationIds.filter((id) => id !== null);
    const found = ids
      .map((id) => this.about.get(id))
      .filter((one) => one !== undefined)
      .toSorted((one, other) => (key(one) < key(other) ? 1 : -1))[0];
    if (!found) return null;
    const parts = this.partsOf(found);
    const considered = new Set(
      parts.filter(({ role }) => role === 'considered').map(({ annotationId }) => annotationId),
    );
    const outdated = ids.some((id) => !considered.has(id) || changedSince(id, found.createdAt));
    return { adjudication: found, parts, outdated };
  }
}

const key = ({ createdAt, id }: Adjudication): string => `${createdAt} ${id}`;

/** A decision about a passage that is not what it was any more has to be made again. */
export function stateOf(standing: Standing | null): AdjudicationState {
  if (!standing || standing.outdated) return 'unsettled';
  return standing.adjudication.choice === 'open' ? 'open' : 'settled';
}
