import { useEffect, useState } from 'react';
import { Label, ProgressBar, Radio, RadioGroup } from 'react-aria-components';
import { v7 as newId } from 'uuid';
import type { ExportFormat, ExportPlan, ExportReport } from '../../shared/api';
import { lossInWords } from '../../shared/formats/losses';
import { call, onHostEvent, shell } from '../api';
import { countOf } from '../articles/describe';
import { closeDialog, notify, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

type Step =
  | { kind: 'choosing' }
  | { kind: 'running'; jobId: string; message: string; part: number | null }
  | { kind: 'done'; report: ExportReport };

/** Asks for a format, says what will be written, writes it, and says what was written. */
export function ExportDialog() {
  const projectName = useStore(({ records }) => [...records.project.values()][0]?.name ?? 'project');
  const [formatId, setFormatId] = useState('csv');
  const [formats, setFormats] = useState<readonly ExportFormat[]>([]);
  const [options, setOptions] = useState<Record<string, string>>({});
  const [plan, setPlan] = useState<ExportPlan | null>(null);
  const [step, setStep] = useState<Step>({ kind: 'choosing' });
  const [problem, setProblem] = useState<string | null>(null);
  const format = formats.find(({ id }) => id === formatId);

  useEffect(() => {
    void call('export.formats', undefined).then((result) => {
      if (result.ok) setFormats(result.value);
      else setProblem(result.error.message);
    });
  }, []);

  useEffect(() => {
    let isCurrent = true;
    void call('export.plan', { format: formatId, options }).then((result) => {
      if (!isCurrent) return;
      setPlan(result.ok ? result.value : null);
      setProblem(result.ok ? null : result.error.message);
    });
    return () => {
      isCurrent = false;
    };
  }, [formatId, options]);

  const run = async (): Promise<void> => {
    if (!format) return;
    const pick = await shell.chooseExport(format.container === 'folder' ? 'folder' : 'file', projectName);
    if (!pick) return;
    const jobId = newId();
    setProblem(null);
    setStep({ kind: 'running', jobId, message: 'Starting…', part: null });
    onHostEvent('progress', (event) => {
      if (event.jobId !== jobId) return;
      const part = event.total === null || event.total === 0 ? null : event.done / event.total;
      setStep((now) => (now.kind === 'running' ? { ...now, message: event.message, part } : now));
    });
    const request = { format: format.id, options };
    const result = await call('export.run', { jobId, token: pick.token, request });
    if (result.ok) {
      setStep({ kind: 'done', report: result.value });
      return;
    }
    setStep({ kind: 'choosing' });
    if (result.error.code === 'cancelled') notify('info', 'The export was cancelled; nothing was written.');
    else setProblem(result.error.message);
  };

  if (step.kind === 'running') return <Running step={step} />;
  if (step.kind === 'done') return <Done report={step.report} />;
  return (
    <Dialog
      title="Export"
      size="medium"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look="primary" isDisabled={plan === null} onPress={() => void run()}>
            Export…
          </Button>
        </>
      }
    >
      <RadioGroup
        className="field"
        value={formatId}
        onChange={(id) => {
          setFormatId(id);
          setOptions({});
        }}
      >
        <Label className="label">Format</Label>
        <div className="cards">
          {formats.map(({ id, name, what }) => (
            <Radio key={id} value={id} className="card" aria-label={name}>
              <strong>{name}</strong>
              <span>{what}</span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {format?.options.map((option) => (
        <RadioGroup
          key={option.id}
          className="field"
          value={options[option.id] ?? option.usual}
          onChange={(id) => setOptions({ ...options, [option.id]: id })}
        >
          <Label className="label">{option.name}</Label>
          <div className="cards">
            {option.choices.map(({ id, name, what }) => (
              <Radio key={id} value={id} className="card" aria-label={name}>
                <strong>{name}</strong>
                <span>{what}</span>
              </Radio>
            ))}
          </div>
        </RadioGroup>
      ))}
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
      {plan && (
        <table className="table" aria-label="What will be written">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">What</th>
              <th scope="col" className="number">
                Rows
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.files.map(({ name, what, rows }) => (
              <tr key={name}>
                <td className="file-cell">{name}</td>
                <td>{what}</td>
                <td className="number">{rows?.toLocaleString('en') ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

function Running({ step }: { step: Extract<Step, { kind: 'running' }> }) {
  const cancel = (): void => void call('job.cancel', { jobId: step.jobId });
  return (
    <Dialog
      title="Exporting"
      role="alertdialog"
      onClose={cancel}
      footer={
        <Button autoFocus onPress={cancel}>
          Cancel
        </Button>
      }
    >
      <ProgressBar
        aria-label="Export"
        className="progress"
        isIndeterminate={step.part === null}
        value={(step.part ?? 0) * 100}
      >
        <div className="progress-track">
          <div className="progress-done" style={{ width: `${(step.part ?? 0) * 100}%` }} />
        </div>
      </ProgressBar>
      <p className="help">{step.message}</p>
    </Dialog>
  );
}

function Done({ report }: { report: ExportReport }) {
  return (
    <Dialog
      title="Exported"
      size="medium"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={() => void shell.showInFolder(report.token)}>Show in folder</Button>
          <Button look="primary" autoFocus onPress={closeDialog}>
            Close
          </Button>
        </>
      }
    >
      <p>{countOf(report.files.length, 'file')} written.</p>
      <table className="table" aria-label="What was written">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="number">
              Rows
            </th>
            <th scope="col" className="number">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {report.files.map(({ name, rows, bytes }) => (
            <tr key={name}>
              <td className="file-cell">{name}</td>
              <td className="number">{rows?.toLocaleString('en') ?? ''}</td>
              <td className="number">{sizeOf(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.losses.map((loss) => (
        <p key={loss.what} className="warning">
          {lossInWords(loss)}
        </p>
      ))}
    </Dialog>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 10_000
    ? `${bytes.toLocaleString('en')} bytes`
    : `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
