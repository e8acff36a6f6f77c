import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Attribute } from '../../shared/records';
import type { Range } from '../../shared/span';
import { editorFocus } from '../editor-focus';
import { useStore } from '../store';
import { attributesOf } from './asked';
import { chooseSlot, stopAssigning, useAssigning } from './assigning';
import { placeBeside } from './place-beside';
import { labelOf, storedValues } from './values';

/** Beside the selected words: the slots of the selected annotation, each with the digit that takes them. */
export function AssignMenu() {
  const words = useAssigning((state) => state.words);
  const annotation = useStore(({ records, selectedId }) => records.annotation.get(selectedId ?? ''));
  const attribute = useStore((state) => state.records.attribute);
  if (!words || !annotation) return null;
  const slots = attributesOf({ attribute }, annotation.codeId);
  return <Slots key={annotation.id} annotationId={annotation.id} slots={slots} words={words} />;
}

interface SlotsProps {
  annotationId: string;
  slots: readonly Attribute[];
  words: Range;
}

function Slots({ annotationId, slots, words }: SlotsProps) {
  const box = useRef<HTMLDivElement>(null);
  const rect = useStore((state) => state.selectionRect);
  const [active, setActive] = useState(0);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !rect) return;
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const around = element.closest('main')?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
    setPlace(placeBeside(rect, size, around));
  }, [rect]);

  useEffect(() => {
    box.current?.querySelector<HTMLElement>('[data-active]')?.focus();
  }, [active, place]);

  const choose = (slot: Attribute | undefined): void => {
    if (!slot) return;
    // Back in the text first: a field that has to ask takes the keyboard from there.
    editorFocus.focus();
    void chooseSlot(slot, words);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (/^[1-9]$/.test(event.key)) choose(slots[Number(event.key) - 1]);
    else if (event.key === 'ArrowDown') setActive((active + 1) % slots.length);
    else if (event.key === 'ArrowUp') setActive((active + slots.length - 1) % slots.length);
    else if (event.key === 'Enter' || event.key === ' ') choose(slots[active]);
    else if (event.key === 'Escape' || event.key === 'Tab') {
      stopAssigning();
      editorFocus.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={box}
      role="menu"
      aria-label="Assign the selected words to"
      className="popover menu assign-menu"
      style={place ? { left: place.left, top: place.top } : { opacity: 0 }}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) useAssigning.setState({ words: null });
      }}
    >
      {slots.length === 0 && (
        <p className="options-empty" role="menuitem" tabIndex={-1} data-active>
          This code has no slots.
        </p>
      )}
      {slots.map((slot, index) => (
        <button
          key={slot.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="option"
          {...(index === active ? { 'data-active': true, 'data-focused': true } : {})}
          onClick={() => choose(slot)}
          onMouseEnter={() => setActive(index)}
        >
          {index < 9 && <kbd aria-hidden>{index + 1}</kbd>}
          <span className="option-label" dir="auto">
            {slot.name}
          </span>
          <Answer annotationId={annotationId} attributeId={slot.id} />
        </button>
      ))}
    </div>
  );
}

/** What the slot says so far. */
function Answer({ annotationId, attributeId }: { annotationId: string; attributeId: string }) {
  const answer = useStore(({ records, article }) =>
    storedValues(records, annotationId, attributeId)
      .map((value) => labelOf(value, records, article?.placed ?? []))
      .join(', '),
  );
  return answer === '' ? null : (
    <span className="option-detail" dir="auto">
      {answer}
    </span>
  );
}
