/**
 * Networks of a debate: which actors speak of which concepts, and which actors agree or disagree with each other.
 *
 * After P. Leifeld, “Discourse Network Analysis: policy debates as dynamic networks”, in: The Oxford Handbook of
 * Political Networks (2017), and as his program Discourse Network Analyzer computes them (“Export network”, qualifier
 * aggregation; without normalization). In the formulas a(i, j, k) is how often actor i takes position k on concept j.
 */

export const networkKinds = [
  'actor-concept',
  'actor-concept-subtract',
  'congruence',
  'conflict',
  'subtract',
] as const;
export type NetworkKind = (typeof networkKinds)[number];

export const isTwoMode = (kind: NetworkKind): boolean => kind.startsWith('actor-concept');

/** Who speaks of what without saying for or against counts in this kind alone. */
export const needsPositions = (kind: NetworkKind): boolean => kind !== 'actor-concept';

/** What one actor says of one concept with one position, in the annotations of these ids. */
export interface Statement {
  actorId: string;
  conceptId: string;
  /** On the scale of the network; null where it is not said. */
  position: number | null;
  annotationIds: readonly string[];
}

export interface NetworkNode {
  id: string;
  mode: 'actor' | 'concept';
  /** How many statements were counted for it. */
  statements: number;
}

/** What is known of a tie beside its weight; each name is a column of the formats. */
export const edgeFigures = {
  twoMode: ['statements', 'for', 'against', 'neutral', 'balance'],
  oneMode: ['congruence', 'conflict', 'concepts'],
} as const;

/** A tie without direction. */
export interface NetworkEdge {
  /** The id of a node; in two modes the actor's. */
  source: string;
  target: string;
  /** Never 0: such a tie is none. */
  weight: number;
  /** In the order of `edgeFigures`. */
  figures: readonly number[];
  /** Of every annotation that makes the tie what it is, each once. */
  annotationIds(): string[];
}

/** a(i, j, k), and the annotations that say it. */
interface Cell {
  position: number | null;
  count: number;
  annotationIds: string[];
}

/** Concepts by their ids, each with its cells by position. */
type Uses = Map<string, Map<number | null, Cell>>;

export interface NetworkSettings {
  kind: NetworkKind;
  /** The distance between the furthest positions of the scale. */
  range: number;
  /** Whether the same of an actor, a concept and a position counts once in the whole network. */
  once: boolean;
  /** Whether the ids of annotations are kept. */
  hasIds: boolean;
}

/** The statements of one network, counted as they come; memory grows with the annotations, not with the ties. */
export class Network {
  private readonly uses = new Map<string, Uses>();
  private readonly conceptUses = new Map<string, number>();
  private counted = 0;

  constructor(readonly settings: NetworkSettings) {}

  /** How many statements count: the sum of all a(i, j, k). */
  get statements(): number {
    return this.counted;
  }

  add({ actorId, conceptId, position, annotationIds }: Statement): void {
    const { once, hasIds } = this.settings;
    const uses = existing(this.uses, actorId, (): Uses => new Map());
    const cells = existing(uses, conceptId, (): Map<number | null, Cell> => new Map());
    const cell = existing(cells, position, (): Cell => ({ position, count: 0, annotationIds: [] }));
    if (hasIds) cell.annotationIds.push(...annotationIds);
    if (once && cell.count > 0) return;
    cell.count += 1;
    this.counted += 1;
    this.conceptUses.set(conceptId, (this.conceptUses.get(conceptId) ?? 0) + 1);
  }

  /** Everyone of whom a statement was counted, with a tie or without, in the order of their ids; actors first. */
  nodes(): NetworkNode[] {
    const actors = [...this.uses].map(([id, uses]): NetworkNode => ({
      id,
      mode: 'actor',
      statements: sum([...uses.values()].flatMap((cells) => [...cells.values()]).map(({ count }) => count)),
    }));
    const concepts = [...this.conceptUses].map(([id, statements]): NetworkNode => ({
      id,
      mode: 'concept',
      statements,
    }));
    return [...actors.toSorted(byId), ...(isTwoMode(this.settings.kind) ? concepts.toSorted(byId) : [])];
  }

  /** All ties, each pair once, one actor after another. Each call begins anew. */
  edges(): Iterable<NetworkEdge> {
    return isTwoMode(this.settings.kind) ? this.usesAsEdges() : this.meetings();
  }

  /**
   * Two modes. The weight is Σk a(i, j, k): how often the actor speaks of the concept (DNA: “ignore”); or
   * Σk k · a(i, j, k): what the statements for it have over those against it (DNA: “subtract”).
   */
  private *usesAsEdges(): Iterable<NetworkEdge> {
    const subtracts = this.settings.kind === 'actor-concept-subtract';
    for (const { id: source } of this.nodes()) {
      for (const [target, byPosition] of this.uses.get(source) ?? []) {
        const cells = [...byPosition.values()];
        const countOf = (is: (position: number) => boolean): number =>
          sum(cells.map(({ position, count }) => (position !== null && is(position) ? count : 0)));
        const statements = sum(cells.map(({ count }) => count));
        const balance = exact(sum(cells.map(({ position, count }) => (position ?? 0) * count)));
        const weight = subtracts ? balance : statements;
        if (weight === 0) continue;
        yield {
          source,
          target,
          weight,
          figures: [
            statements,
            countOf((position) => position > 0),
            countOf((position) => position < 0),
            countOf((position) => position === 0),
            balance,
          ],
          annotationIds: () => [...new Set(cells.flatMap(({ annotationIds }) => annotationIds))],
        };
      }
    }
  }

  /**
   * One mode, for two actors i ≠ i′, over all concepts j and all pairs of positions k, k′ of a scale whose ends are
   * `range` apart:
   * congruence = Σ a(i, j, k) · a(i′, j, k′) · (1 − |k − k′| / range),
   * conflict = Σ a(i, j, k) · a(i′, j, k′) · |k − k′| / range, and subtract = congruence − conflict.
   * Where each statement counts once and positions are for or against, this is the number of concepts on which the
   * two agree, and on which they disagree. DNA takes the range of an integer variable from the positions that
   * occur; here it is that of the codebook, as DNA has it for yes and no, so that a network of a month is measured like one of a year.
   */
  private *meetings(): Iterable<NetworkEdge> {
    const actors = this.nodes().map(({ id }) => id);
    const places = new Map(actors.map((id, at) => [id, at]));
    const actorsOf = new Map<string, string[]>();
    for (const actor of actors)
      for (const concept of this.uses.get(actor)?.keys() ?? [])
        existing(actorsOf, concept, (): string[] => []).push(actor);
    for (const [at, source] of actors.entries()) {
      const met = new Map<string, { pairs: number; apart: number; concepts: number }>();
      for (const [concept, cells] of this.uses.get(source) ?? []) {
        for (const target of actorsOf.get(concept) ?? []) {
          if (places.get(target)! <= at) continue;
          const pair = existing(met, target, () => ({ pairs: 0, apart: 0, concepts: 0 }));
          pair.concepts += 1;
          for (const own of cells.values())
            for (const other of this.cellsOf(target, concept)) {
              const pairs = own.count * other.count;
              pair.pairs += pairs;
              pair.apart += pairs * this.distance(own, other);
            }
        }
      }
      for (const [target, { pairs, apart, concepts }] of met) {
        const [congruence, conflict] = [exact(pairs - apart), exact(apart)];
        const weights = { congruence, conflict, subtract: exact(pairs - 2 * apart) };
        const weight = weights[this.settings.kind as keyof typeof weights];
        if (weight === 0) continue;
        yield {
          source,
          target,
          weight,
          figures: [congruence, conflict, concepts],
          annotationIds: () => this.annotationsBetween(source, target),
        };
      }
    }
  }

  private cellsOf(actor: string, concept: string): Iterable<Cell> {
    return this.uses.get(actor)?.get(concept)?.values() ?? [];
  }

  /** |k − k′| / range: 0 for the same, 1 for the opposite. */
  private distance(one: Cell, other: Cell): number {
    const { range } = this.settings;
    return range === 0 ? 0 : Math.abs((one.position ?? 0) - (other.position ?? 0)) / range;
  }

  /** Of both actors, on the concepts that they share, where a pair of positions adds to the weight. */
  private annotationsBetween(source: string, target: string): string[] {
    const { kind } = this.settings;
    const found = new Set<string>();
    for (const [concept, cells] of this.uses.get(source) ?? [])
      for (const own of cells.values())
        for (const other of this.cellsOf(target, concept)) {
          const distance = this.distance(own, other);
          const counts = kind === 'subtract' || (kind === 'conflict' ? distance > 0 : distance < 1);
          if (!counts) continue;
          for (const { annotationIds } of [own, other]) for (const id of annotationIds) found.add(id);
        }
    return [...found];
  }
}

/**
 * Without what thirds and tenths leave behind in binary figures: 1 − ⅓ − ⅔ is 0, or a tie that is none would be
 * written.
 */
const exact = (figure: number): number => Math.round(figure * 1e9) / 1e9;

const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

function existing<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/**
 * The figures of choices as positions. Those of yes and no, 1 and 0, are for and against: 0 becomes −1, as DNA has
 * it for its boolean agreement. Any other figures are positions as they are.
 */
export function positionsOf(figures: readonly number[]): ReadonlyMap<number, number> {
  const isYesOrNo = figures.length > 0 && figures.every((figure) => figure === 0 || figure === 1);
  return new Map(figures.map((figure) => [figure, isYesOrNo && figure === 0 ? -1 : figure]));
}

export const timeSlices = ['none', 'year', 'month', 'week'] as const;
export type TimeSlice = (typeof timeSlices)[number];

/**
 * What a date's slice is called: `2020`, `2020-08`, or `2020-W32` for the week of ISO 8601, Monday to Sunday.
 * @param date YYYY, YYYY-MM or YYYY-MM-DD
 * @returns null where the date is not that exact; for `none` the empty name for any, also for no date
 */
export function sliceOf(date: string | null, slice: TimeSlice): string | null {
  if (slice === 'none') return '';
  const least = { year: 4, month: 7, week: 10 }[slice];
  if (date === null || date.length < least) return null;
  return slice === 'week' ? weekOf(date) : date.slice(0, least);
}

const dayLength = 86_400_000;

/** ISO 8601: a week belongs to the year that its Thursday is in. */
function weekOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * dayLength);
  const year = thursday.toISOString().slice(0, 4);
  const newYear = Date.parse(`${year}-01-01T00:00:00Z`);
  const week = 1 + Math.floor((thursday.getTime() - newYear) / (7 * dayLength));
  return `${year}-W${String(week).padStart(2, '0')}`;
}
