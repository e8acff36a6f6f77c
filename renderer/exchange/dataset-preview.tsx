import { useEffect, useRef } from 'react';
import type { DatasetPreview as Preview } from '../../shared/api';
import type { AdoptCount } from '../../shared/formats/adopt';
import { isolated } from '../../shared/names';
import { call, shell } from '../api';
import { notify } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Fold } from './fold';
import { LossList, lossSummary } from './loss-list';
import { type Decisions, MatchLists } from './match-lists';
import { Problem } from './problem';

interface DatasetPreviewProps {
  preview: Preview;
  decisions: Decisions;
  problem: string | null;
  onDecide: (decisions: Decisions) => void;
  onBack: () => void;
  onLeave: () => void;
  onBringIn: () => void;
}

/** What a dataset would bring, who and what of it is which record of the project, and what cannot come in. */
export function DatasetPreview({
  preview,
  decisions,
  problem,
  onDecide,
  onBack,
  onLeave,
  onBringIn,
}: DatasetPreviewProps) {
  const { fileName, formatName, counts, losses } = preview;
  const isNothing = counts.every(({ fresh }) => fresh === 0);
  const summary = useRef<HTMLParagraphElement>(null);
  // The reading begins where the answer stands; the button that brings it in is one step back from there.
  useEffect(() => summary.current?.focus(), []);
  return (
    <Dialog
      title="Take in a dataset"
      size="large"
      onClose={onLeave}
      footer={
        <>
          <Button onPress={onBack}>Back</Button>
          <Button onPress={onLeave}>Cancel</Button>
          <Button look="primary" isDisabled={isNothing} onPress={onBringIn}>
            Bring in
          </Button>
        </>
      }
    >
      <p ref={summary} tabIndex={-1} className="summary">
        <bdi className="file-name">{fileName}</bdi> was read as {formatName}.
        {isNothing && ' All that is in it is in the project already.'}
      </p>
      <Problem message={problem} />
      <Counts counts={counts} />
      <Lost preview={preview} decisions={decisions} key={losses.length === 0 ? 'none' : 'some'} />
      <MatchLists counts={counts} decisions={decisions} onDecide={onDecide} />
      {preview.articles.length > 0 && <Articles preview={preview} />}
    </Dialog>
  );
}

function Lost({ preview: { losses, fileName }, decisions }: { preview: Preview; decisions: Decisions }) {
  if (losses.length === 0) return <p>All that Claimbook found in it can come in as it is.</p>;
  return (
    <Fold title="What cannot be taken in as it is" note={lossSummary(losses)} startsOpen>
      <LossList losses={losses} label="What cannot be taken in as it is" />
      <div className="part-buttons">
        <Button onPress={() => void saveReport(fileName, decisions)}>Save the report…</Button>
      </div>
    </Fold>
  );
}

async function saveReport(fileName: string, decisions: Decisions): Promise<void> {
  const pick = await shell.chooseReport(`${fileName.replace(/\.[^.]*$/, '')} report`);
  if (!pick) return;
  const saved = await call('dataset.saveReport', { token: pick.token, decisions });
  if (saved.ok) notify('info', `The report is saved as ${isolated(pick.fileName)}.`);
  else notify('problem', saved.error.message);
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

function Articles({ preview }: { preview: Preview }) {
  const total = preview.counts
    .filter(({ type }) => type === 'article')
    .reduce((sum, { fresh, known }) => sum + fresh + known, 0);
  const more = total - preview.articles.length;
  return (
    <Fold title="Articles in it" note={total.toLocaleString('en')}>
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
              <td>
                <bdi>{title}</bdi>
              </td>
              <td className="time-cell">{date}</td>
              <td className="number">{annotations.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="help">and {more.toLocaleString('en')} more.</p>}
    </Fold>
  );
}
