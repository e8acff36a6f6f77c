import { useState } from 'react';
import { shell } from '../api';
import { Problem } from '../exchange/problem';
import { Running } from '../exchange/running';
import { useJob } from '../exchange/use-job';
import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { rebuildProject } from './session';

/** Makes a project of one that was exported whole: asks for that, then where the new file goes. */
export function RebuildProjectDialog() {
  const knownName = useStore((state) => state.start?.coderName ?? '');
  const [coderName, setCoderName] = useState(knownName);
  const [problem, setProblem] = useState<string | null>(null);
  const { job, run, cancel } = useJob();
  const isComplete = coderName.trim() !== '';

  const choose = async (kind: 'file' | 'folder'): Promise<void> => {
    setProblem(null);
    const source = await shell.chooseArchive(kind);
    if (!source) return;
    const pick = await shell.chooseNewProject(source.fileName.replace(/\.(?:zip|json)$/i, ''));
    if (!pick) return;
    const failure = await rebuildProject(pick, { source, coderName: coderName.trim(), run });
    if (failure && failure.code !== 'cancelled') setProblem(failure.message);
  };

  if (job) return <Running title="Making the project" label="Project" job={job} onCancel={cancel} />;
  return (
    <Dialog
      title="New project from an archive"
      size="medium"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button isDisabled={!isComplete} onPress={() => void choose('folder')}>
            Choose a folder…
          </Button>
          <Button look="primary" autoFocus isDisabled={!isComplete} onPress={() => void choose('file')}>
            Choose a file…
          </Button>
        </>
      }
    >
      <p>
        A whole project that was exported from Claimbook, with its history: an archive (.zip), a JSON file, or
        a folder of JSON Lines. It becomes a new project file, for which you choose a place next.
      </p>
      <Problem message={problem} />
      <TextField
        label="Your name"
        help="Each annotation remembers who made it."
        value={coderName}
        onChange={setCoderName}
        isRequired
      />
    </Dialog>
  );
}
