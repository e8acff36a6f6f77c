import { PanelRightClose } from 'lucide-react';
import { useStore } from '../store';
import { IconButton } from '../ui/button';
import { VirtualListBox } from '../ui/virtual-listbox';
import { CodeMark } from '../ui/code-mark';
import { select } from './annotation-edits';
import { AnnotationForm } from './annotation-form';
import { chainText } from './chain';
import type { PlacedRecord } from './placed';
import { WorklistButton } from './worklist';

const rowHeight = 62;
const noneYet: readonly PlacedRecord[] = [];

/** The annotations of the article on screen, and the fields of the selected one. */
export function Inspector({ onHide }: { onHide: () => void }) {
  const placed = useStore((state) => state.article?.placed ?? noneYet);
  const hasArticle = useStore((state) => state.article !== null);
  const selectedId = useStore((state) => state.selectedId);
  const codes = useStore((state) => state.records.code);
  const annotation = useStore(({ records, selectedId: id }) =>
    id === null ? undefined : records.annotation.get(id),
  );
  const nameOf = ({ codeId, quote }: PlacedRecord): string => `${codes.get(codeId)?.name ?? ''} ${quote}`;

  return (
    <aside aria-label="Inspector" className="pane inspector" data-pane="inspector">
      <header className="pane-header">
        <h2>Annotations</h2>
        {placed.length > 0 && <span className="count">{placed.length.toLocaleString('en')}</span>}
        {hasArticle && <WorklistButton />}
        <IconButton label="Hide inspector" icon={PanelRightClose} onPress={onHide} />
      </header>
      {placed.length > 0 && (
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
      )}
      {hasArticle && placed.length === 0 && <NoneYet />}
      {annotation && <AnnotationForm key={annotation.id} annotation={annotation} />}
      {!annotation && placed.length > 0 && (
        <p className="empty inspector-form">
          Select an annotation, here or in the text, to say who and what.
        </p>
      )}
    </aside>
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
  const chain = useStore(({ records }) => chainText(annotationId, records));
  return chain === '' ? null : (
    <span className="annotation-row-chain" dir="auto" title={chain}>
      {chain}
    </span>
  );
}

function NoneYet() {
  const isReadOnly = useStore((state) => state.project?.readOnly ?? true);
  const codes = useStore((state) => state.records.code);
  if (isReadOnly) return <p className="empty">No annotations in this article.</p>;
  const keyed = [...codes.values()]
    .filter((code) => code.shortcut !== null && !code.retired)
    .toSorted((a, b) => a.position - b.position);
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
