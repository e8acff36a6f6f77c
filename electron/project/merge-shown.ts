/**
 * The items of a plan as the window shows them, page by page, with the passages and words of both files. Those in
 * hidden articles are merged like all others, but not shown.
 */
import type { MergeItem as Shown, mergeInputs } from '../../shared/api-merge';
import type { z } from 'zod';
import { foldForSearch } from '../../shared/fold';
import type { MergeItem, MergePlan, Take } from '../../shared/merge/merge-plan';
import { takesOf } from '../../shared/merge/choices';
import { differencesInWords, nameIn, type Names, sideInWords } from '../../shared/merge-words';
import type { ReadableDb } from '../db/open';
import { lastTouchOf, namesIn, readWhole } from '../db/wholes';
import type { TheirFile } from './merge-file';

type Query = Omit<z.output<(typeof mergeInputs)['merge.items']>, 'decisions'>;

export function itemsShown(
  db: ReadableDb,
  theirs: TheirFile,
  plan: MergePlan,
  hidden: ReadonlySet<string>,
  { category, type, articleId, words, from, count }: Query,
): { items: Shown[]; total: number } {
  const mineNames = namesIn(db);
  const theirNames = namesIn(theirs.db);
  const wanted = foldForSearch(words);
  const items = plan.items.filter(
    (item) =>
      item.category === category &&
      !(item.mineArticleId !== null && hidden.has(item.mineArticleId)) &&
      (type === null || item.type === type) &&
      (articleId === null || (item.mineArticleId ?? item.theirsArticleId) === articleId) &&
      (wanted === '' ||
        titlesOf(item, mineNames, theirNames).some((name) => foldForSearch(name).includes(wanted))),
  );
  const theirAttribute = new Map(
    plan.matches.flatMap((match): [string, string][] =>
      match.type === 'attribute' && match.mine ? [[match.mine.id, match.id]] : [],
    ),
  );
  const show = (item: MergeItem): Shown => {
    const mine = sideOf(db, item, item.mineId, mineNames);
    const other = sideOf(theirs.db, item, item.theirsId, theirNames);
    return {
      key: item.key,
      type: item.type,
      category,
      article: articleOf(item, mineNames, theirNames),
      recordId: item.mineId,
      mine: mine.whole && sideInWords(mine.whole, mine.names, mine.last),
      theirs: other.whole && sideInWords(other.whole, other.names, other.last),
      differences: differencesInWords(item.type, item.fields, mine, other, (field) => {
        const id = field.startsWith('value ') ? theirAttribute.get(field.slice(6)) : undefined;
        return id === undefined ? field : `value ${id}`;
      }),
      take: item.take,
      choices: choicesOf(item),
    };
  };
  return { items: items.slice(from, from + count).map(show), total: items.length };
}

const nobody = { by: '', at: null };

const sideOf = (db: ReadableDb, { type }: MergeItem, id: string | null, names: Names) => ({
  whole: id === null ? null : readWhole(db, type, id),
  names,
  last: id === null ? nobody : lastTouchOf(db, id),
});

function titlesOf(
  { type, mineId, theirsId, mineArticleId, theirsArticleId }: MergeItem,
  mine: Names,
  theirs: Names,
): string[] {
  const named = (names: Names, what: MergeItem['type'], id: string | null): string[] =>
    id === null ? [] : [nameIn(names, what, id)];
  return [
    ...named(mine, type, mineId),
    ...named(theirs, type, theirsId),
    ...named(mine, 'article', mineArticleId),
    ...named(theirs, 'article', theirsArticleId),
  ];
}

function articleOf(
  { mineArticleId, theirsArticleId }: MergeItem,
  mine: Names,
  theirs: Names,
): Shown['article'] {
  if (mineArticleId !== null) return { id: mineArticleId, title: nameIn(mine, 'article', mineArticleId) };
  if (theirsArticleId === null) return null;
  return { id: theirsArticleId, title: nameIn(theirs, 'article', theirsArticleId) };
}

const choicesOf = ({ choosable, category, take }: MergeItem): Take[] =>
  choosable ? [...takesOf(category)] : [take];
