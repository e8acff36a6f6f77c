/** RTF files, of which some are exports of Factiva. */
import { factivaTextArticles, isFactivaText } from './factiva-text';
import type { Reader } from './reader';
import { isRtf, readRtf } from './rtf-text';

export const rtfReader: Reader = {
  id: 'rtf',
  name: 'RTF',
  extensions: ['rtf'],
  fits: ({ extension, head }) => (isRtf(head) ? 2 : extension === 'rtf' ? 1 : 0),
  async *read(file, settings) {
    const bytes = await file.bytes();
    const { body, fields, particulars, warnings } = readRtf(bytes);
    const { text, layout } = body.finish();
    // Who says that it is mere RTF is believed.
    if (settings.format === null && isFactivaText(text)) {
      const kind = { id: 'factiva-rtf', name: 'Factiva (RTF)' };
      // Its articles can be tables, whose cells hold all paragraphs of a field.
      const parted = readRtf(bytes, '\n').body.finish().text;
      for (const found of factivaTextArticles(parted, settings.dateOrder))
        yield 'skipped' in found ? found : { ...found, encoding: '', encodings: [], kind };
      return;
    }
    yield { text, layout, fields, particulars, warnings, place: '', encoding: '', encodings: [] };
  },
};
