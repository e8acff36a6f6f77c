/** Writing a dataset in a format and reading it again, in memory. */
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import type {
  DatasetReader,
  FormatInfo,
  Input,
  InputFile,
  Options,
  Piece,
  Writer,
} from '../../shared/formats/format';
import { type LossReport, Losses } from '../../shared/formats/losses';
import { sha256, timeOf } from './any-dataset';

export const usualOptions = ({ options }: FormatInfo, chosen: Options = {}): Options => ({
  ...Object.fromEntries(options.map(({ id, usual }) => [id, usual])),
  ...chosen,
});

/** Ids that can be told from those of made-up datasets. */
export function idMaker(start = 0xf00000): () => string {
  let count = start;
  return () => `018f2f6c-0000-7000-8000-${(++count).toString(16).padStart(12, '0')}`;
}

/** The files that pieces make, by name. */
export function filesOf(pieces: Iterable<Piece>): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array[]>();
  let last = '';
  for (const { file, content } of pieces) {
    if (file !== last && parts.has(file))
      throw new Error(`the pieces of ${file} do not come after one another`);
    last = file;
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    parts.set(file, [...(parts.get(file) ?? []), bytes]);
  }
  return new Map([...parts].map(([name, chunks]) => [name, Buffer.concat(chunks)]));
}

export function written(
  format: { info: FormatInfo; write: Writer },
  dataset: Dataset,
  options: Options = {},
): { files: Map<string, Uint8Array>; report: LossReport } {
  const losses = new Losses();
  const tools = {
    losses,
    options: usualOptions(format.info, options),
    now: timeOf(0),
    newId: idMaker(0xe00000),
    name: 'study',
  };
  return { files: filesOf(format.write(dataset, tools)), report: losses.report(format.info.id, 'out') };
}

/** Files as a reader gets them; text without its byte order mark. */
export const inputOf = (name: string, files: ReadonlyMap<string, Uint8Array | string>): Input => ({
  name,
  path: null,
  articles: [],
  files: [...files].map(([file, content]): InputFile => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return {
      name: file,
      size: bytes.length,
      bytes: async () => bytes,
      text: async () => new TextDecoder().decode(bytes),
    };
  }),
});

export async function readBack(
  format: { info: FormatInfo; read: DatasetReader },
  input: Input,
  options: Options = {},
): Promise<{ dataset: Dataset; report: LossReport }> {
  const losses = new Losses();
  const builder = new DatasetBuilder({
    format: format.info.id,
    losses,
    now: timeOf(0),
    newId: idMaker(),
    sha256,
  });
  await format.read(input, builder, usualOptions(format.info, options));
  return { dataset: builder.build(), report: losses.report(format.info.id, 'in') };
}
