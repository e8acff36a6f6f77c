/** What an import did, as the project keeps it and as it is written for people. */
import { z } from 'zod';
import type { Import } from './records';
import type { ImportReport } from './api-imports';

const skipped = z.object({ place: z.string(), why: z.string() });

/** The part of a report that its record holds as JSON; the rest are the record's own columns. */
export const reportContents = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      format: z.string().nullable(),
      encoding: z.string(),
      size: z.number(),
      problem: z.string().nullable(),
      skipped: z.array(skipped),
      skippedCount: z.number(),
    }),
  ),
  articles: z.array(
    z.object({
      articleId: z.string(),
      title: z.string(),
      file: z.string(),
      place: z.string(),
      length: z.number(),
      warnings: z.array(z.string()),
      copyOf: z.string().nullable(),
    }),
  ),
  leftOut: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      place: z.string(),
      duplicateOf: z.string().nullable(),
    }),
  ),
});
export type ReportContents = z.infer<typeof reportContents>;

const noContents: ReportContents = { files: [], articles: [], leftOut: [] };

/** @param coder the name of who brought the articles in */
export function reportOf({ id, createdAt, report }: Import, coder: string): ImportReport {
  return { importId: id, at: createdAt, coder, ...contentsOf(report) };
}

/** A project may come from anyone: a report that is none is empty. */
function contentsOf(report: string | null): ReportContents {
  try {
    return reportContents.safeParse(JSON.parse(report ?? '')).data ?? noContents;
  } catch {
    return noContents;
  }
}

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

const where = ({ file, place }: { file: string; place: string }): string =>
  [file === '' ? 'pasted text' : file, place].filter((part) => part !== '').join(', ');

/** The report as plain text, a line for each article and each file with something to say. */
export function reportText({ at, coder, files, articles, leftOut }: ImportReport): string {
  const problems = files.filter(({ problem, skippedCount }) => problem !== null || skippedCount > 0);
  const lines = [
    `Import of ${at.slice(0, 10)}, ${at.slice(11, 16)} UTC, by ${coder}`,
    `${count(articles.length, 'article')} from ${count(files.length, 'file')}; ${count(leftOut.length, 'article')} left out; ${count(problems.length, 'file')} not read or not read whole`,
    '',
    'CAME IN',
    ...articles.flatMap((article) => [
      `- ${article.title} (${where(article)}; ${count(article.length, 'character')})${article.copyOf === null ? '' : `, a copy of ${article.copyOf}`}`,
      ...article.warnings.map((warning) => `    ${warning}`),
    ]),
    '',
    'LEFT OUT',
    ...leftOut.map(
      (article) =>
        `- ${article.title} (${where(article)})${article.duplicateOf === null ? '' : `: like ${article.duplicateOf}`}`,
    ),
    '',
    'NOT READ, OR NOT READ WHOLE',
    ...problems.flatMap(({ name, problem, skipped: parts, skippedCount }) => [
      `- ${name}${problem === null ? '' : `: ${problem}`}`,
      ...parts.map(({ place, why }) => `    ${place === '' ? why : `${place}: ${why}`}`),
      ...(skippedCount > parts.length ? [`    and ${count(skippedCount - parts.length, 'more part')}`] : []),
    ]),
    '',
    'FILES',
    ...files.map(
      ({ name, format, encoding, size }) =>
        `- ${[name === '' ? 'pasted text' : name, format ?? 'unknown format', encoding, count(size, 'byte')].filter((part) => part !== '').join(', ')}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
