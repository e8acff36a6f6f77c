import type { ReactNode } from 'react';
import type { MergeItem } from '../../shared/api-merge';
import { itemName } from './words';

interface ItemWordsProps {
  item: Pick<MergeItem, 'mine' | 'theirs' | 'article'>;
  name: string;
  /** Whether it is about words of theirs that have no place here. */
  isUnplaced: boolean;
  /** What is said behind the name. */
  children: ReactNode;
}

/** What a list says of an item of a merge, or of a question: its name, its words, and the article. */
export function ItemWords({ item, name, isUnplaced, children }: ItemWordsProps) {
  const { quote } = itemName(item, isUnplaced);
  return (
    <>
      <span className="pick-name">
        <bdi title={name}>{name}</bdi>
        {children}
      </span>
      {quote !== '' && (
        <span className="pick-quote" dir="auto" title={quote}>
          {quote}
        </span>
      )}
      {item.article && (
        <span className="pick-where" dir="auto" title={item.article.title}>
          {item.article.title}
        </span>
      )}
    </>
  );
}
