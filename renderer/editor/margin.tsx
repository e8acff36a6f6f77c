/**
 * Cards beside the text: who says what, for or against, at the line where an annotation begins. They name
 * what the colours mean, so that meaning never rests on colour alone. For the pointer only: the list in the
 * inspector is the same for the keyboard and for screen readers.
 */
import { memo, useEffect, useMemo, useState } from 'react';
import { type Card, layOutCards } from '../../shared/card-layout';
import type { IntervalIndex } from '../../shared/interval-index';
import { isolated } from '../../shared/names';
import type { Layered } from '../../shared/segments';
import type { Range } from '../../shared/span';
import { CodeMark } from '../ui/code-mark';
import { NameChain, nameChainText } from '../ui/name-chain';
import type { PaintedCode } from './highlights';
import type { TextMap } from './slate-text';
import { clientRects } from './viewport';

/** What a card says of its annotation. */
export interface CardContent {
  code: PaintedCode;
  /** Who speaks, claims or is meant; the code's name where nobody is named yet. */
  who: string;
  /** What it is about; empty where nothing is said yet. */
  what: string;
  /** Whom it is addressed to; empty for nobody. */
  toWhom: string;
  /** The words themselves. */
  quote: string;
  /** Who reports whom, down to who speaks; empty for what is not reported in another statement. */
  reportedBy: readonly string[];
  position: { figure: string; name: string } | null;
  /** Something that is asked for is missing. */
  isIncomplete: boolean;
  /** One line at most: a mention has little to say. */
  isShort: boolean;
}

interface Props {
  map: TextMap;
  sheet: HTMLElement;
  index: IntervalIndex<Layered & { annotationId: string }>;
  visible: Range;
  /** Changes whenever lines may have moved. */
  layout: number;
  selectedId: string | null;
  hoveredId: string | null;
  /** Null for an annotation that is gone. */
  describe(annotationId: string): CardContent | null;
  onPick(annotationId: string): void;
  onHover(annotationId: string | null): void;
}

/** Where an annotation begins, in pixels from the top of the sheet. */
interface Start {
  annotationId: string;
  top: number;
}

/** Pixels; as in editor.css. */
const openHeight = 44;
const reportedHeight = 61;
const foldedHeight = 21;
const gap = 3;
/** A card may lie this far below its line before the crowd around it is folded. */
const tolerance = 34;
/** Closer than this two beginnings are on one line. */
const sameLine = 12;
/** More cards than this at one line are counted instead. */
const mostAtOneLine = 5;

export function Margin(props: Props): React.JSX.Element {
  const { map, sheet, index, visible, layout, selectedId, hoveredId, describe, onPick, onHover } = props;
  const [starts, setStarts] = useState<readonly Start[]>([]);

  // After the frame: measuring lines must not hold up the highlights.
  useEffect(() => {
    const frame = requestAnimationFrame(() => setStarts(startsIn(map, sheet, index, visible)));
    return () => cancelAnimationFrame(frame);
  }, [map, sheet, index, visible, layout]);

  const shown = useMemo(() => atMostPerLine(starts, selectedId), [starts, selectedId]);
  const cards = shown.flatMap(({ annotationId, top, hidden }) => {
    const content = describe(annotationId);
    return content ? [{ annotationId, top, hidden, content }] : [];
  });
  const laid = layOutCards(
    cards.map(({ annotationId, top, content, hidden }): Card => {
      const isShort = content.isShort || hidden > 0;
      return {
        id: annotationId,
        anchor: top,
        height: isShort ? foldedHeight : content.reportedBy.length > 0 ? reportedHeight : openHeight,
        foldedHeight,
        staysOpen: annotationId === selectedId,
      };
    }),
    gap,
    tolerance,
  );
  const byId = new Map(cards.map((card) => [card.annotationId, card]));

  return (
    <div className="article-margin" aria-hidden="true" onMouseLeave={() => onHover(null)}>
      {laid.map(({ id, top, isFolded }) => {
        const card = byId.get(id)!;
        return (
          <MarginCard
            key={id}
            id={id}
            top={top}
            content={card.content}
            hidden={card.hidden}
            isFolded={isFolded || card.content.isShort || card.hidden > 0}
            isSelected={id === selectedId}
            isHovered={id === hoveredId}
            onPick={onPick}
            onHover={onHover}
          />
        );
      })}
    </div>
  );
}

interface MarginCardProps {
  id: string;
  top: number;
  content: CardContent;
  hidden: number;
  isFolded: boolean;
  isSelected: boolean;
  isHovered: boolean;
  onPick(annotationId: string): void;
  onHover(annotationId: string | null): void;
}

const MarginCard = memo(function MarginCard(props: MarginCardProps): React.JSX.Element {
  const { id, top, content, hidden, isFolded, isSelected, isHovered, onPick, onHover } = props;
  const { code, who, what, toWhom, quote, reportedBy, position, isIncomplete } = content;
  const isReported = reportedBy.length > 0;
  const looks = [
    'margin-card',
    isFolded && 'folded',
    isSelected && 'selected',
    isHovered && 'hovered',
    isIncomplete && 'incomplete',
    isReported && !isFolded && 'reported',
  ];
  const speakers = isReported ? nameChainText(reportedBy) : who;
  const about = what === '' ? toWhom : what;
  return (
    <div
      className={looks.filter(Boolean).join(' ')}
      style={{ top }}
      title={hidden > 0 ? undefined : titleOf(speakers, content)}
      onMouseEnter={() => onHover(id)}
      onClick={() => onPick(id)}
    >
      <span className="margin-card-who">
        <CodeMark code={code} />
        {hidden > 0 ? (
          <span className="margin-card-more">and {hidden} more here</span>
        ) : (
          <NameChain
            names={isFolded && about !== '' ? [who, about] : [who]}
            isReported={isFolded && isReported}
          />
        )}
        {position && hidden === 0 && (
          <span className="margin-card-position" dir="ltr">
            {position.figure}
          </span>
        )}
      </span>
      {isReported && !isFolded && (
        <span className="margin-card-reported">
          <NameChain names={reportedBy} isReported />
        </span>
      )}
      {!isFolded && (
        <span className="margin-card-what">
          {(what !== '' || toWhom === '') && <bdi>{what === '' ? quote : what}</bdi>}
          {toWhom !== '' && (
            <>
              <span>{what === '' ? 'to' : '· to'}</span>
              <bdi>{toWhom}</bdi>
            </>
          )}
        </span>
      )}
    </div>
  );
}, sameCard);

const titleOf = (speakers: string, { what, toWhom, position }: CardContent): string =>
  [speakers, what && isolated(what), toWhom && `to ${isolated(toWhom)}`, position?.name]
    .filter(Boolean)
    .join(' · ');

/** Contents are made anew with every change of the records, and mostly say the same. */
function sameCard(before: MarginCardProps, after: MarginCardProps): boolean {
  const { content: old, ...rest } = before;
  const { content, ...others } = after;
  const same = (a: object, b: object): boolean =>
    Object.entries(a).every(([key, value]) => Object.is(value, (b as Record<string, unknown>)[key]));
  const { position: oldPosition, reportedBy: oldNames, ...oldWords } = old;
  const { position, reportedBy: names, ...words } = content;
  return (
    same(rest, others) &&
    same(oldWords, words) &&
    oldNames.length === names.length &&
    same(oldNames, names) &&
    oldPosition?.figure === position?.figure
  );
}

function startsIn(map: TextMap, sheet: HTMLElement, index: Props['index'], visible: Range): Start[] {
  const origin = sheet.getBoundingClientRect();
  const seen = new Set<string>();
  return index.meeting(visible).flatMap(({ annotationId, start }) => {
    if (start < visible.start || seen.has(annotationId)) return [];
    seen.add(annotationId);
    const rect = clientRects(map, { start, end: start + 1 })[0];
    return rect ? [{ annotationId, top: rect.top - origin.top }] : [];
  });
}

/** The beginnings that get a card; of too many at one line the last says how many more there are. */
export function atMostPerLine(
  starts: readonly Start[],
  selectedId: string | null,
): (Start & { hidden: number })[] {
  const lines: Start[][] = [];
  for (const start of starts) {
    const line = lines.findLast((candidate) => Math.abs(candidate[0]!.top - start.top) < sameLine);
    if (line) line.push(start);
    else lines.push([start]);
  }
  return lines.flatMap((line) => {
    if (line.length <= mostAtOneLine) return line.map((start) => ({ ...start, hidden: 0 }));
    const kept = line.slice(0, mostAtOneLine - 1);
    const selected = line.find(({ annotationId }) => annotationId === selectedId);
    if (selected && !kept.includes(selected)) kept[kept.length - 1] = selected;
    const rest = line.filter((start) => !kept.includes(start));
    return [
      ...line.filter((start) => kept.includes(start)).map((start) => ({ ...start, hidden: 0 })),
      { ...rest[0]!, top: line[0]!.top, hidden: rest.length },
    ];
  });
}
