/** Texts of several articles that no reader knows, split by the user's rules. */
import type { ReadSettings } from '../../shared/import-settings';
import { type SplitPart, splitText } from '../../shared/split-rules';
import type { Range } from '../../shared/span';
import { canonicalText } from '../../shared/text';
import { Body } from './body';
import { decodeFile, warningsOf } from './decode';
import { type Filled, fillField } from './fill-fields';
import { type Reader, type SkippedPart } from './reader';
import { ReadProblem } from '../../shared/read-problem';

function fieldsOf({ found }: SplitPart, { dateOrder }: ReadSettings): Filled {
  const filled: Filled = { fields: {}, particulars: [], warnings: [] };
  for (const { field, value } of found) {
    const name = `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
    if (field !== 'text' && value !== '') fillField(filled, field, { name, words: value }, dateOrder);
  }
  return filled;
}

export const splitReader: Reader = {
  id: 'split',
  name: 'Text, split by rules',
  extensions: [],
  // Only where the user gave rules.
  fits: () => 0,
  async *read(file, settings) {
    const { split } = settings;
    if (!split)
      throw new ReadProblem('There are no rules to split it by. Give them under “Read otherwise…”.');
    const decoded = decodeFile(await file.bytes(), settings.encoding);
    const { text } = canonicalText(decoded.text);
    const result = splitText(text, split);
    if (!result.ok) throw new ReadProblem(result.problem);
    if (result.parts.length === 0)
      throw new ReadProblem(`No article begins in it: nothing matches “${split.begins}”.`);
    const { encoding, encodings } = decoded;
    const leftOut = [...result.leftOut];
    for (const [index, part] of result.parts.entries()) {
      for (; leftOut[0] && leftOut[0].start < part.range.start; leftOut.shift())
        yield outside(leftOut[0], index);
      const body = new Body();
      body.add(part.text);
      const { fields, particulars, warnings } = fieldsOf(part, settings);
      yield {
        ...body.finish(),
        fields,
        particulars,
        warnings: index === 0 ? [...warningsOf(decoded), ...warnings] : warnings,
        place: `article ${index + 1}`,
        encoding,
        encodings,
      };
    }
    for (const range of leftOut) yield outside(range, result.parts.length);
  },
};

/** What stands before an article, or after the end of one, and belongs to none. */
function outside({ start, end }: Range, after: number): SkippedPart {
  const count = end - start === 1 ? '1 character' : `${(end - start).toLocaleString('en')} characters`;
  return after === 0
    ? { place: 'beginning', skipped: `${count} before the first article were left out.` }
    : { place: `after article ${after}`, skipped: `${count} that belong to no article were left out.` };
}
