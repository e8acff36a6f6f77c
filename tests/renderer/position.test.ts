import { describe, expect, it } from 'vitest';
import { positionFigures, positionOf } from '../../renderer/annotations/choices';
import { applyTo, emptyRecords } from '../../shared/changes';
import { type Codebook, recordsOfCodebook } from '../../shared/codebook';
import type { Code } from '../../shared/records';
import { builtInTemplate, templateIds } from '../../shared/templates';

/** The codebook as the window holds it, once its author has changed it. */
function recordsOf(book: Codebook, change: (book: Codebook) => void = () => undefined) {
  const changed = structuredClone(book);
  change(changed);
  let ids = 0;
  return applyTo(emptyRecords(), {
    added: recordsOfCodebook(changed, () => `id-${++ids}`),
    updated: [],
    removed: [],
  });
}

/** The position of each code that has one, as `Claim: Position`. */
const positionsIn = (records: ReturnType<typeof recordsOf>): string[] =>
  [...records.code.values()].flatMap(({ id, name }: Code) => {
    const position = positionOf(id, records);
    return position ? `${name}: ${position.attribute.name}` : [];
  });

const political = builtInTemplate('political-claims');
const attributesOf = (book: Codebook) => book.codes[0]!.attributes;
const named = (book: Codebook, name: string) => attributesOf(book).find((entry) => entry.name === name)!;

describe('the position of a claim', () => {
  it('is the same question in every template, whatever else has figures', () => {
    expect(templateIds.map((id) => positionsIn(recordsOf(builtInTemplate(id))))).toEqual([
      ['Claim: Position'],
      ['Statement: Agreement'],
      ['Claim: Position'],
    ]);
  });

  it('stays the one of that name when another is required and it is not', () => {
    const records = recordsOf(political, (book) => {
      named(book, 'Position').required = false;
      named(book, 'Evaluation of the addressee').required = true;
    });
    expect(positionsIn(records)).toEqual(['Claim: Position']);
  });

  it('under another name is the first required one, else the first', () => {
    const renamed = (book: Codebook): void => void (named(book, 'Position').name = 'Stance');
    expect(positionsIn(recordsOf(political, renamed))).toEqual(['Claim: Stance']);
    const records = recordsOf(political, (book) => {
      named(book, 'Position').required = false;
      renamed(book);
    });
    expect(positionsIn(records)).toEqual(['Claim: Evaluation of the addressee']);
  });

  it('is never a retired one, and offers the filter no figures of other questions', () => {
    const records = recordsOf(political, (book) => {
      named(book, 'Evaluation of the addressee').choices[0]!.number = -7;
    });
    expect(positionFigures(records)).toEqual([-1, 0, 1]);
    const retired = recordsOf(political, (book) => void (named(book, 'Position').retired = true));
    expect(positionsIn(retired)).toEqual(['Claim: Evaluation of the addressee']);
  });
});
