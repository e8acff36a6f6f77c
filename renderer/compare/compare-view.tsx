import './compare.css';
import { type ReactNode, useEffect } from 'react';
import type { AgreementReport, AgreementSettings } from '../../shared/api-agreement';
import { JobProgress } from '../exchange/job-progress';
import { focusView } from '../focus-after';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { Breakdown } from './breakdown';
import { comparableCoders } from './compared-article';
import { CompareSettings } from './compare-settings';
import { Gamma } from './gamma';
import { Methods } from './methods';
import { PassageList } from './passage-list';
import { StageTable } from './stage-table';
import { type Agreement, useAgreement } from './use-agreement';

/** How far coders agree, stage by stage, and every passage where they do not. */
export function CompareView() {
  useEffect(focusView, []);
  const agreement = useAgreement();
  const { coders, settings, report } = agreement;
  const hasTwo = useStore((state) => comparableCoders(state.records).length > 1);
  return (
    <main tabIndex={-1} className="view" aria-label="Compare">
      <header className="view-header">
        <h1>Compare</h1>
        {report && settings && <Compared report={report} />}
        <span className="spacer" />
        {settings && coders && <CompareSettings settings={settings} coders={coders} />}
      </header>
      {hasTwo ? <Body agreement={agreement} /> : <OneCoder />}
    </main>
  );
}

/** Who is compared, in the words of the header. */
function Compared({ report }: { report: AgreementReport }) {
  return (
    <p className="compare-who">
      {report.coders.map(({ id, name }, at) => (
        <span key={id}>
          {at > 0 && <span className="help">{at < report.coders.length - 1 ? ', ' : ' and '}</span>}
          <bdi title={name}>{name}</bdi>
        </span>
      ))}
    </p>
  );
}

function Body({ agreement }: { agreement: Agreement }) {
  const { settings, report, isComplete, problem } = agreement;
  if (problem !== null && !report)
    return (
      <Alone>
        {
          <p role="alert" className="error">
            {problem}
          </p>
        }
      </Alone>
    );
  if (!settings || !report)
    return (
      <Alone>
        <Progress agreement={agreement} />
      </Alone>
    );
  if (report.articles.compared === 0) return <NothingRead report={report} />;
  return (
    <div className="compare">
      <div className="agreement">
        <Standing report={report} settings={settings} />
        {problem !== null && (
          <p role="alert" className="error">
            {problem}
          </p>
        )}
        {!isComplete && <Progress agreement={agreement} />}
        <StageTable rows={report.rows} level={settings.level} isComplete={isComplete} />
        <Breakdown settings={settings} report={report} />
        <Gamma settings={settings} seq={report.seq} />
        <Methods settings={settings} report={report} />
      </div>
      <PassageList settings={settings} report={report} />
    </div>
  );
}

const Alone = ({ children }: { children: ReactNode }) => <div className="empty in-middle">{children}</div>;

function Progress({ agreement: { job, report, stop } }: { agreement: Agreement }) {
  if (!job) return null;
  return (
    <div className="job-row">
      <JobProgress label="Comparing the coders" job={job} />
      {report && (
        <Button look="quiet" onPress={stop}>
          Without intervals
        </Button>
      )}
    </div>
  );
}

const numeral = (count: number): string => count.toLocaleString('en');
const articlesIn = (count: number): string => `${numeral(count)} ${count === 1 ? 'article' : 'articles'}`;

/** What the figures are of, and what they are not. */
function Standing({ report, settings }: { report: AgreementReport; settings: AgreementSettings }) {
  const { compared, leftOut, inProgress } = report.articles;
  const isPart =
    settings.codeIds !== null || settings.from !== null || settings.to !== null || settings.sources !== null;
  return (
    <p className="compare-standing-line">
      {articlesIn(compared)} with {numeral(report.annotations)}{' '}
      {report.annotations === 1 ? 'annotation' : 'annotations'} compared
      {isPart && ', only of the chosen codes and dates'}.
      {leftOut > 0 && (
        <span className="help">
          {' '}
          {articlesIn(leftOut)} left out: fewer than two of these coders have finished{' '}
          {leftOut === 1 ? 'it' : 'them'}
          {inProgress > 0 && `, ${numeral(inProgress)} in progress`}.
        </span>
      )}
    </p>
  );
}

function NothingRead({ report }: { report: AgreementReport }) {
  const { inProgress } = report.articles;
  return (
    <Alone>
      <p>No article has been finished by two of these coders yet.</p>
      <p>
        {inProgress > 0 && `${articlesIn(inProgress)} ${inProgress === 1 ? 'is' : 'are'} in progress. `}
        An article counts once both have marked it as Done or No claim found, also where neither found
        anything.
      </p>
    </Alone>
  );
}

function OneCoder() {
  return (
    <Alone>
      <p>Only one coder works in this project, so there is nothing to compare yet.</p>
      <p>
        Let somebody else code the same articles: in this file under their own name, or in a copy of it that
        you merge in later.
      </p>
    </Alone>
  );
}
