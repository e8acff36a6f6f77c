import { X } from 'lucide-react';
import { Fragment, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import {
  ComboBox,
  ComboBoxStateContext,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';

/** One thing that can be chosen or was chosen. */
export interface TokenOption {
  key: string;
  label: string;
  /** A few words that tell it from others of the same name. */
  detail?: string;
}

export interface FieldOffer {
  label: string;
  /** Why it is offered, as it follows the label. */
  why: string;
  onTake: () => void;
}

interface TokenFieldProps {
  label: string;
  /** Named for screen readers only. */
  hideLabel?: boolean;
  help: string;
  /** What is chosen, in order. */
  tokens: readonly TokenOption[];
  /** What fits the typed words, best first. */
  search: (query: string) => readonly TokenOption[];
  onAdd: (option: TokenOption) => void;
  onRemove: (index: number) => void;
  /** Draws a chosen thing, where there is more to it than its label. */
  renderToken?: (token: TokenOption, index: number) => ReactNode;
  /** What Enter takes while the field is empty. */
  offer?: FieldOffer | null;
  onBlur?: () => void;
  isDisabled: boolean;
  autoFocus?: boolean;
  /** False where a new choice takes the place of the old one. */
  many: boolean;
  emptyMessage: string;
}

const none: readonly TokenOption[] = [];

/** A field for one or several things from a long list, found by typing. */
export function TokenField(props: TokenFieldProps) {
  const {
    label,
    hideLabel = false,
    help,
    tokens,
    search,
    onAdd,
    onRemove,
    renderToken,
    isDisabled,
    many,
    emptyMessage,
  } = props;
  const [query, setQuery] = useState('');
  // Searching a long list takes longer than a frame: it begins when somebody comes to type. It does not end
  // when the focus leaves, since the focus of the input also goes to the options and back.
  const [isEntered, setEntered] = useState(false);
  const options = useMemo(() => (isEntered ? search(query) : none), [isEntered, search, query]);
  const offer = !isDisabled && query === '' ? (props.offer ?? null) : null;
  return (
    <ComboBox
      className="field token-field"
      isDisabled={isDisabled}
      {...(hideLabel ? { 'aria-label': label } : {})}
      autoFocus={props.autoFocus ?? false}
      items={options}
      value={null}
      inputValue={query}
      onInputChange={setQuery}
      onFocus={() => setEntered(true)}
      // `MenuWhileTyping` opens the list: a choice empties the field, and that must not open it again.
      menuTrigger="manual"
      allowsEmptyCollection
      onChange={(key) => {
        const option = options.find((candidate) => candidate.key === key);
        if (!option) return;
        onAdd(option);
        setQuery('');
      }}
    >
      {!hideLabel && <Label className="label">{label}</Label>}
      <div className="token-box">
        {tokens.map((token, index) =>
          renderToken ? (
            <Fragment key={token.key}>{renderToken(token, index)}</Fragment>
          ) : (
            <span className="token" key={token.key}>
              <bdi className="token-label" title={token.label}>
                {token.label}
              </bdi>
              {!isDisabled && <RemoveToken label={token.label} onRemove={() => onRemove(index)} />}
            </span>
          ),
        )}
        <Input
          className="token-input"
          dir="auto"
          placeholder={tokens.length === 0 && !isDisabled && !offer ? help : ''}
          onBlur={({ currentTarget }) => {
            // The list marks its options by events that only look as if the focus went there.
            if (document.activeElement !== currentTarget) props.onBlur?.();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Backspace' && query === '' && tokens.length > 0) onRemove(tokens.length - 1);
            const isListOpen = event.currentTarget.getAttribute('aria-expanded') === 'true';
            const isMarked = event.currentTarget.hasAttribute('aria-activedescendant');
            const [best] = options;
            if (event.key === 'Enter' && query !== '' && !isMarked && best) {
              // Typed quicker than the list is drawn: it will mark the best one.
              event.preventDefault();
              onAdd(best);
              setQuery('');
            }
            if (event.key === 'Enter' && offer && !isListOpen) {
              event.preventDefault();
              offer.onTake();
            }
          }}
        />
        {offer && (
          <button
            type="button"
            className="token-offer"
            tabIndex={-1}
            title={`${offer.label}, ${offer.why}`}
            aria-label={`Take ${offer.label}, ${offer.why}`}
            onClick={offer.onTake}
          >
            <bdi className="token-label">{offer.label}</bdi>
            <kbd aria-hidden>↵</kbd>
          </button>
        )}
      </div>
      <MenuWhileTyping />
      <Text slot="description" className="visually-hidden">
        {tokens.length > 0 && !many ? `${help} Another choice takes its place.` : help}
        {offer && ` Enter takes ${offer.label}, ${offer.why}.`}
      </Text>
      <Popover className="popover" offset={4}>
        <ListBox<TokenOption>
          className="options"
          renderEmptyState={() => <p className="options-empty">{emptyMessage}</p>}
        >
          {({ key, label: name, detail }) => (
            <ListBoxItem id={key} className="option" textValue={name}>
              <span className="option-label" dir="auto">
                {name}
              </span>
              {detail !== undefined && <span className="option-detail">{detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

export function RemoveToken({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" className="token-remove" aria-label={`Remove ${label}`} onClick={onRemove}>
      <X size={12} aria-hidden />
    </button>
  );
}

/**
 * Shows the matches while something is typed, with the best one marked, so that Enter takes what is seen
 * to be marked. With nothing typed, the arrow keys show everything.
 */
function MenuWhileTyping() {
  const state = useContext(ComboBoxStateContext);
  const typed = state?.inputValue ?? '';
  const latest = useRef(state);
  latest.current = state;
  useEffect(() => {
    if (typed === '') latest.current?.close();
    else latest.current?.open(null, 'input');
  }, [typed]);

  const manager = state?.selectionManager;
  const marked = manager?.focusedKey ?? null;
  const isLost = marked === null || !state?.collection.getItem(marked);
  const first = state?.collection.getFirstKey() ?? null;
  const wanted = state?.isOpen === true && typed !== '' && isLost ? first : null;
  useEffect(() => {
    if (wanted !== null) manager?.setFocusedKey(wanted);
  });
  return null;
}
