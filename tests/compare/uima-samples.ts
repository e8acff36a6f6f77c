/**
 * CASes and WebAnno tables of other programs against the published counts of what they hold; each table also against
 * the CAS that it was written from.
 */
import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { type Cas, type FeatureStructure, refsOf, shortName } from '../../shared/formats/cas';
import { readCasJson } from '../../shared/formats/cas-json';
import { readTypeSystem } from '../../shared/formats/cas-type-system';
import { CasTypes } from '../../shared/formats/cas-types';
import { readCasXmi } from '../../shared/formats/cas-xmi';
import { Losses } from '../../shared/formats/losses';
import { readUimaJson, uimaJsonFormat } from '../../shared/formats/uima-json';
import { readUimaXmi, uimaXmiFormat } from '../../shared/formats/uima-xmi';
import { readWebannoTsv, readWebannoTsvFiles, webannoTsvFormat } from '../../shared/formats/webanno-tsv';
import { ReadProblem } from '../../shared/read-problem';
import { trimRange } from '../../shared/span';
import { inputOf, readBack } from '../support/round-trip';
import type { SampleCheck } from './sample-check';

/** Each file with its type system and what the published counts say of it. */
const xmis: readonly [file: string, types: string | null, expected: string][] = [
  ['uima-xmi/small_cas.xmi', 'small_typesystem.xml', 'text 47; Sentence 2, Token 11'],
  [
    'uima-xmi/cas_with_smileys.xmi',
    'inception_typesystem.xml',
    'text 839; NamedEntity 5, Sentence 3, TagsetDescription 4, Token 148',
  ],
  [
    'uima-xmi/cas_with_references.xmi',
    null,
    'text 29; SemArg 2, SemArgLink 2, SemPred 1, Sentence 1, Token 7',
  ],
  ['uima-xmi/cas_with_two_sofas.xmi', null, 'text 47, 47; '],
  ['uima-xmi/cas_with_reserved_names.xmi', 'typesystem_with_reserved_names.xml', 'text 47; type 1'],
  [
    'uima-json/simpleSlotFeature.debug.xmi',
    'simpleSlotFeature.debug-typesystem.xml',
    'text 16; LinkType 2, Sentence 1, SimpleLinkHost 1, SimpleSpan 2, Token 5',
  ],
  [
    'uima-json/casWithEmojiUnicodeTextAndAnnotations.debug.xmi',
    'casWithEmojiUnicodeTextAndAnnotations.debug-typesystem.xml',
    'text 38; Annotation 9',
  ],
  [
    'uima-json/casWithTraditionalChineseTextAndAnnotations.debug.xmi',
    'casWithTraditionalChineseTextAndAnnotations.debug-typesystem.xml',
    'text 6; Annotation 4',
  ],
];
const jsons: readonly [file: string, expected: string][] = [
  [
    'uima-json/simpleSlotFeature.data.json',
    'text 16; LinkType 2, Sentence 1, SimpleLinkHost 1, SimpleSpan 2, Token 5',
  ],
  ['uima-json/casWithEmojiUnicodeTextAndAnnotations.data.json', 'text 38; Annotation 9'],
  ['uima-json/casWithTraditionalChineseTextAndAnnotations.data.json', 'text 6; Annotation 4'],
];

export async function check(samples: string): Promise<SampleCheck[]> {
  const read = (file: string): string => fs.readFileSync(path.join(samples, file), 'utf8');
  const findings: SampleCheck[] = [];
  const add = (file: string, expected: string, found: string): void =>
    void findings.push({ file, expected, found });
  for (const [file, types, expected] of xmis) {
    const typeSystem = types === null ? null : read(path.join(path.dirname(file), types));
    const declared = new CasTypes(typeSystem === null ? [] : readTypeSystem(typeSystem, types!));
    add(file, expected, countsOf(readCasXmi(read(file), declared, file)));
  }
  for (const [file, expected] of jsons) add(file, expected, countsOf(readCasJson(read(file), file)));
  add('uima-xmi/cas_with_array_features.xmi', arraysExpected, arraysOf(read));

  const slots = {
    json: 'uima-json/simpleSlotFeature.data.json',
    xmi: 'uima-json/simpleSlotFeature.debug.xmi',
  };
  const slotTypes = 'uima-json/simpleSlotFeature.debug-typesystem.xml';
  const bySlot = await readBack(
    { info: uimaJsonFormat, read: readUimaJson },
    inputOf('slots', new Map([['slots.json', read(slots.json)]])),
  );
  const byXmi = await readBack(
    { info: uimaXmiFormat, read: readUimaXmi },
    inputOf(
      'slots',
      new Map([
        ['slots.xmi', read(slots.xmi)],
        ['TypeSystem.xml', read(slotTypes)],
      ]),
    ),
  );
  const links = ['SimpleLinkHost 0–4', 'p1 → SimpleSpan 5–7', 'p2 → SimpleSpan 8–9'].join(', ');
  for (const [file, { dataset }] of [
    [slots.json, bySlot],
    [slots.xmi, byXmi],
  ] as const)
    add(file, links, linksOf(dataset));

  const tables = path.join(samples, 'webanno-tsv3');
  const types = new CasTypes(
    readTypeSystem(fs.readFileSync(path.join(tables, 'typesystem.xml'), 'utf8'), 'types'),
  );
  for (const name of fs.readdirSync(tables).toSorted()) {
    const [tsv, xmi] = ['reference.tsv', 'reference.xmi'].map((file) => path.join(tables, name, file));
    if (!fs.existsSync(tsv!)) continue;
    const losses = new Losses();
    const table = readWebannoTsv(fs.readFileSync(tsv!, 'utf8'), name, losses);
    const report = losses.report(webannoTsvFormat.id, 'in').losses.map(({ what }) => what);
    const found = [...contentOf(table), ...report].join('\n');
    const twin = fs.existsSync(xmi!) ? readCasXmi(fs.readFileSync(xmi!, 'utf8'), types, name) : null;
    const expected = twin ? contentOf(twin).join('\n') : (withoutTwins[name] ?? 'a twin');
    add(`webanno-tsv3/${name}`, expected, found);
  }
  const all = inputOf(
    'tsv',
    new Map(
      fs
        .readdirSync(tables)
        .filter((name) => fs.existsSync(path.join(tables, name, 'reference.tsv')))
        .map((name) => [`${name}/reference.tsv`, fs.readFileSync(path.join(tables, name, 'reference.tsv'))]),
    ),
  );
  const { dataset } = await readBack({ info: webannoTsvFormat, read: readWebannoTsvFiles }, all);
  add('webanno-tsv3', '75 articles', `${dataset.articleCount} articles`);
  const project = 'inception-project/curated_project_3_6_1.zip';
  const entries = Object.entries(unzipSync(fs.readFileSync(path.join(samples, project))));
  const input = inputOf(project, new Map(entries));
  const curated = await readBack({ info: webannoTsvFormat, read: readWebannoTsvFiles }, input);
  const named = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join(', ');
  const [article] = curated.dataset.articles();
  add(
    project,
    'example_sentence.txt: 1 annotation by CURATION_USER of Chunk',
    `${article?.article.title}: ${article?.annotations.length} annotation by ${named(curated.dataset.registries.coders)} of ${named(curated.dataset.registries.codes)}`,
  );
  const refusal = await readBack({ info: uimaJsonFormat, read: readUimaJson }, input).then(
    () => 'read',
    (error: unknown) => (error instanceof ReadProblem ? 'refused' : 'failed'),
  );
  add(`${project} as CAS JSON`, 'refused', refusal);
  return findings;
}

/** What the tables say that have no twin. */
const withoutTwins: Readonly<Record<string, string>> = {
  sampleSlotAnnotation1:
    'This is a test .\nSimpleSlotHost 0–4 links=SimpleSlotHostLinksLink 0–0 role="pr2", target=SimpleSpan 8–9 + SimpleSlotHostLinksLink 0–0 role="pr1", target=SimpleSpan 5–7\nSimpleSpan 5–7 \nSimpleSpan 8–9 \nSurfaceForm 10–14 ',
  sampleSlotAnnotation2:
    'This is a test .\nSimpleSlotHost 0–4 \nSimpleSlotHost 0–4 links=SimpleSlotHostLinksLink 0–0 role="pr1", target=SimpleSlotHost 0–4',
};

/** The lengths of the texts, and how many structures of each layer there are. */
function countsOf(cas: Cas): string {
  const counts = new Map<string, number>();
  for (const { type } of cas.structures.values()) {
    const name = shortName(type);
    if (type.endsWith('[]') || name === 'DocumentAnnotation' || name === 'DocumentMetaData') continue;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const words = [...counts]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map((entry) => entry.join(' '));
  return `text ${cas.views.map(({ text }) => text?.length).join(', ')}; ${words.join(', ')}`;
}

const arraysExpected =
  'FsArrayHolder: 2 3; FsArrayHolderMR: 2 3; IntArrayHolder: ; IntArrayHolder: 1 2; IntArrayHolderMR: 1 2; FloatArrayHolder: -1 0 1 NaN -Infinity Infinity 1.4e-45 3.4028235e+38; FloatArrayHolder: ; FloatArrayHolderMR: -1 0 1 NaN -Infinity Infinity 1.4e-45 3.4028235e+38; StringArrayHolder: blah blub; StringArrayHolder: ; StringArrayHolderMR: blah blub';

function arraysOf(read: (file: string) => string): string {
  const types = readTypeSystem(read('uima-xmi/typesystem_with_array_features.xml'), 'types');
  const cas = readCasXmi(read('uima-xmi/cas_with_array_features.xmi'), new CasTypes(types), 'arrays');
  return [...cas.structures.values()]
    .filter(({ type }) => /Holder/.test(type))
    .map(({ type, features }) => {
      const [value] = [...features.values()];
      const elements =
        typeof value === 'object' && 'refs' in value
          ? value.refs
          : Array.isArray(value)
            ? (value as unknown[])
            : [];
      return `${type}: ${elements.map(String).join(' ')}`;
    })
    .join('; ');
}

function linksOf({ registries, articles }: Awaited<ReturnType<typeof readBack>>['dataset']): string {
  const codes = new Map(registries.codes.map(({ id, name }) => [id, name]));
  const attributes = new Map(registries.attributes.map(({ id, name }) => [id, name]));
  const annotations = [...articles()].flatMap((article) => article.annotations);
  const named = new Map(
    annotations.map(({ annotation, spans: [span] }) => [
      annotation.id,
      `${codes.get(annotation.codeId)} ${span?.startOffset}–${span?.endOffset}`,
    ]),
  );
  return annotations
    .filter(({ values }) => values.length > 0)
    .flatMap(({ annotation, values }) => [
      named.get(annotation.id),
      ...values.map(
        (value) => `${attributes.get(value.attributeId)} → ${named.get(value.targetAnnotationId ?? '')}`,
      ),
    ])
    .join(', ');
}

/** What a table and its twin both say: the text, and every structure with its place, features and references. */
function contentOf(cas: Cas): string[] {
  const [view] = cas.views;
  const text = view?.text ?? '';
  // A table cannot say that an annotation begins, ends or lies in white space between tokens.
  const placed = ({ type, begin, end }: FeatureStructure): string => {
    const range = { start: begin ?? 0, end: end ?? 0 };
    const edge = tokenEdge(text, range.start);
    const { start, end: last } =
      range.start === range.end ? { start: edge, end: edge } : (trimRange(text, range) ?? range);
    return `${nameOf(type)} ${start}–${last}`;
  };
  const described = (structure: FeatureStructure): string => {
    const features = [...structure.features]
      .filter(
        ([, value]) =>
          value !== '' && !(typeof value === 'object' && 'refs' in value && value.refs.length === 0),
      )
      .map(([name, value]) => {
        const targets = refsOf(structure, name).map((id) => {
          const target = cas.structures.get(id);
          if (!target) return '?';
          return target.begin === null ? described(target) : placed(target);
        });
        const said = targets.length > 0 ? targets.join(' + ') : JSON.stringify(value);
        return `${name.replace(/^integerValue$/, 'intValue')}=${said.replace(/^"(true|false|\d+)"$/, '$1')}`;
      })
      .toSorted();
    return `${placed(structure)} ${features.join(', ')}`;
  };
  const said = [...cas.structures.values()].flatMap((structure) => {
    const name = shortName(structure.type);
    // Tokens say nothing of their own, and links are said where they are used.
    if (structure.begin === null || /^(?:DocumentMetaData|Token|Sentence)$/.test(name)) return [];
    return [described(structure)];
  });
  return [text.trimEnd(), ...said.toSorted()];
}

/** The end of the word before a place in white space, or the begin of the first word. */
function tokenEdge(text: string, at: number): number {
  const isInSpace = at > text.length || /^\s?$/.test(text[at - 1] ?? '');
  const before = text.slice(0, at).trimEnd().length;
  return !isInSpace || (at === 0 && /\S/.test(text[0] ?? '')) ? at : before > 0 ? before : text.search(/\S/);
}

/** The tests of the tables have come to use another layer than their twins; parts of speech are read as their family. */
const nameOf = (type: string): string =>
  shortName(type)
    .replace(/^NamedEntity$/, 'Span')
    .replace(/^POS_.*$/, 'POS');
