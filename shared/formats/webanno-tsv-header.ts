/** The header of WebAnno TSV 3: which layers there are, and which column says what of which. */
import { ReadProblem } from '../read-problem';
import { annotationType, type CasFeature, type CasType } from './cas-types';

/** Each row is one of these, or lies within one. */
export const tokenType = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token';

export type ColumnKind =
  | 'feature'
  | 'no feature'
  | 'slot roles'
  | 'slot fillers'
  | 'relation source'
  | 'chain relation'
  | 'chain element';

export interface TsvColumn {
  /** The layer. */
  type: string;
  layer: 'span' | 'relation' | 'chain';
  kind: ColumnKind;
  /** What is filled in; empty where the layer has no feature. */
  feature: string;
  /** The layer that is pointed to, or for slots the type of the link; empty where nothing is. */
  target: string;
}

export interface TsvHeader {
  /** 3.1 and before escape text as Java does. */
  isJava: boolean;
  columns: readonly TsvColumn[];
  /** How many lines of the file it takes. */
  length: number;
}

const formatLine = /^#FORMAT=WebAnno TSV (\d+)(?:\.(\d+))?\s*$/;

export const isWebannoTsv = (text: string): boolean => /^#FORMAT=WebAnno TSV \d/.test(text);

/** @throws ReadProblem for another version */
export function readTsvHeader(lines: readonly string[], what: string): TsvHeader {
  const version = formatLine.exec(lines[0] ?? '');
  if (!version || version[1] !== '3')
    throw new ReadProblem(
      `${what} is no WebAnno TSV of version 3: it begins with “${(lines[0] ?? '').slice(0, 60)}”. Export it from INCEpTION as “UIMA CAS JSON”.`,
    );
  const columns: TsvColumn[] = [];
  let length = 1;
  for (; /^#T_(?:SP|RL|CH)=/.test(lines[length] ?? ''); length++) columns.push(...columnsOf(lines[length]!));
  return { isJava: Number(version[2] ?? 0) <= 1, columns, length };
}

function columnsOf(line: string): TsvColumn[] {
  const [type = '', ...names] = line.slice(line.indexOf('=') + 1).split('|');
  const layer = line.startsWith('#T_RL') ? 'relation' : line.startsWith('#T_CH') ? 'chain' : 'span';
  const declared = names.filter((name) => name !== '');
  if (declared.length === 0) return [{ type, layer, kind: 'no feature', feature: '', target: '' }];
  const columns: TsvColumn[] = [];
  for (const name of declared) {
    const before = columns.at(-1);
    if (layer === 'span' && name.startsWith('ROLE_')) {
      const [feature = '', target = ''] = /^ROLE_[^:]*:(.*?)_([^_]*)$/.exec(name)?.slice(1) ?? [];
      columns.push({ type, layer, kind: 'slot roles', feature, target });
    } else if (layer === 'relation' && name.startsWith('BT_'))
      columns.push({ type, layer, kind: 'relation source', feature: 'Governor', target: name.slice(3) });
    else if (before?.kind === 'slot roles')
      columns.push({ type, layer, kind: 'slot fillers', feature: before.feature, target: name });
    else if (layer === 'chain' && (name === 'referenceRelation' || name === 'referenceType'))
      columns.push({
        type,
        layer,
        kind: name === 'referenceRelation' ? 'chain relation' : 'chain element',
        feature: name,
        target: '',
      });
    else columns.push({ type, layer, kind: 'feature', feature: name, target: '' });
  }
  return columns;
}

/** The types that the columns tell of. */
export function typesOf(columns: readonly TsvColumn[]): CasType[] {
  const features = new Map<string, Map<string, CasFeature>>();
  const add = (type: string, name: string, range: string, elements: string | null = null): void => {
    const own = features.get(type) ?? new Map<string, CasFeature>();
    features.set(type, own);
    if (name !== '') own.set(name, { name, range, elements, shared: false });
  };
  const links = new Set<string>();
  for (const { type, kind, feature, target } of columns) {
    if (kind === 'slot roles') {
      add(type, feature, 'uima.cas.FSArray', target);
      add(target, 'role', 'uima.cas.String');
      add(target, 'target', annotationType);
      links.add(target);
    } else if (kind === 'relation source') {
      add(type, 'Governor', target);
      add(type, 'Dependent', target);
    } else if (kind !== 'slot fillers') add(type, feature, 'uima.cas.String');
  }
  add(tokenType, '', '');
  return [...features].map(([name, own]) => ({
    name,
    supertype: links.has(name) ? 'uima.cas.TOP' : annotationType,
    description: '',
    features: [...own.values()],
  }));
}
