import { FolderOpen, FolderTree, Plus, SlidersHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { shell } from '../api';
import { JobProgress } from '../exchange/job-progress';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { notify } from '../store';
import { countOf } from './describe';
import { DuplicateGroups } from './duplicate-groups';
import { FileProblems, ImportFiles } from './import-files';
import { ImportRows } from './import-rows';
import { ImportSettingsDialog } from './import-settings-dialog';
import {
  bringIn,
  cancelJob,
  discard,
  readPasted,
  readPicks,
  refresh,
  type Shown,
  show,
  useImporting,
} from './importing';

/** Brings articles in: what was pasted, chosen or dropped is read, shown and corrected before it is added. */
export function AddArticlesDialog() {
  const [pasted, setPasted] = useState('');
  const [asksToDiscard, askToDiscard] = useState(false);
  const [hasSettings, showSettings] = useState(false);
  const { state, shown, wrong, job } = useImporting();
  useEffect(() => void refresh(), []);

  // A text that is still in the box is an article as well.
  const isPasted = pasted.trim() !== '';
  const count = state.taken + (isPasted ? 1 : 0);
  const held = state.rows + (isPasted ? 1 : 0);
  const close = (): void => {
    if (job) cancelJob();
    else if (held === 0) discard();
    else askToDiscard(true);
  };
  /** The box is free for the next text at once; one of which nothing came is put back. */
  const takePasted = async (): Promise<boolean> => {
    const before = useImporting.getState().state.rows;
    setPasted('');
    await readPasted(pasted);
    const isTaken = useImporting.getState().state.rows > before;
    if (!isTaken) setPasted((since) => pasted + since);
    return isTaken;
  };
  const add = async (): Promise<void> => {
    if (isPasted) {
      const { taken } = useImporting.getState().state;
      if (!(await takePasted())) return;
      if (useImporting.getState().state.taken === taken) {
        notify('problem', 'The pasted text is left out, since it is there already. Look at it in the list.');
        return;
      }
    }
    await bringIn();
  };
  const chooseFrom = async (kind: 'files' | 'folder'): Promise<void> =>
    readPicks(await shell.chooseArticles(kind));

  return (
    <Dialog
      title="Add articles"
      size={state.rows + state.problems === 0 ? 'medium' : 'wide'}
      onClose={close}
      footer={
        <>
          {wrong.size > 0 && (
            <p className="footer-note">
              Each article needs a title that can be seen, and a date as 2020, 2020-08 or 2020-08-03, or none.
            </p>
          )}
          <Button onPress={close}>Cancel</Button>
          <Button
            look="primary"
            isDisabled={count === 0 || wrong.size > 0 || job !== null}
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
          lines={state.rows === 0 ? 7 : 2}
          value={pasted}
          onChange={setPasted}
          autoFocus
          placeholder="The first line is taken as the title."
        />
        <div className="bring-in-buttons">
          <Button icon={Plus} isDisabled={!isPasted || job !== null} onPress={() => void takePasted()}>
            Use this text
          </Button>
          <Button icon={FolderOpen} isDisabled={job !== null} onPress={() => void chooseFrom('files')}>
            Choose files…
          </Button>
          <Button icon={FolderTree} isDisabled={job !== null} onPress={() => void chooseFrom('folder')}>
            Choose a folder…
          </Button>
          <Button icon={SlidersHorizontal} isDisabled={job !== null} onPress={() => showSettings(true)}>
            How files are read…
          </Button>
        </div>
        <p className="help">
          Text, web pages, Word, ODT, RTF, PDF, EPUB, tables, JSON, and exports of Nexis, Factiva and
          Europresse; files, folders and zips can also be dropped on the window.
        </p>
      </div>
      {job && (
        <div className="job-row">
          <JobProgress label="Import" job={job} />
          <Button onPress={cancelJob}>Stop</Button>
        </div>
      )}
      <FileProblems />
      {state.files > 0 && (
        <>
          <Views shown={shown} />
          {shown === 'groups' ? <DuplicateGroups /> : shown === 'files' ? <ImportFiles /> : <ImportRows />}
        </>
      )}
      {asksToDiscard && <DiscardDialog count={held} onKeep={() => askToDiscard(false)} onDiscard={discard} />}
      {hasSettings && <ImportSettingsDialog fileId={null} onClose={() => showSettings(false)} />}
    </Dialog>
  );
}

/** What can be looked at, each with its number. */
function Views({ shown }: { shown: Shown }) {
  const { rows, taken, doubtful, groups, files } = useImporting(({ state }) => state);
  const views: { id: Shown; label: string; count: number }[] = [
    { id: 'all', label: 'All', count: rows },
    { id: 'doubtful', label: 'To look at', count: doubtful },
    { id: 'groups', label: 'Duplicates', count: groups },
    { id: 'skipped', label: 'Left out', count: rows - taken },
    { id: 'files', label: 'Files', count: files },
  ];
  return (
    <div className="segments" role="group" aria-label="Show">
      {views.map(({ id, label, count }) => (
        <ToggleButton key={id} className="segment" isSelected={id === shown} onChange={() => void show(id)}>
          <span className="segment-label">
            {label} <span className="figure">{count.toLocaleString('en')}</span>
          </span>
        </ToggleButton>
      ))}
    </div>
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
