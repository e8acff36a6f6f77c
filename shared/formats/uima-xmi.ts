/** UIMA CAS XMI with its type system: the form of UIMA that every program of the family reads. */
import { ReadProblem } from '../read-problem';
import { foldersOf } from './cas-articles';
import { hasEnding, readCasFiles } from './cas-files';
import { ownTypes } from './cas-layers';
import { isTypeSystem, readTypeSystem, writeTypeSystem } from './cas-type-system';
import { type CasType, CasTypes } from './cas-types';
import { casesOf } from './cas-writing';
import { isXmi, readCasXmi, writeCasXmi } from './cas-xmi';
import type { DatasetBuilder } from './dataset-builder';
import type { DatasetReader, FormatInfo, Input, InputFile, Recogniser, Writer } from './format';
import { typeSystemFile, uimaJsonFormat } from './uima-json';
import { isXmlWords } from './xml-writer';

export const uimaXmiFormat: FormatInfo = {
  id: 'uima-xmi',
  name: 'UIMA CAS XMI',
  what: 'For UIMA, DKPro, cTAKES and older INCEpTION: as UIMA CAS JSON, with the type system in a file of its own.',
  extensions: ['xmi'],
  container: 'zip',
  holds: uimaJsonFormat.holds,
  options: [],
};

export const writeUimaXmi: Writer = function* (dataset, { losses }) {
  yield { file: typeSystemFile, content: writeTypeSystem(ownTypes) };
  const flavour = { format: uimaXmiFormat.id, carries: isXmlWords };
  for (const { path, cas } of casesOf(dataset, flavour, losses))
    yield { file: `${path}.xmi`, content: writeCasXmi(cas) };
};

export const recogniseUimaXmi: Recogniser = async ({ files }) => {
  const file = files.find((one) => hasEnding(one, 'xmi'));
  if (!file) return 0;
  return isXmi(await file.text()) ? 3 : 1;
};

export const readUimaXmi: DatasetReader = async (input, builder) => {
  const types = await typesByFolder(input, builder);
  const merged = new Map<string, CasTypes>();
  const typesFor = ({ name }: InputFile): CasTypes => {
    const folder = nearest(foldersOf(name), types);
    let found = merged.get(folder);
    if (!found) merged.set(folder, (found = new CasTypes([...(types.get(folder) ?? []), ...ownTypes])));
    return found;
  };
  await readCasFiles(
    input,
    {
      files: input.files.filter((file) => hasEnding(file, 'xmi')),
      typeSystemFolders: new Set(
        input.files
          .filter(({ name }) => name.split('/').at(-1) === typeSystemFile)
          .map(({ name }) => foldersOf(name).join('/')),
      ),
      read: (file, text) => readCasXmi(text, typesFor(file), file.name),
    },
    builder,
  );
};

/** The types that the type systems of each folder describe; a broken one is noted. */
async function typesByFolder({ files }: Input, builder: DatasetBuilder): Promise<Map<string, CasType[]>> {
  const types = new Map<string, CasType[]>();
  for (const file of files) {
    if (!hasEnding(file, 'xml')) continue;
    try {
      const text = await file.text();
      if (!isTypeSystem(text)) continue;
      const folder = foldersOf(file.name).join('/');
      types.set(folder, [...(types.get(folder) ?? []), ...readTypeSystem(text, file.name)]);
    } catch (error) {
      if (!(error instanceof ReadProblem)) throw error;
      builder.losses.add(
        'attribute rules',
        'mismatch',
        'A type system that cannot be read is left out.',
        error.message,
      );
    }
  }
  return types;
}

/** The innermost of these folders, and those around them, that has a type system. */
function nearest(folders: readonly string[], types: ReadonlyMap<string, unknown>): string {
  for (let depth = folders.length; depth > 0; depth--) {
    const folder = folders.slice(0, depth).join('/');
    if (types.has(folder)) return folder;
  }
  return '';
}
