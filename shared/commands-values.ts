/** The values of an annotation's attributes: who, to whom, about what, for or against. */
import type { ParsedInput, ValueInput } from './api';
import { type CommandEnv, type Decision, decide, invalid, refuse, shorten, updatesOf } from './commands';
import { newActor } from './commands-actors';
import { newConcept } from './commands-concepts';
import { updateOf } from './changes';
import {
  type Actor,
  type Annotation,
  type Attribute,
  type AttributeKind,
  type AttributeValue,
  type Choice,
  type Code,
  type Concept,
  saysNothing,
} from './records';
import { idsCalled, taken } from './registry';
import { type Result, ok } from './result';

export interface AboutValues {
  annotation: Annotation;
  code: Code;
  attribute: Attribute;
  /** The values of this attribute so far, in order. */
  values: readonly AttributeValue[];
  choices: readonly Choice[];
  /** Those that the input names by id; all of them when it names a new one. */
  actors: readonly Actor[];
  concepts: readonly Concept[];
  /** The annotations that the input names as targets. */
  targets: readonly Annotation[];
  /** Ids of the annotations from which targets lead, over any number of steps, to this annotation. */
  leadingHere: ReadonlySet<string>;
}

/** The one field of an attribute value that says something. */
export type Content =
  | Pick<AttributeValue, 'text'>
  | Pick<AttributeValue, 'number'>
  | Pick<AttributeValue, 'date'>
  | Pick<AttributeValue, 'choiceId'>
  | Pick<AttributeValue, 'actorId'>
  | Pick<AttributeValue, 'conceptId'>
  | Pick<AttributeValue, 'targetAnnotationId'>;

/** What a person would say that an attribute of this kind takes. */
const kindNames: Record<AttributeKind, string> = {
  text: 'a text',
  number: 'a number',
  date: 'a date',
  choice: 'one of its choices',
  actor: 'an actor',
  concept: 'a concept',
  annotation: 'an annotation',
};

function kindOf(input: ValueInput): AttributeKind {
  if ('text' in input) return 'text';
  if ('number' in input) return 'number';
  if ('date' in input) return 'date';
  if ('choiceId' in input) return 'choice';
  if ('actorId' in input || 'newActor' in input) return 'actor';
  return 'targetAnnotationId' in input ? 'annotation' : 'concept';
}

/** `Speaker` within a sentence: `speaker`; but `EU position` stays. */
export const inSentence = (name: string): string =>
  /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);

/**
 * Replaces all values of one attribute, in order. A value that stays keeps its record, and with it its
 * evidence. A new actor or concept is made in the same change, unless one of exactly that name is there; a
 * name that only looks like another one is refused, as it is in the registry.
 */
export function setValues(
  about: AboutValues,
  { values: inputs }: ParsedInput<'annotation.setValues'>,
  env: CommandEnv,
): Decision {
  const { annotation, code, attribute } = about;
  if (attribute.codeId !== annotation.codeId) {
    return invalid(`${attribute.name} is not an attribute of ${code.name}.`);
  }
  if (inputs.length > 1 && !attribute.many) {
    return refuse(`${attribute.name} takes one value, not ${inputs.length}.`);
  }
  const created: (Actor | Concept)[] = [];
  const contents = new Map<string, Content>();
  for (const input of inputs) {
    const content = contentOf(input, about, created, env);
    if (!content.ok) return content;
    contents.set(JSON.stringify(content.value), content.value);
  }
  const kept = new Map<string, number>();
  const added: AttributeValue[] = [];
  for (const [position, content] of [...contents.values()].entries()) {
    const old = about.values.find((value) => !kept.has(value.id) && holds(value, content));
    if (old) kept.set(old.id, position);
    else added.push(newValue(annotation, attribute, position, content, env));
  }
  const label = `${inputs.length === 0 ? 'Clear' : 'Set'} ${shorten(inSentence(attribute.name))}`;
  return decide(label, {
    added: [...created, ...added],
    updated: updatesOf(
      ...about.values.map((value) =>
        updateOf<'attribute_value'>(value, { position: kept.get(value.id) ?? value.position }),
      ),
    ).filter(({ id }) => kept.has(id)),
    removed: about.values.filter(({ id }) => !kept.has(id)),
  });
}

/** Whether a value says this. */
export const holds = (value: AttributeValue, content: Content): boolean =>
  Object.entries(content).every(([key, part]) => value[key as keyof AttributeValue] === part);

/** A value that is not bound to words yet. */
export const newValue = (
  annotation: Annotation,
  attribute: Attribute,
  position: number,
  content: Content,
  env: CommandEnv,
): AttributeValue => ({
  type: 'attribute_value',
  id: env.newId(),
  annotationId: annotation.id,
  attributeId: attribute.id,
  position,
  ...saysNothing,
  ...content,
  inferred: false,
  evidenceStart: null,
  evidenceEnd: null,
  evidenceQuote: null,
});

/** What an input says, once it is known to fit. New actors and concepts are put into `created`. */
export function contentOf(
  input: ValueInput,
  about: AboutValues,
  created: (Actor | Concept)[],
  env: CommandEnv,
): Result<Content> {
  const { attribute } = about;
  const kind = kindOf(input);
  if (kind !== attribute.kind) {
    return invalid(`${attribute.name} takes ${kindNames[attribute.kind]}, not ${kindNames[kind]}.`);
  }
  if ('text' in input && input.text.trim() === '') {
    return invalid(`${attribute.name} takes a text, not only white space.`);
  }
  if ('choiceId' in input) {
    const choice = about.choices.find(({ id }) => id === input.choiceId);
    if (choice?.attributeId !== attribute.id) {
      return invalid(`This is not one of the choices of ${attribute.name}.`);
    }
  }
  if ('actorId' in input && !about.actors.some(({ id }) => id === input.actorId)) {
    return goneFrom(attribute, 'actor');
  }
  if ('conceptId' in input && !about.concepts.some(({ id }) => id === input.conceptId)) {
    return goneFrom(attribute, 'concept');
  }
  if ('targetAnnotationId' in input) return targetOf(input.targetAnnotationId, about);
  if ('newActor' in input) {
    const { name, kind: actorKind } = input.newActor;
    const known = [...about.actors, ...created];
    const [same] = idsCalled(name, known, []);
    if (same !== undefined) return ok({ actorId: same });
    const refusal = taken('actor', name, known);
    if (refusal) return refusal;
    const actor = newActor(name, actorKind, env);
    created.push(actor);
    return ok({ actorId: actor.id });
  }
  if ('newConcept' in input) {
    const { name } = input.newConcept;
    const known = [...about.concepts, ...created];
    const [same] = idsCalled(name, known, []);
    if (same !== undefined) return ok({ conceptId: same });
    const refusal = taken('concept', name, known);
    if (refusal) return refusal;
    const concept = newConcept(name, env);
    created.push(concept);
    return ok({ conceptId: concept.id });
  }
  return ok(input);
}

const goneFrom = ({ name }: Attribute, what: string): Result<never> => ({
  ok: false,
  error: {
    code: 'not-found',
    message: `The ${what} chosen for ${name} is not in this project any more. Choose another.`,
  },
});

function targetOf(id: string, about: AboutValues): Result<Content> {
  const { attribute, annotation } = about;
  const target = about.targets.find((entry) => entry.id === id);
  if (!target) return goneFrom(attribute, 'annotation');
  if (target.id === annotation.id) return refuse(`${attribute.name} cannot be the annotation itself.`);
  if (attribute.targetCodeId !== null && target.codeId !== attribute.targetCodeId) {
    return refuse(`${attribute.name} takes annotations of another code.`);
  }
  if (about.leadingHere.has(target.id)) {
    return refuse(`${attribute.name} cannot be this annotation, because it leads back to the one you edit.`);
  }
  return ok({ targetAnnotationId: target.id });
}
