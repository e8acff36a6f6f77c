/** What was chosen for reading a dataset: a file, or all files of a folder or an archive. */
import fs from 'node:fs';
import path from 'node:path';
import type { Input, InputFile, KnownArticle } from '../../shared/formats/format';
import { ReadProblem } from '../../shared/read-problem';
import { decode } from './decode';
import { diskProblem } from './reader';
import { xmlText } from './xml';
import { corpusLimits, isZip, openZip } from './zip';

/** More than JavaScript can hold as one text. */
const mostAtOnce = 500_000_000;
const mostFiles = 100_000;
/** Of an archive: what is read of it file by file may be as much as a folder holds. */
const archiveLimits = { ...corpusLimits, entries: mostFiles, entry: mostAtOnce };

/** Documents that happen to be zip archives: they are read as files. */
const zippedDocuments = /\.(?:xlsx|docx|ods|odt|epub)$/i;

const beginsAsXml = (bytes: Uint8Array): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?<\?xml\s/.test(Buffer.from(bytes.subarray(0, 9)).toString('latin1'));

function inputFile(name: string, size: number, bytes: () => Promise<Uint8Array>): InputFile {
  return {
    name,
    size,
    bytes,
    async text() {
      const found = await bytes();
      // XML says in its first line how it is encoded.
      if (beginsAsXml(found)) return xmlText(found, name);
      const decoded = decode(found);
      if (!decoded.ok) throw new ReadProblem(`${name}: ${decoded.message}`, decoded.encodings);
      return decoded.text.replace(/^\ufeff/, '');
    },
  };
}

function onDisk(file: string, name: string, size: number): InputFile {
  return inputFile(name, size, async () => {
    if (size > mostAtOnce)
      throw new ReadProblem(
        `${name} has ${Math.round(size / 1e6).toLocaleString('en')} MB, which is too much for one file. Export it in several parts.`,
      );
    try {
      return fs.readFileSync(file);
    } catch (error) {
      throw diskProblem(error);
    }
  });
}

function beginning(file: string): Uint8Array {
  const handle = fs.openSync(file, 'r');
  try {
    const head = Buffer.alloc(4);
    return head.subarray(0, fs.readSync(handle, head, 0, 4, 0));
  } finally {
    fs.closeSync(handle);
  }
}

function filesIn(folder: string, within = ''): InputFile[] {
  const found: InputFile[] = [];
  for (const entry of fs.readdirSync(path.join(folder, within), { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue;
    const name = within === '' ? entry.name : `${within}/${entry.name}`;
    const file = path.join(folder, name);
    if (entry.isDirectory()) found.push(...filesIn(folder, name));
    else if (entry.isFile()) found.push(onDisk(file, name, fs.statSync(file).size));
    if (found.length > mostFiles)
      throw new ReadProblem(
        `${path.basename(folder)} holds more than ${mostFiles.toLocaleString('en')} files. Choose a folder with the dataset alone.`,
      );
  }
  return found;
}

const naturally = new Intl.Collator('en', { numeric: true }).compare;
const inOrder = (files: InputFile[]): InputFile[] =>
  files.toSorted((one, other) => naturally(one.name, other.name) || (one.name < other.name ? -1 : 1));

/**
 * Calls `work` with what lies at a path; archives stay open until it is done.
 * @throws ReadProblem when it is gone, damaged, or more than the limits allow
 */
export async function withInput<T>(
  chosen: string,
  articles: readonly KnownArticle[],
  work: (input: Input) => Promise<T>,
): Promise<T> {
  const name = path.basename(chosen);
  let stats: fs.Stats;
  try {
    stats = fs.statSync(chosen);
  } catch (error) {
    throw diskProblem(error);
  }
  if (stats.isDirectory()) return work({ name, path: chosen, articles, files: inOrder(filesIn(chosen)) });
  if (zippedDocuments.test(name) || !isZip(beginning(chosen)))
    return work({ name, path: chosen, articles, files: [onDisk(chosen, name, stats.size)] });
  const zip = await openZip(chosen, archiveLimits);
  try {
    const files = zip.entries.map((entry) => inputFile(entry.name, entry.size, () => zip.read(entry.name)));
    return await work({ name, path: chosen, articles, files: inOrder(files) });
  } finally {
    zip.close();
  }
}
