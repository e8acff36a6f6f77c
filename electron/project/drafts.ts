/** Texts that were read but not yet added; the window knows them by their ids. */

import type { ArticleDraft, ArticleFields, EncodingChoice } from '../../shared/api';
import { FailureError } from '../../shared/result';
import { excerpt } from '../../shared/text';
import { sha256 } from '../db/check';

/** A canonical text as an importer gave it. */
export interface ReadText {
  fileName: string;
  text: string;
  fields: ArticleFields;
  encoding: string;
  encodings: EncodingChoice[];
  warnings: readonly string[];
}

export interface Draft {
  text: string;
  textSha256: string;
  fileName: string;
}

export interface Drafts {
  /** Keeps a text. `titleOfText` gives the title of an article that already has the text of this SHA-256. */
  add(read: ReadText, titleOfText: (textSha256: string) => string | null): ArticleDraft;
  /** @throws FailureError `not-found` */
  read(draftId: string): Draft;
  discard(draftIds: readonly string[]): void;
  clear(): void;
}

export function createDrafts(newId: () => string): Drafts {
  const drafts = new Map<string, Draft>();
  return {
    add({ fileName, text, fields, encoding, encodings, warnings }, titleOfText) {
      const textSha256 = sha256(text);
      const title = titleOfText(textSha256);
      const twin = [...drafts.values()].find((draft) => draft.textSha256 === textSha256);
      const doubts = [
        ...(title === null ? [] : [`The project already has this text as “${title}”.`]),
        ...(twin ? [`This text is here twice${twin.fileName ? `, also as ${twin.fileName}` : ''}.`] : []),
      ];
      const draftId = newId();
      drafts.set(draftId, { text, textSha256, fileName });
      return {
        draftId,
        fileName,
        fields,
        textLength: text.length,
        excerpt: excerpt(text, 300),
        encoding,
        encodings,
        warnings: [...warnings, ...doubts],
      };
    },
    read(draftId) {
      const draft = drafts.get(draftId);
      if (draft) return draft;
      throw new FailureError({
        code: 'not-found',
        message: 'A text to add is not there any more. Choose its file again.',
      });
    },
    discard: (draftIds) => draftIds.forEach((draftId) => drafts.delete(draftId)),
    clear: () => drafts.clear(),
  };
}
