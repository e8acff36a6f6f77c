/** Makes a private copy of a project what was chosen of it, so that every format writes just that. */
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Sight } from '../../shared/double-coding';
import type { Losses } from '../../shared/formats/losses';
import { isWithin, scrambled, type Selection } from '../../shared/formats/selection';
import { type CoderRole, recordTypes } from '../../shared/records';
import { coderNames, forgetNames } from './coder-names';
import { dropTeamwork, partsOfDecisions } from './selection-teamwork';

interface Spot {
  start: number;
  end: number;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Takes out of a copy what was not chosen. The history goes, too: it would tell all that is left out.
 * @param file a private copy that nobody else has open
 * @param curtains what is hidden from whoever exports stays out, too
 */
export function applySelection(
  file: string,
  selection: Selection,
  losses: Losses,
  curtains: Sight['curtains'] = new Map(),
): void {
  const db = new Database(file);
  try {
    // A text that is left out is empty here, which no project may have; no program of ours writes to this copy.
    db.pragma('ignore_check_constraints = ON');
    db.pragma('foreign_keys = OFF');
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.exec('BEGIN');
    const unknown = coderNames(db, unknownCoders(db, selection));
    forgetHistory(db, losses);
    const decided = partsOfDecisions(db);
    keepSeen(db, curtains, losses);
    keepAnnotations(db, selection);
    keepArticles(db, selection);
    dropLoose(db, losses);
    dropTeamwork(db, decided, selection, losses);
    dropForeign(db, selection, losses);
    if (selection.text !== 'full') {
      dropParticulars(db, losses);
      changeTexts(db, selection.text);
    }
    if (selection.pseudonyms) renameCoders(db);
    forgetNames(db, unknown, losses);
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

/** The coders whose names must not go out: all, or those whose work stays out. */
function unknownCoders(db: Database.Database, { coderIds, pseudonyms }: Selection): string[] {
  const all = db.prepare('SELECT id FROM coder').pluck().all() as string[];
  return pseudonyms ? all : coderIds === null ? [] : all.filter((id) => !coderIds.includes(id));
}

const countOf = (db: Database.Database, what: string): number =>
  db.prepare(`SELECT count(*) FROM ${what}`).pluck().get() as number;

function forgetHistory(db: Database.Database, losses: Losses): void {
  losses.add(
    'history',
    'dropped',
    'The history stays out of a part of a project: it would tell the rest.',
    '',
    countOf(db, 'change'),
  );
  losses.add('import', 'dropped', 'The reports of imports stay out, too.', '', countOf(db, 'import'));
  losses.add(
    'merge',
    'dropped',
    'What was merged, and what that left open, stays out, too: it holds records as they were.',
    '',
    countOf(db, 'merge'),
  );
  db.exec(
    `DELETE FROM change_subject; DELETE FROM change; UPDATE article SET import_id = NULL; DELETE FROM import;
    DELETE FROM question; DELETE FROM merge;`,
  );
}

/** `IN` takes no list as a parameter; JSON carries one. */
const listed = (ids: readonly string[]): string => JSON.stringify(ids);

function keepAnnotations(db: Database.Database, { coderIds, codeIds }: Selection): void {
  if (coderIds) {
    const kept = listed(coderIds);
    db.prepare('DELETE FROM annotation WHERE coder_id NOT IN (SELECT value FROM json_each(?))').run(kept);
    db.prepare('DELETE FROM reading WHERE coder_id NOT IN (SELECT value FROM json_each(?))').run(kept);
    db.prepare('DELETE FROM coder WHERE id NOT IN (SELECT value FROM json_each(?))').run(kept);
  }
  if (codeIds)
    db.prepare('DELETE FROM annotation WHERE code_id NOT IN (SELECT value FROM json_each(?))').run(
      listed(codeIds),
    );
}

function keepSeen(db: Database.Database, curtains: Sight['curtains'], losses: Losses): void {
  for (const [articleId, { coderId }] of curtains)
    for (const table of ['annotation', 'reading'])
      db.prepare(`DELETE FROM ${table} WHERE article_id = ? AND coder_id IS NOT ?`).run(articleId, coderId);
  losses.add(
    'annotation',
    'dropped',
    'What others did in an article that is coded twice stays out until all have finished.',
    '',
    // The articles: how much others did is hidden, too.
    curtains.size,
  );
}

function keepArticles(db: Database.Database, { from, to, sources, onlyAnnotated }: Selection): void {
  if (from !== null || to !== null) {
    const dates = db.prepare('SELECT DISTINCT date FROM article').pluck().all() as (string | null)[];
    const out = dates.filter((date) => !isWithin(date, from, to));
    db.prepare('DELETE FROM article WHERE date IN (SELECT value FROM json_each(?))').run(
      listed(out.filter((date) => date !== null)),
    );
    if (out.includes(null)) db.exec('DELETE FROM article WHERE date IS NULL');
  }
  if (sources)
    db.prepare('DELETE FROM article WHERE source NOT IN (SELECT value FROM json_each(?))').run(
      listed(sources),
    );
  if (onlyAnnotated) db.exec('DELETE FROM article WHERE id NOT IN (SELECT article_id FROM annotation)');
  db.exec(`DELETE FROM annotation WHERE article_id NOT IN (SELECT id FROM article);
    DELETE FROM reading WHERE article_id NOT IN (SELECT id FROM article);
    DELETE FROM article_key WHERE article_id NOT IN (SELECT id FROM article);`);
}

/** What belongs to something that is left out goes with it; what only points there is told. */
function dropLoose(db: Database.Database, losses: Losses): void {
  db.exec(`DELETE FROM span WHERE annotation_id NOT IN (SELECT id FROM annotation);
    DELETE FROM attribute_value WHERE annotation_id NOT IN (SELECT id FROM annotation);`);
  const pointing =
    'attribute_value WHERE target_annotation_id IS NOT NULL AND target_annotation_id NOT IN (SELECT id FROM annotation)';
  losses.add(
    'value',
    'dropped',
    'A value that points to an annotation which stays out goes, too.',
    '',
    countOf(db, pointing),
  );
  db.exec(`DELETE FROM ${pointing}`);
  const copies = 'article WHERE copy_of_id IS NOT NULL AND copy_of_id NOT IN (SELECT id FROM article)';
  losses.add('article copy', 'dropped', 'The original of a copy stays out.', '', countOf(db, copies));
  db.exec(
    'UPDATE article SET copy_of_id = NULL WHERE copy_of_id IS NOT NULL AND copy_of_id NOT IN (SELECT id FROM article)',
  );
}

/**
 * What other programs said of records that stay out goes with them, and all that they said where words or people
 * are to stay out: nobody can tell what stands in it.
 */
function dropForeign(db: Database.Database, { text, pseudonyms, coderIds }: Selection, losses: Losses): void {
  const types = db.prepare('SELECT DISTINCT record_type FROM foreign_id').pluck().all() as string[];
  for (const type of types) {
    const known = recordTypes.find((one) => one === type);
    const there = known === undefined ? '' : `AND record_id NOT IN (SELECT id FROM ${known})`;
    db.prepare(`DELETE FROM foreign_id WHERE record_type = ? ${there}`).run(type);
  }
  if (text === 'full' && !pseudonyms && coderIds === null) return;
  losses.add(
    'foreign data',
    'dropped',
    'What another program says of a record stays out, since it may hold the words or names that are to stay out.',
    '',
    countOf(db, `foreign_id WHERE extra <> ''`),
  );
  db.exec(`UPDATE foreign_id SET extra = ''`);
}

/** What a source says beyond our fields may be the article once more: a summary, a lead, a column of a table. */
function dropParticulars(db: Database.Database, losses: Losses): void {
  losses.add(
    'article particulars',
    'dropped',
    'What the source says beyond our fields stays out, since it may hold the words that are to stay out.',
    '',
    countOf(db, `article WHERE particulars <> ''`),
  );
  db.exec(`UPDATE article SET particulars = ''`);
}

function changeTexts(db: Database.Database, way: 'scrambled' | 'quotes' | 'none'): void {
  const setArticle = db.prepare('UPDATE article SET text = ?, text_sha256 = ? WHERE id = ?');
  const setSpan = db.prepare('UPDATE span SET quote = ?, prefix = ?, suffix = ? WHERE id = ?');
  const setEvidence = db.prepare('UPDATE attribute_value SET evidence_quote = ? WHERE id = ?');
  const textOf = db.prepare('SELECT text FROM article WHERE id = ?').pluck();
  const spansOf = db.prepare(
    `SELECT span.id, quote, prefix, suffix FROM span JOIN annotation ON annotation.id = annotation_id WHERE article_id = ?`,
  );
  const evidenceOf = db.prepare(
    `SELECT attribute_value.id, evidence_start AS start, evidence_end AS end FROM attribute_value
     JOIN annotation ON annotation.id = annotation_id WHERE article_id = ? AND evidence_quote IS NOT NULL`,
  );
  for (const articleId of db.prepare('SELECT id FROM article').pluck().all() as string[]) {
    const text = textOf.get(articleId) as string;
    const written = way === 'scrambled' ? scrambled(text) : '';
    setArticle.run(written, sha256(written), articleId);
    if (way === 'quotes') {
      db.prepare(
        `UPDATE span SET prefix = '', suffix = '' WHERE annotation_id IN (SELECT id FROM annotation WHERE article_id = ?)`,
      ).run(articleId);
      continue;
    }
    const scramble = (words: string): string => (way === 'none' ? '' : scrambled(words));
    for (const { id, quote, prefix, suffix } of spansOf.all(articleId) as Record<string, string>[])
      setSpan.run(scramble(quote!), scramble(prefix!), scramble(suffix!), id);
    for (const { id, start, end } of evidenceOf.all(articleId) as (Spot & { id: string })[])
      setEvidence.run(scramble(text.slice(start, end)), id);
  }
}

function renameCoders(db: Database.Database): void {
  const rename = db.prepare('UPDATE coder SET name = ? WHERE id = ?');
  const coders = db.prepare('SELECT id, role, of_coder_id FROM coder ORDER BY id').all() as {
    id: string;
    role: CoderRole;
    of_coder_id: string | null;
  }[];
  const names = new Map<string, string>();
  const people = coders.filter(
    ({ role, of_coder_id: of }) => role === 'coder' || (role === 'again' && of === null),
  );
  for (const [at, { id }] of people.entries()) names.set(id, `Coder ${at + 1}`);
  const golds = coders.filter(({ role }) => role === 'gold');
  for (const [at, { id }] of golds.entries()) names.set(id, at === 0 ? 'Gold' : `Gold ${at + 1}`);
  for (const { id, of_coder_id: of } of coders)
    rename.run(names.get(id) ?? `${names.get(of ?? '') ?? 'A coder'}, second round`, id);
  db.exec(`DELETE FROM foreign_id WHERE record_type = 'coder'`);
}
