import { useEffect, useRef, useState } from 'react';
import type { DatasetPreview as Preview } from '../../shared/api';
import { type FormatInfo, holdsAll } from '../../shared/formats/format';
import type { TableColumn } from '../../shared/formats/simple-table-reading';
import { call, shell } from '../api';
import { writes } from '../project/session';
import { closeDialog, notify } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ColumnMapping, type Mapping } from './column-mapping';
import { DatasetPreview } from './dataset-preview';
import { FormatAbout, FormatList, FormatOptions } from './format-list';
import type { Decisions } from './match-lists';
import { Problem } from './problem';
import { Running } from './running';
import { useJob } from './use-job';
import './exchange.css';

/** Stands for finding the format out by the file itself. */
const byItself: FormatInfo = {
  id: '',
  name: 'Find out by itself',
  what: 'Claimbook looks at the file and says what it is. Choose a format by name where it is mistaken.',
  extensions: [],
  container: 'file',
  holds: holdsAll,
  options: [],
};

/** The format whose columns the user says what they hold. */
const simpleTable = 'simple-table';

/** Takes in what another program annotated: asks for it, shows what it would bring, and brings it in. */
export function DatasetDialog() {
  const [formats, setFormats] = useState<readonly FormatInfo[]>([]);
  const [formatId, setFormatId] = useState(byItself.id);
  const [options, setOptions] = useState<Record<string, string>>({});
  const [preview, setPreview] = useState<Preview | null>(null);
  const [decisions, setDecisions] = useState<Decisions>({});
  const [table, setTable] = useState<{ token: string; columns: TableColumn[] } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { job, run, cancel } = useJob();
  const latest = useRef(decisions);
  const about = useRef<HTMLDivElement>(null);
  // What is said of another format is read from where it begins.
  useEffect(() => about.current?.scrollIntoView({ block: 'start' }), [formatId]);

  useEffect(() => {
    void call('dataset.formats', undefined).then((result) => {
      if (result.ok) setFormats([byItself, ...result.value]);
      else setProblem(result.error.message);
    });
  }, []);

  const leave = (): void => {
    cancel();
    void call('dataset.discard', undefined);
    closeDialog();
  };

  const choose = async (kind: 'file' | 'folder'): Promise<void> => {
    const pick = await shell.chooseDataset(kind);
    if (!pick) return;
    setProblem(null);
    if (formatId !== simpleTable) return read(pick.token, null);
    const result = await call('dataset.columns', { token: pick.token });
    if (result.ok) setTable({ token: pick.token, columns: result.value });
    else setProblem(result.error.message);
  };

  const read = async (token: string, mapping: Mapping | null): Promise<void> => {
    setProblem(null);
    const format = formatId === byItself.id ? null : formatId;
    const said = mapping ? { ...options, mapping: JSON.stringify(mapping) } : options;
    const result = await run((jobId) => call('dataset.read', { jobId, token, format, options: said }));
    if (result.ok) {
      setPreview(result.value);
      latest.current = {};
      setDecisions({});
    } else if (result.error.code !== 'cancelled') setProblem(result.error.message);
  };

  const decide = async (next: Decisions): Promise<void> => {
    latest.current = next;
    setDecisions(next);
    const result = await call('dataset.preview', { decisions: next });
    if (latest.current !== next) return;
    if (result.ok) setPreview(result.value);
    else setProblem(result.error.message);
  };

  const bringIn = async (): Promise<void> => {
    setProblem(null);
    const result = await run((jobId) => writes.push('dataset.run', () => ({ jobId, decisions })));
    if (result.ok) {
      notify('info', 'The dataset is in the project. Undo takes it out again as a whole.');
      closeDialog();
    } else if (result.error.code !== 'cancelled') setProblem(result.error.message);
  };

  if (job) return <Running title="Taking in a dataset" label="Dataset" job={job} onCancel={cancel} />;
  if (preview)
    return (
      <DatasetPreview
        preview={preview}
        decisions={decisions}
        problem={problem}
        onDecide={(next) => void decide(next)}
        onBack={() => {
          setProblem(null);
          setPreview(null);
        }}
        onLeave={leave}
        onBringIn={() => void bringIn()}
      />
    );
  if (table)
    return (
      <ColumnMapping
        columns={table.columns}
        problem={problem}
        onBack={() => {
          setProblem(null);
          setTable(null);
        }}
        onLeave={leave}
        onRead={(mapping) => {
          // What was said stays when the table cannot be read so.
          const said = table.columns.map((column) => ({ ...column, role: mapping[column.name] ?? '' }));
          setTable({ ...table, columns: said });
          void read(table.token, mapping);
        }}
      />
    );
  const format = formats.find(({ id }) => id === formatId);
  return (
    <Dialog
      title="Take in a dataset"
      size="large"
      onClose={leave}
      footer={
        <>
          <Button onPress={leave}>Cancel</Button>
          <Button onPress={() => void choose('folder')}>Choose a folder…</Button>
          <Button look="primary" autoFocus onPress={() => void choose('file')}>
            Choose a file…
          </Button>
        </>
      }
    >
      <p>
        Articles with annotations of another program, or of another Claimbook project. You see what would come
        in before anything is written.
      </p>
      <Problem message={problem} />
      <div className="exchange">
        <FormatList
          formats={formats}
          chosen={format}
          onChoose={({ id }) => {
            setFormatId(id);
            setOptions({});
          }}
        />
        <div ref={about} className="exchange-about">
          {format === byItself && (
            <section aria-label={byItself.name}>
              <h3 className="format-name">{byItself.name}</h3>
              <p>{byItself.what}</p>
            </section>
          )}
          {format && format !== byItself && <FormatAbout format={format} />}
          {format && (
            <FormatOptions format={format} direction="reading" options={options} onChange={setOptions} />
          )}
        </div>
      </div>
    </Dialog>
  );
}
