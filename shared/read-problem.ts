/** What a reader says of a file that it cannot read. */
import type { EncodingChoice } from './api-articles';

/** Why a file cannot be read: a sentence that says what is wrong, where, and what to do. */
export class ReadProblem extends Error {
  constructor(
    message: string,
    /** For a file whose encoding cannot be told: how it would read. */
    readonly encodings: readonly EncodingChoice[] = [],
  ) {
    super(message);
  }
}
