import { Square, SquareCheck } from 'lucide-react';
import { useMemo } from 'react';
import type { OccurrenceHit } from '../../shared/api';
import { countOf } from '../articles/describe';
import { useStore } from '../store';
import { VirtualListBox } from '../ui/virtual-listbox';
import { type HitRow, type Ticks, isTagged, isTicked, rowsOfHits, toggled } from './ticks';

const rowHeight = 32;

interface OccurrenceListProps {
  hits: readonly OccurrenceHit[];
  ticks: Ticks;
  codeId: string;
  onChange: (ticks: Ticks) => void;
}

/** The places, each with the words around it, under their articles. Space or a click ticks and unticks. */
export function OccurrenceList({ hits, ticks, codeId, onChange }: OccurrenceListProps) {
  const articles = useStore((state) => state.records.article);
  const rows = useMemo(() => rowsOfHits(hits), [hits]);
  const titleOf = (articleId: string): string => articles.get(articleId)?.title ?? '';
  const isChecked = (row: HitRow): boolean =>
    row.kind === 'hit'
      ? isTicked(row.hit, ticks, codeId)
      : row.hits.some((hit) => isTicked(hit, ticks, codeId)) &&
        row.hits.every((hit) => isTagged(hit, codeId) || isTicked(hit, ticks, codeId));
  const nameOf = (row: HitRow): string => {
    if (row.kind === 'article') return `${titleOf(row.articleId)}, ${countOf(row.hits.length, 'place')}`;
    const { before, quote, after } = row.hit;
    const words = `${before}${quote}${after}`.replaceAll(/\s+/g, ' ').trim();
    return isTagged(row.hit, codeId) ? `${words}, tagged already` : words;
  };
  return (
    <div className="occurrence-list">
      <VirtualListBox
        label="Places"
        items={rows}
        rowHeight={rowHeight}
        idOf={({ id }) => id}
        nameOf={nameOf}
        selectedId={null}
        selectsOnMove={false}
        isChecked={isChecked}
        onSelect={(id) => {
          const row = rows.find((candidate) => candidate.id === id);
          if (row) onChange(toggled(ticks, row, codeId));
        }}
        renderRow={(row) => (
          <div className={row.kind === 'hit' ? 'occurrence in-article' : 'occurrence'}>
            {isChecked(row) ? <SquareCheck size={15} aria-hidden /> : <Square size={15} aria-hidden />}
            {row.kind === 'article' ? (
              <>
                <bdi className="occurrence-title">{titleOf(row.articleId)}</bdi>
                <span className="count">{row.hits.length.toLocaleString('en')}</span>
              </>
            ) : (
              <Place hit={row.hit} isTagged={isTagged(row.hit, codeId)} />
            )}
          </div>
        )}
      />
    </div>
  );
}

function Place({ hit, isTagged: tagged }: { hit: OccurrenceHit; isTagged: boolean }) {
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
      {tagged && <span className="badge">tagged already</span>}
    </>
  );
}
