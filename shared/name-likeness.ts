/** How alike two names are, and what they have to do with each other: how each is compared, and what is said of two. */
import { type NameForm, formOf } from './name-forms';
import { lookalikeKey } from './names';

/** A name in all the forms in which it is compared. */
export interface ComparedName extends NameForm {
  /** Whether it is no proper name, but a concept's. */
  isPhrase: boolean;
  /** The sounds, and the consonants, in an order that does not depend on how the name is turned. */
  turnedSounds: string[];
  sounded: string;
  heard: string;
}

export interface Likeness {
  score: number;
  /** What the two names have to do with each other, as the end of a sentence. */
  why: string;
}

export function comparedName(name: string, isPhrase: boolean): ComparedName {
  const form = formOf(name, isPhrase);
  const turnedSounds = inOneOrder(form.sounds);
  const heard = inOneOrder(form.consonants).join(' ');
  return { ...form, isPhrase, turnedSounds, sounded: turnedSounds.join(' '), heard };
}

/** Most names have one or two words, which need no sorting. */
function inOneOrder(words: readonly string[]): string[] {
  const [first = '', second = ''] = words;
  if (words.length < 2 || (words.length === 2 && first <= second)) return [...words];
  return words.length === 2 ? [second, first] : words.toSorted();
}

/** What two names have in common that sound the same. */
export function howEqual(a: ComparedName, b: ComparedName): Likeness {
  if (lookalikeKey(a.name) === lookalikeKey(b.name)) return { score: 0.97, why: 'are the same name' };
  const samePerson = a.words.length > 1 ? 0 : -0.15;
  if (a.hadTitle !== b.hadTitle) return { score: 0.93 + samePerson, why: 'are the same without a title' };
  if (inOneOrder(a.words).join(' ') !== inOneOrder(b.words).join(' '))
    return { score: 0.92 + samePerson, why: 'sound alike' };
  if (a.words.join(' ') === b.words.join(' ') && a.wasTurned === b.wasTurned) {
    return { score: 0.95, why: 'differ only in hyphens, articles or marks' };
  }
  return { score: 0.94, why: 'are the same words in another order' };
}

/** Names in one script whose sounds differ a little. */
export function nearlyEqual(a: ComparedName, b: ComparedName): Likeness | null {
  if (a.sounded === b.sounded || a.words.length !== b.words.length) return null;
  const length = Math.max(a.sounded.length, b.sounded.length);
  if (length < 6 || Math.abs(a.sounded.length - b.sounded.length) > 2) return null;
  if (digitsOf(a.sounded) !== digitsOf(b.sounded)) return null;
  // Each word for itself: Anna Meier and Hanna Meier are two people, Schmidt and Schmitt may be one.
  let edits = 0;
  let weakest = 1;
  for (const [index, sound] of a.turnedSounds.entries()) {
    const against = b.turnedSounds[index] ?? '';
    if (sound === against) continue;
    const apart = distance(sound, against);
    edits += apart;
    weakest = Math.min(weakest, 1 - apart / Math.max(sound.length, against.length));
    if (weakest < (a.isPhrase ? 0.7 : 0.75)) return null;
  }
  const likeness = 1 - edits / length;
  if (likeness < 0.84) return null;
  return { score: 0.45 + 0.45 * likeness * weakest, why: 'are spelled nearly alike' };
}

const digitsOf = (text: string): string => (/\d/.test(text) ? text.replaceAll(/\D/g, '') : '');

/** An Arabic and a Latin name with the same consonants. */
export function inOtherScript(a: ComparedName, b: ComparedName): Likeness | null {
  if (a.heard !== b.heard) return null;
  const heard = a.heard.replaceAll(' ', '').length;
  const isLittle = a.words.length < 2 && heard < 4;
  const score = isLittle ? 0.55 : Math.min(0.9, 0.6 + 0.04 * heard);
  return { score, why: 'are written in two scripts and sound alike' };
}

/** Whether the first names agree one by one, as far as both have them, an initial with any name of its letter. */
export function initialsFit(short: readonly string[], long: readonly string[]): boolean {
  const given = short.slice(0, -1);
  const names = long.slice(0, -1);
  return given.every((part, index) => {
    const name = names[index];
    if (name === undefined) return true;
    return (
      part === name ||
      ([...part].length === 1 && name.startsWith(part)) ||
      ([...name].length === 1 && part.startsWith(name))
    );
  });
}

/** Edits (letters put in, left out, replaced or exchanged with the next) from one text to the other. */
export function distance(a: string, b: string): number {
  if (a === b) return 0;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, (before[column - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? 0;
}
