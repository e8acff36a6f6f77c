/** Codebooks outside projects: the templates saved on this machine, and codebook files. */
import fs from 'node:fs';
import path from 'node:path';
import type { TemplateInfo } from '../../shared/api';
import { type Codebook, codebookSchema, codebookVersion } from '../../shared/codebook';
import { problemOf } from '../../shared/commands-codebook';
import { lookalikeKey } from '../../shared/names';
import { type Failure, FailureError } from '../../shared/result';
import { builtInTemplate, isTemplateId, templateIds } from '../../shared/templates';
import { writeSafely } from '../exchange/write-safely';
import { fileNameFor } from '../../shared/file-names';

const folderOf = (profileFolder: string): string => path.join(profileFolder, 'templates');
const extension = '.json';
/** Larger files are not read: a codebook of 5,000 codes with long definitions has a tenth of this. */
const largestFile = 20_000_000;
/** Deeper nesting than any tree of codes has; JSON this deep is no codebook. */
const deepest = 200;

const refuse = (message: string): never => {
  throw new FailureError({ code: 'refused', message: `${message} Nothing was changed.` });
};

/** The codebook in a file's bytes. @throws FailureError `refused`, with what is wrong and where */
export function parseCodebook(bytes: Uint8Array, fileName: string): Codebook {
  let text: string;
  let raw: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(`${fileName} is not a text in UTF-8, so it is no codebook.`);
  }
  try {
    raw = JSON.parse(text);
  } catch {
    return refuse(`${fileName} is not JSON, or is cut off.`);
  }
  const { format, version } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  if (format !== 'claimbook-codebook') {
    return refuse(`${fileName} is JSON but no codebook: its “format” is not “claimbook-codebook”.`);
  }
  if (typeof version === 'number' && version > codebookVersion) {
    return refuse(
      `${fileName} was written by a newer Claimbook (version ${version}; this one reads ${codebookVersion}).`,
    );
  }
  if (depthOf(raw) > deepest) return refuse(`${fileName} nests its codes deeper than any codebook does.`);
  const parsed = codebookSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path
      .map((part) => (typeof part === 'number' ? `[${part}]` : String(part)))
      .join('.');
    return refuse(
      `${fileName} is not a codebook that can be read. At ${place || 'its top'}: ${issue?.message}.`,
    );
  }
  const problem = problemOf(parsed.data);
  return problem === null ? parsed.data : refuse(`${fileName} contradicts itself. ${problem}`);
}

/** How deep arrays and objects nest, without recursion. */
function depthOf(root: unknown): number {
  let depth = 0;
  let level: unknown[] = [root];
  while (level.length > 0 && depth <= deepest) {
    depth += 1;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null
        ? Object.values(item).filter((part) => typeof part === 'object' && part !== null)
        : [],
    );
  }
  return depth;
}

/** The codebook in a file that the user chose. @throws FailureError `missing`, `io`, `refused` */
export function readCodebookFile(file: string): Codebook {
  const fileName = path.basename(file);
  let bytes: Uint8Array;
  try {
    if (fs.statSync(file).size > largestFile) return refuse(`${fileName} is too large for a codebook.`);
    bytes = fs.readFileSync(file);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new FailureError(
      gone
        ? { code: 'missing', message: `${fileName} is not there any more; it may have been moved.` }
        : { code: 'io', message: `${fileName} cannot be read. Check that you are allowed to open it.` },
    );
  }
  return parseCodebook(bytes, fileName);
}

/** Writes a codebook to a file, completely or not at all. */
export const writeCodebookFile = (file: string, book: Codebook): Promise<void> =>
  writeSafely(file, 'file', async (part) =>
    fs.promises.writeFile(part, `${JSON.stringify(book, null, 2)}\n`),
  );

const infoOf = (id: string, book: Codebook, isSaved: boolean): TemplateInfo => ({
  id,
  name: book.name,
  description: book.description,
  codes: book.codes.map(({ name }) => name),
  isSaved,
});

/** The id of a saved template is its file's name; a path outside the folder is no id. */
function savedFile(profileFolder: string, id: string): string | null {
  if (!id.endsWith(extension) || path.basename(id) !== id) return null;
  const file = path.join(folderOf(profileFolder), id);
  return fs.existsSync(file) ? file : null;
}

const savedIds = (profileFolder: string): string[] => {
  try {
    return fs
      .readdirSync(folderOf(profileFolder))
      .filter((name) => name.endsWith(extension) && !name.startsWith('.'))
      .toSorted();
  } catch {
    return [];
  }
};

/** All templates. A saved one that cannot be read any more is left out rather than hiding the others. */
export function listTemplates(profileFolder: string): TemplateInfo[] {
  const saved = savedIds(profileFolder).flatMap((id) => {
    try {
      return [infoOf(id, readCodebookFile(path.join(folderOf(profileFolder), id)), true)];
    } catch (error) {
      console.warn(`The template ${id} cannot be read:`, error);
      return [];
    }
  });
  return [...templateIds.map((id) => infoOf(id, builtInTemplate(id), false)), ...saved];
}

const goneTemplate: Failure = {
  code: 'not-found',
  message: 'This template is not there any more. Choose another; nothing was changed.',
};

/** @throws FailureError `not-found`, or what is wrong with a saved file */
export function readTemplate(profileFolder: string, id: string): Codebook {
  if (isTemplateId(id)) return builtInTemplate(id);
  const file = savedFile(profileFolder, id);
  if (file !== null) return readCodebookFile(file);
  throw new FailureError(goneTemplate);
}

/** @throws FailureError `refused` when a template has this name and is not to be replaced */
export async function saveTemplate(
  profileFolder: string,
  book: Codebook,
  replace: boolean,
): Promise<TemplateInfo> {
  const same = listTemplates(profileFolder).find(
    ({ name }) => lookalikeKey(name) === lookalikeKey(book.name),
  );
  if (same && !same.isSaved) return refuse(`${same.name} comes with Claimbook. Choose another name.`);
  if (same && !replace) {
    return refuse(`There is already a template named ${same.name}. Choose another name, or replace it.`);
  }
  fs.mkdirSync(folderOf(profileFolder), { recursive: true });
  const id = same?.id ?? freeId(profileFolder, fileNameFor(book.name, 'Template'));
  await writeCodebookFile(path.join(folderOf(profileFolder), id), book);
  return infoOf(id, book, true);
}

/** A file name that no other template has; ids are at most 64 code units. */
function freeId(profileFolder: string, name: string): string {
  const taken = new Set(savedIds(profileFolder).map((id) => id.toLowerCase()));
  const base = [...name].slice(0, 24).join('').trim();
  for (let count = 1; ; count += 1) {
    const id = `${base}${count === 1 ? '' : ` ${count}`}${extension}`;
    if (!taken.has(id.toLowerCase())) return id;
  }
}

/** @throws FailureError `refused` for one that comes with Claimbook, `not-found` */
export function removeTemplate(profileFolder: string, id: string): void {
  if (isTemplateId(id)) refuse('This template comes with Claimbook and cannot be removed.');
  const file = savedFile(profileFolder, id);
  if (file === null) throw new FailureError(goneTemplate);
  fs.rmSync(file);
}
