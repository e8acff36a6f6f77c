import { useState } from 'react';
import { type CopyReport, type CopyRequest, keepsHistory } from '../../shared/colleague-copy';
import { isolated } from '../../shared/names';
import type { Pick as PickedFile } from '../../shared/shell-api';
import { compareNames } from '../actors/search';
import { call, shell } from '../api';
import { countOf } from '../articles/describe';
import { Problem } from '../exchange/problem';
import { Running } from '../exchange/running';
import { Tick } from '../exchange/some-of';
import { useJob } from '../exchange/use-job';
import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/fields';
import { blindInWords, openDoubleCodings, proposedCopy } from './blind-proposal';
import './merge.css';

const nobody = 'nobody';

/** Asks what goes along in a copy for a colleague, and writes it; the project itself stays as it is. */
export function CopyDialog() {
  const projectName = useStore(({ records }) => [...records.project.values()][0]?.name ?? 'Project');
  const coders = useStore((state) => state.records.coder);
  // As it is when the dialog opens: what is chosen then stays chosen.
  const [open] = useState(() => openDoubleCodings(useStore.getState()));
  const [request, setRequest] = useState<CopyRequest>(() => proposedCopy(open));
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<{ report: CopyReport; pick: PickedFile } | null>(null);
  const { job, run, cancel } = useJob();
  const change = (patch: Partial<CopyRequest>): void => setRequest({ ...request, ...patch });
  const people = [...coders.values()].filter(({ role }) => role === 'coder').toSorted(compareNames);
  const needsPast = request.notes && request.others;
  const hasHistory = keepsHistory(request);

  const write = async (): Promise<void> => {
    const forWhom = request.others ? undefined : people.find(({ id }) => id === request.coderId)?.name;
    const pick = await shell.chooseCopy(`${projectName} for ${forWhom ?? 'a colleague'}`);
    if (!pick) return;
    setProblem(null);
    const result = await run((jobId) => call('copy.run', { jobId, token: pick.token, request }));
    if (result.ok) setDone({ report: result.value, pick });
    else if (result.error.code !== 'cancelled') setProblem(result.error.message);
  };

  if (job) return <Running title="Saving a copy" label="Copy" job={job} onCancel={cancel} />;
  if (done) return <CopyDone {...done} />;
  return (
    <Dialog
      title="Save a copy for a colleague"
      size="medium"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look="primary" autoFocus onPress={() => void write()}>
            Save the copy…
          </Button>
        </>
      }
    >
      <p>
        A project file of its own, which your colleague opens and codes in. Later you merge it back: nothing
        that either of you did is lost.
      </p>
      <Problem message={problem} />
      <fieldset className="field several copy-parts">
        <legend className="label">What goes along</legend>
        <Part
          label="The work of others"
          about="Without it the copy is blind: articles, codebook, actors and concepts, but nobody’s annotations."
          note={blindInWords(open)}
          isOn={request.others}
          onChange={(others) => change({ others })}
        />
        {!request.others && people.length > 0 && (
          <div className="copy-whose">
            <Select
              label="Whose work goes along all the same"
              value={request.coderId ?? nobody}
              options={[
                { id: nobody, label: 'Nobody’s' },
                ...people.map(({ id, name }) => ({ id, label: name })),
              ]}
              onChange={(id) => change({ coderId: id === nobody ? null : id })}
            />
          </div>
        )}
        <Part
          label="Notes"
          about="On annotations, articles and actors, and why something is to be looked at again."
          isOn={request.notes}
          onChange={(notes) => change({ notes })}
        />
        <Part
          label="The history"
          about={
            needsPast
              ? 'Every step so far: who did what, and all that was deleted, which can be brought back from it.'
              : 'It stays here: it would tell what is left out above.'
          }
          isOn={hasHistory}
          isDisabled={!needsPast}
          onChange={(history) => change({ history })}
        />
      </fieldset>
      <p className="help">
        {hasHistory
          ? ''
          : 'What is left out is really gone from the copy, also what was deleted earlier. It still knows where it comes from, so that merging it back works. '}
        Texts of articles always go along: a colleague codes in them. To give annotations away without the
        texts, use Export.
      </p>
    </Dialog>
  );
}

interface PartProps {
  label: string;
  about: string;
  /** What makes a difference for it just now. */
  note?: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}

function Part({ label, about, note = '', isOn, isDisabled = false, onChange }: PartProps) {
  return (
    <div className="copy-part">
      <Tick label={label} isOn={isOn} isDisabled={isDisabled} onChange={onChange} />
      <p className="help">{about}</p>
      {note !== '' && <p className="copy-note">{note}</p>}
    </div>
  );
}

function CopyDone({ report, pick }: { report: CopyReport; pick: PickedFile }) {
  return (
    <Dialog
      title="The copy is saved"
      size="medium"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={() => void shell.showInFolder(pick.token)}>Show in folder</Button>
          <Button look="primary" autoFocus onPress={closeDialog}>
            Close
          </Button>
        </>
      }
    >
      <p role="status">
        {isolated(pick.fileName)} in {isolated(pick.folder)}: {countOf(report.articles, 'article')},{' '}
        {countOf(report.annotations, 'annotation')},{' '}
        {report.lines > 0 ? `${countOf(report.lines, 'step')} of history` : 'no history'}.
      </p>
      {report.leftOut > 0 && (
        <p className="help">{countOf(report.leftOut, 'annotation')} of others stayed here.</p>
      )}
    </Dialog>
  );
}
