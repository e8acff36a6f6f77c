/**
 * Every user action once. One action object serves its button, its menu item, the palette and its keys,
 * so that a label, a key or a condition is written in one place.
 */
import type { LucideIcon } from 'lucide-react';
import { isolated } from '../shared/names';
import type { MenuAction } from '../shared/shell-api';
import { adjudicationActions } from './adjudicate/adjudication-actions';
import { annotationActions, undoActions } from './annotations/annotation-actions';
import { frameActions } from './annotations/frame-actions';
import { articleActions } from './articles/article-actions';
import { readingActions } from './articles/reading-actions';
import { codebookActions } from './codebook/codebook-actions';
import { laneActions } from './compare/lane-actions';
import { passageActions } from './compare/passage-query';
import { doubleCodingActions } from './double-coding/double-coding-actions';
import { historyActions } from './history/history-actions';
import { mergeActions } from './merge/merge-actions';
import { projectActions } from './project/project-actions';
import { registryActions } from './registry/registry-actions';
import { type Platform, accelerator, canonical, describeShortcut } from './shortcuts';
import { type AppState, useStore } from './store';
import { textActions } from './text-actions';
import { viewActions } from './view-actions';
import { viewSwitches } from './views';

export interface Action {
  /** Stable, such as `annotation.remove`: menus, tests and the keys that users chose name it. */
  id: string;
  label: string;
  /** Under which heading it stands in the palette, the menu and the list of shortcuts. */
  menu: MenuAction['menu'];
  icon?: LucideIcon;
  /** As `shortcuts.ts` writes them; the first is the one that is shown. */
  shortcuts: readonly string[];
  /** Left out of the menu bar: a step that is made by its key, many times in a row. */
  keyOnly?: boolean;
  /** Whether a key that is held down goes on doing it. */
  repeats?: boolean;
  isAvailable(state: AppState): boolean;
  /** What it would be about now: the deed that would be undone. Menu and palette tell it with the label. */
  about?(state: AppState): string | null;
  run(): void | Promise<void>;
}

/** The headings, in the order of the sheet of shortcuts and of the palette. */
export const actionGroups: readonly { menu: Action['menu']; title: string }[] = [
  { menu: 'select', title: 'Caret and selection' },
  { menu: 'annotate', title: 'Annotate' },
  { menu: 'edit', title: 'Edit' },
  { menu: 'view', title: 'Move around' },
  { menu: 'compare', title: 'Compare coders' },
  { menu: 'file', title: 'Project and articles' },
  { menu: 'help', title: 'Help' },
];

interface ActionTable {
  actions: Action[];
  byId: ReadonlyMap<string, Action>;
  /** By canonical shortcut, in the order of `actions`: a code's own key goes before any other. */
  byKey: ReadonlyMap<string, Action[]>;
}

/** Everything that the existence, the label or the key of an action is made from. Not what makes it available. */
const ingredients = ({ records, selectedId, keys }: AppState): readonly unknown[] => [
  records.code,
  records.attribute,
  records.choice,
  records.annotation,
  selectedId,
  keys,
];

let made: { of: readonly unknown[]; table: ActionTable } | null = null;

/** A codebook may have thousands of codes, so the actions are put together once for each state that matters. */
function tableOf(state: AppState): ActionTable {
  const of = ingredients(state);
  if (!made || of.some((part, index) => part !== made?.of[index])) made = { of, table: newTable(state) };
  return made.table;
}

function newTable(state: AppState): ActionTable {
  const actions = withKeys(
    [
      ...annotationActions(state).map(inText),
      ...frameActions.map(inText),
      ...projectActions,
      ...mergeActions,
      ...articleActions,
      ...codebookActions,
      ...registryActions,
      ...undoActions,
      ...historyActions,
      ...textActions,
      ...readingActions,
      ...laneActions,
      ...passageActions,
      ...doubleCodingActions,
      ...adjudicationActions,
      ...viewSwitches,
      ...viewActions,
    ],
    state,
  );
  const byKey = new Map<string, Action[]>();
  for (const action of actions) {
    for (const shortcut of action.shortcuts) {
      const key = canonical(shortcut);
      const others = byKey.get(key);
      if (others) others.push(action);
      else byKey.set(key, [action]);
    }
  }
  return { actions, byId: new Map(actions.map((action) => [action.id, action])), byKey };
}

/** The actions with the keys that the user gave them. The keys of codes belong to the project. */
const withKeys = (actions: readonly Action[], { keys }: AppState): Action[] =>
  actions.map((action) => {
    const changed = keys[action.id];
    return changed && !isOfCode(action) ? { ...action, shortcuts: changed } : action;
  });

/** Whether an action tags with a code, so that its key is part of the codebook. */
export const isOfCode = ({ id }: Pick<Action, 'id'>): boolean => id.startsWith('annotation.tag.');

/** Whoever looks at another view tags nothing in the text behind it. */
const inText = (action: Action): Action => ({
  ...action,
  isAvailable: (state) => state.view === 'article' && action.isAvailable(state),
});

/** All actions with their keys; those that tag depend on the project's codes. */
export const allActions = (state: AppState): Action[] => tableOf(state).actions;

/** The actions of a key, as `shortcutsOf` writes it. */
export const actionsOfKey = (state: AppState, shortcut: string): readonly Action[] =>
  tableOf(state).byKey.get(shortcut) ?? [];

/** The key of an action in the words of people, or null: for the tooltip of its button. */
export function keyOf(state: AppState, id: string): string | null {
  const shortcut = tableOf(state).byId.get(id)?.shortcuts[0];
  return shortcut === undefined ? null : describeShortcut(shortcut, platformOf(state));
}

export const platformOf = ({ start }: AppState): Platform => start?.platform ?? 'linux';

/** The label, with what the action would be about now: `Undo: Tag as Claim`. */
export function labelNow({ label, about }: Action, state: AppState): string {
  const what = about?.(state) ?? null;
  return what === null ? label : `${label}: ${isolated(what)}`;
}

/** Runs the action if it is there and can be done now; says whether it did. */
export function runAction(id: string): boolean {
  const state = useStore.getState();
  const action = tableOf(state).byId.get(id);
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
      label: labelNow(action, state),
      menu: action.menu,
      accelerator: action.shortcuts[0] === undefined ? null : accelerator(action.shortcuts[0]),
      enabled: state.dialog === null && action.isAvailable(state),
    }));
}
