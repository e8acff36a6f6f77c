/** Whether a text that comes in is in the project, or among what comes in with it, already. */
import type { Duplicate } from '../../shared/api-imports';
import {
  keysOfNames,
  plainAccession,
  plainAddress,
  similarEnough,
  similarity,
} from '../../shared/article-keys';
import { articlesSharing, hasAnyKey } from '../db/article-keys';
import { articleOfText, readArticle } from '../db/articles';
import type { ReadableDb } from '../db/open';
import type { KeyedArticle } from '../exchange/prepare-article';
import type { Staging } from './staging';

interface Candidate {
  of: Duplicate['of'];
  text: string;
  url: string;
  accession: string;
}

/** So many candidates of each place are compared word by word: those that share most keys. */
const mostCompared = 8;

/** The most likely duplicate: first the same text, then the same number or address, then the most alike. */
export function findDuplicate(db: ReadableDb, staging: Staging, article: KeyedArticle): Duplicate | null {
  const names = keysOfNames(article.fields);
  const keys = [...names, ...article.textKeys];
  // The same text has the same keys: what shares none with anything is like nothing. Most articles are that.
  if (!staging.hasAnyKey(keys) && !hasAnyKey(db, keys)) return null;
  const sameText = articleOfText(db, article.textSha256);
  if (sameText !== null) {
    const { title } = readArticle(db, sameText);
    return { how: 'same text', similarity: 1, of: { articleId: sameText, title } };
  }
  const twin = staging.rowOfText(article.textSha256);
  if (twin) return { how: 'same text', similarity: 1, of: { rowId: twin.rowId, title: twin.title } };
  const candidates: Candidate[] = [
    ...articlesSharing(db, names, article.textKeys)
      .slice(0, mostCompared)
      .map((id) => {
        const { title, text, url, accession } = readArticle(db, id);
        return { of: { articleId: id, title }, text, url, accession };
      }),
    ...staging
      .rowsSharing(names, article.textKeys, mostCompared)
      .map(({ rowId, title, text, url, accession }) => ({ of: { rowId, title }, text, url, accession })),
  ];
  return candidates
    .flatMap((candidate) => likeness(article, candidate) ?? [])
    .reduce<Duplicate | null>((best, one) => (best && rank(best) >= rank(one) ? best : one), null);
}

function likeness({ text, fields }: KeyedArticle, candidate: Candidate): Duplicate | null {
  const alike = similarity(text, candidate.text);
  const { of } = candidate;
  const accession = plainAccession(fields.accession);
  if (accession !== '' && accession === plainAccession(candidate.accession))
    return { how: 'same number', similarity: alike, of };
  const address = plainAddress(fields.url);
  if (address !== '' && address === plainAddress(candidate.url))
    return { how: 'same address', similarity: alike, of };
  return alike >= similarEnough ? { how: 'similar text', similarity: alike, of } : null;
}

const rank = ({ how, similarity: alike }: Duplicate): number =>
  (how === 'same number' ? 3 : how === 'same address' ? 2 : 0) + alike;
