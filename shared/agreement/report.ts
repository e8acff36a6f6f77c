/** The tables of agreement, from what a comparison has kept: overall, by code, by pair of coders, by week, by article. */
import type { AgreementPart, AgreementRow } from '../api-agreement';
import type { Draws } from './bootstrap';
import { codingCounts, codingFigures } from './coding';
import type { Column } from './column';
import { type Comparison, pairKey } from './compare';
import { markFigures, markMeasures, markCounts } from './marking';
import { codeSlot, type Slot, slotMeasures } from './slots';
import { figuresOf, type Tally, totalsOf } from './tally';
import { weekOf } from './week';

interface Named {
  id: string;
  name: string;
}

/** The tallies of all coders, made once: weeks and articles are parts of them. */
interface Tallied {
  marks: Tally;
  slots: { slot: Slot; column: Column; tally: Tally }[];
  coders: number;
}

const always = (): boolean => true;

/** Draws for the intervals of weeks at most: there are many weeks, and what counts is how they change. */
const mostDrawsOfWeeks = 300;

/** Whether intervals are drawn for every figure, or only for the one to look at first. */
type Extent = 'every' | 'primary';

function markRow(
  tally: Tally,
  draws: Draws | null,
  isWanted: (article: number) => boolean = always,
  extent: Extent = 'every',
): AgreementRow {
  const part = tally.part(isWanted);
  return {
    stage: 'mark',
    attributeId: null,
    codeId: null,
    name: 'Marked',
    many: false,
    ...markCounts(totalsOf(part)),
    primary: 'u-alpha',
    figures: figuresOf(
      part,
      markMeasures,
      markFigures,
      draws,
      extent === 'every' ? markMeasures : ['u-alpha'],
    ),
  };
}

function slotRow(
  { slot, column, tally }: Tallied['slots'][number],
  coders: number,
  draws: Draws | null,
  isWanted: (article: number) => boolean = always,
  extent: Extent = 'every',
): AgreementRow {
  const part = tally.part(isWanted);
  const measures = slotMeasures[slot.stage];
  const evaluate = codingFigures(part, slot, coders, column);
  return {
    stage: slot.stage,
    attributeId: slot.attributeId,
    codeId: slot.codeId,
    name: slot.name,
    many: slot.many,
    ...codingCounts(totalsOf(part)),
    primary: slot.primary,
    figures: figuresOf(part, measures, evaluate, draws, extent === 'every' ? measures : [slot.primary]),
  };
}

const rowsOf = (
  { marks, slots, coders }: Tallied,
  draws: Draws | null,
  isWanted: (article: number) => boolean = always,
  extent: Extent = 'every',
): AgreementRow[] => [
  markRow(marks, draws, isWanted, extent),
  ...slots.map((one) => slotRow(one, coders, draws, isWanted, extent)),
];

export interface Tables {
  rows: AgreementRow[];
  codes: AgreementPart[];
  pairs: AgreementPart[];
  weeks: AgreementPart[];
}

/** The tables of one comparison; articles are asked for one by one. */
export class Reporter {
  private readonly all: Tallied;
  /** Places of the slots that anybody has used. */
  private readonly used: number[];

  constructor(
    private readonly comparison: Comparison,
    private readonly slots: readonly Slot[],
    private readonly coders: readonly Named[],
    private readonly codes: readonly Named[],
  ) {
    const { columns, marks } = comparison;
    this.used = [...slots.keys()].filter(
      (place) => slots[place] === codeSlot || columns[place]!.categories.some((key) => key !== ''),
    );
    this.all = {
      marks,
      coders: coders.length,
      slots: this.used.map((place) => ({
        slot: slots[place]!,
        column: columns[place]!,
        tally: columns[place]!.tally(slots[place]!),
      })),
    };
  }

  /** Yields after each part, so that others may be served in between. */
  *tables(draws: Draws | null): Generator<void, Tables> {
    const rows = rowsOf(this.all, draws);
    yield;
    const codes: AgreementPart[] = [];
    for (const code of this.codes) {
      codes.push(this.codePart(code, draws));
      yield;
    }
    const pairs: AgreementPart[] = [];
    for (const [one, first] of this.coders.entries())
      for (const [other, second] of this.coders.entries()) {
        const articles = this.comparison.pairArticles.get(pairKey(one, other)) ?? 0;
        if (other <= one || articles === 0) continue;
        const tallied = this.coders.length === 2 ? null : this.ofPair(one, other);
        pairs.push({
          key: `${first.id},${second.id}`,
          name: `${first.name} and ${second.name}`,
          articles,
          rows: tallied ? rowsOf(tallied, draws) : rows,
        });
        yield;
      }
    const weeks: AgreementPart[] = [];
    const fewer = draws?.atMost(mostDrawsOfWeeks) ?? null;
    for (const [week, articles] of this.weeks()) {
      const name = week === '' ? 'No full date' : week;
      const isWanted = (article: number): boolean => articles.has(article);
      weeks.push({
        key: week,
        name,
        articles: articles.size,
        rows: rowsOf(this.all, fewer, isWanted, 'primary'),
      });
      yield;
    }
    return { rows, codes: codes.filter(({ rows: [row] }) => row!.units > 0), pairs, weeks };
  }

  /** The figures of one article, by its place among those compared; without intervals. */
  article(place: number, name: string): AgreementPart {
    const { id } = this.comparison.articles[place]!;
    return { key: id, name, articles: 1, rows: rowsOf(this.all, null, (article) => article === place) };
  }

  private codePart({ id, name }: Named, draws: Draws | null): AgreementPart {
    const { codeMarks, columns } = this.comparison;
    const column = columns[0]!;
    const own = column.categoryOf(id);
    // Units in which nobody used the code say nothing of it by themselves, but it could have been used there.
    const other = column.categories.findIndex((_, category) => category !== own);
    const tally = column.tally(codeSlot, null, (category) => (category === own ? own : other));
    const row = slotRow({ slot: codeSlot, column, tally }, this.coders.length, draws);
    const mark = markRow(codeMarks.get(id)!, draws);
    return { key: id, name, articles: this.comparison.articles.length, rows: [mark, row] };
  }

  private ofPair(one: number, other: number): Tallied {
    const { columns, pairMarks } = this.comparison;
    return {
      marks: pairMarks.get(pairKey(one, other))!,
      coders: 2,
      slots: this.used.map((place) => ({
        slot: this.slots[place]!,
        column: columns[place]!,
        tally: columns[place]!.tally(this.slots[place]!, [one, other]),
      })),
    };
  }

  /** The articles of each week in order; those without a full date last, under an empty key. */
  private weeks(): [string, Set<number>][] {
    const weeks = new Map<string, Set<number>>();
    for (const [place, { date }] of this.comparison.articles.entries()) {
      const week = weekOf(date) ?? '';
      const articles = weeks.get(week);
      if (articles) articles.add(place);
      else weeks.set(week, new Set([place]));
    }
    return [...weeks].toSorted(([one], [other]) =>
      one === '' ? 1 : other === '' ? -1 : one < other ? -1 : 1,
    );
  }
}
