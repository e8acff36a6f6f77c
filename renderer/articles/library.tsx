import { FilePlus2, PanelLeftClose } from 'lucide-react';
import { memo, useDeferredValue, useMemo } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { paragraphDirection } from '../../shared/text-direction';
import { runAction } from '../actions';
import { DoubleFilter, TwiceMark, twiceLooks, useTwice } from '../double-coding/library-parts';
import { openArticle } from '../project/session';
import { useStore } from '../store';
import { useAfterPaint } from '../ui/after-paint';
import { ActionButton, Button, IconButton } from '../ui/button';
import { VirtualListBox } from '../ui/virtual-listbox';
import { articleActions } from './article-actions';
import { type ArticleRow, articleRows, countOf, filterRows, inOrder, originOf, twiceRows } from './describe';
import { ReadingMark, readingLooks } from './reading-state';

const rowHeight = 58;

/** The list of articles, with a filter. */
export function Library({ onHide }: { onHide: () => void }) {
  const articles = useStore((state) => state.records.article);
  // What tagging changes in 10,000 rows may come a frame after the tag itself.
  const readings = useAfterPaint(useStore((state) => state.records.reading));
  const counts = useAfterPaint(useStore((state) => state.annotationCounts));
  const coderId = useStore((state) => state.project?.coderId ?? null);
  const rounds = useStore((state) => state.rounds);
  const twice = useTwice();
  const doubleFilter = useStore((state) => state.doubleFilter);
  const assignments = useStore((state) => state.records.assignment);
  const filter = useStore((state) => state.filter);
  const query = useDeferredValue(filter);
  const ordered = useMemo(() => inOrder(articles), [articles]);
  const rows = useMemo(
    () => articleRows(ordered, readings, counts, coderId, rounds, twice),
    [ordered, readings, counts, coderId, rounds, twice],
  );
  const shown = useMemo(
    () => filterRows(twiceRows(rows, doubleFilter, assignments), query),
    [rows, doubleFilter, assignments, query],
  );
  const add = articleActions.find(({ id }) => id === 'article.add');

  return (
    <nav aria-label="Library" className="pane library" data-pane="library">
      <header className="pane-header">
        <h2>Library</h2>
        {add && <ActionButton action={add} />}
        <IconButton label="Hide library" icon={PanelLeftClose} onPress={onHide} />
      </header>
      {rows.length > 0 && <Filter />}
      <DoubleFilter />
      {shown.length > 0 && <ArticleList rows={shown} />}
      {rows.length === 0 && <EmptyLibrary />}
      {rows.length > 0 && shown.length === 0 && (
        <p className="empty">
          {query.trim() === ''
            ? 'No article is left here: you have finished what you were to code.'
            : `No article has “${query.trim()}” in its title, source, author or date.`}
        </p>
      )}
      {rows.length > 0 && (
        <footer className="pane-footer">
          {shown.length === rows.length
            ? countOf(rows.length, 'article')
            : `${shown.length.toLocaleString('en')} of ${countOf(rows.length, 'article')}`}
        </footer>
      )}
    </nav>
  );
}

const Filter = memo(function Filter() {
  const filter = useStore((state) => state.filter);
  return (
    <SearchField
      aria-label="Filter articles"
      className="search"
      value={filter}
      onChange={(value) => useStore.setState({ filter: value })}
    >
      <Input className="input" placeholder="Filter by title, source, author, date" dir="auto" />
    </SearchField>
  );
});

const ArticleList = memo(function ArticleList({ rows }: { rows: readonly ArticleRow[] }) {
  const shownId = useStore((state) => state.openingId ?? state.article?.id ?? null);
  return (
    <VirtualListBox
      label="Articles"
      items={rows}
      rowHeight={rowHeight}
      idOf={idOf}
      nameOf={nameOf}
      selectedId={shownId}
      selectsOnMove={false}
      onSelect={(id) => void openArticle(id)}
      renderRow={(row) => <Row row={row} />}
    />
  );
});

const idOf = ({ article }: ArticleRow): string => article.id;

const nameOf = ({ article, annotations, state, twice }: ArticleRow): string =>
  [
    article.title,
    originOf(article),
    countOf(annotations, 'annotation'),
    readingLooks[state].label,
    twice === null ? '' : twiceLooks[twice],
  ]
    .filter((part) => part !== '')
    .join(', ');

function Row({ row: { article, annotations, state, twice } }: { row: ArticleRow }) {
  const direction = paragraphDirection(article.title, 0);
  return (
    <div className="article-row" title={article.title}>
      <ReadingMark state={state} />
      <span className="article-row-title" dir={direction}>
        {article.title}
      </span>
      <span className="article-row-about" dir={direction}>
        <span className="article-row-origin">{originOf(article) || 'No source'}</span>
        {twice !== null && <TwiceMark twice={twice} />}
        {annotations > 0 && <span className="count">{annotations.toLocaleString('en')}</span>}
      </span>
    </div>
  );
}

function EmptyLibrary() {
  const isReadOnly = useStore((state) => state.project?.readOnly ?? true);
  if (isReadOnly) return <p className="empty">This project has no articles.</p>;
  return (
    <div className="empty">
      <p>No articles yet.</p>
      <p>Paste a text, choose files, or drop them anywhere on this window.</p>
      <Button icon={FilePlus2} onPress={() => runAction('article.add')}>
        Add articles
      </Button>
    </div>
  );
}
