/**
 * Keys. A shortcut is written as `Mod+Shift+z`, `Alt+ArrowLeft`, `Shift+j`, `1`, `F6` or `?`; `Mod` is
 * Command on a Mac and Ctrl elsewhere. Letters are written small; a printed sign such as `?` or `+` holds
 * its own Shift. A key with no modifier but Shift works only while no field takes typed text.
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
  /** Whether AltGr is held, which Windows reports as Ctrl with Alt. */
  altGraph?: boolean;
}

interface Parsed {
  key: string;
  mod: boolean;
  alt: boolean;
  shift: boolean;
}

function parse(shortcut: string): Parsed {
  const modifiers = /^(?:(?:Mod|Alt|Shift)\+(?=.))*/u.exec(shortcut)?.[0] ?? '';
  return {
    key: shortcut.slice(modifiers.length),
    mod: modifiers.includes('Mod'),
    alt: modifiers.includes('Alt'),
    shift: modifiers.includes('Shift'),
  };
}

const write = ({ key, mod, alt, shift }: Parsed): string =>
  [mod && 'Mod', alt && 'Alt', shift && 'Shift', isLetter(key) ? key.toLowerCase() : key]
    .filter(Boolean)
    .join('+');

/** The one way of writing a shortcut, so that two that are the same key are the same text. */
export const canonical = (shortcut: string): string => write(parse(shortcut));

const isLetter = (key: string): boolean => /^\p{L}\p{M}*$/u.test(key);
const isPrinted = (key: string): boolean => [...key].length === 1;

/**
 * The shortcuts that a key press may be, the likeliest first: what the key prints; then what stands there
 * on a keyboard with Latin letters, so that the same key serves who writes Arabic, and the upper row its
 * figures, which a French keyboard prints only with Shift. None for a key that only begins a letter.
 */
export function shortcutsOf(press: KeyPress, platform: Platform): string[] {
  const key = digitOrSign[press.key] ?? press.key;
  if (notKeys.has(key)) return [];
  const prints = press.altGraph === true && isPrinted(key);
  const otherMod = platform === 'mac' ? press.ctrlKey : press.metaKey;
  if (otherMod && !prints) return [];
  const held = {
    mod: !prints && (platform === 'mac' ? press.metaKey : press.ctrlKey),
    alt: !prints && press.altKey,
  };
  const { shiftKey: shift } = press;
  const isCommand = held.mod || held.alt;
  const name = key === ' ' ? 'Space' : key;
  const found = [
    write({ ...held, key: name, shift: shift && (isCommand || isLetter(key) || !isPrinted(key)) }),
  ];
  const place = keyAtPlace(press, key, isCommand);
  if (place !== null) found.push(write({ ...held, key: place, shift: shift && place !== '?' }));
  return [...new Set(found)];
}

/** What stands at the place of a key on a keyboard with Latin letters, where the key prints something else. */
function keyAtPlace({ code, shiftKey }: KeyPress, key: string, isCommand: boolean): string | null {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shiftKey && !isCommand ? null : digit;
  const isForeign = !/^[\u0000-\u007f]+$/.test(key);
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isForeign ? letter.toLowerCase() : null;
  // Alt changes what these print on a Mac, Shift on most keyboards.
  if (isCommand && (code === 'Comma' || code === 'Period')) return code === 'Comma' ? ',' : '.';
  if (!/^[\p{L}\p{M}]+$/u.test(key) || /\p{Script=Latin}/u.test(key)) return null;
  return code === 'Slash' && shiftKey ? '?' : (signsAt[code] ?? null);
}

const signsAt: Record<string, string> = {
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Semicolon: ';',
  Comma: ',',
  Period: '.',
  Slash: '/',
};

/** Figures and signs of other scripts that mean the same. */
const digitOrSign: Record<string, string> = {
  '؟': '?',
  '−': '-',
  ...Object.fromEntries([...'٠١٢٣٤٥٦٧٨٩'].map((digit, value) => [digit, String(value)])),
  ...Object.fromEntries([...'۰۱۲۳۴۵۶۷۸۹'].map((digit, value) => [digit, String(value)])),
};

/** Keys that are held with others, that begin a letter, or that belong to an input method. */
const notKeys: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'Fn',
  'Dead',
  'Process',
  'Unidentified',
  'Compose',
]);

/** Whether the press is this shortcut. */
export const matches = (shortcut: string, press: KeyPress, platform: Platform): boolean =>
  shortcutsOf(press, platform).includes(canonical(shortcut));

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
  PageUp: 'Page up',
  PageDown: 'Page down',
};

/** The shortcut as people write it: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function describeShortcut(shortcut: string, platform: Platform): string {
  const { key, mod, alt, shift } = parse(shortcut);
  const shown = signs[key] ?? (isPrinted(key) ? key.toUpperCase() : key);
  if (platform === 'mac') return `${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${shown}`;
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', shown].filter(Boolean).join('+');
}

/** The shortcut as Electron's menus write it; null where they cannot show the key. */
export function accelerator(shortcut: string): string | null {
  const { key, mod, alt, shift } = parse(shortcut);
  const name = key.startsWith('Arrow') ? key.slice('Arrow'.length) : key === '+' ? 'Plus' : key;
  if (!/^[!-~]$/.test(name) && !menuKeys.has(name)) return null;
  const shown = isPrinted(name) ? name.toUpperCase() : name;
  return [mod && 'CmdOrCtrl', alt && 'Alt', shift && 'Shift', shown].filter(Boolean).join('+');
}

const menuKeys: ReadonlySet<string> = new Set(
  [
    Array.from({ length: 24 }, (_, index) => `F${index + 1}`),
    ['Plus', 'Space', 'Tab', 'Backspace', 'Delete', 'Insert', 'Enter', 'Escape'],
    ['Up', 'Down', 'Left', 'Right', 'Home', 'End', 'PageUp', 'PageDown'],
  ].flat(),
);
