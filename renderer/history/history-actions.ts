import { History } from 'lucide-react';
import type { Action } from '../actions';
import { isTagging, whenSelected } from '../annotations/tagging';
import { useStore } from '../store';
import { showHistoryOf } from './go-to';

/** Who changed this: the history of the annotation or the article that is looked at. */
export const historyActions: Action[] = [
  {
    id: 'history.of-annotation',
    label: 'History of this annotation',
    menu: 'view',
    icon: History,
    shortcuts: ['Mod+Shift+h'],
    isAvailable: (state) => (state.selectedId !== null || isTagging()) && state.view === 'article',
    run: async () => {
      const annotation = await whenSelected();
      if (!annotation) return;
      const { records, article } = useStore.getState();
      const code = records.code.get(annotation.codeId)?.name ?? 'annotation';
      const quote = article?.placed.find(({ id }) => id === annotation.id)?.quote ?? '';
      showHistoryOf({ label: `${code} “${quote}”`, recordId: annotation.id });
    },
  },
  {
    id: 'history.of-article',
    label: 'History of this article',
    menu: 'view',
    shortcuts: [],
    isAvailable: (state) => state.article !== null && state.view === 'article',
    run: () => {
      const { article, records } = useStore.getState();
      const record = article && records.article.get(article.id);
      if (record) showHistoryOf({ label: record.title, articleId: record.id });
    },
  },
  {
    id: 'history.of-actor',
    label: 'History of this actor',
    menu: 'view',
    shortcuts: [],
    isAvailable: (state) => state.view === 'actors' && state.shownActorId !== null,
    run: () => {
      const { shownActorId, records } = useStore.getState();
      const actor = shownActorId === null ? undefined : records.actor.get(shownActorId);
      if (actor) showHistoryOf({ label: actor.name, recordId: actor.id });
    },
  },
  {
    id: 'history.of-concept',
    label: 'History of this concept',
    menu: 'view',
    shortcuts: [],
    isAvailable: (state) => state.view === 'concepts' && state.shownConceptId !== null,
    run: () => {
      const { shownConceptId, records } = useStore.getState();
      const concept = shownConceptId === null ? undefined : records.concept.get(shownConceptId);
      if (concept) showHistoryOf({ label: concept.name, recordId: concept.id });
    },
  },
];
