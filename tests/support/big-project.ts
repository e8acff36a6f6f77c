/** Large projects for measuring: real files, written through `applyChange` as the app writes them. */
import { createHash } from 'node:crypto';
import { anchorOf } from '../../shared/anchor';
import { toGraphemeBorders } from '../../shared/span';
import { emptyChange } from '../../shared/changes';
import type { AnyRecord, Article, Attribute, Code, Coder, Reading } from '../../shared/records';
import { applyChange } from '../../electron/db/apply-change';
import type { WritableDb } from '../../electron/db/open';
import { articleIdsInOrder } from '../../electron/db/articles';
import { readAll, readOne } from '../../electron/db/read';
import { createProject, openProject } from '../../electron/project/open-project';

/** `annotations` are spread evenly over the articles; every one has a span, every second one a value. */
export interface Size {
  articles: number;
  /** Paragraphs of about 500 code units in each article. */
  paragraphs: number;
  annotations: number;
  /**
   * How many coders share the annotations, 1 unless said. More than one mark the same places, in every seventh with
   * another code and in every fifth from another word, and have read every article.
   */
  coders?: number;
}

/** One article of 1,000,000 code units in 2,000 paragraphs, with 10,000 annotations that overlap. */
export const longArticle: Size = { articles: 1, paragraphs: 2_000, annotations: 10_000 };
export const manyArticles: Size = { articles: 10_000, paragraphs: 2, annotations: 500_000 };
/** Two coders side by side: one dense article, and what a team has coded twice. */
export const denseLanes: Size = { articles: 1, paragraphs: 200, annotations: 5_000, coders: 2 };
export const codedTwice: Size = { articles: 1_000, paragraphs: 4, annotations: 50_000, coders: 2 };

const sentences = [
  'The minister said that the border would stay open until the summer. ',
  'Several cities called for more money, and the opposition disagreed. ',
  'وقال المتحدث إن القرار سيُعلَن غداً بعد مشاورات طويلة. ',
  'Die Gewerkschaft fordert höhere Löhne für alle Beschäftigten im Land. ',
  'A café owner wrote 👩‍👩‍👧 on the wall before the vote took place. ',
];

function paragraphOf(seed: number): string {
  let text = '';
  for (let at = seed; text.length < 440; at++) text += sentences[at % sentences.length] ?? '';
  return text.padEnd(499, 'word ').trimEnd();
}

const textOf = (seed: number, paragraphs: number): string =>
  Array.from({ length: paragraphs }, (_, at) => paragraphOf(seed + at)).join('\n');

/** Each change waits for the disk once, so many articles go into one. */
const recordsPerChange = 20_000;

/** Ids that count up, so that the same size gives the same project. */
export function countingIds(prefix = 'id'): () => string {
  let count = 0;
  return () => `${prefix}-${String(++count).padStart(12, '0')}`;
}

/**
 * Creates a project of this size at a path that must be free.
 * @returns the ids of its articles and the coder's name to open it with.
 */
export function createBigProject(
  file: string,
  profileFolder: string,
  size: Size,
): { articleIds: string[]; coderName: string } {
  const newId = countingIds();
  const at = '2026-01-01T00:00:00.000Z';
  const coderName = 'Ada';
  const project = createProject(file, { name: 'Big', coderName }, { profileFolder, now: () => at, newId });
  const db = project.writable;
  if (!db) throw new Error('a new project cannot be written');
  const coder = readOne(db, 'coder', '') as Coder;
  const others = Array.from({ length: (size.coders ?? 1) - 1 }, (_, index): Coder => ({
    type: 'coder',
    id: newId(),
    name: `Coder ${index + 2}`,
    createdAt: at,
    role: 'coder',
    ofCoderId: null,
  }));
  const coders = [coder, ...others];
  if (others.length > 0) write(db, newId, others);
  const codes = readAll(db, 'code', 'ORDER BY position');
  const attributes = readAll(db, 'attribute', "WHERE kind = 'actor' ORDER BY position");
  const [actor] = write(db, newId, [
    {
      type: 'actor',
      id: newId(),
      name: 'Union',
      kind: 'organisation',
      note: '',
      authority: '',
      createdAt: at,
    },
  ]);
  const ingredients = { codes, attributes, coders, actorId: actor?.id ?? '', newId };
  const articleIds = fill(db, ingredients, size, at);
  project.close();
  return { articleIds, coderName };
}

/**
 * Goes on with a big project: more articles, and more annotations of a coder, some of them in articles that are there.
 * @param prefix of the ids of what is new
 */
export function extendBigProject(
  file: string,
  profileFolder: string,
  coderName: string,
  prefix: string,
  size: Size & { inOldArticles: number },
): void {
  const at = '2026-02-01T00:00:00.000Z';
  const newId = countingIds(prefix);
  const project = openProject(file, 'write', coderName, { profileFolder, now: () => at, newId });
  const db = project.writable;
  if (!db) throw new Error('the project cannot be written');
  const coder = readOne(db, 'coder', 'WHERE id = ?', project.coderId) as Coder;
  const ingredients = {
    codes: readAll(db, 'code', 'ORDER BY position'),
    attributes: readAll(db, 'attribute', "WHERE kind = 'actor' ORDER BY position"),
    coders: [coder],
    actorId: readOne(db, 'actor', '')?.id ?? '',
    newId,
  };
  const old = articleIdsInOrder(db);
  let left = size.inOldArticles;
  let batch: AnyRecord[] = [];
  for (const [index, id] of old.entries()) {
    const count = Math.ceil(left / (old.length - index));
    left -= count;
    const article = readOne(db, 'article', 'WHERE id = ?', id) as Article & { text: string };
    batch.push(...annotationsIn(article, count, ingredients));
    if (batch.length >= recordsPerChange || index === old.length - 1) {
      write(db, newId, batch, coder.id);
      batch = [];
    }
  }
  fill(db, ingredients, { ...size, annotations: size.annotations - size.inOldArticles }, at, coder.id);
  project.close();
}

/** @returns the ids of the articles that came in */
function fill(
  db: WritableDb,
  ingredients: Ingredients,
  size: Size,
  at: string,
  byCoder: string | null = null,
): string[] {
  const { newId, coders } = ingredients;
  const articleIds: string[] = [];
  const there = articleIdsInOrder(db).length;
  let annotationsLeft = size.annotations;
  let batch: AnyRecord[] = [];
  for (let index = 0; index < size.articles; index++) {
    const article = articleOf(newId(), there + index, size.paragraphs, at, byCoder === null ? '' : newId());
    articleIds.push(article.id);
    const count = Math.ceil(annotationsLeft / (size.articles - index));
    annotationsLeft -= count;
    batch.push(article, ...annotationsIn(article, count, ingredients));
    if (coders.length > 1) batch.push(...coders.map(({ id }) => readingOf(newId(), article.id, id, at)));
    if (batch.length >= recordsPerChange || index === size.articles - 1) {
      write(db, newId, batch, byCoder);
      batch = [];
    }
  }
  return articleIds;
}

function write(
  db: WritableDb,
  newId: () => string,
  added: AnyRecord[],
  coderId: string | null = null,
): AnyRecord[] {
  const meta = { id: newId(), at: '2026-01-01T00:00:00.000Z', coderId, label: 'Fill' };
  return applyChange(db, { ...emptyChange(), added }, meta).change.added;
}

/** @param own makes the text another than that of all other projects */
function articleOf(
  id: string,
  index: number,
  paragraphs: number,
  at: string,
  own: string,
): Article & { text: string } {
  const text = own === '' ? textOf(index, paragraphs) : `${own} ${textOf(index, paragraphs)}`;
  return {
    type: 'article',
    id,
    title: `Article ${index + 1}`,
    source: 'The Daily',
    author: '',
    date: '2026-01-01',
    section: '',
    url: '',
    language: 'en',
    note: '',
    fileName: '',
    createdAt: at,
    accession: '',
    copyOfId: null,
    importId: null,
    particulars: '',
    layout: '',
    textSha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    textLength: text.length,
    text,
  };
}

const readingOf = (id: string, articleId: string, coderId: string, changedAt: string): Reading => ({
  type: 'reading',
  id,
  articleId,
  coderId,
  state: 'done',
  changedAt,
});

interface Ingredients {
  codes: Code[];
  attributes: Attribute[];
  coders: Coder[];
  actorId: string;
  newId: () => string;
}

/** Annotations at even distances, each long enough to overlap its neighbours. */
function annotationsIn(
  article: Article & { text: string },
  count: number,
  { codes, attributes, coders, actorId, newId }: Ingredients,
): AnyRecord[] {
  const records: AnyRecord[] = [];
  const places = Math.ceil(count / coders.length);
  const step = article.text.length / (places + 1);
  const length = Math.max(8, Math.round(step * 1.5));
  for (let index = 0; index < count; index++) {
    const place = Math.floor(index / coders.length);
    const coder = coders[index % coders.length];
    const isFirst = coder === coders[0];
    const code = codes[(place + (isFirst || place % 7 > 0 ? 0 : 1)) % codes.length];
    if (!code || !coder) throw new Error('the project has no codes or no coder');
    const from = Math.floor(place * step) + (isFirst || place % 5 > 0 ? 0 : 6);
    const range = { start: from, end: Math.min(article.text.length, from + length) };
    const { start, end } = toGraphemeBorders(article.text, range);
    const id = newId();
    records.push(
      {
        type: 'annotation',
        id,
        articleId: article.id,
        codeId: code.id,
        coderId: coder.id,
        note: '',
        createdAt: article.createdAt,
        example: null,
        review: '',
      },
      {
        type: 'span',
        id: newId(),
        annotationId: id,
        position: 0,
        startOffset: start,
        endOffset: end,
        ...anchorOf(article.text, { start, end }),
      },
    );
    const attribute = attributes.find(({ codeId }) => codeId === code.id);
    if (attribute && place % 2 === 0) {
      records.push({
        type: 'attribute_value',
        id: newId(),
        annotationId: id,
        attributeId: attribute.id,
        position: 0,
        text: null,
        number: null,
        date: null,
        choiceId: null,
        actorId,
        conceptId: null,
        targetAnnotationId: null,
        inferred: false,
        evidenceStart: null,
        evidenceEnd: null,
        evidenceQuote: null,
      });
    }
  }
  return records;
}
