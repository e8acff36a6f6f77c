import { History, Trash2, X } from 'lucide-react';
import { memo } from 'react';
import { Form } from 'react-aria-components';
import { pagesOf } from '../../shared/layout';
import type { Annotation, Span } from '../../shared/records';
import { runAction } from '../actions';
import { editorFocus } from '../editor-focus';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { removeAnnotation, removeSpan } from './annotation-edits';
import { attributesOf } from './asked';
import { AttributeField } from './attribute-field';
import { CodeField } from './code-field';
import { ExampleField, ReviewNote } from './example-field';
import { NoteField } from './note-field';

const noSpans: readonly Span[] = [];

/** Everything about one annotation: its code, its quotes, who and what, and a note. */
export const AnnotationForm = memo(function AnnotationForm({ annotation }: { annotation: Annotation }) {
  const attributes = useStore(({ records }) => attributesOf(records, annotation.codeId));
  const spans = useStore(
    ({ article }) => article?.placed.find(({ id }) => id === annotation.id)?.spans ?? noSpans,
  );
  const unplaced = useStore((state) => state.article?.unplaced);
  const reason = useStore(({ project }) => (project?.readOnly ? project.readOnlyReason : null));
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);

  return (
    <Form aria-label="Annotation" className="inspector-form" onSubmit={(event) => event.preventDefault()}>
      {reason !== null && <p className="reason">{reason}</p>}
      <CodeField annotation={annotation} isDisabled={isReadOnly} />
      <ReviewNote annotation={annotation} isDisabled={isReadOnly} />
      <ul className="quotes" aria-label="Quotes">
        {spans.map((span) => (
          <Quote
            key={span.id}
            span={span}
            isUnplaced={unplaced?.has(span.id) ?? false}
            canRemove={!isReadOnly && spans.length > 1}
          />
        ))}
      </ul>
      <div className="fields" data-fields={annotation.id}>
        {attributes.map((attribute) => (
          <AttributeField
            key={attribute.id}
            annotation={annotation}
            attribute={attribute}
            isDisabled={isReadOnly}
          />
        ))}
        <NoteField annotation={annotation} isDisabled={isReadOnly} />
        <ExampleField annotation={annotation} isDisabled={isReadOnly} />
      </div>
      <Button icon={History} look="quiet" onPress={() => runAction('history.of-annotation')}>
        History of this annotation
      </Button>
      {!isReadOnly && (
        <Button icon={Trash2} look="danger" onPress={() => void removeAnnotation(annotation.id)}>
          Delete annotation
        </Button>
      )}
    </Form>
  );
});

function Quote({ span, isUnplaced, canRemove }: { span: Span; isUnplaced: boolean; canRemove: boolean }) {
  const range = { start: span.startOffset, end: span.endOffset };
  const pages = useStore(({ article }) => article && pagesOf(article.layout, range));
  return (
    <li className="quote">
      <button
        type="button"
        className="quote-text"
        dir="auto"
        title="Show in the text"
        disabled={isUnplaced}
        onClick={() => editorFocus.reveal(range)}
      >
        {span.quote}
      </button>
      {pages !== null && !isUnplaced && <span className="quote-page">p. {pages}</span>}
      {isUnplaced && <span className="badge">not found in the text</span>}
      {canRemove && (
        <button
          type="button"
          className="token-remove"
          aria-label={`Remove the span “${shorten(span.quote)}”`}
          onClick={({ currentTarget }) => void removeAndStay(span.id, currentTarget)}
        >
          <X size={12} aria-hidden />
        </button>
      )}
    </li>
  );
}

/** Removes a piece; the keyboard goes on at the piece that follows it, else at the last one. */
async function removeAndStay(spanId: string, button: HTMLElement): Promise<void> {
  const list = button.closest('ul');
  const index = [...(list?.children ?? [])].findIndex((quote) => quote.contains(button));
  await removeSpan(spanId);
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const left = list?.querySelectorAll<HTMLElement>('.quote-text:enabled') ?? [];
    left[Math.min(index, left.length - 1)]?.focus();
  });
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
