/**
 * UIMA CAS JSON as its implementation writes it (0.4.0): types and texts are in the file itself. The specification asks
 * for a header, for `^` before offsets and for structures in an object by their ids; such files are read too.
 */
import { jsonFault } from '../json-place';
import { ReadProblem } from '../read-problem';
import type { Cas, CasValue, CasView, FeatureStructure } from './cas';
import { withElementsInPlace } from './cas-arrays';
import { type CasFeature, type CasType, CasTypes, sofaType } from './cas-types';

type JsonObject = Record<string, unknown>;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const arraySuffix = '[]';

/** Whether a text looks like a CAS in JSON, by what every such file has near its beginning or at all. */
export const isCasJson = (text: string): boolean =>
  /^\s*\{/.test(text) && /"%(?:FEATURE_STRUCTURES|TYPES|HEADER|VIEWS)"\s*:/.test(text);

/** @throws ReadProblem for what is no JSON, or no CAS */
export function readCasJson(text: string, what: string): Cas {
  const root = parsed(text, what);
  if (!isObject(root) || !('%FEATURE_STRUCTURES' in root))
    throw new ReadProblem(
      `${what} is JSON, but no CAS: it has no “%FEATURE_STRUCTURES”. Export it as “UIMA CAS JSON”.`,
    );
  const types = new CasTypes(isObject(root['%TYPES']) ? Object.entries(root['%TYPES']).map(typeIn) : []);
  const structures = new Map<string, FeatureStructure>();
  const sofas = new Map<string, JsonObject>();
  for (const [key, structure] of entriesOf(root['%FEATURE_STRUCTURES'])) {
    if (!isObject(structure)) continue;
    const id = idIn(structure['%ID'] ?? key);
    if (id === null) continue;
    if (structures.has(id) || sofas.has(id))
      throw new ReadProblem(
        `${what} has two structures with the id ${id}, so nobody can tell which is meant. Export it anew.`,
      );
    if (structure['%TYPE'] === sofaType) sofas.set(id, structure);
    else structures.set(id, structureIn(id, structure));
  }
  return {
    types,
    structures: withElementsInPlace(structures),
    views: viewsIn(root['%VIEWS'], sofas, structures),
  };
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const fault = jsonFault(error, text);
    throw new ReadProblem(
      `${what} is not sound JSON: line ${fault.line}, column ${fault.column}: ${fault.what}. It may be cut off; get it anew.`,
    );
  }
}

/** Of a list, by place; of an object, by key. */
const entriesOf = (value: unknown): [string, unknown][] =>
  Array.isArray(value)
    ? value.map((one: unknown, at) => [`#${at}`, one])
    : isObject(value)
      ? Object.entries(value)
      : [];

const idIn = (value: unknown): string | null =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : null;

const wordsIn = (value: unknown): string => (typeof value === 'string' ? value : '');

function typeIn([key, described]: [string, unknown]): CasType {
  const type = isObject(described) ? described : {};
  return {
    name: wordsIn(type['%NAME']) || key,
    supertype: wordsIn(type['%SUPER_TYPE']),
    description: '',
    features: Object.entries(type)
      .filter(([name]) => !name.startsWith('%'))
      .map(([name, feature]): CasFeature => {
        const range = isObject(feature) ? wordsIn(feature['%RANGE']) : '';
        const elements = isObject(feature) ? wordsIn(feature['%ELEMENT_TYPE']) || null : null;
        return range.endsWith(arraySuffix)
          ? {
              name,
              range: 'uima.cas.FSArray',
              elements: elements ?? range.slice(0, -arraySuffix.length),
              shared: true,
            }
          : { name, range, elements, shared: true };
      }),
  };
}

const offsetIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Numbers that JSON has no digits for stand as words. */
const numberWords: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Inf', Infinity],
  ['Infinity', Infinity],
  ['-Inf', -Infinity],
  ['-Infinity', -Infinity],
]);

function structureIn(id: string, structure: JsonObject): FeatureStructure {
  const features = new Map<string, CasValue>();
  for (const [key, value] of Object.entries(structure)) {
    if (key.startsWith('%')) continue;
    if (key.startsWith('@')) {
      const ref = idIn(value);
      if (ref !== null && key !== '@sofa') features.set(key.slice(1), { ref });
      else if (Array.isArray(value))
        features.set(key.slice(1), { refs: value.flatMap((one) => idIn(one) ?? []) });
    } else if (key.startsWith('#') && typeof value === 'string')
      features.set(key.slice(1), numberWords.get(value) ?? Number(value));
    else {
      const held = valueIn(value);
      if (held !== null) features.set(key.replace(/^[#^]/, ''), held);
    }
  }
  const elements = structure['%ELEMENTS'];
  const type = wordsIn(structure['%TYPE']);
  if (elements !== undefined) features.set('elements', elementsIn(type, elements));
  const begin = offsetIn(features.get('begin'));
  const end = offsetIn(features.get('end'));
  const sofa = idIn(structure['@sofa']);
  if (sofa === null) return { id, type, sofa, begin: null, end: null, features };
  for (const name of ['begin', 'end']) features.delete(name);
  return { id, type, sofa, begin, end, features };
}

const isList = <T>(list: readonly unknown[], isOne: (value: unknown) => value is T): list is T[] =>
  list.every(isOne);

function valueIn(value: unknown): CasValue | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return null;
  if (isList(value, (one) => typeof one === 'number')) return value;
  return value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}

/** What an array holds; a byte array is one string of base 64. */
function elementsIn(type: string, elements: unknown): CasValue {
  if (!Array.isArray(elements)) return wordsIn(elements);
  return type === 'uima.cas.FSArray' || type.endsWith(arraySuffix)
    ? { refs: elements.flatMap((one) => idIn(one) ?? []) }
    : (valueIn(elements) ?? []);
}

function viewsIn(
  views: unknown,
  sofas: ReadonlyMap<string, JsonObject>,
  structures: ReadonlyMap<string, FeatureStructure>,
): CasView[] {
  const membersOf = new Map<string, ReadonlySet<string>>();
  for (const view of isObject(views) ? Object.values(views) : []) {
    if (!isObject(view)) continue;
    const sofa = idIn(view['%SOFA']);
    const members = view['%MEMBERS'];
    if (sofa !== null && Array.isArray(members))
      membersOf.set(sofa, new Set(members.flatMap((one) => idIn(one) ?? [])));
  }
  const bySofa = Map.groupBy(structures.values(), (structure) => structure.sofa);
  return [...sofas].map(([id, sofa]) => ({
    sofa: id,
    name: wordsIn(sofa.sofaID),
    text: typeof sofa.sofaString === 'string' ? sofa.sofaString : null,
    members: membersOf.get(id) ?? new Set((bySofa.get(id) ?? []).map((structure) => structure.id)),
  }));
}

/** One structure a line. Lists of ids become arrays of their own, as the format wants it. */
export function writeCasJson({ types, structures, views }: Cas): string {
  let last = 0;
  for (const id of [...structures.keys(), ...views.map(({ sofa }) => sofa)])
    last = Math.max(last, Number(id));
  const lines: JsonObject[] = views.map(({ sofa, name, text }, at) => ({
    '%ID': Number(sofa),
    '%TYPE': sofaType,
    sofaNum: at + 1,
    sofaID: name,
    mimeType: 'text',
    sofaString: text ?? '',
  }));
  for (const { id, type, sofa, begin, end, features } of structures.values()) {
    const line: JsonObject = { '%ID': Number(id), '%TYPE': type };
    if (sofa !== null) Object.assign(line, { '@sofa': Number(sofa), begin, end });
    for (const [name, value] of features) {
      if (typeof value !== 'object') line[name] = value;
      else if ('ref' in value) line[`@${name}`] = Number(value.ref);
      else if ('refs' in value) {
        const elements = types.featureOf(type, name)?.elements;
        last += 1;
        lines.push({
          '%ID': last,
          '%TYPE': elements ? `${elements}${arraySuffix}` : 'uima.cas.FSArray',
          '%ELEMENTS': value.refs.map(Number),
        });
        line[`@${name}`] = last;
      } else throw new Error(`a list of primitives in ${type}.${name} is nothing that Claimbook writes`);
    }
    lines.push(line);
  }
  const described = Object.fromEntries(
    types.declared.map(({ name, supertype, features }) => [
      name,
      {
        '%NAME': name,
        '%SUPER_TYPE': supertype,
        ...Object.fromEntries(
          features.map((feature) => [
            feature.name,
            {
              '%NAME': feature.name,
              '%RANGE': feature.elements ? `${feature.elements}${arraySuffix}` : feature.range,
            },
          ]),
        ),
      },
    ]),
  );
  const viewList = Object.fromEntries(
    views.map(({ sofa, name, members }) => [
      name,
      { '%SOFA': Number(sofa), '%MEMBERS': [...members].map(Number) },
    ]),
  );
  return [
    '{\n',
    `"%TYPES": ${JSON.stringify(described)},\n`,
    `"%FEATURE_STRUCTURES": [\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n],\n`,
    `"%VIEWS": ${JSON.stringify(viewList)}\n`,
    '}\n',
  ].join('');
}
