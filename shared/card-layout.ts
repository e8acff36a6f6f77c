/**
 * Where cards go beside a text so that each lies at its line, or as near below it as there is room, and
 * none covers another. Where they are dense they are folded to one line.
 */

/** Heights and places in pixels; `anchor` is the top of the line that the card belongs to. */
export interface Card {
  id: string;
  anchor: number;
  height: number;
  foldedHeight: number;
  /** The card that is selected or pointed at: it is never folded. */
  staysOpen: boolean;
}

export interface LaidCard {
  id: string;
  top: number;
  isFolded: boolean;
}

/**
 * Cards that push each other down make up a crowd; when one of them would lie further than `tolerance`
 * below its line, the whole crowd is folded. The order is that of the anchors; equal ones keep theirs.
 */
export function layOutCards(cards: readonly Card[], gap: number, tolerance: number): LaidCard[] {
  const laid: LaidCard[] = [];
  let bottom = -Infinity;
  for (const crowd of crowdsOf(cards, gap)) {
    const isDense = furthest(crowd, gap) > tolerance;
    for (const card of crowd) {
      const isFolded = isDense && !card.staysOpen;
      const top = Math.max(card.anchor, bottom);
      laid.push({ id: card.id, top, isFolded });
      bottom = top + heightOf(card, isFolded) + gap;
    }
  }
  return laid;
}

const heightOf = (card: Card, isFolded: boolean): number => (isFolded ? card.foldedHeight : card.height);

/** Runs of cards in which each would be pushed by the one before it, all at full height. */
function crowdsOf(cards: readonly Card[], gap: number): Card[][] {
  const crowds: Card[][] = [];
  let bottom = -Infinity;
  for (const card of cards.toSorted((a, b) => a.anchor - b.anchor)) {
    const crowd = crowds.at(-1);
    if (crowd && card.anchor < bottom) crowd.push(card);
    else crowds.push([card]);
    bottom = Math.max(card.anchor, bottom) + card.height + gap;
  }
  return crowds;
}

/** How far below its line the worst placed card of a crowd would lie at full height. */
function furthest(crowd: readonly Card[], gap: number): number {
  let worst = 0;
  let bottom = -Infinity;
  for (const { anchor, height } of crowd) {
    const top = Math.max(anchor, bottom);
    worst = Math.max(worst, top - anchor);
    bottom = top + height + gap;
  }
  return worst;
}
