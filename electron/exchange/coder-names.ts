/** Where the names of coders stand who are to stay unknown, besides the list of coders. */
import type Database from 'better-sqlite3';
import type { Aspect, Losses } from '../../shared/formats/losses';

/** A shorter one stands in too many words by chance. */
const shortestName = 3;

/**
 * What coders are called, here and by other programs (an address, the name of a folder). To be asked before any coder
 * is taken out or renamed.
 * @param ids of the coders
 */
export function coderNames(db: Database.Database, ids: readonly string[]): string[] {
  const called = db
    .prepare(
      `SELECT name FROM coder WHERE id IN (SELECT value FROM json_each(@ids))
       UNION SELECT foreign_id FROM foreign_id
         WHERE record_type = 'coder' AND record_id IN (SELECT value FROM json_each(@ids))`,
    )
    .pluck()
    .all({ ids: JSON.stringify(ids) }) as string[];
  // A mere number, as databases count coders, says nothing of anyone.
  return called.filter((name) => name.length >= shortestName && /\p{L}/u.test(name));
}

/** Finds any of the names as words of their own; null where there are none to find. */
function finderOf(names: readonly string[]): RegExp | null {
  if (names.length === 0) return null;
  const literal = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`));
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${literal.join('|')})(?![\p{L}\p{N}])`, 'iu');
}

/** What people write, with what it is to them. */
const written: readonly (readonly [table: string, column: string, aspect: Aspect, what: string])[] = [
  ['project', 'name', 'code definition', 'the name of the project'],
  ['project', 'description', 'code definition', 'the description of the project'],
  ['code', 'name', 'code', 'the name of a code'],
  ['code', 'definition', 'code definition', 'the definition of a code'],
  ['code', 'use_when', 'code definition', 'when to use a code'],
  ['code', 'use_not', 'code definition', 'when not to use a code'],
  ['attribute', 'name', 'attribute', 'the name of an attribute'],
  ['attribute', 'help', 'attribute rules', 'the help of an attribute'],
  ['choice', 'name', 'choice', 'the name of a choice'],
  ['choice', 'definition', 'choice definition', 'the definition of a choice'],
  ['actor', 'note', 'actor note', 'the note on an actor'],
  ['concept', 'definition', 'concept definition', 'the definition of a concept'],
  ['article', 'note', 'article note', 'the note on an article'],
  ['annotation', 'note', 'annotation note', 'the note on an annotation'],
  ['annotation', 'review', 'annotation review', 'why someone has to look at an annotation again'],
  ['attribute_value', 'text', 'value', 'a value of words'],
  ['adjudication', 'note', 'adjudication', 'why something was decided'],
  ['double_coding', 'name', 'double coding', 'the name of a double coding'],
];

/**
 * Takes the names out of what was called after coders: identifiers of other programs and names of files. What people
 * wrote stays, and the report says where to look, without saying the name.
 */
export function forgetNames(db: Database.Database, names: readonly string[], losses: Losses): void {
  const finder = finderOf(names);
  if (!finder) return;
  const remove = db.prepare('DELETE FROM foreign_id WHERE id = ?');
  const ids = db.prepare("SELECT id, foreign_id AS words FROM foreign_id WHERE foreign_id <> ''");
  for (const { id, words } of ids.all() as { id: string; words: string }[]) {
    if (!finder.test(words)) continue;
    remove.run(id);
    losses.add(
      'foreign data',
      'dropped',
      'What another program calls a record stays out where a coder’s name is in it.',
    );
  }
  const blank = db.prepare("UPDATE article SET file_name = '' WHERE id = ?");
  const files = db.prepare("SELECT id, file_name AS words FROM article WHERE file_name <> ''");
  for (const { id, words } of files.all() as { id: string; words: string }[])
    if (finder.test(words)) blank.run(id);
  for (const [table, column, aspect, what] of written) {
    const all = db.prepare(`SELECT ${column} FROM ${table} WHERE ${column} <> ''`).pluck();
    for (const words of all.iterate() as Iterable<string>)
      if (finder.test(words))
        losses.add(
          aspect,
          'approximated',
          'The name of a coder who is to stay unknown stands in what people wrote, which goes out as it is. Look at it before you share the file.',
          what,
        );
  }
}
