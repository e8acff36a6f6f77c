/** What the words on the command line ask the app for. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const commands = new Set(['new', 'import', 'export', 'info', 'check', 'formats', 'help']);
const helpSwitches = new Set(['--help', '-h']);

export type Request =
  /** The command line's job, without a window: its words, the command first. */
  | { kind: 'command'; words: string[] }
  /** A window, with this project in it; null shows the welcome. */
  | { kind: 'window'; project: string | null };

/**
 * Reads `argv` as the process got it. In development its first word is the app's own folder. Switches
 * before the first word belong to Chromium; behind a command they are the command's.
 * @param folder where relative paths start
 */
export function readArguments(argv: readonly string[], folder: string, isPackaged: boolean): Request {
  let words = withoutSwitches(argv.slice(1));
  if (!isPackaged) words = withoutSwitches(words.slice(1));
  const [first] = words;
  if (first === undefined && argv.some((word) => helpSwitches.has(word)))
    return { kind: 'command', words: ['help'] };
  if (first === undefined) return { kind: 'window', project: null };
  if (commands.has(first)) return { kind: 'command', words };
  // Linux file managers hand over addresses instead of paths.
  const project = first.startsWith('file://') ? fileURLToPath(first) : path.resolve(folder, first);
  return { kind: 'window', project };
}

function withoutSwitches(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !word.startsWith('-'));
  return first === -1 ? [] : words.slice(first);
}
