/** Merging two codes: the annotations of one become annotations of the other. */
import type { ParsedInput } from './api';
import { withDescendants } from './code-tree';
import { type Decision, decide, refuse, shorten, updatesOf } from './commands';
import { valueUnder } from './commands-annotations';
import { adoptChildren, alsoWhy } from './commands-codes';
import { type LostInWords, noteWith, refuseDisagreement } from './commands-kinds';
import { updateOf } from './changes';
import type { Annotation, Attribute, AttributeValue, Choice, Code } from './records';

/** What merging is decided from. */
export interface AboutMerge extends LostInWords {
  from: Code;
  into: Code;
  codes: readonly Code[];
  /** All of the project. */
  attributes: readonly Attribute[];
  /** The choices of the attributes of both codes. */
  choices: readonly Choice[];
  /** Those of `from`. */
  annotations: readonly Annotation[];
  /** The values of these annotations, each annotation's in order. */
  values: readonly AttributeValue[];
  /** The annotations at which the values point, by id. */
  targets: ReadonlyMap<string, Annotation>;
  /** Ids of those annotations whose coder has tagged the very same words as `into` already. */
  twice: ReadonlySet<string>;
}

interface Following {
  value: AttributeValue;
  attribute: Attribute;
  choiceId: string | null;
}

/** Which values go along to an attribute of the same name and kind, and which have none to go to. */
export function planMerge(about: AboutMerge): { follow: Following[]; lost: AttributeValue[] } {
  const { from, into } = about;
  const merged = (codeId: string | null): string | null => (codeId === from.id ? into.id : codeId);
  const attributes = about.attributes
    .filter(({ codeId }) => codeId === from.id || codeId === into.id)
    .map((attribute) => ({ ...attribute, targetCodeId: merged(attribute.targetCodeId) }));
  const follow: Following[] = [];
  const lost: AttributeValue[] = [];
  const filled = new Set<string>();
  for (const value of about.values) {
    const target = value.targetAnnotationId === null ? null : about.targets.get(value.targetAnnotationId);
    const targets = target ? [{ ...target, codeId: merged(target.codeId) ?? target.codeId }] : [];
    const next = valueUnder(value, { to: into, attributes, choices: about.choices, targets });
    const place = next && `${value.annotationId} ${next.attribute.id}`;
    if (next === null || place === null || (filled.has(place) && !next.attribute.many)) {
      lost.push(value);
      continue;
    }
    filled.add(place);
    follow.push({ value, ...next });
  }
  return { follow, lost };
}

/**
 * Merges `from` into `into`. Values that cannot follow are written into the notes of their annotations;
 * annotations that then stand twice on the same words are kept and marked to be looked at again.
 */
export function mergeCodes(about: AboutMerge, { agreedTo }: ParsedInput<'code.merge'>): Decision {
  const { from, into, codes, annotations } = about;
  if (from.id === into.id) return refuse('A code cannot be merged with itself. Choose another code.');
  if (into.retired) {
    return refuse(`${shorten(into.name)} is retired and takes nothing new. Bring it back first.`);
  }
  const { follow, lost } = planMerge(about);
  if (lost.length !== agreedTo) return refuseDisagreement(lost.length, agreedTo);
  const isBeneath = withDescendants(codes, from.id).has(into.id);
  const children = adoptChildren(
    from,
    codes,
    isBeneath ? from.parentId : into.id,
    isBeneath ? from.id : null,
  );
  if (!children.ok) return children;
  const lostOf = Map.groupBy(lost, ({ annotationId }) => annotationId);
  const why = `${shorten(from.name)} was merged into ${shorten(into.name)}, and these words are tagged twice now.`;
  const attributes = about.attributes.filter(({ codeId }) => codeId === from.id);
  const gone = new Set(attributes.map(({ id }) => id));
  return decide(`Merge code ${shorten(from.name)} into ${shorten(into.name)}`, {
    updated: [
      ...children.updates,
      ...updatesOf(
        ...annotations.map((annotation) =>
          updateOf<'annotation'>(annotation, {
            codeId: into.id,
            note: noteWith(annotation.note, lostOf.get(annotation.id) ?? [], about),
            review: about.twice.has(annotation.id) ? alsoWhy(annotation.review, why) : annotation.review,
          }),
        ),
        ...follow.map(({ value, attribute, choiceId }) =>
          updateOf<'attribute_value'>(value, { attributeId: attribute.id, choiceId }),
        ),
        ...about.attributes
          .filter(({ codeId, targetCodeId }) => codeId !== from.id && targetCodeId === from.id)
          .map((attribute) => updateOf<'attribute'>(attribute, { targetCodeId: into.id })),
      ),
    ],
    removed: [
      ...lost,
      ...about.choices.filter(({ attributeId }) => gone.has(attributeId)),
      ...attributes,
      from,
    ],
  });
}
