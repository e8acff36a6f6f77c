import { Plus } from 'lucide-react';
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button, Toolbar } from 'react-aria-components';
import { type Range, sameRange } from '../../shared/span';
import { keyOf, runAction } from '../actions';
import { describeShortcut } from '../shortcuts';
import { useStore } from '../store';
import { CodeMark } from '../ui/code-mark';
import { tagSelection } from './annotation-edits';
import { useAssigning } from './assigning';
import { offeredCodes } from './offered-codes';
import { placeBeside } from './place-beside';

/** The toolbar beside the selected words: a button for each of the first codes, with its key, and one for the rest. */
export const TagToolbar = memo(function TagToolbar() {
  const codeRecords = useStore((state) => state.records.code);
  const { toolbar: codes, inUse } = offeredCodes({ code: codeRecords });
  const hasMore = inUse.length > codes.length;
  const selection = useStore((state) => state.selection);
  const rect = useStore((state) => state.selectionRect);
  const hasSelected = useStore((state) => state.selectedId !== null);
  const platform = useStore((state) => state.start?.platform ?? 'linux');
  const addKey = useStore((state) => keyOf(state, 'annotation.addSpan'));
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);

  const isAssigning = useAssigning(({ words }) => words !== null);
  const isAnswered = useAnswered(selection);
  const isShown = selection !== null && rect !== null && !isAssigning && !isAnswered;
  const scrolled = useScrolled(rect);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !rect) {
      setPlace(null);
      return;
    }
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const around = element.closest('main')?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
    const now = new DOMRect(rect.x, rect.y - scrolled, rect.width, rect.height);
    setPlace(placeBeside(now, size, around));
  }, [rect, scrolled, isShown, hasSelected, codes.length]);

  if (!isShown) return null;
  return (
    <div
      ref={box}
      className="tag-toolbar"
      style={place ? { left: place.left, top: place.top } : { visibility: 'hidden' }}
    >
      <Toolbar aria-label="Tag selection">
        {codes.map((code) => (
          <Button
            key={code.id}
            className="tag-button"
            aria-label={code.name}
            preventFocusOnPress
            onPress={() => void tagSelection(code.id)}
          >
            <CodeMark code={code} />
            <span className="tag-name" dir="auto">
              {code.name}
            </span>
            {code.shortcut !== null && <kbd>{describeShortcut(code.shortcut, platform)}</kbd>}
          </Button>
        ))}
        {hasMore && (
          <Button
            className="tag-button"
            preventFocusOnPress
            onPress={() => void runAction('annotation.tag-other')}
          >
            <span className="tag-name">More codes…</span>
            <kbd>T</kbd>
          </Button>
        )}
        {hasSelected && (
          <Button
            className="tag-button"
            aria-label="Add to annotation"
            preventFocusOnPress
            onPress={() => void runAction('annotation.addSpan')}
          >
            <Plus size={14} aria-hidden />
            <span className="tag-name">Add to annotation</span>
            {addKey !== null && <kbd>{addKey}</kbd>}
          </Button>
        )}
      </Toolbar>
    </div>
  );
});

/**
 * Whether these words have been dealt with: an annotation was selected since, mostly the one that they were
 * tagged as. The toolbar then gives the lines free that it covers; the keys go on working. Selecting the
 * same words again asks again.
 */
function useAnswered(selection: Range | null): boolean {
  const [answered, setAnswered] = useState<Range | null>(null);
  useEffect(
    () =>
      useStore.subscribe((now, before) => {
        if (now.selection !== before.selection) setAnswered((old) => stillSelected(old, now.selection));
        if (now.selectedId !== before.selectedId && now.selectedId !== null) setAnswered(now.selection);
      }),
    [],
  );
  return stillSelected(answered, selection) !== null;
}

const stillSelected = (answered: Range | null, selection: Range | null): Range | null =>
  answered !== null && selection !== null && sameRange(answered, selection) ? answered : null;

/** How far the text has been scrolled since `rect` was measured, in CSS pixels. */
function useScrolled(rect: DOMRect | null): number {
  const [scrolled, setScrolled] = useState(0);
  useEffect(() => {
    setScrolled(0);
    const scroller = document.querySelector('main .article-scroller');
    if (!rect || !scroller) return undefined;
    const start = scroller.scrollTop;
    const onScroll = (): void => setScrolled(scroller.scrollTop - start);
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => scroller.removeEventListener('scroll', onScroll);
  }, [rect]);
  return scrolled;
}
