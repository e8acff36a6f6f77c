import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { evidenceFits } from '../../shared/completeness';
import type { Attribute, AttributeValue } from '../../shared/records';
import { editorFocus } from '../editor-focus';
import { useStore } from '../store';
import { RemoveToken } from '../ui/token-field';
import { select, selectedWords } from './annotation-edits';
import { moveValue, setEvidence, setInferred } from './frame-edits';
import { showActor } from '../views';

/** A value whose menu is asked for, and the button that it opens from. */
export interface AskedValue {
  value: AttributeValue;
  label: string;
  button: HTMLElement;
}

interface ValueTokenProps {
  value: AttributeValue;
  label: string;
  isDisabled: boolean;
  isOpen: boolean;
  onAsk: (asked: AskedValue) => void;
  onRemove: () => void;
}

/** A chosen value as a token: its button opens what can be done with it, Alt and the arrows move it. */
export function ValueToken({ value, label, isDisabled, isOpen, onAsk, onRemove }: ValueTokenProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (isDisabled || !event.altKey || step === null) return;
    event.preventDefault();
    event.stopPropagation();
    void moveValue(value, step);
  };
  const leadsOn = [value.evidenceQuote, value.actorId, value.targetAnnotationId].some((id) => id !== null);
  if (isDisabled && !leadsOn) {
    return (
      <span className={value.inferred ? 'token inferred' : 'token'}>
        <bdi className="token-label" title={label}>
          {label}
        </bdi>
      </span>
    );
  }
  return (
    <span className={value.inferred ? 'token inferred' : 'token'} onKeyDownCapture={onKeyDown}>
      <button
        type="button"
        className="token-open"
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={({ currentTarget }) => onAsk({ value, label, button: currentTarget })}
        onContextMenu={(event) => {
          event.preventDefault();
          onAsk({ value, label, button: event.currentTarget });
        }}
      >
        <bdi>{label}</bdi>
        {value.inferred && <span className="token-mark">inferred</span>}
      </button>
      {!isDisabled && <RemoveToken label={label} onRemove={onRemove} />}
    </span>
  );
}

interface ValueMenuProps {
  attribute: Attribute;
  /** How many values the attribute has: one alone has no order. */
  count: number;
  isDisabled: boolean;
  onRemove: (value: AttributeValue) => void;
}

/** The menu of a value whose field shows it in another way than as a token, with its button. */
export function ValueMenuButton({ value, label, ...rest }: ValueMenuProps & Omit<AskedValue, 'button'>) {
  const [asked, setAsked] = useState<AskedValue | null>(null);
  return (
    <>
      <button
        type="button"
        className="value-more"
        aria-label={`Words and more for ${rest.attribute.name}`}
        aria-haspopup="menu"
        aria-expanded={asked !== null}
        onClick={({ currentTarget }) => setAsked({ value, label, button: currentTarget })}
      >
        {value.inferred && <span className="token-mark">inferred</span>}
        <Ellipsis size={14} aria-hidden />
      </button>
      <ValueMenu asked={asked} onClose={() => setAsked(null)} {...rest} />
    </>
  );
}

/** What can be done with a value. It stands beside the fields, not in them: a field has a list of its own. */
export function ValueMenu({
  asked,
  onClose,
  ...rest
}: ValueMenuProps & { asked: AskedValue | null; onClose: () => void }) {
  return asked && <OpenMenu asked={asked} onClose={onClose} {...rest} />;
}

function OpenMenu(props: ValueMenuProps & { asked: AskedValue; onClose: () => void }) {
  const { asked, attribute, count, isDisabled, onRemove, onClose } = props;
  const { value, label } = asked;
  const [words] = useState(() => selectedWords(useStore.getState()));
  const run = (id: React.Key): void => {
    onClose();
    if (id === 'show' && value.evidenceStart !== null && value.evidenceEnd !== null) {
      const range = { start: value.evidenceStart, end: value.evidenceEnd };
      // The menu gives the focus back to its button first.
      requestAnimationFrame(() => editorFocus.select(range));
    }
    if (id === 'take' && words) void setEvidence(value, words);
    if (id === 'forget') void setEvidence(value, null);
    if (id === 'inferred') void setInferred(value, !value.inferred);
    if (id === 'up') void moveValue(value, -1);
    if (id === 'down') void moveValue(value, 1);
    if (id === 'open' && value.actorId !== null) showActor(value.actorId);
    if (id === 'open' && value.targetAnnotationId !== null) select(value.targetAnnotationId);
    if (id === 'remove') onRemove(value);
  };
  const hasWords = value.evidenceQuote !== null;
  return (
    <Popover
      className="popover"
      aria-label={label}
      triggerRef={{ current: asked.button }}
      isOpen
      placement="bottom start"
      offset={4}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Menu aria-label={label} className="menu" autoFocus="first" onAction={run}>
        {hasWords && <Item id="show" label="Show its words in the text" />}
        {!isDisabled && (
          <Item id="take" label="Take the selected words as its words" isDisabled={words === null} />
        )}
        {!isDisabled && hasWords && <Item id="forget" label="Take its words away" />}
        {!isDisabled && (
          <Item id="inferred" label={value.inferred ? 'Not inferred' : 'Inferred: not said in words'} />
        )}
        {!isDisabled && count > 1 && (
          <Item id="up" label="Move up" hint="Alt+↑" isDisabled={value.position === 0} />
        )}
        {!isDisabled && count > 1 && (
          <Item id="down" label="Move down" hint="Alt+↓" isDisabled={value.position === count - 1} />
        )}
        {value.actorId !== null && <Item id="open" label="Open actor" />}
        {value.targetAnnotationId !== null && <Item id="open" label="Go to this annotation" />}
        {!isDisabled && <Item id="remove" label={`Remove from ${attribute.name}`} />}
      </Menu>
    </Popover>
  );
}

interface ItemProps {
  id: string;
  label: string;
  hint?: string;
  isDisabled?: boolean;
}

function Item({ id, label, hint, isDisabled = false }: ItemProps) {
  return (
    <MenuItem id={id} className="option" textValue={label} isDisabled={isDisabled}>
      <span className="option-label">{label}</span>
      {hint !== undefined && <kbd>{hint}</kbd>}
    </MenuItem>
  );
}

/** The words that say the values of a field, under it; pressed, they are shown in the text. */
export function EvidenceList({ values }: { values: readonly AttributeValue[] }) {
  const text = useStore((state) => state.article?.text ?? '');
  const bound = values.filter(({ evidenceQuote }) => evidenceQuote !== null);
  if (bound.length === 0) return null;
  return (
    <ul className="evidence">
      {bound.map((value) => (
        <li key={value.id}>
          <Words value={value} isPlaced={evidenceFits(text, value)} />
        </li>
      ))}
    </ul>
  );
}

function Words({ value, isPlaced }: { value: AttributeValue; isPlaced: boolean }) {
  const range = { start: value.evidenceStart ?? 0, end: value.evidenceEnd ?? 0 };
  return (
    <>
      <button
        type="button"
        className="evidence-words"
        dir="auto"
        title={isPlaced ? 'Show in the text' : undefined}
        disabled={!isPlaced}
        onClick={() => editorFocus.select(range)}
      >
        {value.evidenceQuote}
      </button>
      {!isPlaced && <span className="badge">not found in the text</span>}
    </>
  );
}
