import { Undo2, X } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { isTeam, peopleOf } from '../double-coding/acting';
import { useStore } from '../store';
import { Select } from '../ui/fields';
import { VirtualListBox } from '../ui/virtual-listbox';
import { goTo } from './go-to';
import { HistoryDetails } from './history-details';
import { type HistoryFilter, useHistoryPages } from './history-pages';
import { type HistoryRow, countsOf, labelOf, momentOf, rowsOf, timeOf } from './history-rows';
import './history.css';

const rowHeight = 46;
const everyone = 'everyone';

/** What was done in this project, the latest first, in words; one change of it can be taken back. */
export function HistoryView() {
  const coders = useStore((state) => state.records.coder);
  const articles = useStore((state) => state.records.article);
  const subject = useStore((state) => state.historyOf);
  const openArticle = useStore((state) =>
    state.article ? state.records.article.get(state.article.id) : undefined,
  );
  const [coderId, setCoderId] = useState(everyone);
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const filter: HistoryFilter = {
    ...(coderId === everyone ? {} : { coderId }),
    ...(text === '' ? {} : { text }),
    ...(subject?.articleId === undefined ? {} : { articleId: subject.articleId }),
    ...(subject?.recordId === undefined ? {} : { recordId: subject.recordId }),
  };
  const { lines, isComplete, isLoading, problem, loadMore } = useHistoryPages(filter);
  const rows = useMemo(() => rowsOf(lines), [lines]);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const isFiltered = Object.keys(filter).length > 0;

  const nameOf = (row: HistoryRow): string => {
    if (row.kind === 'day') return row.day;
    const { line } = row;
    return [
      labelOf(line),
      line.standing || line.kind === 'undo' ? '' : 'undone',
      line.articleId === null ? '' : (articles.get(line.articleId)?.title ?? ''),
      line.coderId === null ? '' : (coders.get(line.coderId)?.name ?? ''),
      momentOf(line.at),
    ]
      .filter((part) => part !== '')
      .join(', ');
  };
  const open = (id: string): void => {
    const place = lines.find(({ seq }) => String(seq) === id)?.place ?? null;
    if (place) void goTo(place);
  };

  return (
    <main className="view" aria-label="History">
      <header className="view-header history-header">
        <h1>History</h1>
        {subject ? (
          <span className="history-subject">
            <bdi title={subject.label}>{subject.label}</bdi>
            <button
              type="button"
              className="token-remove"
              aria-label="Show the history of everything"
              onClick={() => useStore.setState({ historyOf: null })}
            >
              <X size={12} aria-hidden />
            </button>
          </span>
        ) : (
          openArticle && (
            <button
              type="button"
              className="clear"
              onClick={() =>
                useStore.setState({ historyOf: { label: openArticle.title, articleId: openArticle.id } })
              }
            >
              Only the open article
            </button>
          )
        )}
        <span className="spacer" />
        <SearchField
          aria-label="Words of the change"
          className="search"
          value={typed}
          onChange={setTyped}
          autoFocus
        >
          <Input className="input" dir="auto" placeholder="Filter by words" />
        </SearchField>
        {isTeam({ coder: coders }) && (
          <Select
            label="Coder"
            hideLabel
            value={coderId}
            options={[
              { id: everyone, label: 'By everyone' },
              ...peopleOf({ records: { coder: coders } }).map(({ id, name }) => ({ id, label: name })),
            ]}
            onChange={setCoderId}
          />
        )}
      </header>
      <div className="history">
        <div className="history-list">
          {problem !== null && (
            <p role="alert" className="error">
              {problem}
            </p>
          )}
          {rows.length > 0 && (
            <VirtualListBox
              label="Changes"
              items={rows}
              rowHeight={rowHeight}
              idOf={({ id }) => id}
              nameOf={nameOf}
              isHeading={({ kind }) => kind === 'day'}
              selectedId={selectedId}
              selectsOnMove
              onSelect={setSelectedId}
              onOpen={open}
              onEnd={loadMore}
              renderRow={(row) => <Row row={row} />}
            />
          )}
          {rows.length === 0 && !isLoading && problem === null && (
            <p className="empty">
              {isFiltered ? 'Nothing was done that fits.' : 'Nothing has been changed yet.'}
            </p>
          )}
          {rows.length > 0 && (
            <footer className="pane-footer" aria-live="polite">
              {isComplete
                ? `${lines.length.toLocaleString('en')} ${lines.length === 1 ? 'change' : 'changes'}`
                : `The latest ${lines.length.toLocaleString('en')} changes; older ones come as you scroll`}
            </footer>
          )}
        </div>
        {selectedId === null ? (
          <p className="empty in-middle">Choose a change to see what it did. Enter goes to its place.</p>
        ) : (
          <HistoryDetails seq={Number(selectedId)} onShow={(seq) => setSelectedId(String(seq))} />
        )}
      </div>
    </main>
  );
}

function Row({ row }: { row: HistoryRow }) {
  const coders = useStore((state) => state.records.coder);
  const articles = useStore((state) => state.records.article);
  if (row.kind === 'day') return <div className="history-day">{row.day}</div>;
  const { line } = row;
  const isUndone = !line.standing && line.kind !== 'undo';
  const article = line.articleId === null ? undefined : articles.get(line.articleId)?.title;
  const about = article ?? countsOf(line.counts);
  return (
    <div className={isUndone ? 'history-row undone' : 'history-row'}>
      <span className="history-label" title={labelOf(line)}>
        {line.kind === 'undo' && <Undo2 size={13} aria-hidden />}
        <bdi dir="ltr">{labelOf(line)}</bdi>
        {isUndone && <span className="badge">undone</span>}
      </span>
      <time className="history-time" dateTime={line.at}>
        {timeOf(line.at)}
      </time>
      <bdi className="history-about">{about}</bdi>
      <bdi className="history-who">{line.coderId === null ? '' : coders.get(line.coderId)?.name}</bdi>
    </div>
  );
}
