import { FolderOpen, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ArticleFields } from '../../shared/api';
import { partialDate } from '../../shared/records';
import { call } from '../api';
import type { SourcedDraft, UnreadFile } from '../dialogs';
import { openArticle, writes } from '../project/session';
import { closeDialog, openDialog } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { countOf } from './describe';
import { DraftTable } from './draft-table';
import { chooseFiles, draftPasted, readAgain } from './drafts';
import { EncodingChoice } from './encoding-choice';

type Edits = Readonly<Record<string, Partial<ArticleFields>>>;

/** Brings in texts: pasted, chosen or dropped; their particulars are guessed and can be corrected. */
export function AddArticlesDialog({ drafts, problems }: { drafts: SourcedDraft[]; problems: UnreadFile[] }) {
  const [pasted, setPasted] = useState('');
  const [edits, setEdits] = useState<Edits>({});
  const [isAdding, setAdding] = useState(false);

  const edited = drafts.map((draft) => ({ ...draft, fields: { ...draft.fields, ...edits[draft.draftId] } }));
  const wrong = edited.filter(({ fields }) => !isComplete(fields));

  const edit = (draftId: string, patch: Partial<ArticleFields>): void =>
    setEdits((before) => ({ ...before, [draftId]: { ...before[draftId], ...patch } }));
  const editAll = (patch: Partial<ArticleFields>): void =>
    drafts.forEach(({ draftId }) => edit(draftId, patch));

  const drop = (draftId: string): void => {
    void call('article.discard', { draftIds: [draftId] });
    openDialog({
      kind: 'add-articles',
      problems,
      drafts: drafts.filter((draft) => draft.draftId !== draftId),
    });
  };
  /** What the user has typed about the text stays. */
  const reread = async (draft: SourcedDraft, encoding: string): Promise<void> => {
    const draftId = await readAgain(draft, encoding);
    const typed = edits[draft.draftId];
    if (draftId !== null && typed) edit(draftId, typed);
  };
  const close = (): void => {
    const draftIds = drafts.map(({ draftId }) => draftId);
    if (draftIds.length > 0) void call('article.discard', { draftIds });
    closeDialog();
  };
  const add = async (): Promise<void> => {
    setAdding(true);
    const input = edited.map(({ draftId, fields }) => ({ draftId, fields: trimmed(fields) }));
    const result = await writes.push('article.add', () => ({ drafts: input }));
    setAdding(false);
    if (!result.ok) return;
    closeDialog();
    const first = result.value?.change.added.find(({ type }) => type === 'article');
    if (first) await openArticle(first.id);
  };
  const takePasted = async (): Promise<void> => {
    await draftPasted(pasted);
    setPasted('');
  };

  return (
    <Dialog
      title="Add articles"
      size="large"
      onClose={close}
      footer={
        <>
          {wrong.length > 0 && (
            <p className="footer-note">Each article needs a title and a valid date or none.</p>
          )}
          <Button onPress={close}>Cancel</Button>
          <Button
            look="primary"
            isDisabled={drafts.length === 0 || wrong.length > 0 || isAdding}
            onPress={() => void add()}
          >
            {drafts.length === 0 ? 'Add' : `Add ${countOf(drafts.length, 'article')}`}
          </Button>
        </>
      }
    >
      <div className="bring-in">
        <TextField
          label="Paste a text"
          lines={drafts.length === 0 ? 7 : 3}
          value={pasted}
          onChange={setPasted}
          autoFocus
          placeholder="The first line is taken as the title."
        />
        <div className="bring-in-buttons">
          <Button icon={Plus} isDisabled={pasted.trim() === ''} onPress={() => void takePasted()}>
            Use this text
          </Button>
          <Button icon={FolderOpen} onPress={() => void chooseFiles()}>
            Choose files…
          </Button>
          <span className="help">or drop .txt, .md and .html files on the window</span>
        </div>
      </div>
      {problems.map((problem) => (
        <Problem key={problem.id} problem={problem} />
      ))}
      {drafts.length > 0 && (
        <DraftTable
          drafts={edited}
          onEdit={edit}
          onEditAll={editAll}
          onDrop={drop}
          onReadAgain={(draft, encoding) => void reread(draft, encoding)}
        />
      )}
    </Dialog>
  );
}

const isComplete = ({ title, date }: ArticleFields): boolean =>
  title.trim() !== '' && (date === null || partialDate.safeParse(date.trim()).success);

const trimmed = (fields: ArticleFields): ArticleFields => ({
  ...fields,
  title: fields.title.trim(),
  date: fields.date?.trim() ?? null,
});

/** A file that could not be read; where only the encoding is unknown, it can be chosen by its looks. */
function Problem({ problem }: { problem: UnreadFile }) {
  const name = problem.fileName === '' ? 'Pasted text' : problem.fileName;
  return (
    <section className="draft-problem" aria-label={name}>
      <p>
        <bdi className="file-name">{name}</bdi> {problem.message}
      </p>
      {problem.encodings.length > 0 && (
        <EncodingChoice
          choices={problem.encodings}
          onChoose={(encoding) => void readAgain(problem, encoding)}
        />
      )}
    </section>
  );
}
