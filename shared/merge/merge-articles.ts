/** Merging articles one by one: their heads, who has read them, what is coded and what was decided in them. */
import type { Bodies } from '../formats/adopt';
import type { CodedAnnotation } from '../formats/dataset';
import type { AnyRecord, Article, AttributeValue, Reading } from '../records';
import type { AnnotationNames } from './annotation-names';
import { type CodedMerge, recordsOf } from './coded-merge';
import { isDecided } from './decided';
import type { FinalAttributes } from './final-attributes';
import { offerForeignIds } from './foreign-ids';
import { asMine, type ToMine } from './links';
import type { ArticlePair } from './match-articles';
import { adjudicationRecords, mergeAdjudications } from './merge-adjudications';
import { mergeAnnotations } from './merge-coded';
import { mergePair } from './merge-pair';
import { mergeReadings } from './merge-readings';
import type { Merging } from './merging';
import { removedByMe, removedByThem, settleMine, settleTheirs } from './one-sided';
import { changedByMe, changedByThem, keepAnnotation, recordsIn } from './one-sided-annotation';
import { fieldResults, hasNews } from './record-fields';
import type { Coded } from './side';
import { Onto } from './their-annotation';
import { leaveUnplaced } from './unplaced';

export interface ArticleMerge {
  merging: Merging;
  attributes: FinalAttributes;
  names: AnnotationNames;
  /** Values of mine that point to annotations. */
  pointing: AttributeValue[];
  /** The bodies of articles that come in. */
  bodies: Map<string, Bodies extends ReadonlyMap<string, infer B> ? B : never>;
}

/** Merges an article that theirs has. */
export function mergeArticle(articles: ArticleMerge, pair: ArticlePair): void {
  const { merging } = articles;
  const coded = merging.theirs.side.coded(pair.theirs.id);
  const at = codedMerge(articles, pair.theirs, pair.mine ?? pair.theirs, pair);
  if (pair.mine) mergeBoth(articles, at, pair, pair.mine, coded);
  else bringArticle(articles, at, pair, coded);
}

function codedMerge(
  { merging, attributes, names }: ArticleMerge,
  theirs: Pick<Article, 'id'>,
  mine: Pick<Article, 'id'>,
  { id, mine: own, otherText }: Pick<ArticlePair, 'id' | 'mine' | 'otherText'>,
): CodedMerge {
  const toMine: ToMine = (type, other) => merging.toMine(type, other);
  const onto = new Onto(toMine, otherText, {
    mine: () => (own ? merging.mine.side.body(mine.id).text : merging.theirs.side.body(theirs.id).text),
    theirs: () => merging.theirs.side.body(theirs.id).text,
  });
  return { merging, attributes, names, onto, ids: { mine: id, theirs: theirs.id } };
}

/** What of mine is coded in an article. */
function codedInMine({ merging, pointing }: ArticleMerge, articleId: string): Coded {
  const coded = merging.mine.side.coded(articleId);
  for (const { values } of coded.annotations)
    for (const value of values) if (value.targetAnnotationId !== null) pointing.push(value);
  return coded;
}

function mergeBoth(
  articles: ArticleMerge,
  at: CodedMerge,
  { theirs, byContent }: ArticlePair,
  mine: Article,
  given: Coded,
): void {
  const { merging, ids } = at;
  const own = codedInMine(articles, mine.id);
  mergePair(
    merging,
    {
      mine,
      theirs: { ...asMine(theirs, merging.toMine), id: mine.id },
      theirId: theirs.id,
      byContent,
    },
    { key: `article/${theirs.id}`, mineArticleId: mine.id, theirsArticleId: theirs.id },
  );
  mergeReadings(merging, ids, own.readings, given.readings);
  mergeAnnotations(at, own.annotations, given.annotations);
  mergeAdjudications(merging, ids, own.adjudications, given.adjudications);
  offerForeignIds(merging, own.foreignIds, given.foreignIds);
}

/** An article that I have not: new with all that is in it, or one that I have removed with all that was in it. */
function bringArticle(
  articles: ArticleMerge,
  at: CodedMerge,
  { id, theirs }: ArticlePair,
  coded: Coded,
): void {
  const { merging, bodies } = articles;
  const record: Article = {
    ...asMine(theirs, merging.toMine),
    id,
    text: null,
    layout: null,
    particulars: null,
  };
  const removal = removedByMe(merging, 'article', id, theirs.id);
  const line = merging.mine.news.removal('article', id);
  const theirEvents = merging.theirs.news.of('article', theirs.id);
  const annotations = coded.annotations.map((one) => at.onto.annotation(one));
  const changed =
    removal !== null &&
    ((line
      ? hasNews(
          fieldResults(merging, { mine: line.record, theirs: record, theirId: theirs.id, byContent: false }),
          'theirs',
        )
      : theirEvents.length > 0) ||
      coded.readings.some((reading) => isReadingNews(merging, 'mine', asMine(reading, merging.toMine))) ||
      annotations.some((one) => changedByThem(at, one)));
  const known = annotations.flatMap((one) => recordsIn(at, one) ?? []);
  const records: AnyRecord[] = [
    record,
    ...coded.readings.map((reading) => ({
      ...asMine(reading, merging.toMine),
      id: merging.mine.side.has('reading', reading.id) ? merging.env.newId() : reading.id,
      articleId: id,
    })),
    ...known.flatMap(recordsOf),
    ...coded.adjudications.flatMap((one) => adjudicationRecords(one, merging.toMine)),
  ].filter((one, index) => index === 0 || !merging.mine.side.has(one.type, one.id));
  for (const one of known) merging.needs.lead(one.annotation, record);
  settleTheirs(merging, {
    records,
    removal,
    changed,
    last: theirEvents.at(-1)?.line.stamp ?? null,
    item: {
      key: `article/${theirs.id}`,
      mineId: null,
      theirsId: theirs.id,
      mineArticleId: id,
      theirsArticleId: theirs.id,
    },
    articleId: id,
    decided: {
      byMe: isDecided(merging.mine.decided, 'article', id),
      byThem: isDecided(merging.theirs.decided, 'article', theirs.id),
    },
    with: null,
    onStand() {
      const { text, layout, particulars } = merging.theirs.side.body(theirs.id);
      bodies.set(id, { text, layout, particulars, url: theirs.url, accession: theirs.accession });
      countInside(merging, id, 'theirs', known, coded);
      for (const one of annotations) if (one.spans === null) leaveUnplaced(at, one);
      offerForeignIds(merging, [], coded.foreignIds);
    },
  });
}

/** An article that only mine has. */
/** @param theirId what they called it */
export function keepArticle(articles: ArticleMerge, article: Article, theirId: string): void {
  const { merging } = articles;
  const own = codedInMine(articles, article.id);
  const at = codedMerge(articles, { id: theirId }, article, {
    id: article.id,
    mine: article,
    otherText: false,
  });
  const removal = removedByThem(merging.theirs.news, 'article', theirId);
  if (removal === null) {
    settleMine(merging, { ...about(), removal, changed: false });
    merging.tally.add(article.id, 'reading', 'mine', own.readings.length);
    // Each for itself: one of them may have been removed while the article was elsewhere.
    for (const coded of own.annotations) keepAnnotation(at, coded);
    return;
  }
  const theirs = { ...asMine(removal.record, merging.toMine), id: article.id };
  const changed =
    hasNews(fieldResults(merging, { mine: article, theirs, theirId, byContent: false }), 'mine') ||
    own.readings.some((reading) => isReadingNews(merging, 'theirs', reading)) ||
    own.annotations.some((coded) => changedByMe(at, coded));
  for (const { annotation } of own.annotations) merging.needs.lead(annotation, article);
  settleMine(merging, {
    ...about(),
    records: [
      article,
      ...own.readings,
      ...own.annotations.flatMap(recordsOf),
      ...own.adjudications.flatMap((one) => adjudicationRecords(one, (_type, id) => id)),
    ],
    removal,
    changed,
    onStand() {
      countInside(merging, article.id, 'mine', own.annotations, own);
      for (const coded of own.annotations) at.attributes.keepFitting(coded);
    },
  });

  function about() {
    return {
      records: [article] as AnyRecord[],
      last: merging.mine.news.of('article', article.id).at(-1)?.line.stamp ?? null,
      item: {
        key: `article/${theirId}`,
        mineId: article.id,
        theirsId: null,
        mineArticleId: article.id,
      },
      articleId: article.id,
      decided: {
        byMe: isDecided(merging.mine.decided, 'article', article.id),
        byThem: isDecided(merging.theirs.decided, 'article', theirId),
      },
      with: null,
    };
  }
}

/** Whether a reading was changed, or begun, since the other side removed the article with all its readings. */
function isReadingNews(merging: Merging, removedBy: 'mine' | 'theirs', reading: Reading): boolean {
  const removal = merging[removedBy].news.removal('reading', reading.id);
  if (removal) return removal.record.state !== reading.state;
  const { news } = removedBy === 'mine' ? merging.theirs : merging.mine;
  return (
    !merging.whole[removedBy] ||
    !news.isKnown('reading', reading.id) ||
    news.of('reading', reading.id).length > 0
  );
}

/** What comes, goes or stays with its article is counted, and listed only with the article. */
function countInside(
  { tally }: Merging,
  articleId: string,
  category: 'mine' | 'theirs',
  annotations: readonly CodedAnnotation[],
  { readings }: Coded,
): void {
  if (annotations.length > 0) tally.add(articleId, 'annotation', category, annotations.length);
  if (readings.length > 0) tally.add(articleId, 'reading', category, readings.length);
}
