/** Going through the list of articles by key, and saying of each that it is read. */
import { CircleCheck, CircleSlash2 } from 'lucide-react';
import type { ReadingState } from '../../shared/records';
import type { Action } from '../actions';
import { coderHere } from '../double-coding/acting';
import { openArticle, writes } from '../project/session';
import { type AppState, notify, useStore } from '../store';
import { countOf } from './describe';
import { listedRows, neighbourOf, nextToRead } from './reading-list';

const isReading = ({ view, project, article }: AppState): boolean =>
  view === 'article' && project !== null && !project.readOnly && article !== null;

const shownId = ({ openingId, article }: AppState): string | null => openingId ?? article?.id ?? null;

export const readingActions: Action[] = [
  ...(['next', 'previous'] as const).map((direction): Action => ({
    id: `article.${direction}`,
    label: direction === 'next' ? 'Next article of the list' : 'Previous article of the list',
    menu: 'view',
    shortcuts: [direction === 'next' ? 'Shift+n' : 'Shift+p'],
    isAvailable: ({ view, records }) => view === 'article' && records.article.size > 0,
    run: () => goToNeighbour(direction),
  })),
  {
    id: 'reading.done',
    label: 'Done: go to the next unread article',
    menu: 'annotate',
    icon: CircleCheck,
    shortcuts: ['d'],
    isAvailable: isReading,
    run: () => finish('done'),
  },
  {
    id: 'reading.no-claim',
    label: 'Read and no claim found: go to the next unread article',
    menu: 'annotate',
    icon: CircleSlash2,
    shortcuts: ['Shift+d'],
    isAvailable: isReading,
    run: finishWithoutClaim,
  },
];

async function goToNeighbour(direction: 'next' | 'previous'): Promise<void> {
  const state = useStore.getState();
  const neighbour = neighbourOf(listedRows(state), shownId(state), direction);
  if (neighbour) await openArticle(neighbour.id);
  else notify('info', `This is the ${direction === 'next' ? 'last' : 'first'} article of the list.`);
}

/** Says how the reading of the article ended, and opens the next one that is still to be read. */
async function finish(reading: ReadingState): Promise<void> {
  const { article } = useStore.getState();
  if (!article) return;
  const result = await writes.push('reading.set', () => ({ articleId: article.id, state: reading }));
  const state = useStore.getState();
  // Who has gone elsewhere meanwhile stays there.
  if (!result.ok || shownId(state) !== article.id) return;
  const next = nextToRead(listedRows(state), article.id);
  if (next) await openArticle(next.id);
  else notify('info', 'Every article of the list is read.');
}

/** Refuses where the coder did find claims: the two would contradict each other. */
async function finishWithoutClaim(): Promise<void> {
  const state = useStore.getState();
  const { records, article } = state;
  const coderId = article && coderHere(state, article.id);
  const claims = [...records.annotation.values()].filter(
    (annotation) =>
      annotation.articleId === article?.id &&
      annotation.coderId === coderId &&
      records.code.get(annotation.codeId)?.kind === 'claim',
  );
  if (claims.length === 0) return finish('no claim found');
  const found = countOf(claims.length, 'claim');
  notify(
    'problem',
    `You tagged ${found} in this article, so it is not marked as “no claim found”. Mark it as done instead.`,
  );
}
