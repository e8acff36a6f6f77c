/** Undo and redo of the last deed; what happens out of sight is told. */
import type { Change } from '../../shared/changes';
import { shorten } from '../../shared/commands';
import { isolated } from '../../shared/names';
import type { RecordType } from '../../shared/records';
import { call } from '../api';
import { writes } from '../project/session';
import { type AppState, dismissNotice, notify, useStore } from '../store';
import { goTo } from './go-to';

const done = { 'history.undo': 'Undone', 'history.redo': 'Done again' } as const;
let toldLast: number | null = null;

/** Undoes or does again; where nothing of it can be seen, says what it was and leads there. */
export async function stepThrough(name: keyof typeof done): Promise<void> {
  const before = useStore.getState();
  const result = await writes.push(name, () => undefined);
  if (toldLast !== null) dismissNotice(toldLast);
  toldLast = null;
  if (!result.ok || result.value === null) return;
  const { seq, label, change } = result.value;
  if (isInSight(change, before) || isInSight(change, useStore.getState())) return;
  const entry = await call('history.entry', { seq });
  const line = entry.ok ? entry.value.line : null;
  const title = useStore.getState().records.article.get(line?.articleId ?? '')?.title;
  const isNamed = title === undefined || label.includes(shorten(title));
  const where = isNamed ? '' : `, in “${isolated(title)}”`;
  const place = line?.place ?? null;
  toldLast = notify(
    'info',
    `${done[name]}: ${isolated(label)}${where}`,
    place === null ? [] : [{ label: 'Go there', run: () => void goTo(place) }],
  );
}

/** The view that shows records of a type; those of the text are shown only with their article. */
const viewOf: Partial<Record<RecordType, AppState['view']>> = {
  article: 'article',
  reading: 'article',
  code: 'codebook',
  attribute: 'codebook',
  choice: 'codebook',
  actor: 'actors',
  actor_alias: 'actors',
  actor_affiliation: 'actors',
  concept: 'concepts',
  concept_alias: 'concepts',
};

/** Whether the window, as it is or was, shows something of what a change does. */
export function isInSight(change: Change, { view, records, article, historyOf }: AppState): boolean {
  // The history of one thing need not show the new line.
  if (view === 'history') return historyOf === null;
  return [...change.added, ...change.removed, ...change.updated].some((record) => {
    const { type } = record;
    if (type !== 'annotation' && type !== 'span' && type !== 'attribute_value') return viewOf[type] === view;
    if (view !== 'article') return false;
    if ('articleId' in record) return record.articleId === article?.id;
    // The window holds what belongs to the open article, and nothing of the others.
    return 'annotationId' in record
      ? records.annotation.has(record.annotationId)
      : records[type].has(record.id);
  });
}
