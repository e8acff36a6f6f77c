/** The text itself in Slate. It takes no annotations, so that nothing about them ever renders it again. */
import { type ClipboardEvent, memo, type Ref, useLayoutEffect, useMemo, useRef } from 'react';
import { Editable, type RenderChunkProps, type RenderElementProps, Slate } from 'slate-react';
import type { Range } from '../../shared/span';
import { attachCaret } from './caret';
import { createTextEditor, slateValue } from './slate-text';

interface Props {
  text: string;
  paragraphs: readonly Range[];
  language: string | null;
  rootRef: Ref<HTMLDivElement>;
  onCopy(event: ClipboardEvent): void;
}

export const ReadingText = memo(function ReadingText({ text, paragraphs, language, rootRef, onCopy }: Props) {
  const editor = useMemo(createTextEditor, []);
  const value = useMemo(() => slateValue(text, paragraphs), [text, paragraphs]);
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

function Paragraph({ attributes, children }: RenderElementProps): React.JSX.Element {
  return (
    <p {...attributes} dir="auto">
      {children}
    </p>
  );
}

function Chunk({ attributes, lowest, children }: RenderChunkProps): React.JSX.Element {
  return (
    <div {...attributes} className={lowest ? 'article-chunk' : undefined}>
      {children}
    </div>
  );
}
