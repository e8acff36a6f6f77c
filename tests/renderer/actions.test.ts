import '../support/window-events';
import { describe, expect, it } from 'vitest';
import { type Action, actionGroups, actionsOfKey, allActions, keyOf, menuOf } from '../../renderer/actions';
import { findCommands } from '../../renderer/project/command-search';
import {
  canonical,
  describeShortcut,
  type KeyPress,
  type Platform,
  shortcutsOf,
} from '../../renderer/shortcuts';
import { hasFixedKeys, refusal } from '../../renderer/shortcut-settings';
import { type AppState, initialState } from '../../renderer/store';
import { applyTo, emptyRecords } from '../../shared/changes';
import { defaultCodebook } from '../support/default-codebook';

const platforms: Platform[] = ['mac', 'windows', 'linux'];

/** The state with the default codebook on one of the systems. */
function stateOn(platform: Platform): AppState {
  let count = 0;
  const added = defaultCodebook(() => `id-${++count}`);
  return {
    ...initialState,
    records: applyTo(emptyRecords(), { added, updated: [], removed: [] }),
    start: { open: null, platform, version: '', coderName: '' },
  };
}

describe.each(platforms)('the actions on %s', (platform) => {
  const state = stateOn(platform);
  const actions = allActions(state);

  it('have a label and stand in the palette under one of its headings, but for the palette, which has a key', () => {
    const menus = new Set(actionGroups.map(({ menu }) => menu));
    for (const { id, label, menu } of actions) {
      expect(label).not.toBe('');
      expect(menus.has(menu)).toBe(true);
      if (id === 'view.commands') expect(keyOf(state, id)).not.toBeNull();
    }
    const listed = findCommands(actions, '', []).groups.flatMap((group) => group.actions.map(({ id }) => id));
    expect(listed.toSorted()).toEqual(actions.map(({ id }) => id).toSorted());
  });

  it('name the deed that undo is about in the menu, and only there and in the palette', () => {
    const now: AppState = {
      ...state,
      project: {
        pick: { token: '', fileName: '', folder: '' },
        fileName: '',
        readOnly: false,
        readOnlyReason: null,
        coderId: 'c',
      },
      undo: { undo: 'Tag as Claim', redo: null },
    };
    const menu = new Map(menuOf(now).map(({ id, label }) => [id, label]));
    expect(menu.get('history.undo')).toBe('Undo: \u2068Tag as Claim\u2069');
    expect(menu.get('history.redo')).toBe('Redo');
    expect(allActions(now).find(({ id }) => id === 'history.undo')?.label).toBe('Undo');
  });

  it('have ids and labels of their own', () => {
    const repeated = (of: (action: Action) => string): string[] =>
      [...Map.groupBy(actions, of)].flatMap(([key, all]) => (all.length > 1 ? [key] : []));
    expect(repeated(({ id }) => id)).toEqual([]);
    expect(repeated(({ label }) => label)).toEqual([]);
  });

  it('share no key, however it is written', () => {
    const owners = actions.flatMap(({ id, shortcuts }) =>
      shortcuts.map((shortcut) => [describeShortcut(canonical(shortcut), platform), id] as const),
    );
    const shared = [...Map.groupBy(owners, ([key]) => key)].filter(([, all]) => all.length > 1);
    expect(shared).toEqual([]);
  });

  it('write their keys in the one way, and use none that is refused to users', () => {
    for (const action of actions) {
      for (const shortcut of action.shortcuts) {
        expect(canonical(shortcut)).toBe(shortcut);
        expect(actionsOfKey(state, shortcut).map(({ id }) => id)).toEqual([action.id]);
        if (!hasFixedKeys(action) && shortcut !== 'Enter') expect(refusal(shortcut, platform)).toBeNull();
      }
    }
  });

  it('can all be shown in menus', () => {
    for (const { id, accelerator } of menuOf(state)) {
      const { shortcuts } = actions.find((action) => action.id === id)!;
      expect(accelerator === null).toBe(shortcuts.length === 0);
    }
  });
});

/** What the letter keys print on an Arabic keyboard, from the place of Q on, row by row. */
const arabic = new Map(
  [...'qwertyuiop', ...'asdfghjkl', ...'zxcvbnm'].map((letter, at) => [
    letter,
    [
      'ض',
      'ص',
      'ث',
      'ق',
      'ف',
      'غ',
      'ع',
      'ه',
      'خ',
      'ح',
      'ش',
      'س',
      'ي',
      'ب',
      'ل',
      'ا',
      'ت',
      'ن',
      'م',
      'ئ',
      'ء',
      'ؤ',
      'ر',
      'لا',
      'ى',
      'ة',
    ][at]!,
  ]),
);

describe.each(platforms)('every letter that is a key on %s', (platform) => {
  const state = stateOn(platform);
  const letters = allActions(state).flatMap(({ id, shortcuts }) =>
    shortcuts.flatMap((shortcut) => {
      const [, modifiers = '', letter] = /^((?:\w+\+)*)([a-z])$/.exec(shortcut) ?? [];
      return letter === undefined ? [] : [{ id, letter, modifiers }];
    }),
  );
  const press = (key: string, code: string, modifiers: string): KeyPress => ({
    key,
    code,
    ctrlKey: modifiers.includes('Mod') && platform !== 'mac',
    metaKey: modifiers.includes('Mod') && platform === 'mac',
    altKey: modifiers.includes('Alt'),
    shiftKey: modifiers.includes('Shift'),
  });
  const idOf = (pressed: KeyPress): string | undefined =>
    shortcutsOf(pressed, platform)
      .map((shortcut) => actionsOfKey(state, shortcut)[0]?.id)
      .find((id) => id !== undefined);

  it('leads to its action on a Latin keyboard, wherever the letter is there', () => {
    for (const { id, letter, modifiers } of letters) {
      const key = modifiers.includes('Shift') ? letter.toUpperCase() : letter;
      expect(idOf(press(key, `Key${letter.toUpperCase()}`, modifiers))).toBe(id);
      expect(idOf(press(key, 'KeyX', modifiers))).toBe(id);
    }
  });

  it('leads to its action on an Arabic keyboard, by its place', () => {
    for (const { id, letter, modifiers } of letters)
      expect(idOf(press(arabic.get(letter)!, `Key${letter.toUpperCase()}`, modifiers))).toBe(id);
  });
});

describe('the table of actions', () => {
  it('is made once for a state, and again when codes or keys change', () => {
    const state = stateOn('linux');
    expect(allActions({ ...state, filter: 'x', notices: [] })).toBe(allActions(state));
    const changed = { ...state, keys: { 'annotation.next': ['f'] } };
    expect(keyOf(changed, 'annotation.next')).toBe('F');
    expect(keyOf(state, 'annotation.next')).toBe('N');
    expect(actionsOfKey(changed, 'n')).toEqual([]);
  });

  it('finds the action of a key among 5,000 codes in no time', () => {
    const state = stateOn('linux');
    const [one] = state.records.code.values();
    const added = Array.from({ length: 5_000 }, (_, at) => ({
      ...one!,
      id: `many-${at}`,
      name: `Code ${at}`,
      shortcut: null,
    }));
    const records = applyTo(state.records, { added, updated: [], removed: [] });
    const many = { ...state, records };
    actionsOfKey(many, 'j');
    const begin = performance.now();
    for (let press = 0; press < 1_000; press++)
      expect(actionsOfKey({ ...many, filter: String(press) }, 'j')).toHaveLength(1);
    expect(performance.now() - begin).toBeLessThan(500);
  });
});
