import { BookMarked, Eye, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import type { TreeRow } from '../../shared/code-tree';
import { offeredCodes } from '../annotations/offered-codes';
import { isWritable, openDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { foldForSearch } from '../ui/fold';
import { VirtualTree } from '../ui/virtual-tree';
import {
  dropCode,
  focusName,
  moveCode,
  newCode,
  setFolded,
  showCode,
  type Step,
  useShown,
} from './code-edits';
import { CodeForm } from './code-form';
import './codebook.css';
import { useAnswer } from './use-answer';

const rowHeight = 30;

/** The keys that move a code: the row's own arrows, with Alt. */
const steps: Record<string, Step> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};

/** The codebook: all codes as a tree with how often they are used, and everything about the chosen one. */
export function CodebookView() {
  const codes = useStore((state) => state.records.code);
  const canWrite = useStore(isWritable);
  const codeId = useShown((state) => state.codeId);
  const { value: counts } = useAnswer('codebook.counts', undefined);
  const { rows } = offeredCodes({ code: codes });
  const [query, setQuery] = useState('');
  const shown = useShownRows(rows, query);
  const row = rows.find(({ code }) => code.id === codeId) ?? rows[0];
  const useOf = (id: string): number => counts?.annotations[id] ?? 0;
  const reviewOf = (id: string): number => counts?.review[id] ?? 0;

  return (
    <main className="view" aria-label="Codebook">
      <header className="view-header">
        <h1>Codebook</h1>
        <span className="count">{codes.size.toLocaleString('en')}</span>
        <span className="spacer" />
        <Button icon={BookMarked} onPress={() => openDialog({ kind: 'codebook', task: { kind: 'books' } })}>
          Templates and files…
        </Button>
        {canWrite && (
          <Button icon={Plus} onPress={() => void newCode(null)}>
            New code
          </Button>
        )}
      </header>
      <div className="codebook">
        <div className="codebook-list">
          <SearchField
            aria-label="Filter codes"
            className="search"
            value={query}
            onChange={setQuery}
            autoFocus
          >
            <Input className="input" dir="auto" placeholder="Filter by name" />
          </SearchField>
          {shown.length === 0 && <p className="help">No code has these words in its name.</p>}
          <VirtualTree
            label="Codes"
            rows={shown}
            rowHeight={rowHeight}
            nameOf={({ row: { code } }) =>
              [
                code.name,
                code.retired && 'retired',
                timesUsed(useOf(code.id)),
                reviewOf(code.id) > 0 && `${reviewOf(code.id)} to look at again`,
              ]
                .filter(Boolean)
                .join(', ')
            }
            lettersOf={({ row: { code } }) => foldForSearch(code.name)}
            selectedId={row?.code.id ?? null}
            onSelect={showCode}
            onExpand={(id, isExpanded) => setFolded(id, !isExpanded)}
            onKey={(event, { row: current }) => {
              const step = steps[event.key];
              if (event.altKey && step !== undefined && canWrite) {
                void moveCode(current, step);
                return true;
              }
              if (event.key === 'Enter' || event.key === 'F2') focusName();
              else if (event.key === 'Delete' && canWrite) {
                openDialog({ kind: 'codebook', task: { kind: 'remove-code', codeId: current.code.id } });
              } else return false;
              return true;
            }}
            {...(canWrite && query === '' ? { onDrop: (...drop) => void dropCode(...drop) } : {})}
            renderRow={({ row: { code }, isExpanded, id }) => (
              <div className={code.retired ? 'code-row retired' : 'code-row'}>
                <span
                  aria-hidden
                  className="code-fold"
                  onClick={(event) => {
                    if (isExpanded === null) return;
                    event.stopPropagation();
                    setFolded(id, isExpanded);
                  }}
                >
                  {isExpanded === null ? '' : isExpanded ? '▾' : '▸'}
                </span>
                <CodeMark code={code} />
                <span className="option-label" dir="auto" title={code.name}>
                  {code.name}
                </span>
                {code.retired && <span className="badge">retired</span>}
                {reviewOf(code.id) > 0 && (
                  <span className="badge" title="To look at again">
                    <Eye size={12} aria-hidden /> {reviewOf(code.id).toLocaleString('en')}
                  </span>
                )}
                <span className="code-use">{useOf(code.id) > 0 && useOf(code.id).toLocaleString('en')}</span>
                <kbd className="code-key">{code.shortcut}</kbd>
              </div>
            )}
          />
          {canWrite && (
            <p className="help">
              Drag a code to move it, or hold Alt and press an arrow key. Enter goes to its name.
            </p>
          )}
        </div>
        {row ? (
          <CodeForm key={row.code.id} row={row} />
        ) : (
          <p className="empty in-middle">There are no codes. Make one, or bring in a template.</p>
        )}
      </div>
    </main>
  );
}

const timesUsed = (count: number): string =>
  count === 0 ? 'not used' : count === 1 ? 'used once' : `used ${count.toLocaleString('en')} times`;

/** The rows that are not folded away; with a filter, those that fit and those above them. */
function useShownRows(rows: readonly TreeRow[], query: string) {
  const folded = useShown((state) => state.folded);
  return useMemo(() => {
    const wanted = foldForSearch(query);
    const kept = new Set<string>();
    if (wanted !== '') {
      // From the end, so that each code is seen after those beneath it.
      for (const { code, parentId } of rows.toReversed()) {
        if (!kept.has(code.id) && !foldForSearch(code.name).includes(wanted)) continue;
        kept.add(code.id);
        if (parentId !== null) kept.add(parentId);
      }
    }
    const hidden = new Set<string>();
    return rows.flatMap((row) => {
      const { code, parentId } = row;
      const isHidden =
        wanted === ''
          ? parentId !== null && (hidden.has(parentId) || folded.has(parentId))
          : !kept.has(code.id);
      if (isHidden) hidden.add(code.id);
      if (isHidden) return [];
      const isExpanded = row.hasChildren ? wanted !== '' || !folded.has(code.id) : null;
      return [{ id: code.id, ...row, row, isExpanded }];
    });
  }, [rows, query, folded]);
}
