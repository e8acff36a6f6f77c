/** What settings would make of the beginning of a file, for the assistant's live preview. */
import type { Trial } from '../../shared/api-imports';
import type { ReadSettings } from '../../shared/import-settings';
import { excerpt } from '../../shared/text';
import { readSource, type Source } from './read-source';

/** @param count how many articles are looked at, at most */
export async function trySettings(
  source: Source,
  fileName: string,
  settings: ReadSettings,
  count: number,
): Promise<Trial> {
  const trial: Trial = { rows: [], table: null, sheets: [], split: null, problem: null, skipped: [] };
  for await (const event of readSource(source, settings, { only: fileName })) {
    if (event.type === 'skipped') trial.skipped.push({ place: event.place, why: event.why });
    if (event.type === 'end') trial.problem = event.problem;
    if (event.type === 'article') {
      const { place, fields, particulars, text, warnings } = event.article;
      trial.rows.push({
        place,
        fields,
        particulars,
        textLength: text.length,
        excerpt: excerpt(text, 200),
        warnings,
      });
    }
    if (trial.rows.length >= count || trial.skipped.length >= count) break;
  }
  return trial;
}
