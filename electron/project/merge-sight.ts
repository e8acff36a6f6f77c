/**
 * What of a merge may be shown to the one who looks. Articles that are coded twice and not finished by all are merged
 * like all others, but nothing that is told of a merge, no list and no count, says what was done in them.
 */
import type { MergePreview } from '../../shared/api-merge';
import { applyTo, type Change, emptyRecords } from '../../shared/changes';
import { type Sight, seesAll, sightOf } from '../../shared/double-coding';
import type { MergePlan } from '../../shared/merge/merge-plan';
import type { AnyRecord, RecordType } from '../../shared/records';
import { fieldsOf } from '../../shared/references';
import { wholeInFile } from '../db/change-subjects';
import { doubleCodingsOf } from '../db/double-codings';
import type { ReadableDb } from '../db/open';
import { readAll } from '../db/read';
import { setSight } from '../db/sight';
import { openedProject, type Session } from './session';
import { lookingPerson } from './sight';

/**
 * The articles in which work is hidden now, or will be when the merge has brought in a double coding of theirs, by the
 * ids that they have here.
 */
export function hiddenArticles(session: Session, plan: MergePlan): ReadonlySet<string> {
  const now = new Set(session.sight.curtains.keys());
  if (session.options.seesAll || !bringsDoubleCoding(plan.change)) return now;
  const { curtains } = sightAfter(session, plan.change);
  return new Set([...now, ...curtains.keys()]);
}

const bringsDoubleCoding = ({ added }: Change): boolean => added.some(({ type }) => type === 'assignment');

function sightAfter(session: Session, change: Change): Sight {
  const project = openedProject(session);
  const { db } = project;
  const deciding: ReadonlySet<RecordType> = new Set(['coder', 'reading', 'double_coding', 'assignment']);
  const before = doubleCodingsOf(db);
  const byIds = <T extends AnyRecord>(records: readonly T[]) =>
    new Map(records.map((record) => [record.id, record]));
  const records = applyTo(
    {
      ...emptyRecords(),
      coder: byIds(before.coders),
      reading: byIds(readAll(db, 'reading')),
      double_coding: byIds(before.doubleCodings),
      assignment: byIds(before.assignments),
    },
    {
      added: change.added.filter(({ type }) => deciding.has(type)),
      updated: change.updated.filter(({ type }) => deciding.has(type)),
      removed: change.removed.filter(({ type }) => deciding.has(type)),
    },
  );
  return sightOf(
    {
      coders: [...records.coder.values()],
      doubleCodings: [...records.double_coding.values()],
      assignments: [...records.assignment.values()],
      readings: [...records.reading.values()],
    },
    lookingPerson(project, session),
  );
}

/** Shows of their file only what may be seen here: what is hidden are others' annotations, readings and lines. */
export function lookAtTheirs(
  theirs: ReadableDb,
  { articleIds, matches }: MergePlan,
  hidden: ReadonlySet<string>,
  personId: string | null,
): void {
  const ownId =
    personId === null
      ? null
      : (matches.find(({ type, mine }) => type === 'coder' && mine?.id === personId)?.id ?? null);
  const curtains = new Map(
    [...hidden].map((id) => [articleIds.get(id) ?? id, { coderId: ownId, since: null }]),
  );
  setSight(theirs, { ...seesAll, curtains }, ownId);
}

type Fields = Readonly<Record<string, unknown>>;

/** How many records outside these articles a merge adds, changes and removes. */
export function changesOutside(
  db: ReadableDb,
  { added, updated, removed }: Change,
  hidden: ReadonlySet<string>,
): MergePreview['changes'] {
  if (hidden.size === 0) return { added: added.length, updated: updated.length, removed: removed.length };
  /** The articles of annotations that come: they are not in the file yet. */
  const coming = new Map<unknown, string>();
  for (const record of added) if (record.type === 'annotation') coming.set(record.id, record.articleId);
  const ofAnnotation = (id: unknown): unknown =>
    coming.get(id) ?? (typeof id === 'string' ? wholeInFile(db, 'annotation', id) : null);
  const articleOf = (type: RecordType, id: string, fields: Fields): unknown => {
    if (type === 'article') return id;
    if (type === 'annotation') return ofAnnotation(id);
    if (type === 'reading') return fields.articleId ?? wholeInFile(db, type, id);
    if (type === 'span' || type === 'attribute_value')
      return ofAnnotation(fields.annotationId ?? wholeInFile(db, type, id));
    if (type === 'foreign_id' && fields.recordType === 'annotation') return ofAnnotation(fields.recordId);
    return type === 'question' || type === 'adjudication' ? fields.articleId : null;
  };
  const isOutside = (type: RecordType, id: string, fields: Fields): boolean => {
    const articleId = articleOf(type, id, fields);
    return typeof articleId !== 'string' || !hidden.has(articleId);
  };
  const count = (records: readonly AnyRecord[]): number =>
    records.filter((record) => isOutside(record.type, record.id, fieldsOf(record))).length;
  return {
    added: count(added),
    updated: updated.filter(({ type, id, from }) => isOutside(type, id, from)).length,
    removed: count(removed),
  };
}
