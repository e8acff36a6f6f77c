import { useEffect, useState } from 'react';
import type { CallInput, ExportFormat, ExportPlan, ExportReport } from '../../shared/api';
import type { Loss } from '../../shared/formats/losses';
import { everything, type Selection } from '../../shared/formats/selection';
import { call, shell } from '../api';
import { countOf } from '../articles/describe';
import { closeDialog, notify, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { dateProblem, ExportSelection } from './export-selection';
import { FormatAbout, FormatList, FormatOptions } from './format-list';
import { LossList } from './loss-list';
import { Running } from './running';
import { useJob } from './use-job';
import './exchange.css';

type Step = { kind: 'choosing' } | { kind: 'writing' } | { kind: 'done'; report: ExportReport };

/** Asks for a format and for what goes out, says what will be written and lost, writes it, and says what was. */
export function ExportDialog() {
  const projectName = useStore(({ records }) => [...records.project.values()][0]?.name ?? 'project');
  const [formats, setFormats] = useState<readonly ExportFormat[]>([]);
  const [formatId, setFormatId] = useState('csv');
  const [options, setOptions] = useState<Record<string, string>>({});
  const [selection, setSelection] = useState<Selection>(everything);
  const [dates, setDates] = useState({ from: '', to: '' });
  const [plan, setPlan] = useState<ExportPlan | null>(null);
  const [losses, setLosses] = useState<readonly Loss[] | null>(null);
  const [step, setStep] = useState<Step>({ kind: 'choosing' });
  const [problem, setProblem] = useState<string | null>(null);
  const { job, run: runJob, cancel } = useJob();
  const format = formats.find(({ id }) => id === formatId);
  const datesAreRight = dateProblem(dates.from) === null && dateProblem(dates.to) === null;
  const request: CallInput<'export.plan'> = {
    format: formatId,
    options,
    selection: { ...selection, from: dates.from.trim() || null, to: dates.to.trim() || null },
  };
  // What is asked for, as one value: a new one makes what was found about the last one old.
  const asked = JSON.stringify(request);

  useEffect(() => {
    void call('export.formats', undefined).then((result) => {
      if (result.ok) setFormats(result.value);
      else setProblem(result.error.message);
    });
  }, []);

  useEffect(() => {
    let isCurrent = true;
    setLosses(null);
    if (!datesAreRight) return;
    void call('export.plan', JSON.parse(asked) as CallInput<'export.plan'>).then((result) => {
      if (!isCurrent) return;
      setPlan(result.ok ? result.value : null);
      setProblem(result.ok ? null : result.error.message);
    });
    return () => {
      isCurrent = false;
    };
  }, [asked, datesAreRight]);

  const check = async (): Promise<void> => {
    setProblem(null);
    const result = await runJob((jobId) => call('export.dryRun', { jobId, request }));
    if (result.ok) setLosses(result.value.losses);
    else if (result.error.code !== 'cancelled') setProblem(result.error.message);
  };

  const write = async (): Promise<void> => {
    if (!format) return;
    const kind = format.container === 'folder' ? 'folder' : 'file';
    const suggested = kind === 'folder' ? projectName : `${projectName}.${format.extensions[0]}`;
    const pick = await shell.chooseExport(kind, suggested);
    if (!pick) return;
    setProblem(null);
    setStep({ kind: 'writing' });
    const result = await runJob((jobId) => call('export.run', { jobId, token: pick.token, request }));
    if (result.ok) {
      setStep({ kind: 'done', report: result.value });
      return;
    }
    setStep({ kind: 'choosing' });
    if (result.error.code === 'cancelled') notify('info', 'The export was cancelled; nothing was written.');
    else setProblem(result.error.message);
  };

  if (step.kind === 'writing')
    return (
      <Running title="Exporting" label="Export" job={job ?? { message: '', part: null }} onCancel={cancel} />
    );
  if (step.kind === 'done') return <Done report={step.report} />;
  return (
    <Dialog
      title="Export"
      size="large"
      onClose={() => {
        cancel();
        closeDialog();
      }}
      footer={
        <>
          {job && <span className="footer-note">{job.message}</span>}
          <Button onPress={job ? cancel : closeDialog}>Cancel</Button>
          <Button isDisabled={plan === null || job !== null || !datesAreRight} onPress={() => void check()}>
            Check what is lost
          </Button>
          <Button
            look="primary"
            isDisabled={plan === null || job !== null || !datesAreRight}
            onPress={() => void write()}
          >
            Export…
          </Button>
        </>
      }
    >
      <div className="exchange">
        <FormatList
          formats={formats}
          chosen={format}
          onChoose={({ id }) => {
            setFormatId(id);
            setOptions({});
          }}
        />
        <div className="exchange-about">
          {format && <FormatAbout format={format} />}
          {format && <FormatOptions format={format} options={options} onChange={setOptions} />}
          {problem !== null && (
            <p role="alert" className="error">
              {problem}
            </p>
          )}
          <div role="status">
            {losses?.length === 0 && <p>Nothing is lost in this format.</p>}
            {losses && losses.length > 0 && <LossList losses={losses} label="What is lost" />}
          </div>
          <ExportSelection selection={selection} onChange={setSelection} dates={dates} onDates={setDates} />
          {plan && <Plan plan={plan} />}
        </div>
      </div>
    </Dialog>
  );
}

function Plan({ plan }: { plan: ExportPlan }) {
  return (
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
  );
}

/** Of an export of one file for each article, nobody reads the list to its end. */
const mostFiles = 50;

function Done({ report }: { report: ExportReport }) {
  const more = report.files.length - mostFiles;
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
      {report.losses.length > 0 && (
        <>
          <LossList losses={report.losses} label="What was lost" />
          <p className="help">The same lies beside the export, as text and as JSON.</p>
        </>
      )}
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
          {report.files.slice(0, mostFiles).map(({ name, rows, bytes }) => (
            <tr key={name}>
              <td className="file-cell">{name}</td>
              <td className="number">{rows?.toLocaleString('en') ?? ''}</td>
              <td className="number">{sizeOf(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="help">and {countOf(more, 'more file')}.</p>}
    </Dialog>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 10_000
    ? `${bytes.toLocaleString('en')} bytes`
    : `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
