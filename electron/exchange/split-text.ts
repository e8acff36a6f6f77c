/** Texts of several articles that no reader knows, split by the user's rules. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import type { ReadSettings } from '../../shared/import-settings';
import { readDate } from '../../shared/read-date';
import { readLanguage } from '../../shared/language-names';
import { type SplitPart, splitText } from '../../shared/split-rules';
import { canonicalText } from '../../shared/text';
import { Body } from './body';
import { decodeFile, warningsOf } from './decode';
import { ReadProblem, type Reader } from './reader';
import { doubtfulDate } from './table-articles';

function fieldsOf({ found }: SplitPart, { dateOrder }: ReadSettings) {
  const fields: Partial<ArticleFields> = {};
  const particulars: Particular[] = [];
  const warnings: string[] = [];
  for (const { field, value } of found) {
    if (field === 'text') continue;
    if (field === 'date') {
      const { date, doubtful } = readDate(value, dateOrder);
      if (date !== null) fields.date = date;
      if (date !== value) particulars.push({ name: 'Date', value });
      if (doubtful) warnings.push(doubtfulDate(value));
    } else if (field === 'language') {
      const language = readLanguage(value);
      if (language === null) particulars.push({ name: 'Language', value });
      else fields.language = language;
    } else fields[field] = value;
  }
  return { fields, particulars, warnings };
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
    if (result.before) {
      const { end } = result.before;
      yield {
        place: 'beginning',
        skipped: `${end.toLocaleString('en')} characters before the first article were left out.`,
      };
    }
    const { encoding, encodings } = decoded;
    for (const [index, part] of result.parts.entries()) {
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
  },
};
