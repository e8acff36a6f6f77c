/** Plain text: the lines as they are. */
import { imported } from './article-guesses';
import { decode } from './decode';
import type { Importer } from './registry';

export const plainTextImporter: Importer = {
  id: 'plain-text',
  name: 'Plain text',
  extensions: ['txt', 'text'],
  read(bytes, { fileName, encoding }) {
    const decoded = decode(bytes, encoding);
    return decoded.ok ? imported(decoded.text, fileName, {}, decoded) : decoded;
  },
};
