/** The calls about what merges left open: lists of questions, with both sides in words, and their answers. */
import type { Handlers } from '../../shared/api';
import type { MergeSide, QuestionCounts, QuestionShown } from '../../shared/api-merge';
import type { CommandEnv, Decision } from '../../shared/commands';
import { answerQuestion, answersTo } from '../../shared/commands-questions';
import { foldForSearch } from '../../shared/fold';
import { differencesInWords, nameIn, type Names, sideInWords, type Whole } from '../../shared/merge-words';
import { placeCandidates } from '../../shared/place-candidates';
import {
  attributeIdIn,
  codedIn,
  isAboutCode,
  isAboutTwo,
  type NamedEntry,
  recordsIn,
} from '../../shared/question-contents';
import type { AnyRecord, Question, RecordType } from '../../shared/records';
import { questionKinds } from '../../shared/records-teamwork';
import { fieldsOf } from '../../shared/references';
import { ok } from '../../shared/result';
import { readArticle } from '../db/articles';
import type { ReadableDb } from '../db/open';
import { readAll, readExisting } from '../db/read';
import { isCurtained } from '../db/sight';
import { namesIn, readHead, readWhole } from '../db/wholes';
import { aboutQuestion, attributeOf } from './about-question';
import { openedProject, type Session } from './session';
import { openedForWriting, write } from './write';

type QuestionHandlers = Pick<Handlers, Extract<keyof Handlers, `question.${string}`>>;

/** The record that a question keeps, with its parts; null where that side has nothing. */
function wholeIn(json: string, recordId: string): Whole | null {
  const records = recordsIn(json);
  const record = records.find(({ id }) => id === recordId) ?? records[0];
  if (!record) return null;
  return {
    record,
    spans: records
      .filter((one) => one.type === 'span')
      .toSorted((one, other) => one.startOffset - other.startOffset),
    values: records.filter((one) => one.type === 'attribute_value'),
    parts: records.filter(({ type }) => ['actor_alias', 'actor_affiliation', 'concept_alias'].includes(type)),
  };
}

/** The record as it is here, with one field as a side of the question has it. */
function withField(whole: Whole, question: Question, json: string): Whole {
  const { field } = question;
  if (isAboutCode(question)) {
    const { codeId, values } = codedIn(json);
    return { ...whole, record: { ...whole.record, codeId } as AnyRecord, values };
  }
  if (field === 'place') return { ...whole, spans: recordsIn(json).filter((one) => one.type === 'span') };
  const attributeId = attributeIdIn({ field });
  if (attributeId !== null)
    return {
      ...whole,
      values: [
        ...whole.values.filter((value) => value.attributeId !== attributeId),
        ...recordsIn(json).filter((one) => one.type === 'attribute_value'),
      ],
    };
  return {
    ...whole,
    record: { ...fieldsOf(whole.record), [field]: JSON.parse(json) as unknown } as unknown as AnyRecord,
  };
}

/** Names of the project, and of what the question itself holds. */
function namesWith(db: ReadableDb, question: Question): Names {
  const own = namesIn(db);
  const held = [...recordsIn(question.mine), ...recordsIn(question.theirs)];
  const quotes = new Map(
    held.flatMap((one): [string, string][] => (one.type === 'span' ? [[one.annotationId, one.quote]] : [])),
  );
  return {
    record: (type, id) =>
      own.record(type, id) ?? held.find((one) => one.type === type && one.id === id) ?? null,
    quote: (id) => own.quote(id) ?? quotes.get(id) ?? null,
  };
}

function shown(db: ReadableDb, question: Question, files: ReadonlyMap<string, string>): QuestionShown {
  const names = namesWith(db, question);
  const type = question.recordType as RecordType;
  const isTwo = isAboutTwo(question);
  const isWhole = question.kind === 'removal' || question.kind === 'place' || isTwo;
  const here = readWhole(db, type, question.recordId);
  const sideOf = (json: string): Whole | null =>
    isTwo
      ? readWhole(db, type, (JSON.parse(json) as NamedEntry).id)
      : isWhole
        ? wholeIn(json, question.recordId)
        : here && withField(here, question, json);
  // An annotation that is here, and whose words were moved in the other file, stands where it is meanwhile.
  const mine = sideOf(question.mine) ?? (question.kind === 'place' ? here : null);
  const theirs = sideOf(question.theirs);
  const mineLast = { by: question.mineBy, at: question.mineAt };
  const theirLast = { by: question.theirsBy, at: question.theirsAt };
  const inWords = (whole: Whole | null, last: typeof mineLast): MergeSide | null =>
    whole && sideInWords(whole, names, last);
  const article = question.articleId === null ? null : names.record('article', question.articleId);
  return {
    question,
    fileName: files.get(question.mergeId) ?? '',
    article: article?.type === 'article' ? { id: article.id, title: article.title } : null,
    mine: inWords(mine, mineLast),
    theirs: inWords(theirs, theirLast),
    differences: isWhole
      ? []
      : differencesInWords(
          type,
          [{ field: question.field, by: 'both' }],
          { whole: mine, names, last: mineLast },
          { whole: theirs, names, last: theirLast },
        ),
    choices: question.answer === null ? answersTo(question, attributeOf(db, question)) : [],
    obstacle: obstacleTo(db, question),
    candidates: candidatesOf(db, question, theirs),
  };
}

/** Where the first words of an unplaced annotation may be. */
function candidatesOf(
  db: ReadableDb,
  { kind, answer, articleId }: Question,
  whole: Whole | null,
): QuestionShown['candidates'] {
  const span = whole?.spans[0];
  if (kind !== 'place' || answer !== null || articleId === null || !span) return [];
  if (readHead(db, 'article', articleId) === null) return [];
  return placeCandidates(readArticle(db, articleId).text, span);
}

/** Why the other's word cannot be taken now. */
function obstacleTo(db: ReadableDb, question: Question): string | null {
  if (question.answer !== null || question.kind === 'place') return null;
  const input = { questionId: question.id, answer: 'theirs' as const, note: '' };
  const tried = answerQuestion(aboutQuestion(db, question.id), input, {
    now: question.theirsAt ?? '',
    newId: () => question.id,
    coderId: '',
  });
  return tried.ok ? null : tried.error.message;
}

const list = (db: ReadableDb): Question[] =>
  readAll(db, 'question', 'ORDER BY merge_id, article_id IS NULL, article_id, id');

/** Of those that are seen. */
function countsIn(db: ReadableDb): QuestionCounts {
  const rows = (
    db
      .prepare(
        `SELECT kind, article_id AS articleId, count(*) - count(answer) AS open, count(answer) AS answered
         FROM question GROUP BY kind, article_id ORDER BY article_id`,
      )
      .all() as { kind: Question['kind']; articleId: string | null; open: number; answered: number }[]
  ).filter(({ articleId }) => !isCurtained(db, articleId));
  const sumOf = (some: readonly (typeof rows)[number][], of: 'open' | 'answered'): number =>
    some.reduce((sum, row) => sum + row[of], 0);
  const kinds = questionKinds.flatMap((kind) => {
    const some = rows.filter((row) => row.kind === kind);
    return some.length === 0 ? [] : [{ kind, open: sumOf(some, 'open'), answered: sumOf(some, 'answered') }];
  });
  const articles = [...Map.groupBy(rows, ({ articleId }) => articleId)].flatMap(([articleId, some]) => {
    const open = sumOf(some, 'open');
    if (articleId === null || open === 0) return [];
    const unplaced = sumOf(
      some.filter(({ kind }) => kind === 'place'),
      'open',
    );
    return [{ articleId, open, unplaced }];
  });
  return { open: sumOf(rows, 'open'), answered: sumOf(rows, 'answered'), kinds, articles };
}

export const questionHandlers = (session: Session): QuestionHandlers => ({
  'question.list': ({ state, kind, articleId, mergeId, words, from, count }) => {
    const { db } = openedProject(session);
    const wanted = foldForSearch(words);
    const files = new Map(readAll(db, 'merge').map(({ id, fileName }) => [id, fileName]));
    const found = list(db).filter(
      (one) =>
        !isCurtained(db, one.articleId) &&
        (state === 'all' || (one.answer === null) === (state === 'open')) &&
        (kind === null || one.kind === kind) &&
        (articleId === null || one.articleId === articleId) &&
        (mergeId === null || one.mergeId === mergeId) &&
        (wanted === '' || holdsWords(db, one, wanted)),
    );
    return ok({
      questions: found.slice(from, from + count).map((one) => shown(db, one, files)),
      total: found.length,
    });
  },

  'question.answer': (input) => {
    const { articleId } = readExisting(openedForWriting(session).db, 'question', input.questionId);
    const answer = (db: ReadableDb, env: CommandEnv): Decision =>
      answerQuestion(aboutQuestion(db, input.questionId), input, env);
    return write(session, answer, articleId, 1);
  },

  'question.counts': () => ok(countsIn(openedProject(session).db)),
});

function holdsWords(db: ReadableDb, question: Question, wanted: string): boolean {
  const names = namesWith(db, question);
  const titles = [
    nameIn(names, question.recordType as RecordType, question.recordId),
    ...(question.articleId === null ? [] : [nameIn(names, 'article', question.articleId)]),
  ];
  return titles.some((title) => foldForSearch(title).includes(wanted));
}
