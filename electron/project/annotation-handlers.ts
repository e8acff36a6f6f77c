/** The calls about annotations: read what the command needs, let it decide, write. */
import type { Handlers, ParsedInput, annotationInputs } from '../../shared/api';
import { squash } from '../../shared/changes';
import {
  type AboutSpans,
  addSpan,
  moveSpan,
  recode,
  removeAnnotations,
  removeSpan,
  setExample,
  setNote,
  setReview,
  tag,
} from '../../shared/commands-annotations';
import { type CommandEnv, type Decision, coderIn, decide, invalid } from '../../shared/commands';
import { tagMany } from '../../shared/commands-tag-many';
import { setValues } from '../../shared/commands-values';
import type { Model } from '../../shared/copied-evidence';
import type { Annotation, Code } from '../../shared/records';
import { listActors } from '../db/actors';
import {
  codesOnWords,
  readAnnotation,
  spansOf,
  taggedThere,
  valuesOf,
  valuesPointingAt,
} from '../db/annotations';
import { readArticle, readReading } from '../db/articles';
import { listAttributes, listChoices } from '../db/codes';
import { listConcepts } from '../db/concepts';
import type { ReadableDb } from '../db/open';
import { readEach, readExisting } from '../db/read';
import { aboutValues } from './about-values';
import type { Session } from './session';
import { openedForWriting, write } from './write';

type AnnotationHandlers = Pick<Handlers, keyof typeof annotationInputs>;

const articleIdOf = (annotationId: string) => (db: ReadableDb) => readAnnotation(db, annotationId).articleId;

function aboutSpans(db: ReadableDb, annotationId: string): AboutSpans {
  const annotation = readAnnotation(db, annotationId);
  return {
    annotation,
    article: readArticle(db, annotation.articleId),
    code: readExisting(db, 'code', annotation.codeId),
    spans: spansOf(db, annotationId),
  };
}

function annotationAndCode(db: ReadableDb, annotationId: string): { annotation: Annotation; code: Code } {
  const annotation = readAnnotation(db, annotationId);
  return { annotation, code: readExisting(db, 'code', annotation.codeId) };
}

function modelOf(db: ReadableDb, annotationId: string): Model {
  const { articleId } = readAnnotation(db, annotationId);
  return {
    text: readArticle(db, articleId).text,
    spans: spansOf(db, annotationId),
    values: valuesOf(db, annotationId),
  };
}

/** A refusal where one of these ids, which the window chooses, is that of an annotation already; else null. */
export function takenId(db: ReadableDb, annotationIds: readonly string[]): Decision | null {
  return readEach(db, 'annotation', annotationIds).length === 0
    ? null
    : invalid('Another annotation has this id already.');
}

/** The article of all these places; null when they are in several. */
function onlyOf(items: readonly { articleId: string }[]): string | null {
  const [first, ...others] = new Set(items.map(({ articleId }) => articleId));
  return others.length === 0 ? (first ?? null) : null;
}

/** The tagging together with what the words say at once. */
function withValues(
  db: ReadableDb,
  tagged: Decision,
  { annotationId, values = [] }: ParsedInput<'annotation.tag'>,
  env: CommandEnv,
): Decision {
  if (!tagged.ok) return tagged;
  let { change } = tagged.value;
  for (const { attributeId, values: inputs } of values) {
    const annotation = change.added.find((record) => record.type === 'annotation');
    if (!annotation) throw new Error(`tagging ${annotationId} adds no annotation`);
    const attribute = readExisting(db, 'attribute', attributeId);
    const about = aboutValues(db, annotation, attribute, inputs);
    const filled = setValues(about, { annotationId, attributeId, values: inputs }, env);
    if (!filled.ok) return filled;
    change = squash(change, filled.value.change);
  }
  return decide(tagged.value.label, change);
}

export const annotationHandlers = (session: Session): AnnotationHandlers => ({
  'annotation.tag': (input) =>
    write(
      session,
      (db, env) => {
        const taken = takenId(db, [input.annotationId]);
        if (taken) return taken;
        const article = readArticle(db, input.articleId);
        const code = readExisting(db, 'code', input.codeId);
        const tagged = taggedThere(db, article, input.ranges, {
          ...input,
          coderId: coderIn(env, article.id),
        });
        const reading = readReading(db, article.id, coderIn(env, article.id));
        return withValues(db, tag({ article, code, tagged, reading }, input, env), input, env);
      },
      input.articleId,
    ),

  'annotation.tagMany': (input) =>
    write(
      session,
      (db, env) => {
        const taken = takenId(
          db,
          input.items.map(({ annotationId }) => annotationId),
        );
        if (taken) return taken;
        const code = readExisting(db, 'code', input.codeId);
        const inputs = input.values.flatMap(({ values }) => values);
        return tagMany(
          {
            code,
            article: (id) => readArticle(db, id),
            isTagged: (articleId, range) =>
              codesOnWords(db, { articleId, coderId: coderIn(env, articleId) }, range).includes(code.id),
            reading:
              input.readingArticleId === null
                ? null
                : readReading(db, input.readingArticleId, coderIn(env, input.readingArticleId)),
            attributes: readEach(
              db,
              'attribute',
              input.values.map(({ attributeId }) => attributeId),
            ),
            choices: inputs.length > 0 ? listChoices(db) : [],
            actors: inputs.length > 0 ? listActors(db) : [],
            concepts: inputs.length > 0 ? listConcepts(db) : [],
            model: input.modelId === null ? null : modelOf(db, input.modelId),
          },
          input,
          env,
        );
      },
      onlyOf(input.items),
    ),

  'annotation.addSpan': (input) =>
    write(
      session,
      (db, env) => addSpan(aboutSpans(db, input.annotationId), input, env),
      articleIdOf(input.annotationId),
    ),

  'annotation.moveSpan': (input) => {
    const { annotationId } = readExisting(openedForWriting(session).db, 'span', input.spanId);
    return write(
      session,
      (db, env) => moveSpan(aboutSpans(db, annotationId), input, env),
      articleIdOf(annotationId),
    );
  },

  'annotation.removeSpan': (input) => {
    const { annotationId } = readExisting(openedForWriting(session).db, 'span', input.spanId);
    return write(
      session,
      (db, env) => removeSpan(aboutSpans(db, annotationId), input, env),
      articleIdOf(annotationId),
    );
  },

  'annotation.recode': (input) =>
    write(
      session,
      (db) => {
        const annotation = readAnnotation(db, input.annotationId);
        const values = valuesOf(db, annotation.id);
        return recode({
          annotation,
          from: readExisting(db, 'code', annotation.codeId),
          to: readExisting(db, 'code', input.codeId),
          attributes: listAttributes(db),
          choices: listChoices(db),
          values,
          pointing: valuesPointingAt(db, annotation.id),
          targets: readEach(
            db,
            'annotation',
            values.map(({ targetAnnotationId }) => targetAnnotationId).filter((id) => id !== null),
          ),
        });
      },
      articleIdOf(input.annotationId),
    ),

  'annotation.setNote': (input) =>
    write(
      session,
      (db) => setNote(annotationAndCode(db, input.annotationId), input),
      articleIdOf(input.annotationId),
    ),

  'annotation.setExample': (input) =>
    write(
      session,
      (db) => setExample(annotationAndCode(db, input.annotationId), input),
      articleIdOf(input.annotationId),
    ),

  'annotation.setReview': (input) =>
    write(
      session,
      (db) => setReview(annotationAndCode(db, input.annotationId), input),
      articleIdOf(input.annotationId),
    ),

  'annotation.setValues': (input) =>
    write(
      session,
      (db, env) => {
        const annotation = readAnnotation(db, input.annotationId);
        const attribute = readExisting(db, 'attribute', input.attributeId);
        return setValues(aboutValues(db, annotation, attribute, input.values), input, env);
      },
      articleIdOf(input.annotationId),
    ),

  'annotation.remove': ({ annotationIds }) =>
    write(
      session,
      (db) => {
        const annotations = [...new Set(annotationIds)].map((id) => readAnnotation(db, id));
        const values = annotations.flatMap(({ id }) => [...valuesOf(db, id), ...valuesPointingAt(db, id)]);
        return removeAnnotations({
          annotations,
          codes: readEach(
            db,
            'code',
            annotations.map(({ codeId }) => codeId),
          ),
          spans: annotations.flatMap(({ id }) => spansOf(db, id)),
          values: [...new Map(values.map((value) => [value.id, value])).values()],
        });
      },
      (db) => articleIdOf(annotationIds[0] ?? '')(db),
      annotationIds.length,
    ),
});
