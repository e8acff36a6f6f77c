/** The types of a CAS: what each inherits from, and what its features hold. */

export interface CasFeature {
  name: string;
  /** The name of a type: `uima.cas.String`, `uima.cas.FSArray`, `webanno.custom.LinkType[]`, `webanno.custom.Span`. */
  range: string;
  /** For arrays of feature structures: what is in them; null where it is not said. */
  elements: string | null;
  /** In XMI: an array is a structure of its own, and its id stands in the feature. */
  shared: boolean;
}

export interface CasType {
  name: string;
  supertype: string;
  /** For people. */
  description: string;
  /** Its own, without those that it inherits. */
  features: readonly CasFeature[];
}

const top = 'uima.cas.TOP';
export const annotationType = 'uima.tcas.Annotation';
export const documentType = 'uima.tcas.DocumentAnnotation';
export const sofaType = 'uima.cas.Sofa';

const feature = (name: string, range: string): CasFeature => ({ name, range, elements: null, shared: false });
const builtIn = (name: string, supertype: string, ...features: CasFeature[]): CasType => ({
  name,
  supertype,
  description: '',
  features,
});

/** Those that every CAS has and none declares. */
const builtIns: readonly CasType[] = [
  builtIn(top, ''),
  builtIn('uima.cas.AnnotationBase', top, feature('sofa', sofaType)),
  builtIn(
    annotationType,
    'uima.cas.AnnotationBase',
    feature('begin', 'uima.cas.Integer'),
    feature('end', 'uima.cas.Integer'),
  ),
  builtIn(documentType, annotationType, feature('language', 'uima.cas.String')),
  ...['FS', 'String', 'Integer', 'Float'].flatMap((kind) => [
    builtIn(`uima.cas.${kind}List`, top),
    builtIn(`uima.cas.Empty${kind}List`, `uima.cas.${kind}List`),
    builtIn(
      `uima.cas.NonEmpty${kind}List`,
      `uima.cas.${kind}List`,
      feature('head', kind === 'FS' ? top : `uima.cas.${kind}`),
      feature('tail', `uima.cas.${kind}List`),
    ),
  ]),
];

const numbers = ['Byte', 'Short', 'Integer', 'Long', 'Float', 'Double'];

export type RangeKind = 'string' | 'number' | 'boolean' | 'structure';

/** A type system, with the types that each has anyway. The first description of a type counts. */
export class CasTypes {
  private readonly byName: ReadonlyMap<string, CasType>;
  private readonly ancestors = new Map<string, ReadonlySet<string>>();
  private readonly allFeatures = new Map<string, ReadonlyMap<string, CasFeature>>();

  constructor(readonly declared: readonly CasType[]) {
    const byName = new Map(builtIns.map((type) => [type.name, type]));
    for (const type of declared) if (!byName.has(type.name)) byName.set(type.name, type);
    this.byName = byName;
  }

  has(type: string): boolean {
    return this.byName.has(type);
  }

  /** Whether a type is another or inherits from it; false for one that is not known. */
  isA(type: string, ancestor: string): boolean {
    return this.lineOf(type).has(ancestor);
  }

  /** What a feature of a type holds, also one that it inherits; null where that is not known. */
  featureOf(type: string, name: string): CasFeature | null {
    return this.featuresOf(type).get(name) ?? null;
  }

  /** What stands in a feature of this range, or in an array of it. */
  kindOf(range: string): RangeKind {
    const short = range.replace(/^uima\.cas\./, '').replace(/(?:Array|List|\[\])$/, '');
    if (range.startsWith('uima.cas.')) {
      if (short === 'String') return 'string';
      if (short === 'Boolean') return 'boolean';
      if (numbers.includes(short)) return 'number';
    }
    return this.isA(range, 'uima.cas.String') ? 'string' : 'structure';
  }

  /** The type and all that it inherits from; a line that leads back to itself ends there. */
  private lineOf(type: string): ReadonlySet<string> {
    const known = this.ancestors.get(type);
    if (known) return known;
    const line = new Set<string>();
    for (let name = type; this.byName.has(name) && !line.has(name); name = this.byName.get(name)!.supertype)
      line.add(name);
    const last = this.byName.get([...line].at(-1) ?? '')?.supertype;
    if (last) line.add(last);
    this.ancestors.set(type, line);
    return line;
  }

  private featuresOf(type: string): ReadonlyMap<string, CasFeature> {
    const known = this.allFeatures.get(type);
    if (known) return known;
    const features = new Map<string, CasFeature>();
    for (const name of this.lineOf(type))
      for (const one of this.byName.get(name)?.features ?? [])
        if (!features.has(one.name)) features.set(one.name, one);
    this.allFeatures.set(type, features);
    return features;
  }
}
