/**
 * Keys. A shortcut is written as `Mod+Shift+z`, `Alt+ArrowLeft`, `1`, `F6` or `?`; `Mod` is Command on a
 * Mac and Ctrl elsewhere. A key with no modifier but Shift works only while no field takes typed text.
 */

export type Platform = 'mac' | 'windows' | 'linux';

/** What is asked of a keyboard event, so that the tests need no window. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

interface Parsed {
  key: string;
  mod: boolean;
  alt: boolean;
  shift: boolean;
}

function parse(shortcut: string): Parsed {
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+');
  return {
    key: parts.at(-1) ?? '',
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
  };
}

/** Keys that Alt turns into another character on a Mac, or Shift on most keyboards, by their place. */
const byPlace: Record<string, string> = { ',': 'Comma', '.': 'Period' };

/** Whether the press is this shortcut. Shift is part of a printed character such as `?` or `+`. */
export function matches(shortcut: string, press: KeyPress, platform: Platform): boolean {
  const wanted = parse(shortcut);
  const mod = platform === 'mac' ? press.metaKey : press.ctrlKey;
  const otherMod = platform === 'mac' ? press.ctrlKey : press.metaKey;
  if (otherMod || mod !== wanted.mod || press.altKey !== wanted.alt) return false;
  const printed = wanted.key.length === 1 && !wanted.mod && !wanted.alt;
  if (printed) {
    // Shift makes another character of most keys, but of a letter the same one, larger.
    const isLetter = /^\p{L}$/u.test(wanted.key);
    return press.key.toLowerCase() === wanted.key && (!isLetter || press.shiftKey === wanted.shift);
  }
  if (press.shiftKey !== wanted.shift) return false;
  const place = byPlace[wanted.key];
  if (place !== undefined && press.code === place) return true;
  if (press.key.toLowerCase() === wanted.key.toLowerCase()) return true;
  // On a keyboard of another script (Arabic, Cyrillic) Ctrl+Z is the key where Z is on a Latin one.
  const latin = /^[a-z]$/i.test(wanted.key) && !/^[a-z]$/i.test(press.key);
  return latin && press.code === `Key${wanted.key.toUpperCase()}`;
}

/** Whether the shortcut would be typed text in a field. */
export const isTyped = (shortcut: string): boolean => {
  const { mod, alt, key } = parse(shortcut);
  return !mod && !alt && !/^F\d+$/.test(key);
};

const signs: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** The shortcut as people write it: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function describeShortcut(shortcut: string, platform: Platform): string {
  const { key, mod, alt, shift } = parse(shortcut);
  const shown = signs[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (platform === 'mac') return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${shown}`;
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', shown].filter(Boolean).join('+');
}

/** The shortcut as Electron's menus write it. */
export function accelerator(shortcut: string): string {
  const { key, mod, alt, shift } = parse(shortcut);
  const name = key.startsWith('Arrow') ? key.slice('Arrow'.length) : key === '+' ? 'Plus' : key;
  const shown = name.length === 1 ? name.toUpperCase() : name;
  return [mod && 'CmdOrCtrl', alt && 'Alt', shift && 'Shift', shown].filter(Boolean).join('+');
}
