/**
 * Merging as a whole: from two files and the choices of a person to the plan of what will be written.
 *
 * Reading order: `side.ts` (what is asked of a file), `news.ts` (what its history says), `three-way.ts` (who has
 * the last word), `match-registries.ts` and `match-articles.ts` (what is which), `merge-pair.ts` and `one-sided.ts`
 * (a record that both have, or one only), `merge-registries.ts` and `merge-articles.ts`, and within an article
 * `merge-coded.ts` (annotations: `merge-annotation.ts`, `merge-boundary.ts`, `one-sided-annotation.ts`, `unplaced.ts`);
 * `needs.ts` (what something that stands needs), `tidy.ts` (what must hold of all together).
 */
import type { Bodies } from '../formats/adopt';
import type { Article, AttributeValue, Merge, Question, RecordType } from '../records';
import { writeCounts } from './counts';
import { type Decided, decidedIn } from './decided';
import { FinalAttributes } from './final-attributes';
import { asMine, type ToMine } from './links';
import { type ArticleMap, matchArticles } from './match-articles';
import { matchRegistries } from './match-registries';
import { type ArticleMerge, keepArticle, mergeArticle } from './merge-articles';
import { AnnotationNames } from './annotation-names';
import type {
  ArticleMatch,
  MatchedType,
  MergeChoices,
  MergeEnv,
  MergePlan,
  MergeProgress,
} from './merge-plan';
import { matchedTypes } from './merge-plan';
import { bringForeignIds, remember } from './foreign-ids';
import { mergeRegistries } from './merge-registries';
import { Merging, type Party } from './merging';
import { type News, newsOf } from './news';
import { type Remembered, rememberedOf } from './remembered';
import {
  headOf,
  isWhole,
  knowledgeOf,
  type Known,
  type Knowledge,
  linesOf,
  newestKnown,
  type Side,
} from './side';
import { cutTargetCircles, tidy } from './tidy';

/**
 * Computes what merging *theirs* into *mine* does. It yields once for each article, so that a large merge
 * leaves others their turn; `planMerge` runs it through.
 * @throws Error where a side breaks its promises, with the ids
 */
export function* planning(
  mine: Side,
  theirs: Side,
  choices: MergeChoices,
  env: MergeEnv,
): Generator<MergeProgress, MergePlan> {
  const here = knowledgeOf(mine);
  const there = knowledgeOf(theirs);
  const known: Known = {
    theirs: newestKnown(theirs, here),
    mine: newestKnown(mine, there),
  };
  const newsAbout = (side: Side, from: string | null, other: Side, knowledge: Knowledge): News => {
    const lines = new Map(side.registries.merges.map((merge) => [merge.id, linesOf(merge)]));
    return newsOf(
      side.linesAfter(from),
      { hasBase: from !== null, isWhole: isWhole(side) },
      { has: (id) => other.hasLine(id), ...knowledge, takenIn: (mergeId) => lines.get(mergeId) ?? [] },
    );
  };
  const mineNews = newsAbout(mine, known.mine, theirs, there);
  const theirNews = newsAbout(theirs, known.theirs, mine, here);
  const memories = new Map<RecordType, Remembered>();
  const remembered = (type: RecordType): Remembered => {
    const known = memories.get(type) ?? rememberedOf(type, mine, theirs, theirNews);
    memories.set(type, known);
    return known;
  };
  const registries = matchRegistries(mine, theirs.registries, choices, mineNews, remembered, env.newId);
  const articles = matchArticles(mine, theirs, choices, remembered('article'), env.newId);
  const names = new AnnotationNames(remembered('annotation'));
  const isMatched = (type: string): type is MatchedType => matchedTypes.some((one) => one === type);
  const toMine: ToMine = (type, id) => {
    if (isMatched(type)) return registries.mine(type, id);
    if (type === 'article') return articles.mine(id);
    return type === 'annotation' ? names.mine(id) : id;
  };
  const merge: Merge = {
    type: 'merge',
    id: env.newId(),
    coderId: env.coderId,
    createdAt: env.now,
    fileName: env.fileName,
    projectName: theirs.registries.project.name,
    baseChangeId: known.theirs,
    summary: '',
    ...takenIn(theirs, known.theirs, theirNews.isWhole),
  };
  const same: ToMine = (_type, id) => id;
  const merging = new Merging(
    partyOf(mine, mineNews, decidedIn(mine.registries.questions, mineNews, same)),
    partyOf(theirs, theirNews, decidedIn(theirs.registries.questions, theirNews, toMine)),
    toMine,
    choices,
    env,
    merge,
    { mine: mineNews.isWhole, theirs: theirNews.isWhole },
  );

  mergeRegistries(merging, registries, remembered);
  const attributes = new FinalAttributes(merging, registries);
  const bodies = new Map<string, Bodies extends ReadonlyMap<string, infer B> ? B : never>();
  const work: ArticleMerge = { merging, attributes, names, bodies, pointing: [] };
  remember(merging, articles.toRemember);
  const total = articles.pairs.length + articles.rest.length;
  let done = 0;
  for (const pair of articles.pairs) {
    mergeArticle(work, pair);
    yield { done: ++done, total };
  }
  for (const article of articles.rest) {
    keepArticle(work, article, articles.theirs(article.id));
    yield { done: ++done, total };
  }
  rename(merging, names);
  merging.needs.settle();
  attributes.settle();
  tidy(merging);
  cutTargetCircles(merging, work.pointing);
  freeCopies(merging, mine);
  bringForeignIds(merging);
  bringPlaces(merging);

  const questions = [...merging.questions];
  const counted = { ...merge, summary: writeCounts(merging.tally.counts()) };
  for (const question of questions) merging.changes.add(question);
  if (!merging.changes.isEmpty) merging.changes.add(counted);
  return {
    change: merging.changes.build(),
    bodies,
    known,
    merge: counted,
    questions,
    tally: merging.tally,
    items: merging.items,
    matches: registries.matches,
    articles: listed(articles),
    articleIds: new Map(articles.pairs.map(({ id, theirs: { id: theirId } }) => [id, theirId])),
  };
}

export function planMerge(mine: Side, theirs: Side, choices: MergeChoices, env: MergeEnv): MergePlan {
  const steps = planning(mine, theirs, choices, env);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * What this merge takes in of their history: the newest line, and all that were not known. Whoever takes in a copy
 * that was cut has not thereby taken in the original, whose newest line lends its id to the copy's first.
 */
function takenIn(theirs: Side, known: string | null, whole: boolean): Pick<Merge, 'headChangeId' | 'lines'> {
  const borrowed = whole ? null : firstOf(theirs);
  const lines: string[] = [];
  for (const id of theirs.lineIds()) {
    if (id === known || id === borrowed) break;
    lines.push(id);
  }
  const head = headOf(theirs);
  return { headChangeId: head === borrowed ? null : head, lines: lines.join('\n') };
}

/** The oldest line of a history; null for an empty one. */
function firstOf(side: Side): string | null {
  for (const { id } of side.linesAfter(null)) return id;
  return null;
}

const partyOf = (side: Side, news: News, decided: Decided): Party => ({
  side,
  news,
  decided,
  coderNames: new Map(side.registries.coders.map(({ id, name }) => [id, name])),
});

/** Lets values point to annotations that turned out to be known under another id after the values were read. */
function rename(merging: Merging, names: AnnotationNames): void {
  if (names.renamed.size === 0) return;
  const isStale = (value: AttributeValue): boolean =>
    value.targetAnnotationId !== null && names.renamed.has(value.targetAnnotationId);
  for (const record of merging.changes.additions) {
    if (record.type !== 'attribute_value' || !isStale(record)) continue;
    const targetAnnotationId = names.mine(record.targetAnnotationId ?? '');
    merging.changes.update(record, { targetAnnotationId });
    merging.stands({ ...record, targetAnnotationId });
  }
}

/** An article whose original is not there is a copy of nothing. */
function freeCopies(merging: Merging, mine: Side): void {
  const standing = new Set<string>();
  const copies: Article[] = [];
  for (const article of mine.articles) {
    const after = merging.changes.after(article);
    if (after === null) continue;
    standing.add(article.id);
    if (after.copyOfId !== null) copies.push(article);
  }
  for (const record of merging.changes.additions) {
    if (record.type !== 'article') continue;
    standing.add(record.id);
    if (record.copyOfId !== null) copies.push(record);
  }
  for (const article of copies) {
    const original = merging.changes.after(article)?.copyOfId;
    if (original != null && !standing.has(original)) merging.changes.update(article, { copyOfId: null });
  }
}

/** What waits for a place in theirs, still open, waits for it here, too: else its annotation would be lost. */
function bringPlaces(merging: Merging): void {
  const { mine, theirs } = merging;
  const own = new Set(mine.side.registries.questions.map(({ id }) => id));
  const ownMerges = new Set(
    mine.side.registries.merges.flatMap((one) => (merging.changes.isRemoved(one) ? [] : [one.id])),
  );
  for (const question of theirs.side.registries.questions) {
    if (question.kind !== 'place' || question.answer !== null || own.has(question.id)) continue;
    if (mine.side.has('annotation', question.recordId)) continue;
    merging.bringQuestion(mappedPlace(question, merging, ownMerges));
  }
}

/** The annotation in a question, and what the question is about, with my ids. */
function mappedPlace(
  question: Question,
  { toMine, merge }: Merging,
  ownMerges: ReadonlySet<string>,
): Question {
  const { annotation, spans, values } = JSON.parse(question.theirs) as {
    annotation: Parameters<typeof asMine>[0];
    spans: unknown[];
    values: Parameters<typeof asMine>[0][];
  };
  const waiting = {
    annotation: asMine(annotation, toMine),
    spans,
    values: values.map((value) => asMine(value, toMine)),
  };
  return {
    ...question,
    mergeId: ownMerges.has(question.mergeId) ? question.mergeId : merge.id,
    articleId: question.articleId && toMine('article', question.articleId),
    theirs: JSON.stringify(waiting),
  };
}

/** Articles about which there is something to say: all that are not just the same ones under their ids. */
const listed = ({ pairs }: ArticleMap): ArticleMatch[] =>
  pairs
    .filter(({ how, otherText }) => how !== 'id' || otherText)
    .map(({ theirs, mine, how, otherText }) => ({
      id: theirs.id,
      title: theirs.title,
      mine: mine && { id: mine.id, title: mine.title },
      how,
      otherText,
    }));
