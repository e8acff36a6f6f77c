import { type KeyboardEvent, useMemo, useState } from 'react';
import { Input, Label, SearchField } from 'react-aria-components';
import type { Code } from '../../shared/records';
import { platformOf } from '../actions';
import { describeShortcut } from '../shortcuts';
import { useStore } from '../store';
import { CodeMark } from '../ui/code-mark';
import { foldForSearch } from '../ui/fold';
import { VirtualListBox } from '../ui/virtual-listbox';

interface CodeChooserProps {
  label: string;
  codes: readonly Code[];
  chosenId: string | null;
  /** The code that something has now. */
  presentId?: string | null;
  onChoose: (codeId: string) => void;
  /** Enter in the field, on the code that is marked. */
  onEnter?: (codeId: string) => void;
  /** The code that a key stands for, which enters it as long as nothing is typed; null for all other keys. */
  codeOfKey?: (event: KeyboardEvent) => string | null;
}

/** Finds one code among many by typing; the arrow keys go through what fits. */
export function CodeChooser(props: CodeChooserProps) {
  const { label, codes, chosenId, presentId = null, onChoose, onEnter, codeOfKey } = props;
  const platform = useStore(platformOf);
  const all = useStore((state) => state.records.code);
  const [query, setQuery] = useState('');
  const shown = useMemo(() => {
    const wanted = foldForSearch(query);
    return codes.filter(({ name }) => foldForSearch(name).includes(wanted));
  }, [codes, query]);
  const markedId = shown.some(({ id }) => id === chosenId) ? chosenId : null;
  const parentOf = ({ parentId }: Code): string => (parentId === null ? '' : (all.get(parentId)?.name ?? ''));

  const onKeyDown = (event: KeyboardEvent): void => {
    const own = query === '' && !event.nativeEvent.isComposing ? (codeOfKey?.(event) ?? null) : null;
    const at = shown.findIndex(({ id }) => id === markedId);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : shown[Math.max(0, Math.min(at + step, shown.length - 1))];
    const entered = shown[Math.max(0, at)];
    if (own !== null && onEnter) onEnter(own);
    else if (next) onChoose(next.id);
    else if (event.key === 'Enter' && onEnter && entered) onEnter(entered.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="code-chooser" style={{ '--rows': codes.length }}>
      <SearchField className="field search" value={query} onChange={setQuery} autoFocus>
        <Label className="label">{label}</Label>
        <Input
          className="input"
          dir="auto"
          placeholder={codeOfKey ? 'Press its key, or type a part of its name' : 'Type a part of its name'}
          onKeyDown={onKeyDown}
        />
      </SearchField>
      {shown.length === 0 ? (
        <p className="help">No code has these words in its name.</p>
      ) : (
        <VirtualListBox
          label="Codes"
          items={shown}
          rowHeight={32}
          idOf={({ id }) => id}
          nameOf={(code) => (parentOf(code) === '' ? code.name : `${code.name}, in ${parentOf(code)}`)}
          selectedId={markedId}
          selectsOnMove={onEnter === undefined}
          onSelect={(id) => (onEnter ?? onChoose)(id)}
          renderRow={(code) => (
            <div className="code-chooser-row">
              <CodeMark code={code} />
              <span className="option-label" dir="auto" title={code.name}>
                {code.name}
              </span>
              <bdi className="option-detail">{parentOf(code)}</bdi>
              {code.id === presentId && <span className="badge">now</span>}
              {code.shortcut !== null && <kbd>{describeShortcut(code.shortcut, platform)}</kbd>}
            </div>
          )}
        />
      )}
      <p className="visually-hidden" role="status">
        {markedId === null ? `${shown.length} codes` : (all.get(markedId)?.name ?? '')}
      </p>
    </div>
  );
}
