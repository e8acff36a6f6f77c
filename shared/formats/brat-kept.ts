/**
 * What `claimbook.jsonl` beside the files of brat holds: whatever a project says that brat has no place for. It is taken
 * where it still fits the lines of brat.
 */
import { z } from 'zod';
import { ReadProblem } from '../read-problem';
import { examples } from '../records';
import { keptFile } from './brat';
import type { DatasetBuilder } from './dataset-builder';
import { type KeptArticle, readKeptArticle } from './kept-articles';

/** What `claimbook.jsonl` holds, as far as it is sound. */
export interface Kept {
  /** Pairs of short name and id. */
  names: Readonly<Record<'codes' | 'attributes' | 'choices', readonly [string, string][]>>;
  folders: ReadonlyMap<string, string>;
  spareFolder: string | null;
  registries: unknown;
  articles: ReadonlyMap<
    string,
    { article: KeptArticle; files: ReadonlyMap<string, Readonly<Record<string, unknown>>> }
  >;
}

export const noKept: Kept = {
  names: { codes: [], attributes: [], choices: [] },
  folders: new Map(),
  spareFolder: null,
  registries: null,
  articles: new Map(),
};

const pairs = z.array(z.tuple([z.string(), z.string()]));
const keptHead = z.object({
  claimbook: z.literal('brat'),
  version: z.number(),
  folders: z.record(z.string(), z.string()),
  spareFolder: z.string(),
  names: z.object({ codes: pairs, attributes: pairs, choices: pairs }),
  registries: z.unknown(),
});
const keptLine = z.object({
  path: z.string(),
  article: z.unknown(),
  files: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** The version of `claimbook.jsonl` that we write and read. */
const keptVersion = 1;

export function readKept(text: string, builder: DatasetBuilder): Kept {
  const damaged = (where: string): void =>
    builder.losses.add(
      'article details',
      'mismatch',
      `A line of ${keptFile} is damaged and left out.`,
      where,
    );
  const [first = '', ...lines] = text.split('\n');
  const parsed = (line: string): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      return null;
    }
  };
  const head = keptHead.safeParse(parsed(first)).data;
  if (!head) {
    damaged('line 1');
    return noKept;
  }
  if (head.version !== keptVersion)
    throw new ReadProblem(
      `${keptFile} is of version ${head.version}, and this Claimbook reads version ${keptVersion}. Open it with a newer Claimbook, or take ${keptFile} out of the folder and read what brat itself holds.`,
    );
  const articles = new Map<string, { article: KeptArticle; files: Map<string, Record<string, unknown>> }>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const found = keptLine.safeParse(parsed(line)).data;
    const article = readKeptArticle(found?.article);
    if (!found || !article) damaged(`line ${index + 2}`);
    else articles.set(found.path, { article, files: new Map(Object.entries(found.files)) });
  }
  return {
    folders: new Map(Object.entries(head.folders)),
    spareFolder: head.spareFolder,
    names: head.names,
    registries: head.registries,
    articles,
  };
}

const pair = z.tuple([z.number(), z.number()]);
const annotation = z.object({
  id: z.string(),
  foreignId: z.string().optional(),
  foreignExtra: z.string().optional(),
  /** The type in brat, so that another annotation that got this line's id later is told from it. */
  type: z.string(),
  /** Its spans in code points, which brat may hold in other pieces. */
  spans: z.array(pair),
  createdAt: z.string(),
  example: z.enum(examples).optional(),
  review: z.string().optional(),
  /** Of a value, by its line: whether it is inferred, and where it is said, in code points. */
  values: z
    .record(z.string(), z.object({ inferred: z.boolean().optional(), evidence: pair.optional() }))
    .optional(),
});

/** What is kept of one annotation, by the id of its line. */
export type KeptAnnotation = z.infer<typeof annotation>;

/** Null where nothing sound is kept. */
export const keptAnnotation = (given: unknown): KeptAnnotation | null =>
  annotation.safeParse(given).data ?? null;
