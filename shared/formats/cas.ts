/**
 * A CAS of Apache UIMA, as INCEpTION, WebAnno, DKPro and cassis keep annotated documents: texts ("sofas") and typed
 * feature structures that point into them and at each other. How it lies in a file is told by `cas-json.ts`,
 * `cas-xmi.ts` and `webanno-tsv.ts`. Offsets are UTF-16 code units of the text as the file has it, half-open.
 */
import type { CasTypes } from './cas-types';

/** What a feature says: a primitive, a list of primitives, or one or several feature structures by their ids. */
export type CasValue =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly number[]
  | { readonly ref: string }
  | { readonly refs: readonly string[] };

export interface FeatureStructure {
  /** Unique in its CAS. */
  id: string;
  /** With its package: `webanno.custom.Span`. */
  type: string;
  /** The id of the sofa it points into; null for what points into none. */
  sofa: string | null;
  /** Null for what has no place. */
  begin: number | null;
  end: number | null;
  /** Without sofa, begin and end. */
  features: ReadonlyMap<string, CasValue>;
}

/** A sofa with what is indexed for it. */
export interface CasView {
  /** The id of the sofa. */
  sofa: string;
  /** `_InitialView` for the usual only one. */
  name: string;
  /** Null where it is no text, or kept elsewhere. */
  text: string | null;
  /** The ids of what counts as said of it. */
  members: ReadonlySet<string>;
}

export interface Cas {
  types: CasTypes;
  structures: ReadonlyMap<string, FeatureStructure>;
  views: readonly CasView[];
}

export const initialView = '_InitialView';

export function stringOf({ features }: FeatureStructure, name: string): string | null {
  const value = features.get(name);
  return typeof value === 'string' ? value : null;
}

export function numberOf({ features }: FeatureStructure, name: string): number | null {
  const value = features.get(name);
  return typeof value === 'number' ? value : null;
}

export const isTrue = ({ features }: FeatureStructure, name: string): boolean => features.get(name) === true;

/** The ids that a feature points at, in order; none for a primitive. */
export function refsOf({ features }: FeatureStructure, name: string): readonly string[] {
  const value = features.get(name);
  if (typeof value !== 'object') return [];
  if ('ref' in value) return [value.ref];
  return 'refs' in value ? value.refs : [];
}

/** The name without its package. */
export const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

const arrays = /^uima\.cas\.(?:FS|String|Boolean|Byte|Short|Integer|Long|Float|Double)Array$|\[\]$/;
const lists = /^uima\.cas\.(?:NonEmpty|Empty)?(?:FS|String|Integer|Float)List$/;

export const isArrayType = (type: string): boolean => arrays.test(type);
export const isListType = (type: string): boolean => lists.test(type);
