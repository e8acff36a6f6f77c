import { X } from 'lucide-react';
import { useContext, useEffect, useState } from 'react';
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

/** A field for one or several things from a long list, found by typing. */
export function TokenField(props: TokenFieldProps) {
  const { label, help, tokens, search, onAdd, onRemove, onOpen, isDisabled, many, emptyMessage } = props;
  const [query, setQuery] = useState('');
  const options = search(query);
  return (
    <ComboBox
      className="field token-field"
      isDisabled={isDisabled}
      items={options}
      value={null}
      inputValue={query}
      onInputChange={setQuery}
      menuTrigger="input"
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
          placeholder={tokens.length === 0 && !isDisabled ? 'Type a name…' : ''}
          onKeyDown={(event) => {
            if (event.key === 'Backspace' && query === '' && tokens.length > 0) onRemove(tokens.length - 1);
          }}
        />
      </div>
      <FocusFirst />
      <Text slot="description" className="help">
        {tokens.length > 0 && !many ? 'Another choice takes its place.' : help}
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

/** Keeps the best match marked while the user types, so that Enter takes what is seen to be marked. */
function FocusFirst() {
  const state = useContext(ComboBoxStateContext);
  const manager = state?.selectionManager;
  const first = state?.collection.getFirstKey() ?? null;
  const isLost = manager?.focusedKey === null || !state?.collection.getItem(manager?.focusedKey ?? '');
  const wanted = state?.isOpen === true && state.inputValue !== '' && isLost ? first : null;
  useEffect(() => {
    if (wanted !== null) manager?.setFocusedKey(wanted);
  });
  return null;
}
