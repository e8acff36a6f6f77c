import { describe, expect, it } from 'vitest';
import {
  type KeyPress,
  accelerator,
  canonical,
  describeShortcut,
  isTyped,
  matches,
  shortcutsOf,
} from '../../renderer/shortcuts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a key press', () => {
  it('is the shortcut of its character, however Shift makes it', () => {
    expect(matches('?', press('?', { shiftKey: true }), 'linux')).toBe(true);
    expect(matches('+', press('+', { shiftKey: true }), 'linux')).toBe(true);
    expect(matches('1', press('1'), 'linux')).toBe(true);
    expect(matches('1', press('1', { ctrlKey: true }), 'linux')).toBe(false);
  });
  it('is Ctrl on Linux and Command on a Mac', () => {
    expect(matches('Mod+z', press('z', { ctrlKey: true }), 'linux')).toBe(true);
    expect(matches('Mod+z', press('z', { metaKey: true }), 'mac')).toBe(true);
    expect(matches('Mod+z', press('z', { ctrlKey: true }), 'mac')).toBe(false);
  });
  it('tells undo from redo', () => {
    const redo = press('Z', { ctrlKey: true, shiftKey: true });
    expect(matches('Mod+z', redo, 'windows')).toBe(false);
    expect(matches('Mod+Shift+z', redo, 'windows')).toBe(true);
  });
  it('works on a keyboard of another script', () => {
    expect(matches('Mod+z', press('ئ', { ctrlKey: true, code: 'KeyZ' }), 'linux')).toBe(true);
    expect(matches('Mod+z', press('y', { ctrlKey: true, code: 'KeyZ' }), 'linux')).toBe(false);
  });
  it('tells a letter from the same letter with Shift, and does not mind Caps Lock', () => {
    expect(shortcutsOf(press('j'), 'linux')).toEqual(['j']);
    expect(shortcutsOf(press('J', { shiftKey: true }), 'linux')).toEqual(['Shift+j']);
    expect(shortcutsOf(press('J'), 'linux')).toEqual(['j']);
  });
  it('is found by its place on Arabic, Cyrillic and Greek keyboards, with Shift too', () => {
    expect(matches('j', press('ت', { code: 'KeyJ' }), 'linux')).toBe(true);
    expect(matches('Shift+j', press('ـ', { code: 'KeyJ', shiftKey: true }), 'windows')).toBe(true);
    expect(matches('b', press('لا', { code: 'KeyB' }), 'linux')).toBe(true);
    expect(matches('n', press('т', { code: 'KeyN' }), 'mac')).toBe(true);
    expect(matches('?', press('؟', { code: 'Slash', shiftKey: true }), 'linux')).toBe(true);
    expect(matches('1', press('١', { code: 'Digit1' }), 'linux')).toBe(true);
  });
  it('is what a French or German keyboard prints, and its figures need no Shift', () => {
    expect(shortcutsOf(press('w', { code: 'KeyZ' }), 'linux')).toEqual(['w']);
    expect(matches('1', press('&', { code: 'Digit1' }), 'windows')).toBe(true);
    expect(matches('2', press('é', { code: 'Digit2' }), 'windows')).toBe(true);
    expect(matches('1', press('1', { code: 'Digit1', shiftKey: true }), 'windows')).toBe(true);
    expect(matches('Mod+1', press('&', { code: 'Digit1', ctrlKey: true }), 'linux')).toBe(true);
    expect(matches('m', press(',', { code: 'KeyM' }), 'linux')).toBe(false);
    expect(matches('-', press('ß', { code: 'Minus' }), 'linux')).toBe(false);
    expect(matches('1', press('!', { code: 'Digit1', shiftKey: true }), 'linux')).toBe(false);
  });
  it('is what AltGr prints, not Ctrl with Alt', () => {
    const held = { ctrlKey: true, altKey: true, altGraph: true, code: 'Digit5' };
    expect(shortcutsOf(press('[', held), 'windows')[0]).toBe('[');
  });
  it('is none while it only begins a letter or belongs to an input method', () => {
    for (const key of ['Dead', 'Process', 'Shift', 'AltGraph', 'Unidentified'])
      expect(shortcutsOf(press(key, { code: 'KeyJ' }), 'linux')).toEqual([]);
  });
  it('finds comma and full stop by their place, since Alt changes what they type', () => {
    expect(matches('Alt+Shift+,', press('¯', { altKey: true, shiftKey: true, code: 'Comma' }), 'mac')).toBe(
      true,
    );
  });
});

describe('a shortcut', () => {
  it('is written as people write it', () => {
    expect(describeShortcut('Mod+Shift+z', 'linux')).toBe('Ctrl+Shift+Z');
    expect(describeShortcut('Mod+Shift+z', 'mac')).toBe('⇧⌘Z');
    expect(describeShortcut('Alt+ArrowLeft', 'windows')).toBe('Alt+←');
    expect(describeShortcut('+', 'linux')).toBe('+');
  });
  it('is written as menus write it', () => {
    expect(accelerator('Mod+Shift+z')).toBe('CmdOrCtrl+Shift+Z');
    expect(accelerator('Alt+ArrowLeft')).toBe('Alt+Left');
    expect(accelerator('+')).toBe('Plus');
  });
  it('has one way of being written', () => {
    expect(canonical('Shift+Mod+Z')).toBe('Mod+Shift+z');
    expect(['+', 'Mod++', 'Alt+,', 'Shift+j', 'PageDown'].map(canonical)).toEqual([
      '+',
      'Mod++',
      'Alt+,',
      'Shift+j',
      'PageDown',
    ]);
  });
  it('is left out of menus that cannot write it', () => {
    expect(accelerator('ج')).toBeNull();
    expect(accelerator('Mod+é')).toBeNull();
    expect(accelerator('nonsense')).toBeNull();
    expect(['-', '0', '=', 'Shift+j', 'Alt+PageDown'].map(accelerator)).toEqual([
      '-',
      '0',
      '=',
      'Shift+J',
      'Alt+PageDown',
    ]);
  });
  it('is typed text unless a modifier or a function key makes it something else', () => {
    expect(['1', 'a', 'Delete', 'Shift+n'].every(isTyped)).toBe(true);
    expect(['Mod+a', 'Alt+ArrowLeft', 'F6', 'Shift+F6'].some(isTyped)).toBe(false);
  });
});
