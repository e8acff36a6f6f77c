/** UIMA CAS JSON: a folder for each article with a file for each coder, which INCEpTION, cassis and DKPro open. */
import { isCasJson, readCasJson, writeCasJson } from './cas-json';
import { hasEnding, isProjectExport, readCasFiles } from './cas-files';
import { ownTypes } from './cas-layers';
import { writeTypeSystem } from './cas-type-system';
import { casesOf } from './cas-writing';
import type { DatasetReader, FormatInfo, Input, InputFile, Recogniser, Writer } from './format';

export const uimaJsonFormat: FormatInfo = {
  id: 'uima-json',
  name: 'UIMA CAS JSON',
  what: 'For INCEpTION, cassis and DKPro: a file for each article and coder, with everything that it needs. Bring TypeSystem.xml into INCEpTION’s layers first.',
  extensions: ['json'],
  container: 'zip',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'partly',
    'relations and attributes': 'yes',
    'several coders': 'yes',
    'actor registry': 'partly',
    'codebook tree': 'partly',
    notes: 'yes',
    'article details': 'partly',
  },
  options: [],
};

/** What `TypeSystem.xml` is called wherever UIMA's programs look for it. */
export const typeSystemFile = 'TypeSystem.xml';

export const writeUimaJson: Writer = function* (dataset, { losses }) {
  yield { file: typeSystemFile, content: writeTypeSystem(ownTypes) };
  const flavour = { format: uimaJsonFormat.id, carries: () => true };
  for (const { path, cas } of casesOf(dataset, flavour, losses))
    yield { file: `${path}.json`, content: writeCasJson(cas) };
};

/** All but the description of an INCEpTION project. */
const jsonFiles = ({ files }: Input): InputFile[] =>
  files.filter((file) => hasEnding(file, 'json') && !/exportedproject/.test(file.name));

export const recogniseUimaJson: Recogniser = async (input) => {
  const [first] = jsonFiles(input);
  if (first && isCasJson(await first.text())) return 3;
  if (isProjectExport(input)) return 2;
  return first ? 1 : 0;
};

export const readUimaJson: DatasetReader = async (input, builder) => {
  await readCasFiles(
    input,
    {
      files: jsonFiles(input),
      typeSystemFolders: new Set(),
      read: ({ name }, text) => readCasJson(text, name),
    },
    builder,
  );
};
