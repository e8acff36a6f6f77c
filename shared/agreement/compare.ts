/**
 * One pass over articles: pairs the passages of the coders, and keeps of each article what the measures are made
 * of and the passages on which coders disagree. Articles need not be in memory together.
 */
import type { AgreementStage, DisagreementKind } from '../api-agreement';
import { between, Column, missing } from './column';
import { markDisagreements, markLine, markWidth } from './marking';
import {
  type CoderReading,
  type ComparedAnnotation,
  hasRead,
  membersOf,
  type Unit,
  unitsOf,
} from './pairing';
import type { Slot } from './slots';
import { Tally } from './tally';

export interface ComparedArticle {
  id: string;
  /** In UTF-16 code units. */
  textLength: number;
  date: string | null;
  /** In the order of the coders. */
  readings: readonly CoderReading[];
  /** By their begin; of coders who have not read the article they do not count. */
  annotations: readonly (readonly ComparedAnnotation[])[];
}

export interface Disagreement {
  /** The article’s place among those compared. */
  article: number;
  stage: AgreementStage;
  kind: DisagreementKind;
  attributeId: string | null;
  start: number;
  end: number;
  /** In the order of the coders; null for one who has marked nothing here, or has not read the article. */
  members: readonly (ComparedAnnotation | null)[];
  /** Places of the coders who have read the article and marked nothing here. */
  without: readonly number[];
}

export interface ComparisonSettings {
  coders: number;
  tolerance: number;
  minOverlap: number;
}

export class Comparison {
  readonly articles: { id: string; date: string | null; disagreements: number }[] = [];
  /** Articles that less than two have read, and of these those that somebody has in progress. */
  leftOut = 0;
  inProgress = 0;
  annotations = 0;
  readonly disagreements: Disagreement[] = [];
  /** Of the first stage: all coders, each pair of coders (by `pairKey`), each code. */
  readonly marks = new Tally(markWidth);
  readonly pairMarks = new Map<string, Tally>();
  readonly codeMarks = new Map<string, Tally>();
  /** In the order of the slots. */
  readonly columns: readonly Column[];
  /** Articles that both coders of a pair have read. */
  readonly pairArticles = new Map<string, number>();
  private readonly combinations = new Map<string, number>();
  private readonly slotsOfCode = new Map<string, number[]>();
  /** Whether some slot asks for another annotation. */
  private readonly hasTargets: boolean;

  constructor(
    private readonly settings: ComparisonSettings,
    private readonly slots: readonly Slot[],
    private readonly codeIds: readonly string[],
  ) {
    this.columns = slots.map(() => new Column(settings.coders));
    for (const [place, { codeId }] of slots.entries())
      if (codeId !== null) this.slotsOfCode.set(codeId, [...(this.slotsOfCode.get(codeId) ?? []), place]);
    this.hasTargets = slots.some(({ kind }) => kind === 'annotation');
    for (const codeId of codeIds) this.codeMarks.set(codeId, new Tally(markWidth));
  }

  add({ id, textLength, date, readings, annotations }: ComparedArticle): void {
    const readers = [...readings.keys()].filter((coder) => hasRead(readings[coder]!));
    if (readers.length < 2) {
      this.leftOut++;
      if (readings.includes('in progress')) this.inProgress++;
      return;
    }
    const article = this.articles.length;
    const before = this.disagreements.length;
    const own = readers.map((coder) => annotations[coder]!);
    this.annotations += own.reduce((sum, one) => sum + one.length, 0);
    const units = unitsOf(own, this.settings.minOverlap);
    this.mark(article, textLength, readers, own, units);
    this.code(article, readers, own, units);
    this.articles.push({ id, date, disagreements: this.disagreements.length - before });
  }

  private valueOf = (codeIds: readonly string[]): number => {
    const key = codeIds.length === 1 ? codeIds[0]! : codeIds.toSorted().join(between);
    let value = this.combinations.get(key);
    if (value === undefined) this.combinations.set(key, (value = this.combinations.size));
    return value;
  };

  private mark(
    article: number,
    length: number,
    readers: readonly number[],
    own: readonly (readonly ComparedAnnotation[])[],
    units: readonly Unit[],
  ): void {
    const { tolerance, coders } = this.settings;
    const line = (of: typeof own, ofUnits: readonly Unit[], into: Tally): void => {
      const made = markLine(length, of, ofUnits, tolerance, this.valueOf);
      into.add(article, made.line, made.amounts);
    };
    line(own, units, this.marks);
    for (const [one, first] of readers.entries())
      for (let other = one + 1; other < readers.length; other++) {
        const key = pairKey(first, readers[other]!);
        this.pairArticles.set(key, (this.pairArticles.get(key) ?? 0) + 1);
        // Two coders are a pair already.
        if (coders === 2) continue;
        const both = units
          .map((unit): Unit => [unit[one]!, unit[other]!])
          .filter((unit) => unit.some((place) => place >= 0));
        let tally = this.pairMarks.get(key);
        if (!tally) this.pairMarks.set(key, (tally = new Tally(markWidth)));
        line([own[one]!, own[other]!], both, tally);
      }
    const parts = partsByCode(own, units);
    for (const codeId of this.codeIds) {
      const part = parts.get(codeId);
      line(part?.own ?? own.map(() => []), part?.units ?? [], this.codeMarks.get(codeId)!);
    }
  }

  private code(
    article: number,
    readers: readonly number[],
    own: readonly (readonly ComparedAnnotation[])[],
    units: readonly Unit[],
  ): void {
    const { coders, tolerance } = this.settings;
    const unitOfTarget = this.hasTargets ? unitsById(own, units) : null;
    for (const unit of units) {
      const present = membersOf(unit, own);
      let members = present;
      if (readers.length < coders) {
        members = Array.from({ length: coders }, () => null);
        for (const [at, coder] of readers.entries()) members[coder] = present[at]!;
      }
      for (const kind of markDisagreements(present, tolerance))
        this.disagree(article, { stage: 'mark', kind, attributeId: null }, members, readers);
      if (countOf(members) < 2) continue;
      this.say(article, 0, members, readers, (member) => member.codeId);
      for (const codeId of codesOf(members)) {
        const alike = members.map((member) => (member?.codeId === codeId ? member : null));
        if (countOf(alike) < 2) continue;
        for (const place of this.slotsOfCode.get(codeId) ?? [])
          this.say(article, place, alike, readers, (member) =>
            keyOf(member, this.slots[place]!, unitOfTarget),
          );
      }
    }
  }

  /** Puts into a column what each coder says. */
  private say(
    article: number,
    place: number,
    members: Members,
    readers: readonly number[],
    key: (member: ComparedAnnotation) => string,
  ): void {
    const { stage, attributeId, numberOf } = this.slots[place]!;
    const column = this.columns[place]!;
    const says = members.map((member) => (member ? column.categoryOf(key(member), numberOf) : missing));
    column.add(article, says);
    const said = says.filter((one) => one !== missing);
    if (said.every((one) => one === said[0])) return;
    this.disagree(article, { stage, kind: stage, attributeId }, members, readers);
  }

  private disagree(
    article: number,
    what: Pick<Disagreement, 'stage' | 'kind' | 'attributeId'>,
    members: Members,
    readers: readonly number[],
  ): void {
    let start = Infinity;
    let end = 0;
    for (const member of members) {
      if (!member) continue;
      start = Math.min(start, member.start);
      end = Math.max(end, member.end);
    }
    const without = what.kind === 'only some' ? readers.filter((coder) => members[coder] === null) : [];
    this.disagreements.push({ article, ...what, start, end, members, without });
  }
}

type Members = readonly (ComparedAnnotation | null)[];

function countOf(members: Members): number {
  let count = 0;
  for (const member of members) if (member !== null) count++;
  return count;
}

/** Each code of the members once. */
function codesOf(members: Members): string[] {
  const codes: string[] = [];
  for (const member of members) if (member && !codes.includes(member.codeId)) codes.push(member.codeId);
  return codes;
}

interface Part {
  /** The passages of each coder that have the code. */
  own: ComparedAnnotation[][];
  /** The units as far as they have the code, with places among these. */
  units: Unit[];
}

/** What coders have marked with each single code. */
function partsByCode(
  own: readonly (readonly ComparedAnnotation[])[],
  units: readonly Unit[],
): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const places = own.map((all, coder) =>
    all.map((one) => {
      let part = parts.get(one.codeId);
      if (!part) parts.set(one.codeId, (part = { own: own.map(() => []), units: [] }));
      return part.own[coder]!.push(one) - 1;
    }),
  );
  for (const unit of units) {
    const members = membersOf(unit, own);
    for (const codeId of codesOf(members))
      parts
        .get(codeId)!
        .units.push(
          unit.map((place, coder) => (members[coder]?.codeId === codeId ? places[coder]![place]! : -1)),
        );
  }
  return parts;
}

export const pairKey = (one: number, other: number): string => `${one},${other}`;

/** The unit of each annotation, by its id. */
function unitsById(
  own: readonly (readonly ComparedAnnotation[])[],
  units: readonly Unit[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [number, unit] of units.entries())
    for (const [coder, place] of unit.entries()) if (place >= 0) found.set(own[coder]![place]!.id, number);
  return found;
}

/** What an annotation says in a slot; empty for nothing, which is an answer, too. Several values have no order. */
function keyOf(
  { values }: ComparedAnnotation,
  { attributeId, kind }: Slot,
  unitOfTarget: ReadonlyMap<string, number> | null,
): string {
  let only = '';
  let more: string[] | null = null;
  for (const value of values) {
    if (value.attributeId !== attributeId) continue;
    const key = inWords(value.says, kind, unitOfTarget);
    if (only === '') only = key;
    else (more ??= [only]).push(key);
  }
  return more ? [...new Set(more)].toSorted().join(between) : only;
}

/** Texts are the same but for space around them; targets where they are the same passage. */
function inWords(
  says: string | number,
  kind: Slot['kind'],
  unitOfTarget: ReadonlyMap<string, number> | null,
): string {
  if (typeof says === 'number') return String(says);
  if (kind === 'text') return says.normalize('NFC').trim();
  const unit = kind === 'annotation' ? unitOfTarget?.get(says) : undefined;
  return unit === undefined ? says : `unit ${unit}`;
}
