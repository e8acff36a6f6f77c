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
import { chooseFiles, draftPasted, inHand, readAgain } from './drafts';
import { EncodingChoice } from './encoding-choice';

type Edits = Readonly<Record<string, Partial<ArticleFields>>>;

/** Brings in texts: pasted, chosen or dropped; their particulars are guessed and can be corrected. */
export function AddArticlesDialog({ drafts, problems }: { drafts: SourcedDraft[]; problems: UnreadFile[] }) {
  const [pasted, setPasted] = useState('');
  const [edits, setEdits] = useState<Edits>({});
  const [isAdding, setAdding] = useState(false);
  const [asksToDiscard, askToDiscard] = useState(false);

  const withEdits = (all: readonly SourcedDraft[]): SourcedDraft[] =>
    all.map((draft) => ({ ...draft, fields: { ...draft.fields, ...edits[draft.draftId] } }));
  const edited = withEdits(drafts);
  const wrong = edited.filter(({ fields }) => !isComplete(fields));
  // A text that is still in the box is an article as well.
  const isPasted = pasted.trim() !== '';
  const count = drafts.length + (isPasted ? 1 : 0);

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
  const discard = (): void => {
    const draftIds = drafts.map(({ draftId }) => draftId);
    if (draftIds.length > 0) void call('article.discard', { draftIds });
    closeDialog();
  };
  const close = (): void => (count === 0 ? discard() : askToDiscard(true));
  /** The box is free for the next text at once; one of which no draft came is put back. */
  const takePasted = async (): Promise<boolean> => {
    setPasted('');
    const isTaken = await draftPasted(pasted);
    if (!isTaken) setPasted((since) => pasted + since);
    return isTaken;
  };
  const add = async (): Promise<void> => {
    setAdding(true);
    await addAll();
    setAdding(false);
  };
  const addAll = async (): Promise<void> => {
    if (isPasted && !(await takePasted())) return;
    const input = withEdits(inHand().drafts).map(({ draftId, fields }) => ({
      draftId,
      fields: trimmed(fields),
    }));
    const result = await writes.push('article.add', () => ({ drafts: input }));
    if (!result.ok) return;
    closeDialog();
    const first = result.value?.change.added.find(({ type }) => type === 'article');
    if (first) await openArticle(first.id);
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
            isDisabled={count === 0 || wrong.length > 0 || isAdding}
            onPress={() => void add()}
          >
            {count === 0 ? 'Add' : `Add ${countOf(count, 'article')}`}
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
          <Button icon={Plus} isDisabled={!isPasted} onPress={() => void takePasted()}>
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
      {asksToDiscard && (
        <DiscardDialog count={count} onKeep={() => askToDiscard(false)} onDiscard={discard} />
      )}
    </Dialog>
  );
}

interface DiscardDialogProps {
  count: number;
  onKeep: () => void;
  onDiscard: () => void;
}

/** Asks before texts, and what was typed about them, are thrown away: Escape is pressed too easily. */
function DiscardDialog({ count, onKeep, onDiscard }: DiscardDialogProps) {
  return (
    <Dialog
      title={`Discard ${countOf(count, 'article')}?`}
      role="alertdialog"
      onClose={onKeep}
      footer={
        <>
          <Button onPress={onKeep} autoFocus>
            Keep
          </Button>
          <Button look="danger" onPress={onDiscard}>
            Discard
          </Button>
        </>
      }
    >
      <p>
        {count === 1
          ? 'This text has not been added to the project.'
          : 'These texts have not been added to the project.'}
      </p>
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
