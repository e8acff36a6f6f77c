/** Notes of a REFI-QDA project: values of ours, and what people wrote about sources, codes and passages. */
import type { XmlElement } from '../xml';
import type { Losses } from './losses';
import { childNamed, childrenNamed, descriptionOf, targetOf } from './refi-elements';
import { guidKey, isGuid } from './refi-guids';
import { inferredName } from './refi-selections';

export interface ReadNote {
  element: XmlElement;
  /** As written. */
  guid: string;
  name: string;
  words: string;
  /** The key of the code that the note as a whole has: of a value, the attribute. */
  codeKey: string | null;
}

export class RefiNotes {
  private readonly notes = new Map<string, ReadNote>();
  private readonly used = new Set<string>();

  /** @param contentOf the words of a note, which may lie in a file of their own */
  static async from(
    notes: XmlElement | null,
    contentOf: (note: XmlElement) => Promise<string | null>,
    losses: Losses,
  ): Promise<RefiNotes> {
    const made = new RefiNotes();
    for (const element of childrenNamed(notes, 'Note')) {
      const { guid = '', name = '' } = element.attributes;
      const coding = childNamed(childNamed(element, 'Coding'), 'CodeRef');
      const words = (await contentOf(element)) ?? '';
      const isOwn = isGuid(guid) && !made.notes.has(guidKey(guid));
      if (!isOwn)
        losses.add(
          'foreign data',
          'mismatch',
          'A note whose GUID is missing, wrong or that of another is put with what is said of the project.',
          name,
        );
      losses.add(
        'annotation',
        'dropped',
        'Passages within notes are left out.',
        name,
        childrenNamed(element, 'PlainTextSelection').length,
      );
      made.notes.set(isOwn ? guidKey(guid) : ` ${made.notes.size}`, {
        element,
        guid,
        name,
        words: [descriptionOf(element), words].filter((part) => part !== '').join('\n'),
        codeKey: coding ? targetOf(coding) : null,
      });
    }
    return made;
  }

  /** The notes that an element refers to, but for the one that says that a value is inferred. */
  of(element: XmlElement): ReadNote[] {
    return childrenNamed(element, 'NoteRef').flatMap((reference) => {
      const note = this.notes.get(targetOf(reference));
      return note && note.name !== inferredName ? [note] : [];
    });
  }

  isInferred(element: XmlElement): boolean {
    return childrenNamed(element, 'NoteRef').some(
      (reference) => this.notes.get(targetOf(reference))?.name === inferredName,
    );
  }

  /** A note by the key of its GUID, as words with its name before them; null for none. */
  wordsOf(key: string): string | null {
    const note = this.notes.get(key);
    if (!note) return null;
    return note.name === '' ? note.words : `${note.name}: ${note.words}`;
  }

  /** The same of all notes that an element refers to, which have found their place by that; empty for none. */
  wordsAt(element: XmlElement): string {
    const found = this.of(element).map(({ guid }) => guidKey(guid));
    for (const key of found) this.take(key);
    return found.map((key) => this.wordsOf(key)).join('\n');
  }

  /** A note that has found its place needs no other. */
  take(key: string): void {
    this.used.add(key);
  }

  /** Of those that nothing has taken. */
  rest(): string[] {
    return [...this.notes]
      .filter(([key, { name }]) => !this.used.has(key) && name !== inferredName)
      .map(([key]) => this.wordsOf(key) ?? '');
  }
}
