import { useEffect, useState } from 'react';
import type { ProjectWork } from '../../shared/api-sharing';
import type { CoderRole } from '../../shared/records';
import { call } from '../api';
import { countOf } from '../articles/describe';
import { Problem } from '../exchange/problem';
import { momentOf } from '../history/history-rows';
import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { dayOf } from './words';
import './merge.css';

const roles: Record<CoderRole, string> = { coder: '', gold: 'what was settled', again: 'second round' };

/** Who has worked in the open file, since when, and what was merged into it. */
export function FileDialog() {
  const fileName = useStore((state) => state.project?.fileName ?? '');
  const [work, setWork] = useState<ProjectWork | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void call('file.work', undefined).then((result) => {
      if (result.ok) setWork(result.value);
      else setProblem(result.error.message);
    });
  }, []);
  return (
    <Dialog
      title="About this file"
      size="large"
      onClose={closeDialog}
      footer={
        <Button look="primary" autoFocus onPress={closeDialog}>
          Close
        </Button>
      }
    >
      <Problem message={problem} />
      {work && (
        <>
          <p>
            <bdi className="file-name">{fileName}</bdi>, {Math.ceil(work.bytes / 1000).toLocaleString('en')}{' '}
            kB,{' '}
            {work.lines === 1 ? 'one step of history' : `${work.lines.toLocaleString('en')} steps of history`}
            {work.first && <> since {momentOf(work.first.at)}</>}.
          </p>
          {work.newest && (
            <p className="help">
              Newest: “<bdi>{work.newest.label}</bdi>”
              {work.newest.by !== '' && (
                <>
                  {' '}
                  by <bdi>{work.newest.by}</bdi>
                </>
              )}
              , {momentOf(work.newest.at)}. Merging compares field by field what was done after the last step
              that both files have.
            </p>
          )}
          <Coders work={work} />
          {work.merges.length > 0 && <Merges work={work} />}
        </>
      )}
    </Dialog>
  );
}

function Coders({ work }: { work: ProjectWork }) {
  return (
    <table className="table" aria-label="Who has worked in it">
      <thead>
        <tr>
          <th scope="col">Who has worked in it</th>
          <th scope="col" className="number">
            Annotations
          </th>
          <th scope="col" className="number">
            Articles coded
          </th>
          <th scope="col" className="number">
            Articles finished
          </th>
          <th scope="col">Since</th>
          <th scope="col">Until</th>
        </tr>
      </thead>
      <tbody>
        {work.coders.map(({ id, name, role, annotations, articles, finished, first, last }) => (
          <tr key={id}>
            <th scope="row">
              <bdi>{name}</bdi> {roles[role] !== '' && <span className="help">{roles[role]}</span>}
            </th>
            <td className="number">{annotations.toLocaleString('en')}</td>
            <td className="number">{articles.toLocaleString('en')}</td>
            <td className="number">{finished.toLocaleString('en')}</td>
            <td className="time-cell">{first === null ? '' : dayOf(first)}</td>
            <td className="time-cell">{last === null ? '' : dayOf(last)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Merges({ work }: { work: ProjectWork }) {
  return (
    <table className="table" aria-label="What was merged into it">
      <thead>
        <tr>
          <th scope="col">What was merged into it</th>
          <th scope="col">By</th>
          <th scope="col">When</th>
          <th scope="col">Open</th>
        </tr>
      </thead>
      <tbody>
        {work.merges.map(({ at, fileName, by, open }, index) => (
          <tr key={index}>
            <th scope="row">
              <bdi>{fileName}</bdi>
            </th>
            <td>
              <bdi>{by}</bdi>
            </td>
            <td className="time-cell">{momentOf(at)}</td>
            <td className="time-cell">{open === 0 ? '' : countOf(open, 'question')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
