/** The calls about the attributes of codes and about the choices that they offer. */
import type { Handlers, ParsedInput, ValuePlan } from '../../shared/api';
import {
  createAttribute,
  moveAttribute,
  removeAttribute,
  retireAttribute,
  updateAttribute,
} from '../../shared/commands-attributes';
import { createChoice, moveChoice, removeChoice, updateChoice } from '../../shared/commands-choices';
import { type AboutKind, planKind, setKind } from '../../shared/commands-kinds';
import type { Choice } from '../../shared/records';
import { ok } from '../../shared/result';
import { listActors, listAliases } from '../db/actors';
import { crowdedBy, valuesOfAttribute, valuesOfChoice, wording } from '../db/code-use';
import { attributesOf, choicesOf } from '../db/codes';
import { listConceptAliases, listConcepts } from '../db/concepts';
import type { ReadableDb } from '../db/open';
import { readEach, readExisting } from '../db/read';
import { byId, listLost, targetsOf } from './code-handlers';
import { valuesIn } from '../db/sight';
import { refuseHidden } from './sight';
import { type Session, openedProject } from './session';
import { write } from './write';

type AttributeHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `attribute.${string}`> | Extract<keyof Handlers, `choice.${string}`>
>;

type KindInput = ParsedInput<'attribute.planKind'>;

function aboutKind(db: ReadableDb, { attributeId, kind, targetCodeId }: KindInput): AboutKind {
  const attribute = readExisting(db, 'attribute', attributeId);
  if (targetCodeId !== null) readExisting(db, 'code', targetCodeId);
  const values = valuesOfAttribute(db, attributeId);
  return {
    attribute,
    values,
    annotations: byId(
      readEach(
        db,
        'annotation',
        values.map(({ annotationId }) => annotationId),
      ),
    ),
    targets: targetsOf(db, values),
    choices: choicesOf(db, attributeId),
    actors: kind === 'actor' ? listActors(db) : [],
    actorAliases: kind === 'actor' ? listAliases(db) : [],
    concepts: kind === 'concept' ? listConcepts(db) : [],
    conceptAliases: kind === 'concept' ? listConceptAliases(db) : [],
    attributeName: () => attribute.name,
    wordsOf: wording(db),
  };
}

function planOf(session: Session, input: KindInput): ValuePlan {
  const { db } = openedProject(session);
  const { options } = session;
  // Nothing is written: the ids of what would be created are forgotten.
  const env = { now: options.now(), newId: options.newId, coderId: '' };
  const about = aboutKind(db, input);
  const seen = { ...about, values: valuesIn(db, about.values) };
  const { follow, lost, missing } = planKind(seen, input, env);
  return { follow: follow.length, lostCount: lost.length, lost: listLost(db, lost), missing };
}

/** A choice with all choices of its attribute. */
const withSiblings = (db: ReadableDb, choiceId: string): [Choice, Choice[]] => {
  const choice = readExisting(db, 'choice', choiceId);
  return [choice, choicesOf(db, choice.attributeId)];
};

export const attributeHandlers = (session: Session): AttributeHandlers => ({
  'attribute.create': (input) =>
    write(session, (db) => {
      const code = readExisting(db, 'code', input.codeId);
      const [known] = readEach(db, 'attribute', [input.attributeId]);
      return createAttribute(code, attributesOf(db, code.id), input, known);
    }),

  'attribute.update': (input) =>
    write(session, (db) => {
      const attribute = readExisting(db, 'attribute', input.attributeId);
      const about = {
        code: readExisting(db, 'code', attribute.codeId),
        attributes: attributesOf(db, attribute.codeId),
        crowded: crowdedBy(db, attribute.id),
      };
      return updateAttribute(attribute, about, input);
    }),

  'attribute.move': (input) =>
    write(session, (db) => {
      const attribute = readExisting(db, 'attribute', input.attributeId);
      return moveAttribute(attribute, attributesOf(db, attribute.codeId), input);
    }),

  'attribute.retire': (input) =>
    write(session, (db) => retireAttribute(readExisting(db, 'attribute', input.attributeId), input)),

  'attribute.remove': (input) =>
    write(session, (db) => {
      const attribute = readExisting(db, 'attribute', input.attributeId);
      const about = { choices: choicesOf(db, attribute.id), values: valuesOfAttribute(db, attribute.id) };
      return refuseHidden(db, about.values) ?? removeAttribute(attribute, about, input);
    }),

  'attribute.planKind': (input) => ok(planOf(session, input)),

  'attribute.setKind': (input) =>
    write(session, (db, env) => {
      const about = aboutKind(db, input);
      return refuseHidden(db, planKind(about, input, env).lost) ?? setKind(about, input, env);
    }),

  'choice.create': (input) =>
    write(session, (db) => {
      const attribute = readExisting(db, 'attribute', input.attributeId);
      const [known] = readEach(db, 'choice', [input.choiceId]);
      return createChoice(attribute, choicesOf(db, attribute.id), input, known);
    }),

  'choice.update': (input) =>
    write(session, (db) => updateChoice(...withSiblings(db, input.choiceId), input)),

  'choice.move': (input) => write(session, (db) => moveChoice(...withSiblings(db, input.choiceId), input)),

  'choice.remove': (input) =>
    write(session, (db) => {
      const values = valuesOfChoice(db, input.choiceId);
      return (
        refuseHidden(db, values) ?? removeChoice(readExisting(db, 'choice', input.choiceId), values, input)
      );
    }),
});
