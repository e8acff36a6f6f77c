/**
 * A folder that `datasets.load_dataset` takes, and the Hugging Face hub shows: documents with their annotations in
 * one table, which is what users of such datasets expect, and the registries in tables of their own.
 */
import { codePointOffsets } from './code-points';
import { type CodedJson, detailsOf, rowNames } from './coded-json';
import type { CodedArticle } from './dataset';
import type { FormatInfo, Writer } from './format';
import { datasetCard, type Table } from './hugging-face-card';
import { documents, registryRows, type RegistryTable, registryTables } from './hugging-face-tables';
import { jsonLine } from './json-lines';

export const huggingFaceFormat: FormatInfo = {
  id: 'hugging-face',
  name: 'Hugging Face dataset',
  what: 'For machine learning in Python: a folder that datasets.load_dataset takes, ready for the hub.',
  extensions: ['jsonl'],
  container: 'folder',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'yes',
    'relations and attributes': 'yes',
    'several coders': 'yes',
    'actor registry': 'yes',
    'codebook tree': 'yes',
    notes: 'yes',
    'article details': 'yes',
  },
  options: [
    {
      id: 'license',
      name: 'License',
      only: 'writing',
      choices: [
        {
          id: 'unknown',
          name: 'Not stated',
          what: 'The README says that it has to be stated before sharing.',
        },
        { id: 'cc-by-4.0', name: 'CC BY 4.0', what: 'Anyone may use it and must name you.' },
        {
          id: 'cc-by-sa-4.0',
          name: 'CC BY-SA 4.0',
          what: 'As CC BY; what is made of it must be shared alike.',
        },
        { id: 'cc-by-nc-4.0', name: 'CC BY-NC 4.0', what: 'As CC BY, but not for business.' },
        { id: 'cc0-1.0', name: 'CC0 1.0', what: 'Anyone may use it for anything.' },
        { id: 'other', name: 'Other', what: 'You write it into the README.' },
      ],
      usual: 'unknown',
    },
  ],
};

export const documentFile = 'data/documents.jsonl';
export const registryFile = (table: RegistryTable): string => `data/${table}.jsonl`;

export const writeHuggingFace: Writer = function* (dataset, { losses, options, name }) {
  const names = rowNames(dataset, huggingFaceFormat.id);
  const { registries } = dataset;
  const tables: Table[] = [];
  const languages = new Set<string>();
  // The loader refuses tables without rows, so they are not there.
  if (dataset.articleCount > 0) tables.push({ name: 'documents', file: documentFile, features: documents });
  for (const coded of dataset.articles()) {
    const toPoints = codePointOffsets(coded.article.text);
    const language = /^[a-z]{2,3}(?=-|$)/i.exec(coded.article.language ?? '')?.[0].toLowerCase();
    if (language !== undefined) languages.add(language);
    yield { file: documentFile, content: jsonLine(documentRow(coded, names.json(coded, toPoints))) };
  }
  for (const [table, rows] of Object.entries(registryRows(registries, names)) as [
    RegistryTable,
    object[],
  ][]) {
    if (rows.length === 0) continue;
    tables.push({ name: table, file: registryFile(table), features: registryTables[table] });
    for (const row of rows) yield { file: registryFile(table), content: jsonLine(row) };
  }
  losses.add(
    'distinction',
    'dropped',
    'That two names that look alike are different is not told.',
    '',
    registries.distinctions.length,
  );
  yield {
    file: 'README.md',
    content: datasetCard({
      name: registries.project.name || name,
      description: registries.project.description,
      license: options['license'] ?? 'unknown',
      languages: [...languages].toSorted(),
      tables,
      counts: { articles: dataset.articleCount, annotations: dataset.annotationCount },
    }),
  };
};

/** One row of the documents: every field of every structure, empty or not. */
function documentRow(coded: CodedArticle, { id, own_id, annotations, ...json }: CodedJson): object {
  const quotes = coded.annotations.map(({ spans }) => spans.map(({ quote }) => quote));
  return {
    id,
    own_id,
    ...detailsOf(coded),
    text: coded.article.text,
    ...json,
    annotations: annotations.map(({ label, example, spans, values, ...annotation }, at) => ({
      ...annotation,
      label: label || annotation.code,
      example: example ?? '',
      spans: spans.map((span, index) => ({ ...span, text: quotes[at]![index]! })),
      values: values.map(({ ref, ...value }) => ({ ...value, ref: ref ?? '' })),
    })),
  };
}
