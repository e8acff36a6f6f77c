/**
 * REFI-QDA codebook, `.qdc`: codes with descriptions and colours, one below another, and sets of them. After
 * REFI-QDA 1.5, section 5.
 */
import { ReadProblem } from '../read-problem';
import type { DatasetReader, FormatInfo, InputFile, Recogniser, Writer } from './format';
import { loseArticle, loseCodersAndActors } from './lost-facts';
import { readCodes } from './refi-codes-reading';
import { childNamed } from './refi-elements';
import { readSets } from './refi-sets-reading';
import { codeBookOf } from './refi-codes-writing';
import { refiFormats, RefiGuids } from './refi-guids';
import { refiRoot } from './refi-root';
import { codeExtras, setElements } from './refi-sets';
import { xmlClose, xmlDeclaration, xmlOpen } from './xml-writer';

export const refiCodebookFormat: FormatInfo = {
  id: refiFormats.codebook,
  name: 'REFI-QDA codebook',
  what: 'The codebook alone, for ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette and other programs of qualitative analysis.',
  extensions: ['qdc'],
  container: 'file',
  holds: {
    'overlapping annotations': 'no',
    'several spans in one annotation': 'no',
    'relations and attributes': 'no',
    'several coders': 'no',
    'actor registry': 'no',
    'codebook tree': 'yes',
    notes: 'partly',
    'article details': 'no',
  },
  options: [],
};

const namespace = 'urn:QDA-XML:codebook:1.0';

export const writeRefiCodebook: Writer = function* (dataset, { losses, name }) {
  const { registries } = dataset;
  const guids = new RefiGuids();
  guids.add(registries.foreignIds);
  const extras = codeExtras(registries);
  const { codes, members } = codeBookOf(registries, { guids, losses, extras });
  const file = `${name}.qdc`;
  yield {
    file,
    content: `${xmlDeclaration}${xmlOpen('CodeBook', { xmlns: namespace, origin: 'Claimbook' })}\n`,
  };
  // The schema asks for at least one code; a codebook without any has no valid form.
  yield { file, content: `<Codes>\n${codes}\n</Codes>\n` };
  yield { file, content: setElements(members, extras, guids, 'guid') };
  yield { file, content: `${xmlClose('CodeBook')}\n` };
  loseCodersAndActors(registries, losses);
  for (const { actorId } of registries.distinctions)
    losses.add(
      'distinction',
      'dropped',
      `That two ${actorId === null ? 'concepts' : 'actors'} are different is left out.`,
    );
  for (const coded of dataset.articles()) {
    loseArticle(coded, losses);
    yield { file, content: '' };
  }
};

const start = async (file: InputFile): Promise<string> => (await file.text()).slice(0, 4_000);

export const recogniseRefiCodebook: Recogniser = async ({ files }) => {
  const [file] = files;
  if (files.length !== 1 || !file || !/\.(qdc|xml)$/i.test(file.name)) return 0;
  if (/urn:QDA-XML:codebook:/i.test(await start(file))) return 3;
  return file.name.toLowerCase().endsWith('.qdc') ? 1 : 0;
};

export const readRefiCodebook: DatasetReader = async ({ files, name }, builder) => {
  const [file] = files;
  if (!file) throw new ReadProblem(`${name} holds no file. Choose a codebook that ends in .qdc.`);
  const root = refiRoot(await file.text(), name, 'CodeBook', builder);
  readCodes(childNamed(root, 'Codes'), readSets(childNamed(root, 'Sets'), builder), builder);
  if (builder.all('code').length === 0)
    throw new ReadProblem(
      `${name} holds no codes. Export the codebook again in the program that it comes from.`,
    );
};
