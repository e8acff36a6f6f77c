/** A dataset as the JSON document that Claimbook exports, without history. */
import { toRow, columnsOf } from '../../electron/db/tables';
import type { Dataset } from '../../shared/formats/dataset';
import { type AnyRecord, recordTypes } from '../../shared/records';

/** All records of a dataset, in the order of the tables. */
export function recordsOf({ registries, articles }: Dataset): AnyRecord[] {
  const coded = [...articles()];
  return [
    registries.project,
    ...registries.coders,
    ...registries.codes,
    ...registries.attributes,
    ...registries.choices,
    ...registries.actors,
    ...registries.actorAliases,
    ...registries.actorAffiliations,
    ...registries.concepts,
    ...registries.conceptAliases,
    ...registries.distinctions,
    ...registries.foreignIds,
    ...coded.flatMap(({ article, readings, annotations, foreignIds }) => [
      article,
      ...readings,
      ...annotations.flatMap(({ annotation, spans, values }) => [annotation, ...spans, ...values]),
      ...foreignIds,
    ]),
  ];
}

const rowOf = (record: AnyRecord): Record<string, unknown> => {
  const values = toRow(record);
  return Object.fromEntries(
    columnsOf(record.type).map(({ column, flag }, at) => [column, flag ? values[at] === 1 : values[at]]),
  );
};

export function claimbookJsonOf(dataset: Dataset): string {
  const records = recordsOf(dataset);
  const tables = Object.fromEntries(
    recordTypes.map((type) => [type, records.filter((record) => record.type === type).map(rowOf)]),
  );
  const head = { format: 'claimbook', version: 1, schemaVersion: 50, offsets: 'utf-16', exportedAt: '' };
  return JSON.stringify({ ...head, tables: { ...tables, change: [] } });
}
