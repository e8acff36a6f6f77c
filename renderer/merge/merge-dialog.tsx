import { useEffect, useRef, useState } from 'react';
import type { Merged, MergePreview as Preview } from '../../shared/api-merge';
import { isolated } from '../../shared/names';
import type { Pick as PickedFile } from '../../shared/shell-api';
import { call } from '../api';
import { countOf } from '../articles/describe';
import { Running } from '../exchange/running';
import { useJob } from '../exchange/use-job';
import { writes } from '../project/session';
import { closeDialog, openDialog } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { type Decided, undecided } from './deciding';
import { MergePreview } from './merge-preview';
import { changesInWords } from './words';
import './merge.css';

type Step =
  | { kind: 'reading' }
  | { kind: 'failed'; message: string }
  | { kind: 'looking'; preview: Preview }
  | { kind: 'done'; preview: Preview; questions: number };

/** Milliseconds without a decision after which the figures are worked out anew. */
const pause = 400;

/** Merges files of colleagues one after another: each is read, looked at, decided about and brought in. */
export function MergeDialog({ picks }: { picks: readonly PickedFile[] }) {
  const [at, setAt] = useState(0);
  const [step, setStep] = useState<Step>({ kind: 'reading' });
  const [decided, setDecided] = useState<Decided>(undecided);
  const [problem, setProblem] = useState<string | null>(null);
  const { job, run, cancel } = useJob();
  const latest = useRef(decided);
  const timer = useRef(0);
  const pick = picks[at];
  const waiting = picks.length - at - 1;

  const read = async (next: number): Promise<void> => {
    const file = picks[next];
    if (!file) return closeDialog();
    setAt(next);
    setStep({ kind: 'reading' });
    setProblem(null);
    latest.current = undecided;
    setDecided(undecided);
    const result = await run((jobId) => call('merge.read', { jobId, token: file.token }));
    if (result.ok) setStep({ kind: 'looking', preview: result.value });
    else if (result.error.code === 'cancelled') closeDialog();
    else setStep({ kind: 'failed', message: result.error.message });
  };
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void read(0);
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const decide = (next: Decided): void => {
    latest.current = next;
    setDecided(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      void call('merge.preview', { decisions: next }).then((result) => {
        if (latest.current !== next) return;
        if (result.ok) setStep({ kind: 'looking', preview: result.value });
        setProblem(result.ok ? null : result.error.message);
      });
    }, pause);
  };

  const goOn = (): void => {
    cancel();
    clearTimeout(timer.current);
    void call('merge.discard', undefined);
    if (waiting > 0) void read(at + 1);
    else closeDialog();
  };

  const merge = async (preview: Preview): Promise<void> => {
    clearTimeout(timer.current);
    setProblem(null);
    const decisions = latest.current;
    const result = await run((jobId) => writes.push('merge.run', () => ({ jobId, decisions })));
    if (result.ok) {
      const merged = result.value as Merged | null;
      setStep({ kind: 'done', preview, questions: merged?.questions ?? 0 });
    } else if (result.error.code !== 'cancelled') setProblem(result.error.message);
  };

  if (job || step.kind === 'reading')
    return (
      <Running
        title={`Merging ${pick?.fileName ?? ''}`}
        label="Merge"
        job={job ?? { message: '', part: null }}
        onCancel={cancel}
      />
    );
  if (step.kind === 'failed')
    return (
      <Dialog
        title="It cannot be merged"
        size="medium"
        onClose={goOn}
        footer={
          <Button look="primary" autoFocus onPress={goOn}>
            {waiting > 0 ? 'Go on with the next one' : 'Close'}
          </Button>
        }
      >
        <p role="alert">
          <bdi className="file-name">{pick?.fileName}</bdi>: {step.message}
        </p>
      </Dialog>
    );
  if (step.kind === 'done')
    return (
      <MergeDone
        {...step}
        waiting={waiting}
        onGoOn={() => (waiting > 0 ? void read(at + 1) : closeDialog())}
      />
    );
  return (
    <MergePreview
      preview={step.preview}
      decided={decided}
      problem={problem}
      waiting={waiting}
      onDecide={decide}
      onLeave={goOn}
      onMerge={() => void merge(step.preview)}
    />
  );
}

interface MergeDoneProps {
  preview: Preview;
  questions: number;
  waiting: number;
  onGoOn: () => void;
}

/** What came of it, the way back, and the way to what stayed open. */
function MergeDone({ preview, questions, waiting, onGoOn }: MergeDoneProps) {
  const [isUndone, setUndone] = useState(false);
  const canAnswer = !isUndone && questions > 0 && waiting === 0;
  const undo = async (): Promise<void> => {
    const result = await writes.push('history.undo', () => undefined);
    if (result.ok) setUndone(true);
  };
  return (
    <Dialog
      title={isUndone ? 'Taken back' : 'Merged'}
      size="medium"
      onClose={onGoOn}
      footer={
        <>
          {!isUndone && <Button onPress={() => void undo()}>Undo the merge</Button>}
          <Button look={canAnswer ? 'plain' : 'primary'} autoFocus={!canAnswer} onPress={onGoOn}>
            {waiting > 0 ? 'Go on with the next one' : 'Close'}
          </Button>
          {canAnswer && (
            <Button look="primary" autoFocus onPress={() => openDialog({ kind: 'questions' })}>
              Answer the questions…
            </Button>
          )}
        </>
      }
    >
      {isUndone ? (
        <p role="status">The project is as it was before. Redo merges again.</p>
      ) : (
        <>
          <p role="status">
            {isolated(preview.fileName)} is merged: {changesInWords(preview.changes)}.
          </p>
          <p className="help">
            {questions === 0
              ? 'No question is open.'
              : `${countOf(questions, 'question')} stayed open. They wait in the project; until they are answered, what you had stands.`}
          </p>
        </>
      )}
    </Dialog>
  );
}
