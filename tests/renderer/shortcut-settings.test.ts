import '../support/window-events';
import { describe, expect, it } from 'vitest';
import { allActions, keyOf } from '../../renderer/actions';
import {
  changeableActions,
  movedKey,
  ownersOf,
  readKeyChanges,
  recordedShortcut,
  refusal,
  withKeysOf,
} from '../../renderer/shortcut-settings';
import { type AppState, initialState } from '../../renderer/store';
import { applyTo, emptyRecords } from '../../shared/changes';
import { defaultCodebook } from '../support/default-codebook';

let count = 0;
const state: AppState = {
  ...initialState,
  records: applyTo(emptyRecords(), {
    added: defaultCodebook(() => `id-${++count}`),
    updated: [],
    removed: [],
  }),
};

const press = (key: string, held = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('keys that users give to actions', () => {
  it('take the place of an action’s own, until they are reset', () => {
    const changed = { ...state, keys: withKeysOf(state.keys, 'annotation.next', ['f']) };
    expect(keyOf(changed, 'annotation.next')).toBe('F');
    expect(withKeysOf(changed.keys, 'annotation.next', null)).toEqual({});
  });

  it('name those who have the key already, codes too', () => {
    expect(ownersOf(state, 'n', 'select.sentence.next').map(({ id }) => id)).toEqual(['annotation.next']);
    expect(ownersOf(state, 'N', 'annotation.next')).toEqual([]);
    expect(ownersOf(state, '1', 'annotation.next').map(({ label }) => label)).toEqual([
      'Tag selection as Claim',
    ]);
  });

  it('are taken away there and given here', () => {
    const keys = movedKey(state, 'Mod+y', 'annotation.next');
    const after = { ...state, keys };
    expect(keys).toEqual({ 'history.redo': ['Mod+Shift+z'], 'annotation.next': ['Mod+y'] });
    const owners = allActions(after).filter(({ shortcuts }) => shortcuts.includes('Mod+y'));
    expect(owners.map(({ id }) => id)).toEqual(['annotation.next']);
  });

  it('never change the keys of codes, nor those that lead out of a pane', () => {
    const ids = changeableActions(state).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('annotation.tag.') || id === 'view.text')).toEqual([]);
    const [tag] = allActions(state).filter(({ id }) => id.startsWith('annotation.tag.'));
    expect(keyOf({ ...state, keys: { [tag!.id]: ['z'] } }, tag!.id)).toBe('1');
  });

  it('are recorded as the Latin key at the place of an Arabic one', () => {
    expect(recordedShortcut(press('ت', { code: 'KeyJ' }), 'linux')).toBe('j');
    expect(recordedShortcut(press('J', { code: 'KeyJ', shiftKey: true }), 'linux')).toBe('Shift+j');
    expect(recordedShortcut(press('&', { code: 'Digit1' }), 'linux')).toBe('&');
    expect(recordedShortcut(press('Dead'), 'linux')).toBeNull();
    expect(recordedShortcut(press('Control', { ctrlKey: true }), 'linux')).toBeNull();
  });

  it('are refused with a sentence where the browser, the fields or the system need them', () => {
    for (const key of [
      'Tab',
      'Shift+Tab',
      'Escape',
      'F6',
      'Enter',
      'Space',
      'Shift+ArrowLeft',
      'Mod+ArrowDown',
      'PageUp',
      'Mod+c',
    ])
      expect(refusal(key, 'linux')).toMatch(/^\S.* Choose another key\.$/);
    for (const key of ['f', 'Shift+f', 'Alt+ArrowDown', 'F8', 'Mod+Shift+f', ';'])
      expect(refusal(key, 'mac')).toBeNull();
  });
});

describe('stored keys', () => {
  it('are read back as they were stored', () => {
    const keys = { 'annotation.next': ['f'], 'annotation.previous': [] };
    expect(readKeyChanges(JSON.stringify({ version: 1, keys }))).toEqual(keys);
  });

  it('are left alone where they cannot be understood', () => {
    for (const stored of [
      null,
      '',
      'nonsense',
      '[]',
      '{"version":2,"keys":{"a":["f"]}}',
      '{"version":1,"keys":[]}',
    ])
      expect(readKeyChanges(stored)).toEqual({});
    const mixed = { version: 1, keys: { a: ['f'], b: 'f', c: ['Tab'], d: [''], e: [7] } };
    expect(readKeyChanges(JSON.stringify(mixed))).toEqual({ a: ['f'] });
  });
});
