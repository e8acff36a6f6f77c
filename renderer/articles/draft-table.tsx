import { TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import type { ArticleFields } from '../../shared/api';
import { partialDate } from '../../shared/records';
import type { SourcedDraft } from '../dialogs';
import { Button, IconButton } from '../ui/button';
import { EncodingChoice } from './encoding-choice';

interface DraftTableProps {
  drafts: readonly SourcedDraft[];
  onEdit: (draftId: string, patch: Partial<ArticleFields>) => void;
  onEditAll: (patch: Partial<ArticleFields>) => void;
  onDrop: (draftId: string) => void;
  onReadAgain: (draft: SourcedDraft, encoding: string) => void;
}

type Column = 'title' | 'source' | 'author' | 'date' | 'url' | 'language';

const columns: { key: Column; label: string; hint: string }[] = [
  { key: 'title', label: 'Title', hint: '' },
  { key: 'source', label: 'Source', hint: '' },
  { key: 'author', label: 'Author', hint: '' },
  { key: 'date', label: 'Date', hint: '2020-08-03' },
  { key: 'language', label: 'Language', hint: 'en' },
  { key: 'url', label: 'URL', hint: '' },
];

/** The drafts as a table that can be corrected in place, with source and date for all of them at once. */
export function DraftTable({ drafts, onEditAll, ...rowProps }: DraftTableProps) {
  return (
    <div className="drafts">
      {drafts.length > 1 && <ForAll onEditAll={onEditAll} />}
      <div className="table-frame">
        <table className="table draft-table">
          <thead>
            <tr>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">Leave out</span>
              </th>
            </tr>
          </thead>
          {drafts.map((draft, index) => (
            <DraftRows key={draft.draftId} draft={draft} number={index + 1} {...rowProps} />
          ))}
        </table>
      </div>
    </div>
  );
}

function DraftRows({
  draft,
  number,
  onEdit,
  onDrop,
  onReadAgain,
}: Omit<DraftTableProps, 'drafts' | 'onEditAll'> & { draft: SourcedDraft; number: number }) {
  const { draftId, fields, warnings, excerpt, textLength, fileName, encoding } = draft;
  const origin = [fileName, `${textLength.toLocaleString('en')} characters`, fileName === '' ? '' : encoding];
  return (
    <tbody>
      <tr className="draft-fields">
        {columns.map(({ key, label, hint }) => (
          <td key={key} className={`draft-${key}`}>
            <input
              className="input"
              dir="auto"
              aria-label={`${label} of article ${number}`}
              aria-invalid={isWrong(key, fields[key] ?? '')}
              placeholder={hint}
              value={fields[key] ?? ''}
              onChange={({ target }) => onEdit(draftId, { [key]: valueOf(key, target.value) })}
            />
          </td>
        ))}
        <td>
          <IconButton label={`Leave out article ${number}`} icon={X} onPress={() => onDrop(draftId)} />
        </td>
      </tr>
      <tr className="draft-about">
        <td colSpan={columns.length + 1}>
          <p className="help">{origin.filter(Boolean).join(' · ')}</p>
          <p className="draft-excerpt" dir="auto">
            {excerpt}
          </p>
          {warnings.map((warning) => (
            <p key={warning} className="warning">
              <TriangleAlert size={13} aria-hidden /> {warning}
            </p>
          ))}
          {draft.source !== null && (
            <EncodingChoice
              choices={draft.encodings}
              present={encoding}
              onChoose={(next) => onReadAgain(draft, next)}
            />
          )}
        </td>
      </tr>
    </tbody>
  );
}

/** What is not known is null for date and language, and empty for the rest. */
const valueOf = (key: Column, typed: string): string | null =>
  (key === 'date' || key === 'language') && typed.trim() === '' ? null : typed;

function isWrong(key: Column, value: string): boolean {
  if (key === 'title') return value.trim() === '';
  return key === 'date' && value.trim() !== '' && !partialDate.safeParse(value.trim()).success;
}

function ForAll({ onEditAll }: Pick<DraftTableProps, 'onEditAll'>) {
  const [source, setSource] = useState('');
  const [date, setDate] = useState('');
  const apply = (): void =>
    onEditAll({
      ...(source.trim() === '' ? {} : { source: source.trim() }),
      ...(date.trim() === '' ? {} : { date: date.trim() }),
    });
  return (
    <div className="for-all">
      <span>For all:</span>
      <input
        className="input"
        dir="auto"
        aria-label="Source of all articles"
        placeholder="Source"
        value={source}
        onChange={({ target }) => setSource(target.value)}
      />
      <input
        className="input"
        aria-label="Date of all articles"
        placeholder="Date"
        value={date}
        onChange={({ target }) => setDate(target.value)}
      />
      <Button isDisabled={source.trim() === '' && date.trim() === ''} onPress={apply}>
        Apply to all
      </Button>
    </div>
  );
}
