import { useEffect, useState } from 'react';
import { figureWords, intervalWords } from '../../shared/agreement-words';
import type { AgreementSettings, GammaReport } from '../../shared/api-agreement';
import { call } from '../api';
import { Fold } from '../exchange/fold';
import { JobProgress } from '../exchange/job-progress';
import { useJob } from '../exchange/use-job';
import { Button } from '../ui/button';

/** Gamma takes its time, so it is computed only when somebody wants it, and can be stopped. */
export function Gamma({ settings, seq }: { settings: AgreementSettings; seq: number }) {
  const { job, run, cancel } = useJob();
  const [found, setFound] = useState<{ key: string; report: GammaReport } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const key = JSON.stringify([settings, seq]);
  // Of other settings nobody waits for the figure any more.
  useEffect(() => cancel, [key, cancel]);

  const compute = async (): Promise<void> => {
    setProblem(null);
    const result = await run((jobId) => call('agreement.gamma', { jobId, settings }));
    if (result.ok) setFound({ key, report: result.value });
    else if (result.error.code !== 'cancelled') setProblem(result.error.message);
  };
  const report = found?.key === key ? found.report : null;
  return (
    <section className="agreement-part" aria-labelledby="agreement-gamma">
      <header className="agreement-part-header">
        <h2 id="agreement-gamma">Gamma</h2>
        <span className="spacer" />
        {job ? (
          <Button onPress={cancel}>Cancel</Button>
        ) : (
          <Button onPress={() => void compute()}>{report ? 'Compute again' : 'Compute gamma'}</Button>
        )}
      </header>
      <p className="help">
        Place and code together, against random passages. It may take minutes; you can go on reading here
        meanwhile.
      </p>
      {job && <JobProgress label="Computing gamma" job={job} />}
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
      {report && <GammaResult report={report} />}
    </section>
  );
}

function GammaResult({ report: { result, method, samples, articles } }: { report: GammaReport }) {
  return (
    <>
      <p aria-live="polite">
        {result.defined ? (
          <>
            Gamma is <strong>{figureWords('gamma', result.value)}</strong>
            {result.interval && ` (interval ${intervalWords('gamma', result.interval)})`}.
          </>
        ) : (
          <>
            Gamma is <strong>not defined</strong>: {result.why}
          </>
        )}{' '}
        <span className="help">
          {method} {samples} random samples of each article.
        </span>
      </p>
      <Fold title="Gamma of each article" note={articles.length.toLocaleString('en')}>
        <div className="agreement-scroll short">
          <table className="table agreement-table">
            <thead>
              <tr>
                <th scope="col">Article</th>
                <th scope="col" className="number">
                  Gamma
                </th>
              </tr>
            </thead>
            <tbody>
              {articles.slice(0, mostArticles).map(({ articleId, name, result: own }) => (
                <tr key={articleId}>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  {own.defined ? (
                    <td className="number figure">{figureWords('gamma', own.value)}</td>
                  ) : (
                    <td className="agreement-undefined">
                      <strong>not defined</strong> <span className="help">{own.why}</span>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {articles.length > mostArticles && (
          <p className="help">The first {mostArticles}; the command line writes all of them.</p>
        )}
      </Fold>
    </>
  );
}

/** A table in a page must not have a thousand lines. */
const mostArticles = 200;
