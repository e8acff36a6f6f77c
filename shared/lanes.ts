/**
 * Lanes beside a text: each coder has one, in which a rail runs along the lines that the coder marked, and a
 * chip with the sign of its code stands where an annotation begins. Heights and places are in pixels from the
 * top of the text; the words themselves are lined in the text.
 */

/** A stretch of lines that an annotation covers. */
export interface LaneMark {
  annotationId: string;
  lane: number;
  top: number;
  bottom: number;
  /** The sign of its code; null where it goes on from an earlier stretch, or began above what is drawn. */
  sign: string | null;
}

export interface LaneRail {
  lane: number;
  top: number;
  bottom: number;
}

/** What begins at one line of one lane: so many chips as there is room for, and how many there is none for. */
export interface LaneStart {
  lane: number;
  top: number;
  chips: { annotationId: string; sign: string }[];
  hidden: number;
}

export interface LaneLayout {
  rails: LaneRail[];
  starts: LaneStart[];
}

/** Closer than this two tops are on one line: letters of several fonts differ in height. */
const sameLine = 12;

/**
 * @param marks those of one lane in text order
 * @param room how many chips a line of a lane has room for, at least 1
 * @param selectedId the annotation whose chip is never the one that there is no room for
 */
export function layOutLanes(
  marks: readonly LaneMark[],
  room: number,
  selectedId: string | null = null,
): LaneLayout {
  const rails: LaneRail[] = [];
  const starts: LaneStart[] = [];
  for (const own of Map.groupBy(marks, ({ lane }) => lane).values()) {
    rails.push(...railsOf(own));
    starts.push(...startsOf(own, room, selectedId));
  }
  return { rails, starts };
}

/** The lines that are marked, each once: stretches that touch are one. */
function railsOf(marks: readonly LaneMark[]): LaneRail[] {
  const rails: LaneRail[] = [];
  for (const { lane, top, bottom } of marks.toSorted((a, b) => a.top - b.top)) {
    const last = rails.at(-1);
    if (last && top <= last.bottom) last.bottom = Math.max(last.bottom, bottom);
    else rails.push({ lane, top, bottom });
  }
  return rails;
}

function startsOf(marks: readonly LaneMark[], room: number, selectedId: string | null): LaneStart[] {
  const lines: { lane: number; top: number; begun: LaneStart['chips'] }[] = [];
  for (const { annotationId, lane, top, sign } of marks) {
    if (sign === null) continue;
    const line = lines.findLast((candidate) => Math.abs(candidate.top - top) < sameLine);
    if (line) line.begun.push({ annotationId, sign });
    else lines.push({ lane, top, begun: [{ annotationId, sign }] });
  }
  return lines.map(({ lane, top, begun }) => {
    // Where not all fit, one place says how many more there are.
    const shown = begun.length <= room ? begun.length : Math.max(1, room - 1);
    const chips = begun.slice(0, shown);
    const selected = begun.find(({ annotationId }) => annotationId === selectedId);
    if (selected && !chips.includes(selected)) chips[chips.length - 1] = selected;
    return { lane, top, chips, hidden: begun.length - chips.length };
  });
}
