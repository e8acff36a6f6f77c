/** The step of the history that an import is: what is taken in the staging area goes into the project. */
import type { Decision } from '../../shared/api-imports';
import { importArticles, type NewArticle } from '../../shared/commands-articles';
import type { ReportContents } from '../../shared/import-report';
import { FailureError, ok } from '../../shared/result';
import { applyLongChange } from '../db/apply-change';
import { readArticle } from '../db/articles';
import type { ReadableDb } from '../db/open';
import type { JobControls } from './jobs';
import type { Session } from './session';
import type { TakenRow } from './staged-contents';
import type { Staging } from './staging';
import { answerOf, openedForWriting } from './write';

/** The name of an import: its one file, or how many there are. */
const nameOf = (files: readonly { name: string }[]): string => {
  const [only, ...more] = files;
  if (!only || more.length > 0) return `${files.length.toLocaleString('en')} files`;
  return only.name === '' ? 'Pasted text' : only.name;
};

/** Writes what is taken. Cancelled or failed, nothing is written and the staging area stays as it is. */
export async function bringIn(session: Session, staging: Staging, { signal, progress }: JobControls) {
  const { db, env, changeId } = openedForWriting(session);
  const { contents: staged } = staging;
  const taken = staged.taken();
  if (taken.length === 0) {
    throw new FailureError({
      code: 'refused',
      message: 'There is nothing to bring in. Nothing was changed.',
    });
  }
  const idOfRow = new Map(taken.map(({ rowId }) => [rowId, env.newId()]));
  const decisionOf = new Map(taken.map(({ rowId, decision }) => [rowId, decision]));
  const copyOf = (row: TakenRow): string | null => {
    const original = originalOf(db, decisionOf, row);
    // A row that is left out after others were marked as its copies leaves them copies of nothing.
    return original && ('rowId' in original ? (idOfRow.get(original.rowId) ?? null) : original.articleId);
  };
  const articles = taken.map((row): NewArticle => ({
    id: idOfRow.get(row.rowId)!,
    fields: row.fields,
    fileName: row.fileName,
    textSha256: row.textSha256,
    textLength: row.textLength,
    copyOfId: copyOf(row),
  }));
  const titles = new Map(articles.map(({ id, fields }) => [id, fields.title]));
  const files = staged.allFiles();
  const contents: ReportContents = {
    files,
    articles: taken.map((row, at) => ({
      articleId: articles[at]!.id,
      title: row.fields.title,
      file: row.fileName,
      place: row.place,
      length: row.textLength,
      warnings: row.warnings,
      copyOf: titleOfCopy(db, titles, articles[at]!.copyOfId),
    })),
    leftOut: staged
      .leftOut()
      .map(({ title, fileName, place, duplicateOf }) => ({ title, file: fileName, place, duplicateOf })),
  };
  const report = JSON.stringify(contents);
  const decided = importArticles({ id: env.newId(), name: nameOf(files), report, articles }, env);
  if (!decided.ok) return decided;
  const { label, change } = decided.value;
  const rowOfArticle = new Map([...idOfRow].map(([rowId, id]) => [id, rowId]));
  const readBody = staged.bodyReader();
  const written = await applyLongChange(
    db,
    change,
    { id: changeId, at: env.now, coderId: env.coderId, label },
    (articleId) => readBody(rowOfArticle.get(articleId)!),
    async (count) => {
      progress(count, change.added.length, 'Adding articles');
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
  );
  return ok(answerOf(session, { seq: written.seq, label, change: written.change }));
}

function titleOfCopy(
  db: ReadableDb,
  titles: ReadonlyMap<string, string>,
  copyOfId: string | null,
): string | null {
  if (copyOfId === null) return null;
  return titles.get(copyOfId) ?? readArticle(db, copyOfId).title;
}

type Copied = Exclude<Decision, string>['copyOf'];

/**
 * What a row is a copy of: the original at the end of a line of copies. Null for an article of its own, and
 * for rows that were marked as copies of one another in a circle.
 */
function originalOf(
  db: ReadableDb,
  decisionOf: ReadonlyMap<string, Decision>,
  { rowId, decision }: TakenRow,
): Copied | null {
  if (typeof decision === 'string') return null;
  let of: Copied = decision.copyOf;
  const passed = new Set([rowId]);
  while ('rowId' in of) {
    if (passed.has(of.rowId)) return null;
    passed.add(of.rowId);
    const next = decisionOf.get(of.rowId);
    if (next === undefined || typeof next === 'string') return of;
    of = next.copyOf;
  }
  const { id, copyOfId } = readArticle(db, of.articleId);
  return { articleId: copyOfId ?? id };
}
