import { Fragment, useState } from 'react';
import type { ArticleFields, Particular } from '../../shared/api';
import { partialDate } from '../../shared/record-fields';
import type { Article } from '../../shared/records';
import { call, shell } from '../api';
import { writes } from '../project/session';
import { closeDialog, notify, useStore } from '../store';
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
      <Origin article={article} />
      <TextField label="Note" lines={3} value={fields.note} onChange={(note) => set({ note })} />
    </Dialog>
  );
}

/** Where the article came from: what its source says in its own words, whose copy it is, and its import. */
function Origin({ article }: { article: Article }) {
  const particulars = useStore((state) =>
    state.article?.id === article.id ? state.article.particulars : noParticulars,
  );
  const original = useStore((state) =>
    article.copyOfId === null ? null : state.records.article.get(article.copyOfId),
  );
  const { importId, fileName } = article;
  return (
    <>
      {original && (
        <p className="help">
          A copy of <q dir="auto">{original.title}</q>.
        </p>
      )}
      {(particulars.length > 0 || fileName !== '') && (
        <dl className="source-words" aria-label="As the source says">
          {fileName !== '' && (
            <>
              <dt>File</dt>
              <dd dir="auto">{fileName}</dd>
            </>
          )}
          {particulars.map(({ name, value }, index) => (
            <Fragment key={`${name} ${index}`}>
              <dt dir="auto">{name}</dt>
              <dd dir="auto">{value}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {importId !== null && (
        <div>
          <Button onPress={() => void saveReport(importId, fileName)}>Save the report of its import…</Button>
        </div>
      )}
    </>
  );
}

const noParticulars: readonly Particular[] = [];

async function saveReport(importId: string, fileName: string): Promise<void> {
  const pick = await shell.chooseReport(`Import ${fileName.split('/')[0] ?? ''}`.trim());
  if (!pick) return;
  const saved = await call('import.saveReport', { importId, token: pick.token });
  if (saved.ok) notify('info', `The report was saved as ${pick.fileName}.`);
  else notify('problem', saved.error.message);
}
