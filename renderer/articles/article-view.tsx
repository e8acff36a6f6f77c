import { Fragment, memo, useEffect, useMemo, useState } from 'react';
import type { Records } from '../../shared/changes';
import { readingStates, type Article, type Code } from '../../shared/records';
import { AssignMenu } from '../annotations/assign-menu';
import { cardOf } from '../annotations/cards';
import { shownAnnotations } from '../annotations/shown';
import { isIncomplete } from '../annotations/to-dos';
import { moveSpan, select } from '../annotations/annotation-edits';
import { paragraphDirection } from '../../shared/text-direction';
import { useEvidence } from '../annotations/evidence';
import { offeredCodes } from '../annotations/offered-codes';
import { type MenuPlace, TextMenu } from '../annotations/text-menu';
import { TagToolbar } from '../annotations/tag-toolbar';
import { coderHere } from '../double-coding/acting';
import { HiddenHere } from '../double-coding/hidden-here';
import { ArticleText } from '../editor/article-text';
import { editorFocus } from '../editor-focus';
import { isFocusUnclaimed } from '../focus-keeper';
import { writes } from '../project/session';
import { useStore } from '../store';
import { useAfterPaint } from '../ui/after-paint';
import { ActionButton } from '../ui/button';
import { Select } from '../ui/fields';
import { useComparedArticle } from '../compare/ask-article';
import { laneActions } from '../compare/lane-actions';
import { LaneBar } from '../compare/lane-bar';
import { inLanes, useLaneLooks } from '../compare/lane-looks';
import { articleActions } from './article-actions';
import { ReadingMark, readingLooks } from './reading-state';
import { ViewSettingsMenu } from './view-settings-menu';

/** The article on screen: its particulars, its text, and the toolbar and menu that tag. */
export function ArticleView() {
  const article = useStore((state) => state.article);
  const record = useStore(({ records, article: open }) => (open ? records.article.get(open.id) : undefined));
  const selectedId = useStore((state) => state.selectedId);
  const hoveredId = useStore((state) => state.hoveredId);
  const isReadOnly = useStore((state) => state.project?.readOnly ?? true);
  const codeRecords = useStore((state) => state.records.code);
  const previews = useStore((state) => state.writes.previews);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  useFocusOnOpening(article?.id ?? null);

  const articleId = article?.id ?? null;
  const pending = useMemo(
    () => previews.flatMap(({ tag }) => (tag && tag.articleId === articleId ? [tag] : [])),
    [previews, articleId],
  );
  const codes = useCodesInText(codeRecords, article?.placed, pending);

  const shown = useStore(shownAnnotations);
  useComparedArticle();
  const lanes = useLaneLooks();
  const annotationRecords = useStore((state) => state.records.annotation);
  const painted = useMemo(
    () => (lanes ? inLanes(shown, lanes, { annotation: annotationRecords }) : shown),
    [shown, lanes, annotationRecords],
  );
  // Cards follow a frame later: a tag is on the screen first.
  const newest = useStore((state) => state.records);
  const known = useAfterPaint(
    useMemo(() => ({ records: newest, article, quoted: shown }), [newest, article, shown]),
  );
  const describe = useMemo(() => {
    const quotes = new Map(known.quoted.map(({ id, quote }) => [id, quote]));
    const isLacking = (id: string): boolean => isIncomplete(id, known);
    return (id: string) => cardOf(id, quotes.get(id) ?? '', known.records, isLacking);
  }, [known]);

  const evidence = useEvidence();
  if (!article || !record) return <NothingOpen />;
  return (
    <div className="article" data-pane="article">
      <ArticleHeader article={record} />
      {lanes && <LaneBar />}
      <HiddenHere articleId={article.id} />
      <ArticleText
        key={article.id}
        ref={editorFocus.attach}
        articleId={article.id}
        text={article.text}
        layout={article.layout}
        language={record.language}
        annotations={painted}
        lanes={lanes}
        describe={describe}
        pending={pending}
        evidence={evidence}
        codes={codes}
        selectedId={selectedId}
        hoveredId={hoveredId}
        readOnly={isReadOnly || lanes !== null}
        onSelection={(selection, selectionRect) => {
          // A dialog has the focus for a while; what it offers is about the words selected behind it.
          if (selection !== null || useStore.getState().dialog === null) {
            useStore.setState({ selection, selectionRect });
          }
        }}
        onPick={(id) => useStore.setState({ selectedId: id })}
        onHover={(id) => useStore.setState({ hoveredId: id })}
        onMoveEdge={(annotationId, rangeIndex, range) => {
          const place = article.placed.find(({ id }) => id === annotationId);
          const spanId = place?.spanIds[rangeIndex];
          if (spanId !== undefined) void moveSpan(spanId, range);
        }}
        onContextMenu={(place) => {
          if (place.ids[0] !== undefined && !place.ids.includes(selectedId ?? '')) select(place.ids[0]);
          setMenu(place);
        }}
      />
      {!isReadOnly && <TagToolbar />}
      <AssignMenu />
      <TextMenu place={menu} onClose={() => setMenu(null)} />
    </div>
  );
}

/** With more codes than this, only those that occur in the text are given to it: each costs rules of style. */
const mostCodes = 60;

function useCodesInText(
  codes: Records['code'],
  placed: readonly { codeId: string }[] | undefined,
  pending: readonly { codeId: string }[],
): readonly Code[] {
  const occurring =
    codes.size <= mostCodes
      ? ''
      : [...new Set([...(placed ?? []), ...pending].map(({ codeId }) => codeId))].toSorted().join(' ');
  return useMemo(() => {
    const wanted = new Set(occurring.split(' '));
    return offeredCodes({ code: codes })
      .rows.map(({ code }) => code)
      .filter(({ id }) => codes.size <= mostCodes || wanted.has(id));
  }, [codes, occurring]);
}

/** Gives a newly shown text the keyboard, unless the focus is elsewhere on purpose. */
function useFocusOnOpening(articleId: string | null): void {
  useEffect(() => {
    if (articleId === null) return undefined;
    const frame = requestAnimationFrame(() => {
      if (isFocusUnclaimed()) editorFocus.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [articleId]);
}

const ArticleHeader = memo(function ArticleHeader({ article }: { article: Article }) {
  const coderId = useStore((state) => coderHere(state, article.id));
  const readings = useStore(({ records }) => records.reading);
  const state = useMemo(() => {
    const mine = [...readings.values()].find(
      ({ articleId, coderId: id }) => articleId === article.id && id === coderId,
    );
    return mine?.state ?? 'unread';
  }, [readings, article.id, coderId]);
  const edit = articleActions.find(({ id }) => id === 'article.edit');
  const compareAction = laneActions.find(({ id }) => id === 'compare.lanes');
  const particulars = [article.source, article.author, article.date ?? '', article.section].filter(Boolean);
  return (
    <header className="article-header">
      <div className="article-heading" dir={paragraphDirection(article.title, 0)}>
        <h1 title={article.title}>{article.title}</h1>
        <p className="particulars">
          {particulars.length === 0 && 'No source, author or date yet'}
          {particulars.map((part, index) => (
            <span key={index}>
              {index > 0 && ' · '}
              <bdi>{part}</bdi>
            </span>
          ))}
        </p>
      </div>
      <Select
        label="Reading"
        hideLabel
        value={state}
        isDisabled={coderId === null}
        options={readingStates.map((id) => ({
          id,
          label: readingLooks[id].label,
          mark: <ReadingMark state={id} />,
        }))}
        onChange={(next) => {
          const chosen = readingStates.find((candidate) => candidate === next);
          if (chosen) void writes.push('reading.set', () => ({ articleId: article.id, state: chosen }));
        }}
      />
      {compareAction && <ActionButton action={compareAction} label="Compare coders" />}
      {edit && <ActionButton action={edit} label="Edit details" />}
      <ViewSettingsMenu />
    </header>
  );
});

/** The keys that tag in this project. */
function HowToTag() {
  const codes = useStore((state) => state.records.code);
  const keyed = offeredCodes({ code: codes }).toolbar.filter(({ shortcut }) => shortcut !== null);
  if (keyed.length === 0) return <p>Select words, then choose a code.</p>;
  return (
    <p>
      Select words, then press{' '}
      {keyed.map(({ id, name, shortcut }, index) => (
        <Fragment key={id}>
          {index > 0 && ', '}
          <kbd>{shortcut?.toUpperCase()}</kbd> for <bdi>{name}</bdi>
        </Fragment>
      ))}
      .
    </p>
  );
}

function NothingOpen() {
  const isOpening = useStore((state) => state.openingId !== null);
  const hasArticles = useStore((state) => state.records.article.size > 0);
  if (isOpening) return <div className="article" aria-busy="true" />;
  return (
    <div className="article">
      <h1 className="visually-hidden">No article is open</h1>
      <div className="empty in-middle">
        {hasArticles ? (
          <p>Choose an article from the library.</p>
        ) : (
          <>
            <p>Articles that you add are read and tagged here.</p>
            <HowToTag />
          </>
        )}
      </div>
    </div>
  );
}
