/** The rows of a DNA database that a dataset gives, in an order in which each points only to earlier ones. */
import { byId, type Dataset } from './dataset';
import { articleRows } from './dna-articles';
import { coderRows, type DnaCoders } from './dna-coders';
import { DnaEntities } from './dna-entities';
import { keptRow, nameAmong } from './dna-kept';
import { noteKeptRegistries } from './dna-losses';
import type { StatementTools } from './dna-statements';
import { colorColumns, dnaId, type DnaRecord, RowIds } from './dna-tables';
import { emptySurvey, type StatementType, statementTypesOf, surveyArticle } from './dna-types';
import type { WritingTools } from './format';

/** The version of DNA whose databases ours are like: a program of version 3 opens all that begin with 3. */
const dnaVersion = '3.1.2';
const dnaVersionDate = '2026-06-30';

/**
 * @returns rows, and null wherever others may get their turn. CODERS come without Password: see
 * `electron/exchange/dna.ts`.
 */
export function* dnaRows(dataset: Dataset, tools: WritingTools): Generator<DnaRecord | null> {
  const { registries } = dataset;
  const survey = emptySurvey();
  for (const coded of dataset.articles()) {
    surveyArticle(survey, coded);
    yield null;
  }
  yield { table: 'SETTINGS', row: { Property: 'version', Value: dnaVersion } };
  yield { table: 'SETTINGS', row: { Property: 'date', Value: dnaVersionDate } };
  const coders = yield* coderRows(dataset);
  const way = tools.options.types === 'dna-standard' ? 'dna-standard' : 'codes';
  const types = statementTypesOf(dataset, survey, way);
  const entities = new DnaEntities(registries);
  for (const { id, label, code, variables } of types) {
    yield {
      table: 'STATEMENTTYPES',
      row: { ID: id, Label: label, ...colorColumns(code.color) },
    };
    for (const one of variables) {
      yield {
        table: 'VARIABLES',
        row: { ID: one.id, Variable: one.name, DataType: one.dataType, StatementTypeId: id },
      };
      if (one.dataType === 'short text') entities.begin(one);
      yield* entities.taken();
    }
  }
  noteKeptRegistries(dataset, types, tools.losses);
  const typeOf = new Map(types.map((type) => [type.code.id, type]));
  const documentIds = new RowIds(survey.documentIds);
  const statementTools: StatementTools = {
    actors: byId(registries.actors),
    choices: byId(registries.choices),
    entities,
    statementIds: new RowIds(survey.statementIds),
    dataIds: new RowIds(),
    losses: tools.losses,
  };
  for (const coded of dataset.articles()) {
    yield* articleRows(coded, { coders, documentIds, typeOf, statementTools });
    yield null;
  }
  yield* unusedEntries(dataset, types, entities);
  yield* keptRegistryRows(dataset, { coders, types, entities });
}

/** Actors, concepts and choices that no annotation names are entries of the first variable that could name them. */
function* unusedEntries(
  { registries }: Dataset,
  types: readonly StatementType[],
  entities: DnaEntities,
): Generator<DnaRecord | null> {
  const columns = types.flatMap((type) => type.columns);
  const isEntries = (kind: string) =>
    columns.find(({ attribute, variable }) => attribute.kind === kind && variable?.dataType === 'short text')
      ?.variable;
  const places = [
    ...registries.actors.map(({ id }) => ({ id, variable: isEntries('actor') })),
    ...registries.concepts.map(({ id }) => ({ id, variable: isEntries('concept') })),
    ...registries.choices.map(({ id, attributeId }) => ({
      id,
      variable: columns.find(({ attribute }) => attribute.id === attributeId)?.variable,
    })),
  ];
  for (const { id, variable } of places) {
    if (variable?.dataType !== 'short text' || entities.rowsOf.has(id)) continue;
    entities.ofRecord(variable, id);
    yield* entities.taken();
    yield null;
  }
}

/** What DNA has no place for, beside which rows stand for it. */
function* keptRegistryRows(
  { registries }: Dataset,
  { coders, types, entities }: { coders: DnaCoders; types: readonly StatementType[]; entities: DnaEntities },
): Generator<DnaRecord> {
  const { project } = registries;
  const rowNames = new Map(
    registries.foreignIds.filter(({ format }) => format === 'dna').map((one) => [one.recordId, one]),
  );
  const ownNames = new Map([...rowNames].filter(([, { foreignId }]) => dnaId(foreignId) === null));
  yield keptRow('project', project.id, { record: project });
  for (const record of registries.coders)
    yield keptRow('coder', record.id, {
      rows: [coders.ids.get(record.id)!],
      ...nameAmong(rowNames, record.id),
      record,
    });
  for (const { id, label, code, columns, derived } of types) {
    yield keptRow('code', code.id, {
      rows: [id],
      ...called({ [id]: label }, code.name),
      ...nameAmong(rowNames, code.id),
      record: code,
      derived: derived.map((one) => one.id),
    });
    for (const { attribute, variable, organization } of columns) {
      const variables = [variable, organization].filter((one) => one !== null);
      yield keptRow('attribute', attribute.id, {
        rows: variables.map((one) => one.id),
        ...called(Object.fromEntries(variables.map((one) => [one.id, one.name])), attribute.name),
        ...nameAmong(rowNames, attribute.id),
        record: attribute,
      });
    }
  }
  const entry = (recordId: string) => ({
    ...entities.rowsOf.get(recordId),
    ...nameAmong(ownNames, recordId),
  });
  for (const record of registries.choices)
    yield keptRow('choice', record.id, { ...entry(record.id), record });
  for (const record of registries.actors) yield keptRow('actor', record.id, { ...entry(record.id), record });
  for (const record of registries.concepts)
    yield keptRow('concept', record.id, { ...entry(record.id), record });
  for (const record of registries.actorAliases) yield keptRow('actor_alias', record.id, { record });
  for (const record of registries.actorAffiliations)
    yield keptRow('actor_affiliation', record.id, { record });
  for (const record of registries.conceptAliases) yield keptRow('concept_alias', record.id, { record });
  for (const record of registries.distinctions) yield keptRow('distinction', record.id, { record });
}

/** How DNA calls the rows that it does not call as the record is called. */
function called(names: Record<string, string>, name: string): { as?: Record<string, string> } {
  const others = Object.entries(names).filter(([, one]) => one !== name);
  return others.length === 0 ? {} : { as: Object.fromEntries(others) };
}
