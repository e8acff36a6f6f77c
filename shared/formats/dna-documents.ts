/** The documents of a DNA database. */
import { type Particular } from '../api-articles';
import { readParticulars } from '../particulars';
import { type Placing, placingIn } from './calibrate';
import type { DatasetBuilder } from './dataset-builder';
import type { AllKept, Kept } from './dna-kept';
import type { ReadCoders } from './dna-reading-coders';
import { type DnaSource, idIn, rowsById, wordsIn } from './dna-source';
import { dateOfSeconds, type DnaRow, fitting, secondsOf } from './dna-tables';
import type { Options } from './format';

export interface ReadArticle {
  articleId: string;
  /** From DNA's offsets to ours: DNA counts UTF-16 code units, a line break as one, and a byte order mark. */
  place: Placing;
  /** Whether the text is the one that we wrote, so that what is kept about places in it holds. */
  isAsWritten: boolean;
}

const day = 86_400;

/** @returns the articles by DNA's ids; null for documents without text, which are left out and noted */
export function* readDocuments(
  tables: DnaSource,
  kept: AllKept,
  coders: ReadCoders,
  options: Options,
  builder: DatasetBuilder,
): Generator<null, ReadonlyMap<number, ReadArticle | null>> {
  const owners = new Map(
    [...kept.article].flatMap(([id, one]) => one.rows.map((row) => [row, { ...one, id }] as const)),
  );
  const articles = new Map<number, ReadArticle | null>();
  const before = new Map<string, string>();
  const rows = rowsById(tables.rows('DOCUMENTS'), (row) =>
    builder.losses.add(
      'article',
      'mismatch',
      'A document whose number is another’s is left out.',
      wordsIn(row.Title),
    ),
  );
  for (const [id, row] of rows) {
    yield null;
    const raw = wordsIn(row.Text);
    const owner = owners.get(id);
    const seconds = typeof row.Date === 'number' ? row.Date : null;
    const isMidnight = seconds !== null && seconds % day === 0;
    const articleId = builder.article(
      { text: raw, note: wordsIn(row.Notes), ...fieldsOf(row, seconds, options), ...keptFields(row, owner) },
      {
        id: owner ? (owner.name ?? owner.id) : String(id),
        extra: { Coder: idIn(row.Coder), ...(!isMidnight && { Date: seconds }) },
      },
    );
    if (articleId === null) {
      articles.set(id, null);
      continue;
    }
    const text = builder.textOf(articleId);
    const isAsWritten = owner?.textLength === text.length;
    const place = placingIn(raw, { unit: 'utf-16', lineEnds: 'counted as one', countsMark: true });
    articles.set(id, { articleId, place, isAsWritten });
    if (!owner) continue;
    if (isAsWritten) builder.update('article', articleId, { layout: owner.layout });
    before.set(owner.id, articleId);
    for (const { coderId, state, changedAt } of owner.readings) {
      const coder = coders.before.get(coderId);
      if (coder) builder.reading({ articleId, coderId: coder, state, changedAt });
    }
  }
  for (const [id, { copyOfId }] of kept.article) {
    const [copy, original] = [before.get(id), before.get(copyOfId ?? '')];
    if (copy && original) builder.copyOf(copy, original);
  }
  return articles;
}

/** The fields as DNA has them. */
function fieldsOf(row: DnaRow, seconds: number | null, options: Options) {
  const shown = options.dates === 'nearest' ? Math.round((seconds ?? 0) / day) * day : (seconds ?? 0);
  const type = wordsIn(row.Type);
  return {
    title: wordsIn(row.Title),
    author: wordsIn(row.Author),
    source: wordsIn(row.Source),
    section: wordsIn(row.Section),
    date: seconds === null ? null : dateOfSeconds(shown),
    particulars: withType([], type),
  };
}

/** The fields that are kept, those of them that DNA has too where it still says what was written. */
function keptFields(row: DnaRow, owner: Kept<'article'> | undefined) {
  if (!owner) return {};
  const { url, accession, language, createdAt, particulars, date } = owner;
  const isAsWritten = (column: string, words: string): boolean => wordsIn(row[column]) === fitting(words);
  const list = readParticulars(particulars);
  const type = wordsIn(row.Type);
  return {
    url,
    accession,
    language,
    createdAt,
    ...(isAsWritten('Title', owner.title) && { title: owner.title }),
    ...(isAsWritten('Author', owner.author) && { author: owner.author }),
    ...(isAsWritten('Source', owner.source) && { source: owner.source }),
    ...(isAsWritten('Section', owner.section) && { section: owner.section }),
    ...(isSameDay(row.Date, date) && { date }),
    particulars: fitting(typeIn(list)) === type ? particulars : withType(list, type),
  };
}

const isSameDay = (cell: unknown, date: string | null): boolean =>
  typeof cell === 'number' && Math.floor(cell / day) * day === (date === null ? 0 : secondsOf(date));

/** DNA’s type of a document has no field of ours: it is one of the article’s further fields. */
const typeIn = (list: readonly Particular[]): string => list.find(({ name }) => name === 'Type')?.value ?? '';

function withType(list: readonly Particular[], type: string): string {
  const others = list.filter(({ name }) => name !== 'Type');
  const all = type === '' ? others : [...others, { name: 'Type', value: type }];
  return all.length === 0 ? '' : JSON.stringify(all);
}
