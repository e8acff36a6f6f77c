/** What the commands about attribute values are decided from, as the file has it. */
import type { ValueInput } from '../../shared/api';
import type { AboutValues } from '../../shared/commands-values';
import type { Annotation, Attribute } from '../../shared/records';
import { listActors } from '../db/actors';
import { idsLeadingTo, valuesOf } from '../db/annotations';
import { choicesOf } from '../db/codes';
import { listConcepts } from '../db/concepts';
import type { ReadableDb } from '../db/open';
import { readEach, readExisting } from '../db/read';

/** The long lists of actors and concepts are read only when an input names a new one. */
export function aboutValues(
  db: ReadableDb,
  annotation: Annotation,
  attribute: Attribute,
  inputs: readonly ValueInput[],
): AboutValues {
  const named = { actors: [] as string[], concepts: [] as string[], targets: [] as string[] };
  for (const value of inputs) {
    if ('actorId' in value) named.actors.push(value.actorId);
    if ('conceptId' in value) named.concepts.push(value.conceptId);
    if ('targetAnnotationId' in value) named.targets.push(value.targetAnnotationId);
  }
  return {
    annotation,
    attribute,
    code: readExisting(db, 'code', annotation.codeId),
    values: valuesOf(db, annotation.id).filter(({ attributeId }) => attributeId === attribute.id),
    choices: choicesOf(db, attribute.id),
    actors: inputs.some((value) => 'newActor' in value)
      ? listActors(db)
      : readEach(db, 'actor', named.actors),
    concepts: inputs.some((value) => 'newConcept' in value)
      ? listConcepts(db)
      : readEach(db, 'concept', named.concepts),
    targets: readEach(db, 'annotation', named.targets),
    leadingHere: named.targets.length > 0 ? idsLeadingTo(db, annotation.id) : new Set(),
  };
}
