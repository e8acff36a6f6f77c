/** Factiva's articles as lines of text, as its RTF exports hold them: with the codes of fields, or without. */
import type { DateOrder } from '../../shared/import-settings';
import {
  articleOfCodes,
  articleOfLines,
  type CodedField,
  documentLine,
  isFieldCode,
  type Line,
  withoutStructure,
} from './factiva-fields';
import { cutOff } from './news-fields';
import type { FoundArticle, SkippedPart } from './reader';

type Found = Omit<FoundArticle, 'encoding' | 'encodings'>;

/** Whether articles end in it as Factiva's do. */
export const isFactivaText = (text: string): boolean =>
  text.split('\n').some((line) => documentLine.test(accessionLine(line)));

/** In a table, the line with the number has its code before it. */
const accessionLine = (line: string): string => line.replace(/^\s*AN\s*\t/, '').trim();

/** Before the first and after the last article stands what the search was. */
const searchSummary = /^(?:search summary|suchzusammenfassung|résumé de la recherche|resumen de búsqueda)\b/i;

/** @param text with a line for each paragraph, and tabs between the cells of a row */
export function* factivaTextArticles(text: string, order: DateOrder): Generator<Found | SkippedPart> {
  let lines: string[] = [];
  let count = 0;
  for (const line of text.split('\n')) {
    const accession = documentLine.exec(accessionLine(line))?.[1];
    if (accession === undefined) {
      if (line.trim() !== '') lines.push(line);
      continue;
    }
    count += 1;
    const place = `document ${count}`;
    const coded = codedFields(lines);
    const article =
      coded.length > 0
        ? articleOfCodes([...coded, { code: 'AN', lines: [plainLine(accession)] }], order)
        : articleOfLines(withoutStructure(lines, accession, order), order);
    lines = [];
    if (article.text === '') yield { place, skipped: `There is no text in ${accession}.` };
    else yield { ...article, place };
  }
  const rest = lines.filter((line) => !searchSummary.test(line));
  if (rest.length > 3 && rest.join('').length > 200 && lines.length === rest.length) {
    yield {
      place: `document ${count + 1}`,
      skipped: cutOff,
    };
  }
}

const plainLine = (text: string): Line => ({ text, look: { kind: 'paragraph' } });

/** The fields of lines that begin with a code and a tab; none where no line does. */
function codedFields(lines: readonly string[]): CodedField[] {
  const fields: { code: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const found = /^\s*([A-Z]{2,3})\s*\t\s*(.*)$/.exec(line);
    if (found && isFieldCode(found[1] ?? ''))
      fields.push({ code: found[1] ?? '', lines: [plainLine(found[2] ?? '')] });
    else fields.at(-1)?.lines.push(plainLine(line.trim()));
  }
  return fields.some(({ code }) => code === 'HD') ? fields : [];
}
