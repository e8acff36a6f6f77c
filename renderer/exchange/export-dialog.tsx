import { useEffect, useRef, useState } from 'react';
import type { CallInput, ExportFormat, ExportPlan, ExportReport } from '../../shared/api';
import type { Loss } from '../../shared/formats/losses';
import { everything, type Selection } from '../../shared/formats/selection';
import type { Pick as PickedFile } from '../../shared/shell-api';
import { call, shell } from '../api';
import { closeDialog, notify, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ExportDone } from './export-done';
import { dateProblem, ExportSelection } from './export-selection';
import { FormatAbout, FormatList, FormatOptions } from './format-list';
import { LossList, lossSummary } from './loss-list';
import { Problem } from './problem';
import { Running } from './running';
import { useJob } from './use-job';
import './exchange.css';

type Step =
  { kind: 'choosing' } | { kind: 'writing' } | { kind: 'done'; report: ExportReport; pick: PickedFile };

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
  const textProblem = format ? textProblemOf(format, selection) : null;
  const request: CallInput<'export.plan'> = {
    format: formatId,
    options,
    selection: { ...selection, from: dates.from.trim() || null, to: dates.to.trim() || null },
  };
  // What is asked for, as one value: a new one makes what was found about the last one old.
  const asked = JSON.stringify(request);
  const latest = useRef(asked);
  latest.current = asked;
  const about = useRef<HTMLDivElement>(null);
  // What is said of another format is read from where it begins.
  useEffect(() => about.current?.scrollIntoView({ block: 'start' }), [formatId]);

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

  /** Another choice makes a check that is under way one of something else. */
  const choose = <T,>(set: (value: T) => void): ((value: T) => void) => {
    return (value) => {
      cancel();
      set(value);
    };
  };

  const check = async (): Promise<void> => {
    setProblem(null);
    const result = await runJob((jobId) => call('export.dryRun', { jobId, request }));
    if (latest.current !== asked) return;
    if (result.ok) setLosses(result.value.losses);
    else if (result.error.code !== 'cancelled') setProblem(result.error.message);
  };

  const write = async (): Promise<void> => {
    if (!format || !plan) return;
    const kind = format.container === 'folder' ? 'folder' : 'file';
    const suggested = kind === 'folder' ? projectName : `${projectName}.${plan.extension}`;
    const pick = await shell.chooseExport(kind, suggested);
    if (!pick) return;
    setProblem(null);
    setStep({ kind: 'writing' });
    const result = await runJob((jobId) => call('export.run', { jobId, token: pick.token, request }));
    if (result.ok) {
      setStep({ kind: 'done', report: result.value, pick });
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
  if (step.kind === 'done') return <ExportDone report={step.report} pick={step.pick} />;
  const isReady = plan !== null && job === null && datesAreRight && textProblem === null;
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
          <span className="footer-note" role="status">
            {job ? job.message : !datesAreRight ? 'A date is not right yet.' : (textProblem ?? '')}
          </span>
          <Button onPress={job ? cancel : closeDialog}>{job ? 'Stop' : 'Cancel'}</Button>
          <Button isDisabled={!isReady} onPress={() => void check()}>
            Check what is lost
          </Button>
          <Button
            look="primary"
            autoFocus={problem !== null}
            isDisabled={!isReady}
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
          autoFocus={problem === null}
          onChoose={choose(({ id }) => {
            setFormatId(id);
            setOptions({});
          })}
        />
        <div ref={about} className="exchange-about">
          {format && <FormatAbout format={format} />}
          {format && (
            <FormatOptions
              format={format}
              direction="writing"
              options={options}
              onChange={choose(setOptions)}
            />
          )}
          <Problem message={problem} />
          {losses && <Lost losses={losses} formatName={format?.name ?? formatId} />}
          <ExportSelection
            selection={selection}
            onChange={choose(setSelection)}
            dates={dates}
            onDates={choose(setDates)}
          />
          {plan && <Plan plan={plan} />}
        </div>
      </div>
    </Dialog>
  );
}

/** Why the format does not go without the texts that are to stay out; null where it does. */
const textProblemOf = ({ name, needsText }: ExportFormat, { text }: Selection): string | null =>
  needsText && (text === 'quotes' || text === 'none')
    ? `${name} places annotations within texts: let them be scrambled, or choose a format of tables.`
    : null;

/** What a check found. The keyboard goes there, so that it is read and scrolled from where it begins. */
function Lost({ losses, formatName }: { losses: readonly Loss[]; formatName: string }) {
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    // Of what is longer than the dialog, the browser would bring the middle into sight.
    part.current?.focus({ preventScroll: true });
    part.current?.scrollIntoView({ block: 'start' });
  }, [losses]);
  return (
    <section ref={part} className="part" tabIndex={-1} aria-label="What is lost">
      <h3 className="part-title">What is lost</h3>
      <p>{losses.length === 0 ? `Nothing is lost in ${formatName}.` : lossSummary(losses)}</p>
      {losses.length > 0 && <LossList losses={losses} label="What is lost" />}
    </section>
  );
}

function Plan({ plan }: { plan: ExportPlan }) {
  return (
    <section className="part" aria-label="What will be written">
      <h3 className="part-title">What will be written</h3>
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
    </section>
  );
}
