import { useState } from 'react';
import type { ArticleFields } from '../../shared/api';
import { type Article, partialDate } from '../../shared/records';
import { writes } from '../project/session';
import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';

/** The particulars of one article, to correct. */
export function EditDetailsDialog({ articleId }: { articleId: string }) {
  const article = useStore((state) => state.records.article.get(articleId));
  return article ? <DetailsForm article={article} /> : null;
}

function DetailsForm({ article }: { article: Article }) {
  const [fields, setFields] = useState<ArticleFields>({
    title: article.title,
    source: article.source,
    author: article.author,
    date: article.date,
    section: article.section,
    url: article.url,
    accession: article.accession,
    language: article.language,
    note: article.note,
  });
  const set = (patch: Partial<ArticleFields>): void => setFields((before) => ({ ...before, ...patch }));
  const titleError = fields.title.trim() === '' ? 'An article needs a title.' : null;
  const hasDate = fields.date !== null && fields.date.trim() !== '';
  const isDateWrong = hasDate && !partialDate.safeParse(fields.date?.trim()).success;
  const canSave = titleError === null && !isDateWrong;

  const save = async (): Promise<void> => {
    if (!canSave) return;
    const { date, language } = fields;
    const input: ArticleFields = {
      ...fields,
      title: fields.title.trim(),
      date: hasDate ? (date?.trim() ?? null) : null,
      language: language === null || language.trim() === '' ? null : language.trim(),
    };
    const result = await writes.push('article.update', () => ({ articleId: article.id, fields: input }));
    if (result.ok) closeDialog();
  };
  const line = (label: string, key: 'source' | 'author' | 'section' | 'url' | 'accession') => (
    <TextField
      label={label}
      value={fields[key]}
      onChange={(value) => set({ [key]: value })}
      onEnter={() => void save()}
    />
  );

  return (
    <Dialog
      title="Edit details"
      size="medium"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look="primary" isDisabled={!canSave} onPress={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <TextField
        label="Title"
        value={fields.title}
        error={titleError}
        autoFocus
        onChange={(title) => set({ title })}
        onEnter={() => void save()}
      />
      <div className="two-columns">
        {line('Source', 'source')}
        {line('Author', 'author')}
        <TextField
          label="Date"
          value={fields.date ?? ''}
          help="YYYY, YYYY-MM or YYYY-MM-DD"
          error={isDateWrong ? 'Write a date as 2020, 2020-08 or 2020-08-03.' : null}
          onChange={(date) => set({ date })}
          onEnter={() => void save()}
        />
        <TextField
          label="Language"
          value={fields.language ?? ''}
          help="A short code such as en, ar or de"
          onChange={(language) => set({ language })}
          onEnter={() => void save()}
        />
        {line('Section', 'section')}
        {line('URL', 'url')}
        {line('Number in the archive', 'accession')}
      </div>
      <TextField label="Note" lines={3} value={fields.note} onChange={(note) => set({ note })} />
    </Dialog>
  );
}
