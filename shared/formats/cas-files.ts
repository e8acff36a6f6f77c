/** Which of the files that were chosen hold CASes, in what order they are read, and what becomes of broken ones. */
import { ReadProblem } from '../read-problem';
import type { Cas } from './cas';
import { baseOf, foldersOf, isInProject } from './cas-articles';
import { CasReading, isRegistriesFile, readRegistriesCas } from './cas-reading';
import { nobody } from './cas-writing';
import type { DatasetBuilder } from './dataset-builder';
import type { Input, InputFile } from './format';

export const hasEnding = ({ name }: Pick<InputFile, 'name'>, ...endings: string[]): boolean =>
  endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));

/** Whether it is what INCEpTION and WebAnno export of a whole project. */
export const isProjectExport = ({ files }: Input): boolean =>
  files.some(({ name }) => /^(?:[^/]*\/)?exportedproject[^/]*\.json$/.test(name));

export interface CasFiles {
  /** Those that hold a CAS. */
  files: readonly InputFile[];
  typeSystemFolders: ReadonlySet<string>;
  /** @throws ReadProblem */
  read(file: InputFile, text: string): Cas;
}

/**
 * Reads all files, the registries first. A file that cannot be read is noted and left out where others can.
 * @throws ReadProblem where nothing can be read: that of the first file, or what to do with a project export
 */
export async function readCasFiles(
  input: Input,
  { files, typeSystemFolders, read }: CasFiles,
  builder: DatasetBuilder,
): Promise<void> {
  const isExport = isProjectExport(input);
  const wanted = isExport ? files.filter(({ name }) => isInProject(foldersOf(name))) : files;
  if (wanted.length === 0) throw isExport ? projectAdvice() : noCas(input);
  let [readCount, firstProblem]: [number, ReadProblem | null] = [0, null];
  const casOf = async (file: InputFile): Promise<Cas | null> => {
    try {
      const cas = read(file, await file.text());
      readCount += 1;
      return cas;
    } catch (error) {
      if (!(error instanceof ReadProblem)) throw error;
      firstProblem ??= error;
      builder.losses.add('article', 'mismatch', 'A file that cannot be read is left out.', error.message);
      return null;
    }
  };
  for (const file of wanted.filter(({ name }) => isRegistriesFile(name))) {
    const cas = await casOf(file);
    if (cas) readRegistriesCas(cas, builder);
  }
  const reading = new CasReading(builder, typeSystemFolders);
  for (const file of wanted.filter(({ name }) => !isRegistriesFile(name))) {
    const cas = await casOf(file);
    if (cas) reading.add(file.name, cas);
  }
  if (readCount === 0) throw firstProblem ?? noCas(input);
  if (isExport) {
    noteUnread(input, files, builder);
    await readSources(input, reading);
  }
  reading.finish();
}

/** The work of coders that lies in the project export in another format only. */
function noteUnread(input: Input, files: readonly InputFile[], builder: DatasetBuilder): void {
  const readable = new Set(files.map(({ name }) => withoutEnding(name)));
  for (const { name } of input.files)
    if (isInProject(foldersOf(name)) && baseOf(name) !== nobody && !readable.has(withoutEnding(name)))
      builder.losses.add(
        'annotation',
        'mismatch',
        'What a coder has annotated is there in a format that cannot be read; export the project with “UIMA CAS JSON” as the secondary format.',
        name,
      );
}

const withoutEnding = (name: string): string => name.replace(/\.[^./]*$/, '');

/** The documents of a project export that nobody has annotated in a format that is read. */
async function readSources({ files }: Input, reading: CasReading): Promise<void> {
  for (const file of files) {
    const document = baseOf(`${file.name}.`);
    if (foldersOf(file.name).at(-1) !== 'source' || !hasEnding(file, 'txt')) continue;
    if (!reading.documents.has(document)) reading.addPlain(document, await file.text());
  }
}

const noCas = ({ name }: Input): ReadProblem =>
  new ReadProblem(`${name} holds no file of this format. Export it from INCEpTION as “UIMA CAS JSON”.`);

/** What a project export can be, of which nothing can be read. */
export const projectAdvice = (): ReadProblem =>
  new ReadProblem(
    'This is a project export of INCEpTION or WebAnno whose annotations are in a format of Java’s own. In INCEpTION, open Settings › Export, choose “UIMA CAS JSON” as the secondary format, export again, and open that file.',
  );
