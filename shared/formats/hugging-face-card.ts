/**
 * The README of a dataset in the Hugging Face layout: what the loader reads at its head (which files there are, and the
 * type of every field, without which an empty list would have none), and what people read below.
 */
import type { Feature, Features } from './hugging-face-tables';

/** A table of the dataset: the file of its rows, and their fields. */
export interface Table {
  name: string;
  file: string;
  features: Features;
}

/** A YAML scalar, which a JSON string is once the breaks that only YAML knows are escaped. */
const yamlWords = (words: string): string =>
  JSON.stringify(words).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const isList = (feature: Feature): feature is readonly ['string'] | readonly [Features] =>
  typeof feature !== 'string';

function yamlFeatures(features: Features, indent: string): string[] {
  return Object.entries(features).flatMap(([name, feature]) => {
    const head = `${indent}- name: ${name}`;
    if (!isList(feature)) return [head, `${indent}  dtype: ${feature}`];
    const [of] = feature;
    return typeof of === 'string'
      ? [head, `${indent}  list: ${of}`]
      : [head, `${indent}  list:`, ...yamlFeatures(of, `${indent}  `)];
  });
}

/**
 * @param languages primary subtags such as `en`
 * @param license an identifier as the hub has them
 */
export function datasetCard({
  name,
  description,
  license,
  languages,
  tables,
  counts,
}: {
  name: string;
  description: string;
  license: string;
  languages: readonly string[];
  tables: readonly Table[];
  counts: { articles: number; annotations: number };
}): string {
  const lines = [
    '---',
    `pretty_name: ${yamlWords(name)}`,
    `license: ${license}`,
    ...(languages.length > 0
      ? ['language:', ...languages.map((language) => `- ${yamlWords(language)}`)]
      : []),
    'task_categories:',
    '- token-classification',
    ...(tables.length > 0 ? ['configs:'] : []),
    ...tables.flatMap((table, at) => [
      `- config_name: ${table.name}`,
      ...(at === 0 ? ['  default: true'] : []),
      '  data_files:',
      '  - split: train',
      `    path: ${table.file}`,
    ]),
    ...(tables.length > 0 ? ['dataset_info:'] : []),
    ...tables.flatMap((table) => [
      `- config_name: ${table.name}`,
      '  features:',
      ...yamlFeatures(table.features, '  '),
    ]),
    '---',
    '',
    `# ${name.replaceAll(/([\\`*_{}[\]<>#|])/g, '\\$1')}`,
    '',
    ...(description === '' ? [] : [description, '']),
    `${counts.articles.toLocaleString('en')} documents with ${counts.annotations.toLocaleString('en')} annotations, exported from Claimbook.`,
    '',
    '- `start`, `end`, `evidence_start` and `evidence_end` are zero-based, half-open offsets into `text` in Unicode code points, as Python counts: `text[start:end]`.',
    '- An annotation may have several spans; they belong together. Annotations may overlap each other.',
    '- Values name actors, concepts and choices in `value` and their ids in `ref`; a value of the kind `annotation` is the `id` of another annotation.',
    '- Empty words stand where nothing is said, null for numbers that are not there.',
    '',
    '```python',
    'from datasets import load_dataset',
    '',
    'documents = load_dataset("path/to/this/folder", "documents", split="train")',
    '```',
    '',
    ...tables.map((table) => `- \`${table.name}\`: \`${table.file}\``),
    '',
    ...(license === 'unknown'
      ? [
          'The license is not stated. State it in the head of this file before you share the dataset, and see that you may share the texts.',
          '',
        ]
      : []),
  ];
  return lines.join('\n');
}
