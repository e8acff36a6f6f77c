/** What the window shows of the project: the text with its annotations, or one of the lists behind it. */
import {
  BookOpenText,
  GitCompareArrows,
  History,
  Lightbulb,
  ListTree,
  type LucideIcon,
  Scale,
  Users,
} from 'lucide-react';
import type { Action } from './actions';
import { editorFocus } from './editor-focus';
import { useStore } from './store';

export type View = 'article' | 'codebook' | 'actors' | 'concepts' | 'history' | 'compare' | 'adjudicate';

export const views: readonly { id: View; label: string; icon: LucideIcon; shortcut: string }[] = [
  { id: 'article', label: 'Text', icon: BookOpenText, shortcut: 'Mod+1' },
  { id: 'codebook', label: 'Codebook', icon: ListTree, shortcut: 'Mod+2' },
  { id: 'actors', label: 'Actors', icon: Users, shortcut: 'Mod+3' },
  { id: 'concepts', label: 'Concepts', icon: Lightbulb, shortcut: 'Mod+4' },
  { id: 'history', label: 'History', icon: History, shortcut: 'Mod+5' },
  { id: 'compare', label: 'Compare', icon: GitCompareArrows, shortcut: 'Mod+6' },
  { id: 'adjudicate', label: 'Adjudicate', icon: Scale, shortcut: 'Mod+7' },
];

/** Shows a view; the text takes up the keyboard where it left it. */
export function showView(view: View): void {
  useStore.setState({ view, showsDuplicates: false });
  // The text can take the focus only once it is no longer inert.
  if (view === 'article') requestAnimationFrame(() => editorFocus.focus());
}

/** Shows the registry at one actor. */
export const showActor = (actorId: string): void =>
  useStore.setState({ view: 'actors', shownActorId: actorId, showsDuplicates: false });

/** Shows the tree at one concept. */
export const showConcept = (conceptId: string): void =>
  useStore.setState({ view: 'concepts', shownConceptId: conceptId, showsDuplicates: false });

const showWords: Partial<Record<View, string>> = {
  article: 'Show the text',
  codebook: 'Show the codebook',
  compare: 'Show how far coders agree',
  adjudicate: 'Show what coders disagree on',
};

export const viewSwitches: Action[] = views.map(({ id, label, icon, shortcut }) => ({
  id: `view.${id}`,
  label: showWords[id] ?? `Show ${label.toLowerCase()}`,
  menu: 'view',
  icon,
  shortcuts: [shortcut],
  isAvailable: ({ project }) => project !== null,
  run: () => showView(id),
}));
