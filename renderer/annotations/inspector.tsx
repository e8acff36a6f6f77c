import { PanelRightClose } from 'lucide-react';
import { memo, useMemo } from 'react';
import { useStore } from '../store';
import { useAfterPaint } from '../ui/after-paint';
import { IconButton } from '../ui/button';
import { VirtualListBox } from '../ui/virtual-listbox';
import { CodeMark } from '../ui/code-mark';
import { NameChain, nameChainText } from '../ui/name-chain';
import { select } from './annotation-edits';
import { AnnotationForm } from './annotation-form';
import { reportedBy } from './chain';
import { FilterMenu } from './filter-menu';
import { offeredCodes } from './offered-codes';
import type { PlacedRecord } from './placed';
import { shownAnnotations } from './shown';
import { WorklistButton } from './worklist';

const rowHeight = 62;
const noneYet: readonly PlacedRecord[] = [];

/**
 * The annotations of the article on screen, and the fields of the selected one. Both take longer to draw than
 * a highlight, so they come a frame after it; until then nobody can type into fields of an annotation that
 * is not selected any more, and what belongs to another article is not shown at all.
 */
export function Inspector({ onHide }: { onHide: () => void }) {
  const newest = useStore(shownAnnotations);
  const all = useStore((state) => state.article?.placed.length ?? 0);
  const selectedId = useStore((state) => state.selectedId);
  const articleId = useStore((state) => state.article?.id ?? null);
  const wanted = useMemo(() => ({ articleId, placed: newest, selectedId }), [articleId, newest, selectedId]);
  const later = useAfterPaint(wanted);
  const shown = useStore(({ fieldsWantedFor }) => fieldsWantedFor !== null && fieldsWantedFor === selectedId)
    ? wanted
    : later;
  const placed = shown.articleId === articleId ? shown.placed : noneYet;
  const isBehind = shown.selectedId !== selectedId;

  return (
    <aside aria-label="Inspector" className="pane inspector" data-pane="inspector">
      <header className="pane-header">
        <h2>Annotations</h2>
        {all > 0 && (
          <span className="count">
            {placed.length < all && `${placed.length.toLocaleString('en')} of `}
            {all.toLocaleString('en')}
          </span>
        )}
        {articleId !== null && <WorklistButton />}
        {all > 0 && <FilterMenu />}
        <IconButton label="Hide inspector" icon={PanelRightClose} onPress={onHide} />
      </header>
      {placed.length > 0 && <AnnotationList placed={placed} selectedId={shown.selectedId} />}
      {articleId !== null && all === 0 && placed.length === 0 && <NoneYet />}
      {all > 0 && newest.length === 0 && (
        <p className="empty">No annotation in this article passes the filter.</p>
      )}
      {placed.length > 0 && (
        <div className="inspector-fields" inert={isBehind} aria-hidden={isBehind}>
          <FieldsOf annotationId={shown.selectedId} />
        </div>
      )}
    </aside>
  );
}

interface ListProps {
  placed: readonly PlacedRecord[];
  selectedId: string | null;
}

const AnnotationList = memo(function AnnotationList({ placed, selectedId }: ListProps) {
  const codes = useStore((state) => state.records.code);
  const nameOf = ({ codeId, quote }: PlacedRecord): string => `${codes.get(codeId)?.name ?? ''} ${quote}`;
  return (
    <div className="inspector-list">
      <VirtualListBox
        label="Annotations"
        items={placed}
        rowHeight={rowHeight}
        idOf={idOf}
        nameOf={nameOf}
        selectedId={selectedId}
        selectsOnMove
        onSelect={select}
        onHover={(id) => useStore.setState({ hoveredId: id })}
        renderRow={(place) => <Row place={place} />}
      />
    </div>
  );
});

function FieldsOf({ annotationId }: { annotationId: string | null }) {
  const annotation = useStore(({ records }) =>
    annotationId === null ? undefined : records.annotation.get(annotationId),
  );
  if (annotation) return <AnnotationForm key={annotation.id} annotation={annotation} />;
  return (
    <p className="empty inspector-form">Select an annotation, here or in the text, to say who and what.</p>
  );
}

const idOf = ({ id }: PlacedRecord): string => id;

function Row({ place }: { place: PlacedRecord }) {
  const code = useStore((state) => state.records.code.get(place.codeId));
  if (!code) return null;
  return (
    <div className="annotation-row">
      <span className="annotation-row-code">
        <CodeMark code={code} />
        <span dir="auto">{code.name}</span>
        {place.hasUnplaced && <span className="badge">not found in the text</span>}
        <Chain annotationId={place.id} />
      </span>
      <span className="annotation-row-quote" dir="auto">
        {place.quote}
      </span>
    </div>
  );
}

/** Who reports whom, where a statement lies in another. */
function Chain({ annotationId }: { annotationId: string }) {
  const records = useAfterPaint(useStore((state) => state.records));
  const names = reportedBy(annotationId, records);
  return names.length === 0 ? null : (
    <span className="annotation-row-chain" title={nameChainText(names)}>
      <NameChain names={names} isReported />
    </span>
  );
}

function NoneYet() {
  const isReadOnly = useStore((state) => state.project?.readOnly ?? true);
  const codes = useStore((state) => state.records.code);
  if (isReadOnly) return <p className="empty">No annotations in this article.</p>;
  const keyed = offeredCodes({ code: codes }).toolbar.filter((code) => code.shortcut !== null);
  return (
    <div className="empty">
      <p>No annotations yet.</p>
      <p>Select words in the text, then press a key:</p>
      <dl className="keys">
        {keyed.map((code) => (
          <div key={code.id}>
            <dt>
              <kbd>{code.shortcut}</kbd>
            </dt>
            <dd dir="auto">{code.name}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
