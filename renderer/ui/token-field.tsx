import { X } from 'lucide-react';
import { useContext, useEffect, useMemo, useRef, useState } from 'react';
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

interface TokenFieldProps {
  label: string;
  help: string;
  /** What is chosen, in order. */
  tokens: readonly TokenOption[];
  /** What fits the typed words, best first. */
  search: (query: string) => readonly TokenOption[];
  onAdd: (option: TokenOption) => void;
  onRemove: (index: number) => void;
  /** Shows more of a chosen thing, where there is more. */
  onOpen?: (token: TokenOption) => void;
  isDisabled: boolean;
  /** False where a new choice takes the place of the old one. */
  many: boolean;
  emptyMessage: string;
}

const none: readonly TokenOption[] = [];

/** A field for one or several things from a long list, found by typing. */
export function TokenField(props: TokenFieldProps) {
  const { label, help, tokens, search, onAdd, onRemove, onOpen, isDisabled, many, emptyMessage } = props;
  const [query, setQuery] = useState('');
  // Searching a long list takes longer than a frame: it begins when somebody comes to type. It does not end
  // when the focus leaves, since the focus of the input also goes to the options and back.
  const [isEntered, setEntered] = useState(false);
  const options = useMemo(() => (isEntered ? search(query) : none), [isEntered, search, query]);
  return (
    <ComboBox
      className="field token-field"
      isDisabled={isDisabled}
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
      <Label className="label">{label}</Label>
      <div className="token-box">
        {tokens.map((token, index) => (
          <span className="token" key={token.key}>
            {onOpen ? (
              <button
                type="button"
                className="token-open"
                dir="auto"
                title={token.label}
                onClick={() => onOpen(token)}
              >
                {token.label}
              </button>
            ) : (
              <bdi className="token-label" title={token.label}>
                {token.label}
              </bdi>
            )}
            {!isDisabled && (
              <button
                type="button"
                className="token-remove"
                aria-label={`Remove ${token.label}`}
                onClick={() => onRemove(index)}
              >
                <X size={12} aria-hidden />
              </button>
            )}
          </span>
        ))}
        <Input
          className="token-input"
          dir="auto"
          placeholder={tokens.length === 0 && !isDisabled ? help : ''}
          onKeyDown={(event) => {
            if (event.key === 'Backspace' && query === '' && tokens.length > 0) onRemove(tokens.length - 1);
          }}
        />
      </div>
      <MenuWhileTyping />
      <Text slot="description" className="visually-hidden">
        {tokens.length > 0 && !many ? `${help} Another choice takes its place.` : help}
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
