/** The text itself in Slate. It takes no annotations, so that nothing about them ever renders it again. */
import { type ClipboardEvent, memo, type Ref, useLayoutEffect, useMemo, useRef } from 'react';
import { Editable, type RenderChunkProps, type RenderElementProps, Slate } from 'slate-react';
import type { Block, Layout } from '../../shared/layout';
import type { Range } from '../../shared/span';
import { attachCaret } from './caret';
import { createTextEditor, slateValue, type TextElement } from './slate-text';

interface Props {
  text: string;
  paragraphs: readonly Range[];
  layout: Layout;
  language: string | null;
  rootRef: Ref<HTMLDivElement>;
  onCopy(event: ClipboardEvent): void;
}

export const ReadingText = memo(function ReadingText({
  text,
  paragraphs,
  layout,
  language,
  rootRef,
  onCopy,
}: Props) {
  const editor = useMemo(createTextEditor, []);
  const value = useMemo(() => slateValue(text, paragraphs, layout), [text, paragraphs, layout]);
  const holder = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const root = holder.current?.querySelector<HTMLElement>('[role=textbox]');
    return root ? attachCaret(root) : undefined;
  }, []);

  return (
    <div ref={holder}>
      <Slate editor={editor} initialValue={value}>
        <Editable
          ref={rootRef}
          readOnly
          className="article-text"
          role="textbox"
          aria-label="Article text"
          aria-readonly
          aria-multiline
          tabIndex={0}
          lang={language ?? undefined}
          spellCheck={false}
          renderElement={Paragraph}
          renderChunk={Chunk}
          onCopy={onCopy}
          onCut={onCopy}
          onDragStart={(event) => event.preventDefault()}
        />
      </Slate>
    </div>
  );
});

/** Headings are told to screen readers; bullets, numbers and pages are drawn by the style sheet alone. */
function Paragraph({ attributes, children, element }: RenderElementProps): React.JSX.Element {
  const { block, page } = (element as TextElement).look;
  return (
    <p
      {...attributes}
      dir="auto"
      className={classOf(block)}
      data-page={page ?? undefined}
      {...(block?.kind === 'heading' ? { role: 'heading', 'aria-level': block.level } : {})}
    >
      {children}
    </p>
  );
}

function classOf(block: Block | null): string | undefined {
  if (!block) return undefined;
  if (block.kind === 'heading') return `heading level-${Math.min(3, block.level)}`;
  if (block.kind !== 'item') return block.kind;
  return `item level-${Math.min(4, block.level)}${block.ordered ? ' ordered' : ''}`;
}

function Chunk({ attributes, lowest, children }: RenderChunkProps): React.JSX.Element {
  return (
    <div {...attributes} className={lowest ? 'article-chunk' : undefined}>
      {children}
    </div>
  );
}
