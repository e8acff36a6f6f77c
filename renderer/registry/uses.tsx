import { useState } from 'react';
import type { EntryUse } from '../../shared/api';
import { type EntryType, counted } from '../../shared/registry';
import { goToAnnotation } from '../annotations/go-to';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { contextLength } from '../../shared/anchor';
import { useAnswer } from './use-entry';

const pageSize = 100;

/** Every passage that names the entry, by date; a press on one shows it in its text. */
export function Uses({ type, entryId }: { type: EntryType; entryId: string }) {
  const [pages, setPages] = useState(1);
  const limit = Math.min(1000, pages * pageSize);
  const [start, setStart] = useState(0);
  const page = useAnswer('entry.page', { type, entryId, offset: start, limit }, `${entryId} ${start}`);
  const shown = page?.uses ?? [];
  const more = page === null ? 0 : page.total - start - shown.length;

  return (
    <section className="entry-part" aria-label="Mentions and statements">
      <h3>
        Mentions and statements{' '}
        {page !== null && <span className="count">{page.total.toLocaleString('en')}</span>}
      </h3>
      {page?.total === 0 && <p className="help">Nothing in the texts names it yet.</p>}
      {start > 0 && (
        <Button onPress={() => setStart(Math.max(0, start - limit))}>Show the ones before</Button>
      )}
      <ul className="uses">
        {shown.map((use) => (
          <li key={use.valueId}>
            <button
              type="button"
              className="use"
              onClick={() => void goToAnnotation(use.articleId, use.annotationId)}
            >
              <UsePassage use={use} />
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button onPress={() => (limit < 1000 ? setPages(pages + 1) : setStart(start + limit))}>
          Show more ({counted(more, 'other')})
        </Button>
      )}
    </section>
  );
}

/** A passage with where it stands and as what the entry is named there. */
export function UsePassage({ use }: { use: EntryUse }) {
  const code = useStore((state) => state.records.code.get(use.codeId));
  const attribute = useStore((state) => state.records.attribute.get(use.attributeId)?.name ?? '');
  return (
    <>
      <span className="use-where">
        <span className="use-date">{use.articleDate ?? 'undated'}</span>
        <bdi className="use-title">{use.articleTitle}</bdi>
        <span className="use-slot">
          {code && <CodeMark code={code} />}
          <span>
            <bdi>{code?.name}</bdi> · <bdi>{attribute}</bdi>
          </span>
        </span>
      </span>
      <span className="use-passage" dir="auto">
        <span className="use-context">{before(use.prefix)}</span>
        <strong>{oneLine(use.quote)}</strong>
        <span className="use-context">{after(use.suffix)}</span>
      </span>
    </>
  );
}

/** The words before the quote; the first of them is cut by the length of what is kept, and left out. */
const before = (prefix: string): string =>
  prefix.length < contextLength ? oneLine(prefix) : `… ${oneLine(prefix.replace(/^\S*\s+/, ''))}`;

const after = (suffix: string): string =>
  suffix.length < contextLength ? oneLine(suffix) : `${oneLine(suffix.replace(/\s+\S*$/, ''))} …`;

const oneLine = (text: string): string => text.replaceAll('\n', ' ');
