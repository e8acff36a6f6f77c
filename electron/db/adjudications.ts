/** Decisions about disagreements, with what they made in gold. */
import type { Links, Made } from '../../shared/gold-layer';
import type { CodedAnnotation } from '../../shared/formats/dataset';
import type { Adjudication, AdjudicationPart, Annotation } from '../../shared/records';
import { valuesPointingAt } from './annotations';
import { goldIn } from './double-codings';
import type { ReadableDb } from './open';
import { readAll, readEach, readExisting, readOne } from './read';
import { statement } from './statement';

/** An annotation with its words and values, these in the order of the codebook. */
export function codedAnnotation(db: ReadableDb, annotation: Annotation): CodedAnnotation {
  return {
    annotation,
    spans: readAll(db, 'span', 'WHERE annotation_id = ? ORDER BY start_offset', annotation.id),
    values: readAll(
      db,
      'attribute_value',
      `JOIN attribute ON attribute.id = attribute_id WHERE annotation_id = ?
       ORDER BY attribute.position, attribute_id, attribute_value.position, attribute_value.id`,
      annotation.id,
    ),
  };
}

export const listAdjudications = (db: ReadableDb): Adjudication[] =>
  readAll(db, 'adjudication', 'ORDER BY created_at, id');

/** The parts of all decisions, each decision's in the order of their making. */
export const listParts = (db: ReadableDb): AdjudicationPart[] =>
  readAll(db, 'adjudication_part', 'ORDER BY id');

const partsOf = (db: ReadableDb, adjudicationId: string): AdjudicationPart[] =>
  readAll(db, 'adjudication_part', 'WHERE adjudication_id = ? ORDER BY id', adjudicationId);

function madeBy(db: ReadableDb, adjudication: Adjudication): Made {
  const parts = partsOf(db, adjudication.id);
  const made = parts.filter(({ role }) => role === 'made').map(({ annotationId }) => annotationId);
  return {
    adjudication,
    parts,
    gold: readEach(db, 'annotation', made).map((annotation) => codedAnnotation(db, annotation)),
  };
}

/** @throws FailureError `not-found` */
export const readDecision = (db: ReadableDb, id: string): Made =>
  madeBy(db, readExisting(db, 'adjudication', id));

/** The decisions that looked at any of these annotations. */
export function decisionsAbout(db: ReadableDb, annotationIds: readonly string[]): Made[] {
  const ids = new Set(
    annotationIds.flatMap((id) =>
      readAll(db, 'adjudication_part', "WHERE annotation_id = ? AND role = 'considered'", id).map(
        ({ adjudicationId }) => adjudicationId,
      ),
    ),
  );
  return readEach(db, 'adjudication', [...ids].toSorted()).map((adjudication) => madeBy(db, adjudication));
}

/** How annotations of coders and those of gold hang together. */
export function linksIn(db: ReadableDb): Links {
  const goldId = goldIn(db)?.id ?? null;
  return {
    goldOf: (annotationId) => {
      const taken = readOne(
        db,
        'adjudication_part',
        "WHERE annotation_id = ? AND role = 'taken' ORDER BY id DESC",
        annotationId,
      );
      return taken ? copyOf(partsOf(db, taken.adjudicationId), annotationId) : null;
    },
    pointingAt: (annotationId) => valuesPointingAt(db, annotationId),
    isGold: (annotationId) =>
      goldId !== null &&
      statement(db, 'SELECT 1 FROM annotation WHERE id = ? AND coder_id = ?').get(annotationId, goldId) !==
        undefined,
  };
}

/** Of what was taken and made in turn, what was made of this one. Where all agreed, one was made of all. */
function copyOf(parts: readonly AdjudicationPart[], annotationId: string): string | null {
  const of = (role: AdjudicationPart['role']): string[] =>
    parts.filter((part) => part.role === role).map((part) => part.annotationId);
  const made = of('made');
  return made.length === 1 ? made[0]! : (made[of('taken').indexOf(annotationId)] ?? null);
}

/** Whether an annotation was changed after a time: ISO 8601 in UTC. */
export const changedSince = (db: ReadableDb, annotationId: string, at: string): boolean =>
  statement(
    db,
    `SELECT 1 FROM change_subject JOIN change ON seq = change_seq
     WHERE subject_id = ? AND named = 0 AND at > ? LIMIT 1`,
  ).get(annotationId, at) !== undefined;
