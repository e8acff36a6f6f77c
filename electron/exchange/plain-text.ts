/** Plain text: the lines as they are. */
import { largestFile, tooLong } from '../../shared/article-size';
import { Body } from './body';
import { decodeFile, warningsOf } from './decode';
import { type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';

export const plainReader: Reader = {
  id: 'plain-text',
  name: 'Plain text',
  extensions: ['txt', 'text'],
  fits: ({ extension }) => (['txt', 'text', ''].includes(extension) ? 1 : 0),
  async *read(file, settings) {
    if (file.size > largestFile) throw new ReadProblem(tooLong('This file'));
    const decoded = decodeFile(await file.bytes(), settings.encoding);
    const body = new Body();
    body.add(decoded.text);
    const { encoding, encodings } = decoded;
    yield {
      ...body.finish(),
      fields: {},
      particulars: [],
      warnings: warningsOf(decoded),
      place: '',
      encoding,
      encodings,
    };
  },
};
