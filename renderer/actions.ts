/**
 * Every user action once. One action object serves its button, its menu item, the palette and its keys,
 * so that a label, a key or a condition is written in one place.
 */
import type { LucideIcon } from 'lucide-react';
import type { MenuAction } from '../shared/shell-api';
import { annotationActions, undoActions } from './annotations/annotation-actions';
import { frameActions } from './annotations/frame-actions';
import { articleActions } from './articles/article-actions';
import { projectActions } from './project/project-actions';
import { accelerator } from './shortcuts';
import { type AppState, useStore } from './store';
import { viewActions } from './view-actions';
import { viewSwitches } from './views';

export interface Action {
  /** Stable, such as `annotation.remove`: menus and tests name it. */
  id: string;
  label: string;
  /** Under which heading it stands in the palette, the menu and the list of shortcuts. */
  menu: MenuAction['menu'];
  icon?: LucideIcon;
  /** As `shortcuts.ts` writes them; the first is the one that is shown. */
  shortcuts: readonly string[];
  /** Left out of the menu bar and the palette: a step that only makes sense by its key. */
  keyOnly?: boolean;
  /** Whether a key that is held down goes on doing it. */
  repeats?: boolean;
  isAvailable(state: AppState): boolean;
  run(): void | Promise<void>;
}

/** All actions, in the order of menus. Those that tag depend on the project's codes. */
export function allActions(state: AppState): Action[] {
  return [
    ...projectActions,
    ...articleActions,
    ...undoActions,
    ...annotationActions(state).map(inText),
    ...frameActions.map(inText),
    ...viewSwitches,
    ...viewActions,
  ];
}

/** Whoever looks at another view tags nothing in the text behind it. */
const inText = (action: Action): Action => ({
  ...action,
  isAvailable: (state) => state.view === 'article' && action.isAvailable(state),
});

/** Runs the action if it is there and can be done now; says whether it did. */
export function runAction(id: string): boolean {
  const state = useStore.getState();
  const action = allActions(state).find((candidate) => candidate.id === id);
  if (!action?.isAvailable(state)) return false;
  void action.run();
  return true;
}

/** What the menu bar shows now. */
export function menuOf(state: AppState): MenuAction[] {
  return allActions(state)
    .filter((action) => !action.keyOnly)
    .map((action) => ({
      id: action.id,
      label: action.label,
      menu: action.menu,
      accelerator: action.shortcuts[0] === undefined ? null : accelerator(action.shortcuts[0]),
      enabled: state.dialog === null && action.isAvailable(state),
    }));
}
