import { CopyPlus } from 'lucide-react';
import type { DoubleCodingState } from '../../shared/api';
import { countOf } from '../articles/describe';
import { useAnswer } from '../codebook/use-answer';
import { writes } from '../project/session';
import { closeDialog, isWritable, openDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import './double-coding.css';

/** What is being coded twice, and how far everybody is with it. */
export function DoubleCodingsDialog() {
  const { value, problem } = useAnswer('doubleCoding.list', undefined);
  const canWrite = useStore(isWritable);
  return (
    <Dialog
      title="Double coding"
      size="large"
      onClose={closeDialog}
      footer={
        <>
          {canWrite && (
            <Button icon={CopyPlus} onPress={() => openDialog({ kind: 'draw-articles' })}>
              Draw articles…
            </Button>
          )}
          <Button look="primary" onPress={closeDialog} autoFocus>
            Close
          </Button>
        </>
      }
    >
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
      {value?.length === 0 && <p className="empty">Nothing is coded twice.</p>}
      <ul className="double-codings">
        {value?.map((one) => (
          <li key={one.id}>
            <OneDoubleCoding doubleCoding={one} canWrite={canWrite} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function OneDoubleCoding({ doubleCoding, canWrite }: { doubleCoding: DoubleCodingState; canWrite: boolean }) {
  const { id, name, kind, articles, finished, population, seed, coders, createdAt } = doubleCoding;
  const drawnBy = useStore(({ records }) => records.coder.get(doubleCoding.coderId)?.name ?? '');
  return (
    <>
      <div className="double-coding-head">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        {canWrite && (
          <Button
            look="quiet"
            label={`End ${name}`}
            onPress={() => void writes.push('doubleCoding.remove', () => ({ doubleCodingId: id }))}
          >
            End
          </Button>
        )}
      </div>
      <p className="draw-note">
        {kind === 'between' ? 'The same articles by several coders' : 'A second round'}:{' '}
        {countOf(articles, 'article')} of {population.toLocaleString('en')}, drawn by <bdi>{drawnBy}</bdi> on{' '}
        {createdAt.slice(0, 10)} with number {seed}. {finished.toLocaleString('en')} finished by all.
      </p>
      <table aria-label={`Progress of ${name}`}>
        <thead>
          <tr>
            <th scope="col">Coder</th>
            <th scope="col" className="figure">
              Finished
            </th>
            <th scope="col" className="figure">
              In progress
            </th>
            <th scope="col" className="figure">
              To do
            </th>
          </tr>
        </thead>
        <tbody>
          {coders.map((coder) => (
            <tr key={coder.roundCoderId}>
              <th scope="row">
                <bdi>{coder.name}</bdi>
              </th>
              <td className="figure">{coder.finished.toLocaleString('en')}</td>
              <td className="figure">{coder.inProgress.toLocaleString('en')}</td>
              <td className="figure">
                {(coder.assigned - coder.finished - coder.inProgress).toLocaleString('en')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
