/** Makes records of the rows of a DNA database, of version 2 or 3. */
import type { DatasetBuilder } from './dataset-builder';
import { readCodebook } from './dna-codebook';
import { readDocuments } from './dna-documents';
import { readKept } from './dna-kept';
import { readStatements } from './dna-reading-statements';
import { readCoders } from './dna-reading-coders';
import { type DnaSource, idIn } from './dna-source';
import { asVersion3 } from './dna-version2';
import type { Options } from './format';

/**
 * @param name of the file, without ending: the project's name, where the database keeps none for us
 * @returns null wherever others may get their turn
 */
export function* readDnaRows(
  source: DnaSource,
  builder: DatasetBuilder,
  options: Options,
  name: string,
): Generator<null> {
  const tables = source.version === 2 ? asVersion3(source) : source;
  const kept = yield* readKept(tables.rows('SETTINGS'), builder.losses);
  const [project] = kept.project.values();
  builder.project(project?.record.name ?? name, project?.record.description);
  noteLeftOut(tables, builder);
  const active = new Set<number>();
  for (const { Coder } of tables.rows('STATEMENTS')) active.add(idIn(Coder) ?? 0);
  yield null;
  const coders = readCoders(tables, kept, active, builder);
  const codebook = readCodebook(tables, kept, options, builder);
  yield null;
  const articles = yield* readDocuments(tables, kept, coders, options, builder);
  yield* readStatements(tables, kept, { coders, codebook, articles }, builder);
}

/** What DNA has and we have no place for. */
function noteLeftOut(tables: DnaSource, { losses }: DatasetBuilder): void {
  for (const { Label } of tables.rows('REGEXES'))
    losses.add('foreign data', 'dropped', 'Search terms that DNA highlights are left out.', String(Label));
  for (const { ID } of tables.rows('VARIABLELINKS'))
    losses.add('foreign data', 'dropped', 'Links between variables are left out.', String(ID));
}
