import type { Passage } from '../../shared/api';
import type { Code } from '../../shared/records';
import { goToAnnotation } from '../annotations/go-to';
import { isWritable, useStore } from '../store';
import { Button } from '../ui/button';
import { edit } from './code-edits';
import { useAnswer } from './use-answer';

/** How a code is used: by whom, what is to be looked at again, and what coders hold up as examples. */
export function CodeUse({ code }: { code: Code }) {
  const { value: usage } = useAnswer('code.usage', { codeId: code.id });
  const { value: quotes } = useAnswer('code.quotes', { codeId: code.id });
  const coders = useStore((state) => state.records.coder);
  const canWrite = useStore(isWritable);
  if (!usage || !quotes) return null;
  return (
    <>
      <section className="code-section" aria-label="Use">
        <h2>Use</h2>
        {usage.annotations === 0 ? (
          <p className="help">Nothing is tagged with this code yet.</p>
        ) : (
          <table className="table use-table">
            <thead>
              <tr>
                <th scope="col">Coder</th>
                <th scope="col" className="number">
                  Annotations
                </th>
              </tr>
            </thead>
            <tbody>
              {usage.byCoder.map(({ coderId, count }) => (
                <tr key={coderId}>
                  <td dir="auto">{coders.get(coderId)?.name}</td>
                  <td className="number">{count.toLocaleString('en')}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">In {counted(usage.articles, 'article')}</th>
                <td className="number">{usage.annotations.toLocaleString('en')}</td>
              </tr>
            </tbody>
          </table>
        )}
      </section>
      {quotes.reviewCount > 0 && (
        <section className="code-section" aria-label="To look at again">
          <h2>
            To look at again <span className="count">{quotes.reviewCount.toLocaleString('en')}</span>
          </h2>
          <Passages
            passages={quotes.review}
            deed={
              canWrite
                ? {
                    label: 'Done',
                    run: ({ annotationId }) =>
                      void edit('annotation.setReview', { annotationId, review: '' }),
                  }
                : null
            }
          />
          {quotes.reviewCount > quotes.review.length && (
            <p className="help">The first {quotes.review.length} are listed.</p>
          )}
        </section>
      )}
      <Examples title="Best examples" passages={quotes.best} />
      <Examples title="Doubtful cases" passages={quotes.doubtful} />
    </>
  );
}

const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;

function Examples({ title, passages }: { title: string; passages: readonly Passage[] }) {
  return (
    <section className="code-section" aria-label={title}>
      <h2>{title}</h2>
      {passages.length === 0 ? (
        <p className="help">None yet. They are chosen in the inspector of an annotation.</p>
      ) : (
        <Passages passages={passages} deed={null} />
      )}
    </section>
  );
}

interface PassagesProps {
  passages: readonly Passage[];
  /** What can be done to each besides going there. */
  deed: { label: string; run: (passage: Passage) => void } | null;
}

function Passages({ passages, deed }: PassagesProps) {
  return (
    <ul className="passages">
      {passages.map((passage) => (
        <li key={passage.annotationId}>
          <button
            type="button"
            className="passage"
            title="Go to the passage"
            onClick={() => void goToAnnotation(passage.articleId, passage.annotationId)}
          >
            <span className="passage-quote" dir="auto">
              {passage.quote}
            </span>
            <bdi className="passage-title">{passage.articleTitle}</bdi>
            {passage.review !== '' && (
              <span className="passage-review" dir="auto">
                {passage.review}
              </span>
            )}
          </button>
          {deed && <Button onPress={() => deed.run(passage)}>{deed.label}</Button>}
        </li>
      ))}
    </ul>
  );
}
