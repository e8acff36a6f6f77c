/** The frame of a statement or claim: each value with the words that say it, or inferred, and in order. */
import { actorKindOf } from './actor-kind';
import type { ParsedInput, ValueInput } from './api';
import {
  type CommandEnv,
  type Decision,
  decide,
  invalid,
  nameKey,
  refuse,
  shorten,
  updatesOf,
} from './commands';
import { type ArticleWithText, tag } from './commands-annotations';
import { placeRange } from './commands-ranges';
import { type AboutValues, contentOf, holds, inSentence, newValue } from './commands-values';
import { updateOf } from './changes';
import { askedOf } from './completeness';
import { numberIn } from './number-in';
import { partialDate } from './record-fields';
import type {
  Actor,
  ActorAlias,
  Annotation,
  Attribute,
  AttributeValue,
  Choice,
  Code,
  Concept,
  ConceptAlias,
  Reading,
  Span,
} from './records';
import { idsCalled } from './registry';
import { type Result, ok } from './result';
import type { Range } from './span';
import { speakerAttribute } from './speaker-chain';

type Evidence = Pick<AttributeValue, 'evidenceStart' | 'evidenceEnd' | 'evidenceQuote' | 'inferred'>;

const withoutWords = { evidenceStart: null, evidenceEnd: null, evidenceQuote: null } as const;

/** The words of a range as evidence, placed as spans are; a value with words of its own is not inferred. */
function evidenceIn(text: string, range: Range): Result<Evidence> {
  const placed = placeRange(text, range);
  if (!placed.ok) return placed;
  const { start, end } = placed.value;
  const evidenceQuote = text.slice(start, end);
  return ok({ evidenceStart: start, evidenceEnd: end, evidenceQuote, inferred: false });
}

const slotName = ({ name }: Attribute): string => shorten(inSentence(name));

export function setEvidence(
  { article, attribute, value }: { article: ArticleWithText; attribute: Attribute; value: AttributeValue },
  { range }: ParsedInput<'annotation.setEvidence'>,
): Decision {
  if (range === null) {
    const updated = updatesOf(updateOf<'attribute_value'>(value, withoutWords));
    return decide(`Take the words from ${slotName(attribute)}`, { updated });
  }
  const evidence = evidenceIn(article.text, range);
  if (!evidence.ok) return evidence;
  const updated = updatesOf(updateOf<'attribute_value'>(value, evidence.value));
  return decide(`Bind ${slotName(attribute)} to its words`, { updated });
}

export function setInferred(
  { attribute, value }: { attribute: Attribute; value: AttributeValue },
  { inferred }: ParsedInput<'annotation.setInferred'>,
): Decision {
  const patch = inferred ? { inferred, ...withoutWords } : { inferred };
  const label = `Mark ${slotName(attribute)} as ${inferred ? 'inferred' : 'not inferred'}`;
  return decide(label, { updated: updatesOf(updateOf<'attribute_value'>(value, patch)) });
}

/** Moves a value to the place `to` among `values`, those of its attribute in order; beyond the end is the end. */
export function moveValue(
  { attribute, values }: { attribute: Attribute; values: readonly AttributeValue[] },
  { valueId, to }: ParsedInput<'annotation.moveValue'>,
): Decision {
  const moved = values.find(({ id }) => id === valueId);
  if (!moved) throw new Error(`value ${valueId} is not among the ${values.length} of ${attribute.id}`);
  const others = values.filter(({ id }) => id !== valueId);
  const updated = others
    .toSpliced(to, 0, moved)
    .map((value, position) => updateOf<'attribute_value'>(value, { position }));
  return decide(`Change the order of ${slotName(attribute)}`, { updated: updatesOf(...updated) });
}

export interface AboutSlot extends AboutValues {
  article: ArticleWithText;
  /** All other names of actors and concepts, when the words themselves are to be looked up. */
  actorAliases: readonly ActorAlias[];
  conceptAliases: readonly ConceptAlias[];
  /** Other annotations with a span that holds all of the words, the shortest first. */
  around: readonly Annotation[];
}

/**
 * Gives an attribute what the words say, bound to these words: the actor or concept of exactly this name, or
 * a new one; the annotation that the words lie in; else the words as they are. A value that is there already
 * gets the words; one more is added at the end, or takes the place of the old where there can be only one. Several values, as
 * "A and B" gives them, share the words.
 */
export function assignToSlot(
  about: AboutSlot,
  input: ParsedInput<'annotation.assignToSlot'>,
  env: CommandEnv,
): Decision {
  const { annotation, code, attribute, article } = about;
  if (attribute.codeId !== annotation.codeId) {
    return invalid(`${attribute.name} is not an attribute of ${code.name}.`);
  }
  const evidence = evidenceIn(article.text, input.range);
  if (!evidence.ok) return evidence;
  let given = input.values;
  if (!given) {
    const said = saidBy(evidence.value.evidenceQuote ?? '', about);
    if (!said.ok) return said;
    given = [said.value];
  }
  if (given.length > 1 && !attribute.many) {
    return refuse(`${attribute.name} takes one value, not ${given.length}.`);
  }
  const created: (Actor | Concept)[] = [];
  const bound: AttributeValue[] = [];
  const added: AttributeValue[] = [];
  const kept = attribute.many ? about.values : [];
  let position = Math.max(-1, ...kept.map((value) => value.position)) + 1;
  for (const value of given) {
    const content = contentOf(value, about, created, env);
    if (!content.ok) return content;
    const isSame = (other: AttributeValue): boolean => holds(other, content.value);
    const old = about.values.find(isSame);
    if (old && !bound.includes(old)) bound.push(old);
    else if (!old && !added.some(isSame)) {
      added.push({ ...newValue(annotation, attribute, position++, content.value, env), ...evidence.value });
    }
  }
  return decide(`Assign words to ${slotName(attribute)}`, {
    added: [...created, ...added],
    updated: updatesOf(...bound.map((old) => updateOf<'attribute_value'>(old, evidence.value))),
    removed: added.length > 0 ? about.values.filter((value) => !kept.includes(value)) : [],
  });
}

/** The longest that a name may be, in code units, as the records have it. */
const longestName = 10_000;

/** What words say in answer to an attribute. */
function saidBy(words: string, about: AboutSlot): Result<ValueInput> {
  const { attribute, choices } = about;
  const name = words.replaceAll(/\s+/g, ' ');
  const shown = `“${shorten(name)}”`;
  switch (attribute.kind) {
    case 'text':
      return ok({ text: words });
    case 'number': {
      const number = numberIn(name);
      return number.ok ? ok({ number: number.value }) : number;
    }
    case 'date': {
      const date = partialDate.safeParse(name);
      return date.success
        ? ok({ date: date.data })
        : refuse(`${shown} is not a date as 2020, 2020-08 or 2020-08-03. Type it into ${attribute.name}.`);
    }
    case 'choice': {
      const choice = choices.find((entry) => nameKey(entry.name) === nameKey(name));
      return choice
        ? ok({ choiceId: choice.id })
        : refuse(`${shown} is not one of the choices of ${attribute.name}. Choose one first.`);
    }
    case 'annotation': {
      const fits = (other: Annotation): boolean =>
        other.id !== about.annotation.id &&
        (attribute.targetCodeId === null || other.codeId === attribute.targetCodeId);
      const target = about.around.find(fits);
      return target
        ? ok({ targetAnnotationId: target.id })
        : refuse(`These words lie in nothing that ${attribute.name} can point to. Tag them first.`);
    }
    case 'actor':
    case 'concept':
      break;
  }
  const isActor = attribute.kind === 'actor';
  const [found, another] = isActor
    ? idsCalled(name, about.actors, about.actorAliases)
    : idsCalled(name, about.concepts, about.conceptAliases);
  if (another !== undefined) {
    return refuse(`Several ${attribute.kind}s are called ${shown}. Choose one in ${attribute.name}.`);
  }
  if (found !== undefined) return ok(isActor ? { actorId: found } : { conceptId: found });
  if (name.length > longestName) {
    return refuse(`These words are too long for a name: ${name.length} characters, at most ${longestName}.`);
  }
  return ok(isActor ? { newActor: { name, kind: actorKindOf(name) } } : { newConcept: { name } });
}

/** What tagging "as that one" is decided from. */
export interface AboutContinuing {
  article: ArticleWithText;
  code: Code;
  /** The values of the annotation to go on from, in order. */
  values: readonly AttributeValue[];
  /** The attributes of the code, and the choices of all of them. */
  attributes: readonly Attribute[];
  choices: readonly Choice[];
  /** As `tag` has them. */
  tagged: readonly Pick<Span, 'annotationId' | 'startOffset' | 'endOffset'>[];
  reading: Reading | null;
}

/**
 * The same speaker goes on: further words are tagged with the same code, speakers and form.
 * What the words are about, for or against, is not carried on: every statement says it anew.
 */
export function continueFrom(
  about: AboutContinuing,
  { annotationId, range }: ParsedInput<'annotation.continue'>,
  env: CommandEnv,
): Decision {
  const { article, code, attributes, choices } = about;
  const tagged = tag(about, { annotationId, articleId: article.id, codeId: code.id, ranges: [range] }, env);
  if (!tagged.ok) return tagged;
  const isForm = ({ id, kind }: Attribute): boolean =>
    kind === 'choice' && !choices.some(({ attributeId, number }) => attributeId === id && number !== null);
  const asked = askedOf(attributes, code.id);
  const carried = new Set(asked.filter(isForm).map(({ id }) => id));
  const speaker = speakerAttribute(asked);
  if (speaker) carried.add(speaker.id);
  const copies = copiesOf(about.values, carried, annotationId, env);
  const { change } = tagged.value;
  return decide(`Same again: ${shorten(code.name)}`, { ...change, added: [...change.added, ...copies] });
}

/** Fills what is empty with the values of another annotation of the same code; targets are not carried over. */
export function fillFrom(
  about: {
    annotation: Annotation;
    from: Annotation;
    code: Code;
    attributes: readonly Attribute[];
    /** The values that the annotation has, and those of `from`. */
    values: readonly AttributeValue[];
    others: readonly AttributeValue[];
  },
  env: CommandEnv,
): Decision {
  const { annotation, from, code, values } = about;
  if (annotation.codeId !== from.codeId) {
    return refuse(`Only another ${shorten(code.name)} can be taken as the pattern.`);
  }
  const empty = askedOf(about.attributes, code.id).filter(
    ({ id, kind }) => kind !== 'annotation' && !values.some(({ attributeId }) => attributeId === id),
  );
  const added = copiesOf(about.others, new Set(empty.map(({ id }) => id)), annotation.id, env);
  return decide(`Fill in as the last ${shorten(code.name)}`, { added });
}

/** The same answers in another annotation, without their words: those belong to the other passage. */
const copiesOf = (
  values: readonly AttributeValue[],
  attributeIds: ReadonlySet<string>,
  annotationId: string,
  env: CommandEnv,
): AttributeValue[] =>
  values
    .filter(({ attributeId }) => attributeIds.has(attributeId))
    .map((value) => ({ ...value, ...withoutWords, inferred: false, id: env.newId(), annotationId }));
