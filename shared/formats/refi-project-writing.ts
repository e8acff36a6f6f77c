/**
 * REFI-QDA project on its way out: `project.qde`, the texts in `sources/`, and in `claimbook.json` what only we read.
 * Elements come in the order of the schema, and lists without anything in them are left out.
 */
import type { Article, Coder } from '../records';
import { readParticulars } from '../particulars';
import { byId, type CodedArticle, type Dataset, type Registries } from './dataset';
import type { Writer, WritingTools } from './format';
import type { Losses } from './losses';
import { aspectsOfValue } from './lost-facts';
import { codeBookOf, noteUncarried } from './refi-codes-writing';
import { extensionFile, extensionOf } from './refi-extension';
import { derivedGuid, RefiGuids } from './refi-guids';
import { casesOf, linkElement, registryLinks, userElements } from './refi-registries-writing';
import {
  type Coding,
  inferredGuid,
  inferredName,
  linkNames,
  type Selection,
  type SelectionNames,
  type Selections,
  selectionsOf,
  type ValueLink,
  type ValueNote,
} from './refi-selections';
import { codeExtras, setElements } from './refi-sets';
import { type Survey, surveyOf } from './refi-survey';
import { articleVariables, valueElement, variableElement, type VariableValue } from './refi-variables';
import { xmlClose, xmlDeclaration, xmlElement, xmlOpen, xmlWords } from './xml-writer';

export const projectNamespace = 'urn:QDA-XML:project:1.0';
export const projectFile = 'project.qde';

/** All that the elements of one project have in common. */
interface Setting {
  registries: Registries;
  coders: ReadonlyMap<string, Coder>;
  guids: RefiGuids;
  losses: Losses;
  names: SelectionNames;
  survey: Survey;
  variablesOf(coded: CodedArticle): VariableValue[];
}

const noteRefs = (guids: readonly string[]): string =>
  guids.map((targetGUID) => xmlElement('NoteRef', { targetGUID })).join('');

const codingElement = ({ guid, coderGuid, createdAt, codeGuid, notes }: Coding): string =>
  xmlElement(
    'Coding',
    { guid, creatingUser: coderGuid, creationDateTime: createdAt },
    `${xmlElement('CodeRef', { targetGUID: codeGuid })}${noteRefs(notes)}`,
  );

const selectionElement = (selection: Selection): string => {
  const { guid, name, start, end, coderGuid, createdAt, description, codings } = selection;
  const words = description === '' ? '' : xmlElement('Description', {}, xmlWords(description));
  return xmlElement(
    'PlainTextSelection',
    {
      guid,
      name,
      startPosition: start,
      endPosition: end,
      creatingUser: coderGuid,
      creationDateTime: createdAt,
    },
    `${words}${codings.map(codingElement).join('')}`,
  );
};

function sourceElement(
  coded: CodedArticle,
  { selections }: Selections,
  { guids, variablesOf }: Setting,
): string {
  const { id, title, note, createdAt } = coded.article;
  const guid = guids.of(id);
  const parts = [
    note === '' ? '' : xmlElement('Description', {}, xmlWords(note)),
    ...selections.map((selection) => `\n${selectionElement(selection)}`),
    ...variablesOf(coded).map((value) => `\n${valueElement(value)}`),
  ];
  const about = {
    guid,
    name: title,
    plainTextPath: `internal://${textFile(guid)}`,
    creationDateTime: createdAt,
  };
  return `${xmlElement('TextSource', about, parts.join(''))}\n`;
}

const textFile = (guid: string): string => `${guid.replaceAll(/[{}]/g, '')}.txt`;

/** Says once for each article what becomes of it. */
function noteArticle(
  { article, readings, annotations }: CodedArticle,
  { lost }: Selections,
  { losses, coders }: Setting,
): void {
  if (article.text === '')
    losses.add(
      'annotation',
      'approximated',
      'Passages of articles whose text is left out stand at places that are not there.',
      article.title,
      annotations.length,
    );
  noteUncarried(losses, 'article note', article.note, article.title);
  for (const field of ['source', 'author', 'section', 'url', 'accession'] as const)
    noteUncarried(losses, 'article details', article[field], article.title);
  for (const { annotation, values } of annotations) {
    noteUncarried(losses, 'annotation note', annotation.note, article.title);
    noteUncarried(losses, 'annotation review', annotation.review, article.title);
    for (const value of values)
      for (const aspect of aspectsOfValue(value, values))
        noteUncarried(losses, aspect, value.text ?? '', article.title);
  }
  for (const { coderId } of readings)
    if (!coders.has(coderId))
      losses.add('reading', 'dropped', 'What a missing coder has read is left out.', article.title);
  for (const { value, values } of lost)
    for (const aspect of aspectsOfValue(value, values))
      losses.add(aspect, 'dropped', 'A value that points to something missing is left out.', article.title);
  const particulars = article.particulars ?? '';
  if (particulars !== '' && JSON.stringify(readParticulars(particulars)) !== particulars)
    losses.add('article particulars', 'approximated', 'Particulars are kept as variables.', article.title);
}

const noteElement = ({
  guid,
  name,
  words,
  attributeGuid,
  coderGuid,
  createdAt,
  inferred,
}: ValueNote): string => {
  const coding = { guid: derivedGuid('note coding', guid), codeGuid: attributeGuid, coderGuid, createdAt };
  return xmlElement(
    'Note',
    { guid, name, creatingUser: coderGuid, creationDateTime: createdAt },
    [
      xmlElement('PlainTextContent', {}, xmlWords(words)),
      codingElement({ ...coding, notes: [] }),
      noteRefs(inferred ? [inferredGuid] : []),
    ].join(''),
  );
};

/** A list and its tags; none where there is nothing in it. Empty elements only give others their turn. */
function* lines(name: string, elements: Iterable<string>): Generator<string> {
  let isOpen = false;
  for (const element of elements) {
    if (element === '') {
      yield '';
      continue;
    }
    yield isOpen ? `${element}\n` : `${xmlOpen(name)}\n${element}\n`;
    isOpen = true;
  }
  if (isOpen) yield `${xmlClose(name)}\n`;
}

function* notesOf(articles: Iterable<CodedArticle>, { survey, names }: Setting): Generator<string> {
  if (survey.hasInferred)
    yield xmlElement(
      'Note',
      { guid: inferredGuid, name: inferredName },
      xmlElement('PlainTextContent', {}, 'Not said in words; it follows from the context.'),
    );
  if (!survey.hasNotes) return;
  for (const coded of articles) {
    yield* selectionsOf(coded, names).notes.map(noteElement);
    yield '';
  }
}

function* linksOf(
  articles: Iterable<CodedArticle>,
  endpoints: ReadonlyMap<string, string>,
  { registries, guids, losses, survey, names }: Setting,
): Generator<string> {
  yield* registryLinks(registries, { guids, losses, used: survey.used });
  const element = ({ guid, name, origin, target, inferred }: ValueLink): string =>
    linkElement(
      { guid, name, direction: 'OneWay', originGUID: origin, targetGUID: endpoints.get(target) ?? target },
      noteRefs(inferred ? [inferredGuid] : []),
    );
  for (const coded of articles) {
    const { id, copyOfId, title } = coded.article;
    if (copyOfId !== null) yield* copyLink({ id, copyOfId, title }, { guids, losses, survey });
    yield* selectionsOf(coded, names).links.map(element);
    yield '';
  }
}

function copyLink(
  { id, copyOfId, title }: Pick<Article, 'id' | 'copyOfId' | 'title'>,
  { guids, losses, survey }: Pick<Setting, 'guids' | 'losses' | 'survey'>,
): string[] {
  const originGUID = guids.of(id);
  const targetGUID = guids.of(copyOfId ?? '');
  if (!survey.articleGuids.has(targetGUID)) {
    losses.add(
      'article copy',
      'dropped',
      'That an article is a copy of one that is not here is left out.',
      title,
    );
    return [];
  }
  const guid = derivedGuid('copy', originGUID);
  return [linkElement({ guid, name: linkNames.copy, direction: 'OneWay', originGUID, targetGUID })];
}

/** Yields after each article. */
function* settingOf(dataset: Dataset, losses: Losses): Generator<void, Setting> {
  const { registries } = dataset;
  const guids = new RefiGuids();
  guids.add(registries.foreignIds);
  const coders = byId(registries.coders);
  const variablesOf = ({ article, readings }: CodedArticle): VariableValue[] =>
    articleVariables(article, readings, (id) => {
      const coder = coders.get(id);
      return coder ? { coder, guid: guids.of(id) } : null;
    });
  const survey = yield* surveyOf(dataset, guids, variablesOf);
  const attributes = byId(registries.attributes);
  const known = new Set(
    [...registries.choices, ...registries.actors, ...registries.concepts].map(({ id }) => id),
  );
  const names: SelectionNames = {
    guids,
    attributeName: (id) => attributes.get(id)?.name ?? '',
    has: (id) => known.has(id) || survey.annotationIds.has(id),
  };
  return { registries, coders, guids, losses, names, survey, variablesOf };
}

export const writeRefiProject: Writer = function* (dataset, tools) {
  const survey = settingOf(dataset, tools.losses);
  let step = survey.next();
  for (; !step.done; step = survey.next()) yield { file: projectFile, content: '' };
  const setting = step.value;
  for (const content of projectElements(dataset.articles, setting, tools))
    yield { file: projectFile, content };
  const { guids } = setting;
  for (const { article } of dataset.articles()) {
    const text = tools.options.lineEnds === 'crlf' ? article.text.replaceAll('\n', '\r\n') : article.text;
    yield { file: `sources/${textFile(guids.of(article.id))}`, content: text };
  }
  const extension = extensionOf(dataset, guids, setting.survey, tools.losses);
  if (extension !== null) yield { file: extensionFile, content: JSON.stringify(extension) };
};

function* projectElements(
  articles: () => Iterable<CodedArticle>,
  setting: Setting,
  { name, now, losses }: WritingTools,
): Generator<string> {
  const { registries, guids, survey, names } = setting;
  const { project } = registries;
  const extras = codeExtras(registries);
  const { codes, members } = codeBookOf(registries, { guids, losses, used: survey.used, extras });
  const cases = casesOf(registries, { guids, losses, used: survey.used, sources: survey.articleGuids });
  const variables = [...survey.variables.values(), ...cases.variables];

  yield `${xmlDeclaration}${xmlOpen('Project', { xmlns: projectNamespace, name: project.name || name, origin: 'Claimbook', creationDateTime: now })}\n`;
  yield* lines('Users', userElements(registries, guids));
  if (codes !== '') yield `<CodeBook>\n<Codes>\n${codes}\n</Codes>\n</CodeBook>\n`;
  yield* lines('Variables', variables.map(variableElement));
  yield* lines('Cases', cases.elements);

  const endpoints = new Map<string, string>();
  yield* lines(
    'Sources',
    (function* () {
      for (const coded of articles()) {
        const found = selectionsOf(coded, names);
        noteArticle(coded, found, setting);
        for (const [id, endpoint] of found.endpoints) if (survey.targets.has(id)) endpoints.set(id, endpoint);
        yield sourceElement(coded, found, setting);
      }
    })(),
  );
  yield* lines('Notes', notesOf(articles(), setting));
  yield* lines('Links', linksOf(articles(), endpoints, setting));
  yield setElements(members, extras, guids, 'targetGUID', survey.sets);
  if (project.description !== '') yield `${xmlElement('Description', {}, xmlWords(project.description))}\n`;
  yield `${xmlClose('Project')}\n`;
}
