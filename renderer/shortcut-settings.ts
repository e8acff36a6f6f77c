/**
 * The keys that users give to actions, remembered on this machine. The keys of codes are not among them:
 * they belong to the project and are changed in its codebook, but they may not be taken either.
 */
import { type Action, actionsOfKey, allActions, isOfCode } from './actions';
import { type KeyPress, type Platform, canonical, describeShortcut, shortcutsOf } from './shortcuts';
import { type AppState, useStore } from './store';

/** Keys by the id of the action; an empty list takes all keys away. Actions that are not named have their own. */
export type KeyChanges = Readonly<Record<string, readonly string[]>>;

const place = 'keys';
const version = 1;

/** What was stored, as far as it can be understood: what cannot is left out, a later version altogether. */
export function readKeyChanges(stored: string | null): KeyChanges {
  let found: unknown;
  try {
    found = JSON.parse(stored ?? 'null');
  } catch {
    return {};
  }
  if (!isObject(found) || found['version'] !== version || !isObject(found['keys'])) return {};
  const changes: Record<string, readonly string[]> = {};
  for (const [id, keys] of Object.entries(found['keys'])) {
    const isUsable = (key: unknown): key is string =>
      typeof key === 'string' && key !== '' && refusal(key, 'linux') === null;
    if (Array.isArray(keys) && keys.every(isUsable)) changes[id] = keys.map(canonical);
  }
  return changes;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const restoreKeys = (): void =>
  useStore.setState({ keys: readKeyChanges(localStorage.getItem(place)) });

/** Remembers these keys, and uses them from now on. */
export function saveKeys(keys: KeyChanges): void {
  if (Object.keys(keys).length === 0) localStorage.removeItem(place);
  else localStorage.setItem(place, JSON.stringify({ version, keys }));
  useStore.setState({ keys });
}

/** The changes with one action's keys replaced; null gives it its own again. */
export function withKeysOf(changes: KeyChanges, id: string, keys: readonly string[] | null): KeyChanges {
  const others = Object.entries(changes).filter(([changedId]) => changedId !== id);
  return Object.fromEntries(keys === null ? others : [...others, [id, keys]]);
}

/** The changes after a key was taken away from one action and given to another, as its only one. */
export function movedKey(state: AppState, shortcut: string, to: string): KeyChanges {
  let changes = state.keys;
  for (const owner of ownersOf(state, shortcut, to)) {
    const left = owner.shortcuts.filter((key) => canonical(key) !== shortcut);
    changes = withKeysOf(changes, owner.id, left);
  }
  return withKeysOf(changes, to, [shortcut]);
}

/** The other actions that have a key now; codes too. */
export const ownersOf = (state: AppState, shortcut: string, exceptId: string): Action[] =>
  actionsOfKey(state, canonical(shortcut)).filter(({ id }) => id !== exceptId);

/** Their keys are part of how the window is used without a mouse, and stay. */
export const hasFixedKeys = (action: Pick<Action, 'id'>): boolean => isOfCode(action) || fixed.has(action.id);
const fixed: ReadonlySet<string> = new Set(['view.text', 'view.next-pane', 'view.previous-pane']);

/** The actions whose keys can be changed. */
export const changeableActions = (state: AppState): Action[] =>
  allActions(state).filter((action) => !hasFixedKeys(action));

/** What a recorded press stands for: on a keyboard of another script the Latin key at its place; or null. */
export function recordedShortcut(press: KeyPress, platform: Platform): string | null {
  const found = shortcutsOf(press, platform);
  const isForeign = !/^[\u0000-\u007f]+$/.test(press.key);
  return (isForeign ? found.at(-1) : found[0]) ?? null;
}

/** Why an action cannot have this key, as a sentence; null when it can. */
export function refusal(shortcut: string, platform: Platform): string | null {
  const key = canonical(shortcut);
  const plain = key.replace(/^(?:Mod\+)?(?:Alt\+)?(?:Shift\+)?/, '');
  const named = describeShortcut(key, platform);
  if (plain === 'Tab') return `${named} moves between the parts of the window. Choose another key.`;
  if (plain === 'Escape') return `${named} leaves fields and dialogs. Choose another key.`;
  if (plain === 'F6') return `${named} moves between the panes. Choose another key.`;
  if (/^(?:Enter|Space|ContextMenu)$/.test(plain) && !key.includes('Mod'))
    return `${named} presses the button or opens the menu that has the focus. Choose another key.`;
  if (caretKeys.test(key)) return `${named} moves the caret or scrolls. Choose another key.`;
  if (systemKeys.has(key)) return `${named} belongs to the system. Choose another key.`;
  return null;
}

const caretKeys = /^(?:Mod\+)?(?:Shift\+)?(?:Arrow(?:Left|Right|Up|Down)|Home|End|PageUp|PageDown)$/;

/** Clipboard, windows, zoom and full screen: the same in every program, or never sent to this one. */
const systemKeys: ReadonlySet<string> = new Set([
  ...['a', 'c', 'x', 'v', 'q', 'w', 'm', 'h', '0', '-', '+', '='].map((key) => `Mod+${key}`),
  'Mod+Shift++',
  'Mod+Shift+v',
  'Mod+Shift+i',
  'Mod+F4',
  'Alt+F4',
  'F11',
  'F12',
]);
