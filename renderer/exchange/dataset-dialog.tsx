import { useEffect, useState } from 'react';
import type { DatasetPreview } from '../../shared/api';
import { type FormatInfo, holdsAll } from '../../shared/formats/format';
import { type AdoptCount } from '../../shared/formats/adopt';
import { call, shell } from '../api';
import { writes } from '../project/session';
import { closeDialog, notify } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { FormatAbout, FormatList, FormatOptions } from './format-list';
import { LossList } from './loss-list';
import { MatchLists } from './match-lists';
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

type Decisions = Record<string, string | null>;

/** Takes in what another program annotated: asks for it, shows what it would bring, and brings it in. */
export function DatasetDialog() {
  const [formats, setFormats] = useState<readonly FormatInfo[]>([byItself]);
  const [formatId, setFormatId] = useState('');
  const [options, setOptions] = useState<Record<string, string>>({});
  const [preview, setPreview] = useState<DatasetPreview | null>(null);
  const [decisions, setDecisions] = useState<Decisions>({});
  const [problem, setProblem] = useState<string | null>(null);
  const { job, run, cancel } = useJob();
  const format = formats.find(({ id }) => id === formatId);

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

  const read = async (kind: 'file' | 'folder'): Promise<void> => {
    const pick = await shell.chooseDataset(kind);
    if (!pick) return;
    setProblem(null);
    const result = await run((jobId) =>
      call('dataset.read', { jobId, token: pick.token, format: formatId === '' ? null : formatId, options }),
    );
    if (result.ok) {
      setPreview(result.value);
      setDecisions({});
    } else if (result.error.code !== 'cancelled') setProblem(result.error.message);
  };

  const decide = async (next: Decisions): Promise<void> => {
    setDecisions(next);
    const result = await call('dataset.preview', { decisions: next });
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
  const error = problem !== null && (
    <p role="alert" className="error">
      {problem}
    </p>
  );
  if (!preview)
    return (
      <Dialog
        title="Take in a dataset"
        size="large"
        onClose={leave}
        footer={
          <>
            <Button onPress={leave}>Cancel</Button>
            <Button onPress={() => void read('folder')}>Choose a folder…</Button>
            <Button look="primary" autoFocus onPress={() => void read('file')}>
              Choose a file…
            </Button>
          </>
        }
      >
        <p>
          Articles with annotations of another program, or of another Claimbook project. You see what would
          come in before anything is written.
        </p>
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
            {format === byItself ? <p>{byItself.what}</p> : format && <FormatAbout format={format} />}
            {format && <FormatOptions format={format} options={options} onChange={setOptions} />}
            {error}
          </div>
        </div>
      </Dialog>
    );
  const isNothing = preview.counts.every(({ fresh }) => fresh === 0);
  return (
    <Dialog
      title="Take in a dataset"
      size="large"
      onClose={leave}
      footer={
        <>
          <Button onPress={() => setPreview(null)}>Back</Button>
          <Button onPress={leave}>Cancel</Button>
          <Button look="primary" autoFocus isDisabled={isNothing} onPress={() => void bringIn()}>
            Bring in
          </Button>
        </>
      }
    >
      <p>
        <span className="file-name" dir="auto">
          {preview.fileName}
        </span>{' '}
        is a {preview.formatName}.{isNothing && ' All that is in it is in the project already.'}
      </p>
      <Counts counts={preview.counts} />
      {error}
      <MatchLists counts={preview.counts} decisions={decisions} onDecide={(next) => void decide(next)} />
      {preview.losses.length > 0 && (
        <LossList losses={preview.losses} label="What cannot be taken in as it is" />
      )}
      {preview.articles.length > 0 && <Articles preview={preview} />}
    </Dialog>
  );
}

const names: Record<AdoptCount['type'], string> = {
  article: 'Articles',
  annotation: 'Annotations',
  coder: 'Coders',
  code: 'Codes',
  actor: 'Actors',
  concept: 'Concepts',
};

function Counts({ counts }: { counts: readonly AdoptCount[] }) {
  return (
    <table className="table counts" aria-label="What would come in">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" className="number">
            New
          </th>
          <th scope="col" className="number">
            In the project already
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ type, fresh, known }) => (
          <tr key={type}>
            <th scope="row">{names[type]}</th>
            <td className="number">{fresh.toLocaleString('en')}</td>
            <td className="number">{known.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Articles({ preview }: { preview: DatasetPreview }) {
  const total = preview.counts
    .filter(({ type }) => type === 'article')
    .reduce((sum, { fresh, known }) => sum + fresh + known, 0);
  const more = total - preview.articles.length;
  return (
    <details className="selection">
      <summary>Articles in it</summary>
      <table className="table" aria-label="Articles in it">
        <thead>
          <tr>
            <th scope="col">Title</th>
            <th scope="col">Date</th>
            <th scope="col" className="number">
              Annotations
            </th>
          </tr>
        </thead>
        <tbody>
          {preview.articles.map(({ title, date, annotations }, at) => (
            <tr key={at}>
              <td dir="auto">{title}</td>
              <td>{date}</td>
              <td className="number">{annotations.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="help">and {more.toLocaleString('en')} more.</p>}
    </details>
  );
}
