/**
 * A CAS as XMI. What an attribute means is told by the type system, which is a file of its own; without it, only
 * what lies on the text and the references that INCEpTION always calls the same are understood.
 */
import { SaxesParser } from 'saxes';
import { ReadProblem } from '../read-problem';
import { unsound } from '../xml';
import { type Cas, type CasValue, type CasView, type FeatureStructure, isArrayType, isListType } from './cas';
import { withElementsInPlace } from './cas-arrays';
import { annotationType, type CasTypes, sofaType } from './cas-types';
import { xmlClose, xmlDeclaration, xmlElement, xmlOpen } from './xml-writer';

const xmiNamespace = 'http://www.omg.org/XMI';
const noPackage = 'http:///uima/noNamespace.ecore';
const viewType = 'uima.cas.View';
const nullType = 'uima.cas.NULL';

export const isXmi = (xml: string): boolean => /<[\w.-]*:?XMI[\s>]/.test(xml.slice(0, 4_000));

/** `http:///a/b.ecore` and `Type` as `a.b.Type`. */
function typeNamed(uri: string, local: string): string {
  if (uri === noPackage) return local;
  const path = uri.replace(/^http:\/\/\//, '').replace(/\.ecore$/, '');
  return path === '' ? local : `${path.replaceAll('/', '.')}.${local}`;
}

/** An element below the root, as it stands there. */
interface Raw {
  id: string;
  type: string;
  attributes: Map<string, string>;
  /** Elements within it by name: the strings of an array. */
  strings: Map<string, string[]>;
}

/** @throws ReadProblem for broken XML, or what is no XMI */
export function readCasXmi(xml: string, types: CasTypes, what: string): Cas {
  const raws = new Map<string, Raw>();
  const views: Raw[] = [];
  for (const raw of rawElements(xml, what)) {
    if (raw.type === nullType) continue;
    if (raw.type === viewType) {
      views.push(raw);
      continue;
    }
    if (raw.id === '') throw new ReadProblem(`${what} has a ${raw.type} without an xmi:id. Export it anew.`);
    if (raws.has(raw.id))
      throw new ReadProblem(
        `${what} has two elements with the xmi:id ${raw.id}, so nobody can tell which is meant. Export it anew.`,
      );
    raws.set(raw.id, raw);
  }
  const structures = new Map<string, FeatureStructure>();
  for (const raw of raws.values())
    if (raw.type !== sofaType) structures.set(raw.id, structureOf(raw, raws, types));
  const bySofa = Map.groupBy(structures.values(), ({ sofa }) => sofa);
  const membersOf = new Map(
    views.map(({ attributes }) => [
      attributes.get('sofa') ?? '',
      new Set(wordsOf(attributes.get('members') ?? '')),
    ]),
  );
  return {
    types,
    structures: withElementsInPlace(structures),
    views: [...raws.values()]
      .filter(({ type }) => type === sofaType)
      .map(({ id, attributes }): CasView => ({
        sofa: id,
        name: attributes.get('sofaID') ?? '',
        text: attributes.get('sofaString') ?? null,
        members: membersOf.get(id) ?? new Set((bySofa.get(id) ?? []).map((one) => one.id)),
      })),
  };
}

const wordsOf = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

function rawElements(xml: string, what: string): Raw[] {
  const parser = new SaxesParser({ xmlns: true });
  const raws: Raw[] = [];
  let depth = 0;
  let words = '';
  parser.on('error', ({ message }) => {
    throw unsound(what, message);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    depth += 1;
    words = '';
    if (depth === 1 && !(local === 'XMI' && uri.startsWith(xmiNamespace)))
      throw new ReadProblem(
        `${what} is XML, but no XMI: it begins with <${local}>. Export it as “UIMA CAS XMI”.`,
      );
    if (depth !== 2) return;
    const raw: Raw = { id: '', type: typeNamed(uri, local), attributes: new Map(), strings: new Map() };
    for (const attribute of Object.values(attributes)) {
      if (attribute.uri.startsWith(xmiNamespace)) {
        if (attribute.local === 'id') raw.id = attribute.value;
      } else if (attribute.prefix === '') raw.attributes.set(attribute.local, attribute.value);
    }
    raws.push(raw);
  });
  parser.on('text', (more) => void (words += more));
  parser.on('cdata', (more) => void (words += more));
  parser.on('closetag', ({ local }) => {
    if (depth === 3) {
      const { strings } = raws.at(-1)!;
      const list = strings.get(local);
      if (list) list.push(words);
      else strings.set(local, [words]);
    }
    words = '';
    depth -= 1;
  });
  parser.write(xml).close();
  return raws;
}

/** What INCEpTION calls the references of its relations, slots and chains, whatever the layer. */
const usualReferences = new Set(['Governor', 'Dependent', 'target', 'first', 'next']);

function structureOf(raw: Raw, raws: ReadonlyMap<string, Raw>, types: CasTypes): FeatureStructure {
  const { id, type, attributes, strings } = raw;
  const sofa = attributes.get('sofa') ?? null;
  const isPlaced = types.has(type)
    ? types.isA(type, annotationType)
    : sofa !== null && attributes.has('begin') && attributes.has('end');
  const features = new Map<string, CasValue>();
  for (const [name, value] of attributes) {
    if (name === 'sofa' || (isPlaced && (name === 'begin' || name === 'end'))) continue;
    features.set(name, valueOf(raw, name, value, raws, types));
  }
  for (const [name, list] of strings)
    features.set(
      name,
      types.kindOf(types.featureOf(type, name)?.range ?? '') === 'boolean' ? list.join(' ') : list,
    );
  const offset = (name: string): number | null =>
    isPlaced && attributes.has(name) ? Number(attributes.get(name)) : null;
  return { id, type, sofa, begin: offset('begin'), end: offset('end'), features };
}

/** What a feature says that no type system describes: a reference where INCEpTION would have one, and else words. */
function undescribed(name: string, value: string, owner: string, raws: ReadonlyMap<string, Raw>): CasValue {
  if (usualReferences.has(name) && raws.has(value) && value !== owner) return { ref: value };
  const ids = wordsOf(value);
  const isSlot = ids.length > 0 && ids.every((id) => isLink(raws.get(id)));
  return isSlot ? { refs: ids } : value;
}

/** Whether it lies on no words, but has a target. */
const isLink = (raw: Raw | undefined): boolean =>
  raw !== undefined && raw.attributes.has('target') && !raw.attributes.has('begin');

function valueOf(
  { type, id }: Raw,
  name: string,
  value: string,
  raws: ReadonlyMap<string, Raw>,
  types: CasTypes,
): CasValue {
  const feature = types.featureOf(type, name);
  const range = feature?.range ?? (isArrayType(type) && name === 'elements' ? type : '');
  if (range === '') return undescribed(name, value, id, raws);
  const kind = types.kindOf(range);
  if (isArrayType(range) || isListType(range)) {
    const elements = wordsOf(value);
    const only = elements.length === 1 ? raws.get(elements[0] ?? '') : undefined;
    const isShared = kind === 'structure' || feature?.shared === true;
    if (only && ((isArrayType(only.type) && isShared) || isListType(only.type))) return { ref: only.id };
    return kind === 'structure' ? { refs: elements } : primitives(kind, elements);
  }
  if (kind === 'string') return value;
  if (kind === 'number') return Number(value);
  if (kind === 'boolean') return value === 'true' || value === '1';
  return { ref: value };
}

const primitives = (kind: 'string' | 'number' | 'boolean', elements: readonly string[]): CasValue =>
  kind === 'number' ? elements.map(Number) : elements;

/** One structure a line. Lists of ids stand in an attribute, as for features that nothing else points to. */
export function writeCasXmi({ structures, views }: Cas): string {
  const prefixes = new Map<string, string>();
  const named = (type: string): string => {
    const at = type.lastIndexOf('.');
    const uri = at === -1 ? noPackage : `http:///${type.slice(0, at).replaceAll('.', '/')}.ecore`;
    let prefix = prefixes.get(uri);
    if (prefix === undefined) {
      const short = at === -1 ? 'noNamespace' : type.slice(0, at).replace(/^.*\./, '');
      const taken = [...prefixes.values(), 'xmi'];
      prefix = taken.includes(short) ? `${short}${prefixes.size + 1}` : short;
      prefixes.set(uri, prefix);
    }
    return `${prefix}:${type.slice(at + 1)}`;
  };
  const lines: string[] = [xmlElement(named(nullType), { 'xmi:id': 0 })];
  for (const { id, type, sofa, begin, end, features } of structures.values())
    lines.push(
      xmlElement(named(type), {
        'xmi:id': id,
        sofa,
        begin: sofa === null ? null : begin,
        end: sofa === null ? null : end,
        ...Object.fromEntries([...features].map(([name, value]) => [name, attributeOf(value)])),
      }),
    );
  for (const [at, { sofa, name, text }] of views.entries())
    lines.push(
      xmlElement(named(sofaType), {
        'xmi:id': sofa,
        sofaNum: at + 1,
        sofaID: name,
        mimeType: 'text',
        sofaString: text,
      }),
    );
  for (const { sofa, members } of views)
    lines.push(xmlElement(named(viewType), { sofa, members: [...members].join(' ') }));
  const namespaces = Object.fromEntries([...prefixes].map(([uri, prefix]) => [`xmlns:${prefix}`, uri]));
  return [
    xmlDeclaration,
    `${xmlOpen('xmi:XMI', { 'xmlns:xmi': xmiNamespace, ...namespaces, 'xmi:version': '2.0' })}\n`,
    ...lines.map((line) => `  ${line}\n`),
    `${xmlClose('xmi:XMI')}\n`,
  ].join('');
}

function attributeOf(value: CasValue): string | number | boolean {
  if (typeof value !== 'object') return value;
  if ('ref' in value) return value.ref;
  if ('refs' in value) return value.refs.join(' ');
  return value.join(' ');
}
