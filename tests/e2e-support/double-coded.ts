/** A project in which several coders coded the same articles, made without a window. */
import { mark } from '../../shared/marked-text';
import { anchorOf } from '../../shared/anchor';
import { makeProject } from './project-file';
import { changeFile, rowsOf } from './sqlite';

export interface CodedArticle {
  /**
   * The text with its title as the first line. A mark begins with the small letter of its coder: `[a1:…]a1` and
   * `[b1:…]b1` are of the first and the second one.
   */
  marked: string;
  /** By mark: its code where it is not a claim, then `by` and the claimant, then its position: `Claim by Merkel +1`. */
  says?: Readonly<Record<string, string>>;
  /** Who has not finished it, by letter. */
  unfinished?: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * @param coders their names; the first one is whose window it will be
 * @returns the path of the file
 */
export function makeDoubleCoded(
  folder: string,
  articles: readonly CodedArticle[],
  coders: readonly string[] = ['Ann', 'Bo'],
): string {
  const read = articles.map(({ marked }) => mark(marked));
  const file = makeProject(
    folder,
    'double',
    read.map(({ text }) => text),
  );
  const ids = new Map(
    rowsOf<{ id: string; title: string }>(file, 'SELECT id, title FROM article').map(({ id, title }) => [
      title,
      id,
    ]),
  );
  const now = quoted('2026-03-01T10:00:00.000Z');
  const sql: string[] = [];
  const coderId = (letter: string): string => {
    const at = letter.charCodeAt(0) - 'a'.charCodeAt(0);
    return at === 0
      ? `(SELECT id FROM coder WHERE role = 'coder' ORDER BY id LIMIT 1)`
      : quoted(`zz-coder-${at}`);
  };
  for (const [at, name] of coders.entries()) {
    if (at > 0)
      sql.push(
        `INSERT INTO coder (id, name, created_at) VALUES (${quoted(`zz-coder-${at}`)}, ${quoted(name)}, ${now})`,
      );
    else sql.push(`UPDATE coder SET name = ${quoted(name)}`);
  }
  const letters = coders.map((_, at) => String.fromCharCode('a'.charCodeAt(0) + at));
  const actors = new Set<string>();
  for (const [at, { says = {}, unfinished = '' }] of articles.entries()) {
    const { text, ranges } = read[at]!;
    const articleId = quoted(ids.get(text.split('\n')[0] ?? '') ?? '');
    for (const letter of letters)
      sql.push(
        `INSERT INTO reading VALUES (${quoted(`reading-${at}-${letter}`)}, ${articleId}, ${coderId(letter)},
          ${quoted(unfinished.includes(letter) ? 'in progress' : 'done')}, ${now})
         ON CONFLICT (article_id, coder_id) DO UPDATE SET state = excluded.state`,
      );
    for (const [name, places] of Object.entries(ranges)) {
      const [, code = 'Claim', actor, position] =
        /^(\S+)?(?: by (.+?))?(?: ([-+]?\d))?$/.exec(says[name] ?? 'Claim') ?? [];
      const id = `${at}-${name}`;
      sql.push(
        `INSERT INTO annotation (id, article_id, code_id, coder_id, note, created_at) VALUES
          (${quoted(id)}, ${articleId}, (SELECT id FROM code WHERE name = ${quoted(code)}), ${coderId(name[0]!)}, '', ${now})`,
      );
      for (const [place, range] of places.entries()) {
        const { quote, prefix, suffix } = anchorOf(text, range);
        sql.push(
          `INSERT INTO span VALUES (${quoted(`${id}-${place}`)}, ${quoted(id)}, ${place}, ${range.start}, ${range.end},
            ${quoted(quote)}, ${quoted(prefix)}, ${quoted(suffix)})`,
        );
      }
      const value = (kind: string, column: string, given: string): string =>
        `INSERT INTO attribute_value (id, annotation_id, attribute_id, position, ${column}, inferred)
         SELECT ${quoted(`${id}-${kind}`)}, ${quoted(id)}, attribute.id, 0, ${given}, 0
         FROM attribute JOIN code ON code.id = code_id
         WHERE code.name = ${quoted(code)} AND attribute.kind = ${quoted(kind)} ORDER BY attribute.position LIMIT 1`;
      if (actor !== undefined) {
        if (!actors.has(actor))
          sql.push(
            `INSERT INTO actor VALUES (${quoted(`actor-${actor}`)}, ${quoted(actor)}, 'person', '', '', ${now})`,
          );
        actors.add(actor);
        sql.push(value('actor', 'actor_id', quoted(`actor-${actor}`)));
      }
      if (position !== undefined)
        sql.push(
          value(
            'choice',
            'choice_id',
            `(SELECT id FROM choice WHERE attribute_id = attribute.id AND number = ${Number(position)})`,
          ),
        );
    }
  }
  changeFile(file, `BEGIN; ${sql.join(';\n')}; COMMIT;`);
  return file;
}
