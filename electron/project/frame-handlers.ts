/** The calls about frames: values with their words, continuing a speaker, and what is left to do. */
import type { Handlers, ParsedInput, frameInputs } from '../../shared/api';
import {
  type AboutSlot,
  assignToSlot,
  continueFrom,
  fillFrom,
  moveValue,
  setEvidence,
  setInferred,
} from '../../shared/commands-frames';
import { coderIn } from '../../shared/commands';
import type { Annotation, Attribute, AttributeValue } from '../../shared/records';
import { ok } from '../../shared/result';
import { listActors, listAliases } from '../db/actors';
import { annotationsAround, readAnnotation, taggedThere, valuesOf } from '../db/annotations';
import { readArticle, readReading } from '../db/articles';
import { listAttributes, listChoices } from '../db/codes';
import { listConceptAliases, listConcepts } from '../db/concepts';
import type { ReadableDb } from '../db/open';
import { readExisting } from '../db/read';
import { listWorklist } from '../db/worklist';
import { aboutValues } from './about-values';
import { takenId } from './annotation-handlers';
import { type Session, openedProject } from './session';
import { openedForWriting, write } from './write';

type FrameHandlers = Pick<Handlers, keyof typeof frameInputs>;

interface AboutValue {
  value: AttributeValue;
  attribute: Attribute;
  annotation: Annotation;
}

function aboutValue(db: ReadableDb, valueId: string): AboutValue {
  const value = readExisting(db, 'attribute_value', valueId);
  return {
    value,
    attribute: readExisting(db, 'attribute', value.attributeId),
    annotation: readAnnotation(db, value.annotationId),
  };
}

const articleOfValue = (valueId: string) => (db: ReadableDb) => aboutValue(db, valueId).annotation.articleId;

/** Without a value the words are looked up, for which the whole list of their kind is read. */
function aboutSlot(db: ReadableDb, input: ParsedInput<'annotation.assignToSlot'>): AboutSlot {
  const annotation = readAnnotation(db, input.annotationId);
  const attribute = readExisting(db, 'attribute', input.attributeId);
  const around = annotationsAround(db, annotation.articleId, input.range);
  const about = aboutValues(db, annotation, attribute, input.values ?? []);
  const isLookedUp = (kind: Attribute['kind']): boolean => !input.values && attribute.kind === kind;
  return {
    ...about,
    ...(isLookedUp('actor') ? { actors: listActors(db) } : {}),
    ...(isLookedUp('concept') ? { concepts: listConcepts(db) } : {}),
    // The annotation that the words lie in is looked for here as well, and is a target like one given by id.
    ...(isLookedUp('annotation') && around.length > 0
      ? aboutValues(
          db,
          annotation,
          attribute,
          around.map(({ id }) => ({ targetAnnotationId: id })),
        )
      : {}),
    actorAliases: isLookedUp('actor') ? listAliases(db) : [],
    conceptAliases: isLookedUp('concept') ? listConceptAliases(db) : [],
    article: readArticle(db, annotation.articleId),
    around,
  };
}

export const frameHandlers = (session: Session): FrameHandlers => ({
  'annotation.setEvidence': (input) =>
    write(
      session,
      (db) => {
        const about = aboutValue(db, input.valueId);
        return setEvidence({ ...about, article: readArticle(db, about.annotation.articleId) }, input);
      },
      articleOfValue(input.valueId),
    ),

  'annotation.setInferred': (input) =>
    write(session, (db) => setInferred(aboutValue(db, input.valueId), input), articleOfValue(input.valueId)),

  'annotation.moveValue': (input) =>
    write(
      session,
      (db) => {
        const { attribute, annotation } = aboutValue(db, input.valueId);
        const values = valuesOf(db, annotation.id).filter(({ attributeId }) => attributeId === attribute.id);
        return moveValue({ attribute, values }, input);
      },
      articleOfValue(input.valueId),
    ),

  'annotation.assignToSlot': (input) =>
    write(
      session,
      (db, env) => assignToSlot(aboutSlot(db, input), input, env),
      (db) => readAnnotation(db, input.annotationId).articleId,
    ),

  'annotation.continue': (input) => {
    const { db } = openedForWriting(session);
    const from = readAnnotation(db, input.fromId);
    const { articleId, codeId } = from;
    return write(
      session,
      (_, env) => {
        const taken = takenId(db, [input.annotationId]);
        if (taken) return taken;
        const article = readArticle(db, articleId);
        return continueFrom(
          {
            article,
            code: readExisting(db, 'code', codeId),
            values: valuesOf(db, from.id),
            attributes: listAttributes(db),
            choices: listChoices(db),
            tagged: taggedThere(db, article, [input.range], {
              articleId,
              codeId,
              coderId: coderIn(env, articleId),
            }),
            reading: readReading(db, articleId, coderIn(env, articleId)),
          },
          input,
          env,
        );
      },
      articleId,
    );
  },

  'annotation.fillFrom': (input) =>
    write(
      session,
      (db, env) => {
        const annotation = readAnnotation(db, input.annotationId);
        return fillFrom(
          {
            annotation,
            from: readAnnotation(db, input.fromId),
            code: readExisting(db, 'code', annotation.codeId),
            attributes: listAttributes(db),
            values: valuesOf(db, annotation.id),
            others: valuesOf(db, input.fromId),
          },
          env,
        );
      },
      (db) => readAnnotation(db, input.annotationId).articleId,
    ),

  'worklist.list': (input) => ok(listWorklist(openedProject(session).db, input)),
});
