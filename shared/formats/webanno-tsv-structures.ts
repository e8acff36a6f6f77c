/** What the rows of WebAnno TSV 3 say, as the feature structures that they were. */
import type { CasValue, FeatureStructure } from './cas';
import { chained, disambiguated, partsOf, unescapeValue } from './webanno-tsv-cells';
import { tokenType, type TsvColumn } from './webanno-tsv-header';

/** WebAnno says that dependencies join parts of speech, but means the tokens. */
const dependencyType = 'de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency';
/** The id of the only text. */
export const tsvSofa = '0';
const anyAnnotation = 'uima.tcas.Annotation';

/** A row: a token, or a stretch within one. */
export interface TsvUnit {
  /** `2-3`, or `2-3.1` for a stretch within. */
  id: string;
  begin: number;
  end: number;
  /** Empty for a stretch without characters. */
  word: string;
  cells: readonly string[];
}

interface Structure extends FeatureStructure {
  features: Map<string, CasValue>;
}

/** Nothing there, and something there without a value. */
const [nothing, noValue] = ['_', '*'];

export class TsvStructures {
  private readonly structures = new Map<string, Structure>();
  /** Annotations by unit, layer and place in the stack. */
  private readonly stacked = new Map<string, Structure>();
  /** Annotations by the number that tells them apart. */
  private readonly numbered = new Map<number, Structure>();
  private readonly chains = new Map<number, Map<number, Structure>>();
  /** What can only be said when all annotations are there. */
  private readonly deferred: (() => void)[] = [];

  constructor(private readonly columns: readonly TsvColumn[]) {}

  addUnit(unit: TsvUnit): void {
    if (!unit.id.includes('.')) this.stacked.set(`${unit.id} ${tokenType} 0`, this.add(tokenType, unit));
    for (const [at, column] of this.columns.entries()) {
      const cell = unit.cells[at] ?? nothing;
      if (cell === nothing || cell === '') continue;
      for (const [index, part] of partsOf(cell, '|').entries()) this.addPart(unit, column, index, part);
    }
  }

  /** @returns the structures, with the ids of those that are indexed: all of them */
  finish(): { structures: ReadonlyMap<string, FeatureStructure>; members: ReadonlySet<string> } {
    for (const say of this.deferred) say();
    for (const links of this.chains.values()) {
      const inOrder = [...links].toSorted(([one], [other]) => one - other).map(([, link]) => link);
      for (const [at, link] of inOrder.entries()) {
        const next = inOrder[at + 1];
        if (next) link.features.set('next', { ref: next.id });
      }
    }
    return { structures: this.structures, members: new Set(this.structures.keys()) };
  }

  private add(type: string, place: { begin: number; end: number } | null): Structure {
    const structure: Structure = {
      id: String(this.structures.size + 1),
      type,
      sofa: place ? tsvSofa : null,
      begin: place?.begin ?? null,
      end: place?.end ?? null,
      features: new Map(),
    };
    this.structures.set(structure.id, structure);
    return structure;
  }

  private addPart(unit: TsvUnit, column: TsvColumn, index: number, part: string): void {
    switch (column.kind) {
      case 'feature':
      case 'no feature': {
        const { value, marks } = disambiguated(part);
        const structure =
          column.layer === 'relation'
            ? this.relation(unit, column, index)
            : this.span(unit, column, index, marks[0]);
        if (value !== noValue && column.kind === 'feature')
          structure.features.set(column.feature, unescapeValue(value));
        return;
      }
      case 'slot roles': {
        const { value, marks } = disambiguated(part);
        const structure = this.span(unit, column, index, marks[0]);
        if (value !== nothing) this.addLinks(structure, column, value);
        return;
      }
      case 'slot fillers': {
        const structure = this.span(unit, column, index, undefined);
        this.deferred.push(() => this.fillLinks(structure, column, part));
        return;
      }
      case 'relation source': {
        const { value, marks } = disambiguated(part);
        const structure = this.relation(unit, column, index);
        const type = column.type === dependencyType ? tokenType : column.target;
        this.deferred.push(() => {
          const governor = this.resolve(type, value, marks[0]);
          const dependent = this.resolve(type, unit.id, marks[1]);
          if (!governor || !dependent) return;
          structure.features.set('Governor', { ref: governor.id });
          structure.features.set('Dependent', { ref: dependent.id });
          Object.assign(structure, { begin: dependent.begin, end: dependent.end });
        });
        return;
      }
      case 'chain relation': {
        const found = chained(part);
        if (found) this.addChainLink(unit, column, index, found);
        return;
      }
      case 'chain element': {
        const { value } = disambiguated(part);
        this.deferred.push(() => {
          const link = this.stacked.get(`${unit.id} ${column.type} ${index}`);
          if (value !== noValue) link?.features.set(column.feature, unescapeValue(value));
        });
      }
    }
  }

  /** The annotation of this unit that another column has told of, the one that goes on here, or a new one. */
  private span(unit: TsvUnit, { type }: TsvColumn, index: number, number: number | undefined): Structure {
    const key = `${unit.id} ${type} ${index}`;
    const continued = number === undefined ? undefined : this.numbered.get(number);
    const structure = this.stacked.get(key) ?? continued ?? this.add(type, unit);
    if (structure === continued && structure.end !== null) structure.end = Math.max(structure.end, unit.end);
    this.stacked.set(key, structure);
    if (number !== undefined) this.numbered.set(number, structure);
    return structure;
  }

  private relation(unit: TsvUnit, { type }: TsvColumn, index: number): Structure {
    const key = `${unit.id} ${type} ${index}`;
    const structure = this.stacked.get(key) ?? this.add(type, unit);
    this.stacked.set(key, structure);
    return structure;
  }

  private addLinks(structure: Structure, { feature, target }: TsvColumn, roles: string): void {
    const links = partsOf(roles, ';').map((role) => {
      const link = this.add(target, null);
      if (role !== noValue) link.features.set('role', unescapeValue(role));
      return link.id;
    });
    structure.features.set(feature, { refs: links });
  }

  private fillLinks(structure: Structure, { feature, target }: TsvColumn, fillers: string): void {
    const value = structure.features.get(feature);
    const links = typeof value === 'object' && 'refs' in value ? value.refs : [];
    for (const [at, filler] of partsOf(fillers, ';').entries()) {
      if (filler === noValue || filler === nothing) continue;
      const { value: id, marks } = disambiguated(filler);
      const found = this.resolve(target, id, marks[0]);
      if (found) this.structures.get(links[at] ?? '')?.features.set('target', { ref: found.id });
    }
  }

  private addChainLink(
    unit: TsvUnit,
    { type, feature }: TsvColumn,
    index: number,
    { value, chain, link }: { value: string; chain: number; link: number },
  ): void {
    const links = this.chains.get(chain) ?? new Map<number, Structure>();
    this.chains.set(chain, links);
    const known = links.get(link);
    if (known && known.end !== null) known.end = Math.max(known.end, unit.end);
    const structure = known ?? this.add(type, unit);
    links.set(link, structure);
    this.stacked.set(`${unit.id} ${type} ${index}`, structure);
    if (value !== noValue) structure.features.set(feature, unescapeValue(value));
  }

  /** What a reference means: by its number, or else the first annotation of the layer at the unit. */
  private resolve(type: string, unitId: string, number: number | undefined): Structure | undefined {
    if (number !== undefined && number > 0) return this.numbered.get(number);
    const own = this.stacked.get(`${unitId} ${type} 0`);
    if (own || type !== anyAnnotation) return own;
    for (const { type: layer, layer: kind } of this.columns) {
      const found = kind === 'span' ? this.stacked.get(`${unitId} ${layer} 0`) : undefined;
      if (found) return found;
    }
    return undefined;
  }
}
