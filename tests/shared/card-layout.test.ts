import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Card, layOutCards } from '../../shared/card-layout';

const gap = 4;
const tolerance = 60;
const card = (id: string, anchor: number, staysOpen = false): Card => ({
  id,
  anchor,
  height: 44,
  foldedHeight: 20,
  staysOpen,
});

const anyCards = fc
  .array(fc.record({ anchor: fc.integer({ min: 0, max: 2000 }), staysOpen: fc.boolean() }), { maxLength: 60 })
  .map((places) => places.map(({ anchor, staysOpen }, at) => card(`card ${at}`, anchor, staysOpen)));

describe('cards beside the text', () => {
  it('lie at their lines, open, where there is room', () => {
    expect(layOutCards([card('a', 10), card('b', 100)], gap, tolerance)).toEqual([
      { id: 'a', top: 10, isFolded: false },
      { id: 'b', top: 100, isFolded: false },
    ]);
  });

  it('move down a little before they are folded', () => {
    expect(layOutCards([card('a', 10), card('b', 30)], gap, tolerance)).toEqual([
      { id: 'a', top: 10, isFolded: false },
      { id: 'b', top: 58, isFolded: false },
    ]);
  });

  it('are folded where they are dense, but for the one that is selected', () => {
    const crowd = [card('a', 10), card('b', 20), card('c', 30, true), card('d', 40)];
    expect(layOutCards(crowd, gap, tolerance)).toEqual([
      { id: 'a', top: 10, isFolded: true },
      { id: 'b', top: 34, isFolded: true },
      { id: 'c', top: 58, isFolded: false },
      { id: 'd', top: 106, isFolded: true },
    ]);
  });

  it('never cover each other, keep the order of the text, and never rise above their lines', () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const laid = layOutCards(cards, gap, tolerance);
        expect(laid.map(({ id }) => id)).toEqual(
          cards.toSorted((a, b) => a.anchor - b.anchor).map(({ id }) => id),
        );
        let bottom = -Infinity;
        for (const { id, top, isFolded } of laid) {
          const given = cards.find((each) => each.id === id)!;
          expect(top).toBeGreaterThanOrEqual(given.anchor);
          expect(top).toBeGreaterThanOrEqual(bottom);
          if (given.staysOpen) expect(isFolded).toBe(false);
          bottom = top + (isFolded ? given.foldedHeight : given.height) + gap;
        }
      }),
    );
  });

  it('lie at their lines unless the card before pushes them', () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        let bottom = -Infinity;
        for (const { id, top, isFolded } of layOutCards(cards, gap, tolerance)) {
          const given = cards.find((each) => each.id === id)!;
          expect([given.anchor, bottom]).toContain(top);
          bottom = top + (isFolded ? given.foldedHeight : given.height) + gap;
        }
      }),
    );
  });
});
