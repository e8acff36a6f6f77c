import { Square, SquareCheck, SquareMinus } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { OccurrenceHit } from '../../shared/api';
import { countOf } from '../articles/describe';
import { useStore } from '../store';
import { VirtualListBox } from '../ui/virtual-listbox';
import { type HitRow, type Ticks, isTagged, isTicked, isWithin, rowsOfHits, tickOf, toggled } from './ticks';

const rowHeight = 32;
const tickMarks = { all: SquareCheck, some: SquareMinus, none: Square };

interface OccurrenceListProps {
  hits: readonly OccurrenceHit[];
  ticks: Ticks;
  codeId: string;
  onChange: (ticks: Ticks) => void;
  /** Enter does what the dialog is for; Space ticks. */
  onEnter: () => void;
}

/** The places, each with the words around it, under their articles. Space or a click ticks and unticks. */
export function OccurrenceList({ hits, ticks, codeId, onChange, onEnter }: OccurrenceListProps) {
  const box = useRef<HTMLDivElement>(null);
  // Places have come while nobody was in a field yet: the keyboard goes to them.
  useEffect(() => {
    const list = box.current?.querySelector<HTMLElement>('[role="listbox"]');
    if (document.activeElement?.matches('[role="dialog"], body')) list?.focus();
  }, []);
  const articles = useStore((state) => state.records.article);
  const rows = useMemo(() => rowsOfHits(hits), [hits]);
  const titleOf = (articleId: string): string => articles.get(articleId)?.title ?? '';
  const nameOf = (row: HitRow): string => {
    if (row.kind === 'article') {
      const ticked = row.hits.filter((hit) => isTicked(hit, ticks, codeId)).length;
      const places = countOf(row.hits.length, 'place');
      return `${titleOf(row.articleId)}, ${places}, ${ticked.toLocaleString('en')} ticked`;
    }
    const { before, quote, after } = row.hit;
    const words = `${before}${quote}${after}`.replaceAll(/\s+/g, ' ').trim();
    const known = knownOf(row.hit, codeId);
    return known === '' ? words : `${words}, ${known}`;
  };
  return (
    <div
      ref={box}
      className="occurrence-list"
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) onEnter();
      }}
    >
      <VirtualListBox
        label="Places"
        items={rows}
        rowHeight={rowHeight}
        idOf={({ id }) => id}
        nameOf={nameOf}
        selectedId={null}
        selectsOnMove={false}
        isChecked={(row) => tickOf(row, ticks, codeId) === 'all'}
        onSelect={(id) => {
          const row = rows.find((candidate) => candidate.id === id);
          if (row) onChange(toggled(ticks, row, codeId));
        }}
        renderRow={(row) => (
          <div className={row.kind === 'hit' ? 'occurrence in-article' : 'occurrence'}>
            <Tick state={tickOf(row, ticks, codeId)} />
            {row.kind === 'article' ? (
              <>
                <bdi className="occurrence-title">{titleOf(row.articleId)}</bdi>
                <span className="count">{row.hits.length.toLocaleString('en')}</span>
              </>
            ) : (
              <Place hit={row.hit} known={knownOf(row.hit, codeId)} />
            )}
          </div>
        )}
      />
    </div>
  );
}

/** What is tagged there already, in words; empty where nothing is. */
const knownOf = (hit: OccurrenceHit, codeId: string): string =>
  isTagged(hit, codeId) ? 'tagged already' : isWithin(hit, codeId) ? 'within a tagged passage' : '';

function Tick({ state }: { state: keyof typeof tickMarks }) {
  const Mark = tickMarks[state];
  return <Mark size={15} aria-hidden data-ticked={state} />;
}

function Place({ hit, known }: { hit: OccurrenceHit; known: string }) {
  const length = useStore(({ records }) => records.article.get(hit.articleId)?.textLength ?? 0);
  return (
    <>
      <span className="occurrence-words" dir="auto">
        {hit.start > hit.before.length && '…'}
        {hit.before}
        <mark>{hit.quote}</mark>
        {hit.after}
        {hit.end + hit.after.length < length && '…'}
      </span>
      {known !== '' && <span className="badge">{known}</span>}
    </>
  );
}
