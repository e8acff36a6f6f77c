/**
 * Web Annotations as they are found in files: collections, pages, mere lists, single ones, and what Hypothesis gives
 * out. Only the terms of the standard's own context are understood, under their usual names.
 */
import { jsonFault } from '../json-place';
import { ReadProblem } from '../read-problem';
import { ownTerm } from './w3c';

export type Json = Readonly<Record<string, unknown>>;

export interface FoundBody {
  purposes: string[];
  /** The words of a textual body. */
  value: string | null;
  /** What a body stands for, with the name that it has. */
  source: { iri: string; name: string } | null;
  own: Json | null;
  /** As it stands in the file. */
  json: unknown;
}

export interface FoundTarget {
  /** What is annotated, as a whole; empty where it is not said. */
  source: string;
  /** Of a target that is another annotation, say. */
  iri: string;
  quote: { exact: string; prefix: string; suffix: string } | null;
  /** In the unit of the file. */
  position: { start: number; end: number } | null;
  /** Whether there are selectors at all. */
  isPart: boolean;
}

export interface FoundAnnotation {
  iri: string;
  motivations: string[];
  creator: { iri: string; name: string } | null;
  created: string | null;
  bodies: FoundBody[];
  targets: FoundTarget[];
  own: Json | null;
  /** The fields that are none of the above. */
  rest: Json;
}

export interface FoundFile {
  annotations: FoundAnnotation[];
  pages: number;
  label: string;
  /** What stands under our term at the head. */
  own: Json | null;
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
export const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const iriOfResource = (value: unknown): string =>
  isObject(value) ? wordsOf(value.id ?? value['@id']) : wordsOf(value);
const typesOf = (value: Json): string[] => listOf(value.type ?? value['@type']).map(wordsOf);

/** The last part of an address, as a name for what has none. */
export const lastPart = (iri: string): string => {
  const part =
    iri
      .replace(/[/#]+$/, '')
      .split(/[/#:]/)
      .at(-1) ?? '';
  try {
    return decodeURIComponent(part) || iri;
  } catch {
    return part || iri;
  }
};

const nameOfResource = (value: unknown): string =>
  (isObject(value) ? wordsOf(value.name) || wordsOf(value.label) || wordsOf(value.nickname) : '') ||
  lastPart(iriOfResource(value));

/**
 * @param name of the file, for what is said of it
 * @throws ReadProblem for what is no JSON, or has no annotations
 */
export function parseW3c(text: string, name: string): FoundFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const { line, column, what } = jsonFault(error, text);
    throw new ReadProblem(
      `${name} is not sound JSON: line ${line}, column ${column}: ${what}. It may be cut off; export it anew.`,
    );
  }
  const found: FoundFile = { annotations: [], pages: 0, label: '', own: null };
  if (!Array.isArray(json) && !isObject(json)) throw none(name);
  collect(json, found, 0);
  const isOurs = found.own !== null;
  if (found.annotations.length === 0 && found.pages === 0 && !isOurs) throw none(name);
  return found;
}

const none = (name: string): ReadProblem =>
  new ReadProblem(
    `${name} has no Web Annotations in it. Choose a file with an AnnotationCollection, or with a list of annotations.`,
  );

/** Pages within pages are no collection, but a trap. */
const deepest = 10_000;

/** Takes the annotations out of whatever holds them. Pages may be chained. */
function collect(json: unknown, found: FoundFile, depth: number): void {
  for (let at: unknown = json, count = depth; at !== undefined && count < deepest; count++) {
    if (Array.isArray(at)) {
      for (const one of at) if (isObject(one)) collect(one, found, count + 1);
      return;
    }
    if (!isObject(at)) return;
    const types = typesOf(at);
    if (types.includes('AnnotationCollection') || (at.first !== undefined && at.target === undefined)) {
      found.label ||= wordsOf(at.label);
      found.own ??= ownOf(at);
      if (at.items !== undefined) collect(at.items, found, count + 1);
      at = at.first;
    } else if (types.includes('AnnotationPage') || Array.isArray(at.items)) {
      found.pages += 1;
      collect(at.items, found, count + 1);
      at = at.next;
    } else if (Array.isArray(at.rows)) {
      for (const row of at.rows) if (isObject(row)) found.annotations.push(ofHypothesis(row));
      return;
    } else {
      const own = ownOf(at);
      if (own?.registries !== undefined) found.own ??= own;
      else if (types.includes('Annotation') || at.target !== undefined)
        found.annotations.push(annotationOf(at));
      return;
    }
  }
}

const ownOf = (json: Json): Json | null => {
  const own = json[ownTerm];
  return isObject(own) ? own : null;
};

/** What an annotation has a field for here. */
const understood = new Set(
  '@context id @id type @type motivation creator created body bodyValue target'.split(' ').concat(ownTerm),
);

function annotationOf(json: Json): FoundAnnotation {
  const { motivation, creator, created, body, bodyValue, target } = json;
  const rest = Object.fromEntries(Object.entries(json).filter(([key]) => !understood.has(key)));
  const person = listOf(creator)[0];
  return {
    iri: wordsOf(json.id ?? json['@id']),
    motivations: listOf(motivation).map(wordsOf),
    creator: person === undefined ? null : { iri: iriOfResource(person), name: nameOfResource(person) },
    created: typeof created === 'string' ? created : null,
    bodies: [
      ...listOf(body).map(bodyOf),
      ...(typeof bodyValue === 'string' ? [bodyOf({ type: 'TextualBody', value: bodyValue })] : []),
    ],
    targets: listOf(target).map(targetOf),
    own: ownOf(json),
    rest,
  };
}

function bodyOf(json: unknown): FoundBody {
  if (!isObject(json)) return { purposes: [], value: null, source: null, own: null, json };
  const source =
    json.source === undefined ? null : { iri: iriOfResource(json.source), name: nameOfResource(json.source) };
  return {
    purposes: listOf(json.purpose).map(wordsOf),
    value: typeof json.value === 'string' ? json.value : null,
    source,
    own: ownOf(json),
    json,
  };
}

function targetOf(json: unknown): FoundTarget {
  const found: FoundTarget = { source: '', iri: '', quote: null, position: null, isPart: false };
  if (!isObject(json)) return { ...found, source: wordsOf(json), iri: wordsOf(json) };
  found.iri = iriOfResource(json);
  found.source =
    json.source === undefined ? (json.selector === undefined ? found.iri : '') : iriOfResource(json.source);
  for (const selector of listOf(json.selector)) {
    found.isPart = true;
    takeSelector(selector, found);
  }
  return found;
}

/** Selectors that refine each other this often are a trap. */
const deepestSelector = 100;

/** @param depth how many selectors it refines: where there are any, positions are not those of the text */
function takeSelector(selector: unknown, found: FoundTarget, depth = 0): void {
  if (!isObject(selector) || depth > deepestSelector) return;
  const types = typesOf(selector);
  if (types.includes('TextQuoteSelector') && typeof selector.exact === 'string')
    found.quote ??= {
      exact: selector.exact,
      prefix: wordsOf(selector.prefix),
      suffix: wordsOf(selector.suffix),
    };
  if (types.includes('TextPositionSelector') && depth === 0)
    found.position ??= { start: numberOf(selector.start), end: numberOf(selector.end) };
  for (const inner of listOf(selector.refinedBy)) takeSelector(inner, found, depth + 1);
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** An annotation as the interface of Hypothesis gives it. */
function ofHypothesis(row: Json): FoundAnnotation {
  const text = wordsOf(row.text);
  const user = wordsOf(row.user);
  return annotationOf({
    id: row.id,
    created: row.created,
    ...(user === '' ? {} : { creator: { id: user, name: /^acct:([^@]+)/.exec(user)?.[1] ?? user } }),
    body: [
      ...listOf(row.tags).map((value) => ({ type: 'TextualBody', purpose: 'tagging', value })),
      ...(text === '' ? [] : [{ type: 'TextualBody', purpose: 'commenting', value: text }]),
    ],
    target: listOf(row.target).map((one) => (isObject(one) ? { source: row.uri, ...one } : one)),
  });
}
