/**
 * Variables of REFI-QDA: what an article or an actor says of itself beyond its text and its name. Ours are known again by
 * their GUIDs or, from other programs, by their names; all others of a source are particulars of the article.
 */
import type { Actor, Article, Coder, Reading } from '../records';
import { partialDate } from '../record-fields';
import { readParticulars } from '../particulars';
import { type XmlElement, textOf } from '../xml';
import { childNamed, childrenNamed, targetOf } from './refi-elements';
import { derivedGuid, guidKey } from './refi-guids';
import { xmlElement, xmlWords } from './xml-writer';

export interface Variable {
  guid: string;
  name: string;
  type: 'Text' | 'Date';
}

/** Text, or a whole date as `YYYY-MM-DD`. */
export interface VariableValue {
  variable: Variable;
  words: string;
}

const variable = (kind: string, name: string, type: Variable['type'] = 'Text'): Variable => ({
  guid: derivedGuid('variable', kind, name),
  name,
  type,
});

type Field = 'source' | 'author' | 'section' | 'url' | 'accession' | 'language';
/** The first name is the one that is written; the others are what programs and people call the same. */
const articleNames: Readonly<Record<Field | 'date', readonly string[]>> = {
  source: ['Source', 'Newspaper', 'Medium', 'Publication', 'Outlet'],
  author: ['Author', 'Authors', 'Byline'],
  section: ['Section'],
  url: ['URL', 'Address', 'Link', 'Web address'],
  accession: ['Accession number'],
  language: ['Language'],
  date: ['Date', 'Publication date', 'Date (not to the day)'],
};
const fields = ['source', 'author', 'section', 'url', 'accession', 'language'] as const;
const exactDate = variable('article', 'Date', 'Date');
const vagueDate = variable('article', 'Date (not to the day)');

export const actorVariables = {
  kind: variable('actor', 'Kind'),
  authority: variable('actor', 'Authority'),
  aliases: variable('actor', 'Also called'),
} as const;

const readingName = 'Reading by ';
const readingVariable = (coder: Coder, coderGuid: string): Variable => ({
  guid: derivedGuid('variable', 'reading', coderGuid),
  name: `${readingName}${coder.name}`,
  type: 'Text',
});

/** Every variable of an article with its value, in an order that is always the same. */
export function articleVariables(
  article: Article,
  readings: readonly Reading[],
  coderOf: (id: string) => { coder: Coder; guid: string } | null,
): VariableValue[] {
  const values: VariableValue[] = fields
    .map((field) => ({ variable: variable('article', articleNames[field][0]!), words: article[field] ?? '' }))
    .filter(({ words }) => words !== '');
  if (article.date !== null)
    values.push({ variable: article.date.length === 10 ? exactDate : vagueDate, words: article.date });
  for (const { coderId, state } of readings) {
    const found = coderOf(coderId);
    if (found) values.push({ variable: readingVariable(found.coder, found.guid), words: state });
  }
  for (const { name, value } of readParticulars(article.particulars))
    values.push({ variable: variable('particular', name), words: value });
  return values;
}

export const actorValues = (actor: Actor, aliases: readonly string[]): VariableValue[] =>
  [
    { variable: actorVariables.kind, words: actor.kind },
    { variable: actorVariables.authority, words: actor.authority },
    { variable: actorVariables.aliases, words: aliases.join('\n') },
  ].filter(({ words }) => words !== '');

export const variableElement = ({ guid, name, type }: Variable): string =>
  xmlElement('Variable', { guid, name, typeOfVariable: type });

export const valueElement = ({ variable: { guid, type }, words }: VariableValue): string =>
  xmlElement(
    'VariableValue',
    {},
    `${xmlElement('VariableRef', { targetGUID: guid })}${xmlElement(`${type}Value`, {}, xmlWords(words))}`,
  );

/** What a variable of a file is to us. */
export type VariableRole =
  | { kind: 'field'; field: Field }
  | { kind: 'date' }
  | { kind: 'reading'; coderName: string }
  | { kind: 'particular'; name: string };

export interface ReadVariable {
  name: string;
  /** Of a source. */
  role: VariableRole;
}

/** By the keys of their GUIDs. */
export function readVariables(variables: XmlElement | null): ReadonlyMap<string, ReadVariable> {
  const found = new Map<string, ReadVariable>();
  for (const { attributes } of childrenNamed(variables, 'Variable')) {
    const { guid = '', name = '' } = attributes;
    found.set(guidKey(guid), { name, role: roleOf(guidKey(guid), name) });
  }
  return found;
}

function roleOf(key: string, name: string): VariableRole {
  if (key === derivedGuid('variable', 'particular', name)) return { kind: 'particular', name };
  const plain = name.trim().toLowerCase();
  const isCalled = (field: Field | 'date'): boolean =>
    articleNames[field].some((one) => one.toLowerCase() === plain);
  if (isCalled('date')) return { kind: 'date' };
  const field = fields.find(isCalled);
  if (field) return { kind: 'field', field };
  if (name.startsWith(readingName)) return { kind: 'reading', coderName: name.slice(readingName.length) };
  return { kind: 'particular', name };
}

/** The key of the variable and the words of each value of an element. */
export const valuesOf = (element: XmlElement): { key: string; words: string }[] =>
  childrenNamed(element, 'VariableValue').map((value) => {
    const reference = childNamed(value, 'VariableRef');
    const words = value.children.find((child) => typeof child !== 'string' && child !== reference);
    return {
      key: reference ? targetOf(reference) : '',
      words: words && typeof words !== 'string' ? textOf(words) : '',
    };
  });

/** `2020-08-03T00:00:00` and `2020-08-03+02:00` are `2020-08-03`; null for what is no date. */
export function dateFrom(words: string): string | null {
  const date = words.trim().replace(/^(\d{4}-\d\d-\d\d)(?:T.*|Z|[+-]\d\d:\d\d)$/, '$1');
  return partialDate.safeParse(date).success ? date : null;
}
