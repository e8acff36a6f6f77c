/** Every format from which articles can be read; file dialogs, the command line and the assistant list these. */
import { htmlReader } from './html';
import { markdownReader } from './markdown';
import { plainReader } from './plain-text';
import type { Reader } from './reader';

export { plainReader };

/** Where two are equally sure of a file, the earlier one reads it. */
export const readers: readonly Reader[] = [markdownReader, htmlReader, plainReader];
