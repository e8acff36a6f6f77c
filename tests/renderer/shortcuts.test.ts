import { describe, expect, it } from 'vitest';
import { type KeyPress, accelerator, describeShortcut, isTyped, matches } from '../../renderer/shortcuts';

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
  it('is typed text unless a modifier or a function key makes it something else', () => {
    expect(['1', 'a', 'Delete', 'Shift+n'].every(isTyped)).toBe(true);
    expect(['Mod+a', 'Alt+ArrowLeft', 'F6', 'Shift+F6'].some(isTyped)).toBe(false);
  });
});
