import { Fragment, useEffect, useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { primaryOf, rowKey, rowsIn } from '../../shared/agreement-words';
import type {
  AgreementPart,
  AgreementReport,
  AgreementRow,
  AgreementSettings,
} from '../../shared/api-agreement';
import { call } from '../api';
import { Select } from '../ui/fields';
import { Pages } from '../ui/pages';
import type { PassageQuery } from './compare-state';
import { showPassages } from './passage-query';
import { differLabel, FigureCells, FigureHeadings } from './stage-table';
import { WeekChart } from './week-chart';

type By = 'codes' | 'pairs' | 'articles' | 'weeks';
const tabs: readonly { id: By; label: string; heading: string }[] = [
  { id: 'codes', label: 'By code', heading: 'Code' },
  { id: 'pairs', label: 'By pair', heading: 'Coders' },
  { id: 'articles', label: 'By article', heading: 'Article' },
  { id: 'weeks', label: 'By week', heading: 'Week' },
];

interface Props {
  settings: AgreementSettings;
  report: AgreementReport;
}

/** The same figures for parts: of one line of the table at a time. */
export function Breakdown({ settings, report }: Props) {
  const [by, setBy] = useState<By>('codes');
  const [key, setKey] = useState(rowKey({ stage: 'mark', attributeId: null }));
  const rows = rowsIn(by === 'codes' ? report.codes : [report]);
  const shown = rows.some((row) => rowKey(row) === key) ? key : rowKey(rows[0] ?? report.rows[0]!);
  return (
    <section className="agreement-part" aria-labelledby="agreement-parts">
      <header className="agreement-part-header">
        <h2 id="agreement-parts">Part by part</h2>
        <span className="spacer" />
        {rows.length > 1 && (
          <Select
            label="Of which line"
            hideLabel
            value={shown}
            options={rows.map((row) => ({ id: rowKey(row), label: row.name }))}
            onChange={setKey}
          />
        )}
      </header>
      <Tabs
        className="tabs"
        selectedKey={by}
        onSelectionChange={(id) => setBy(tabs.find((tab) => tab.id === id)?.id ?? 'codes')}
      >
        <TabList aria-label="Parts" className="tab-list">
          {tabs.map(({ id, label }) => (
            <Tab key={id} id={id} className="tab">
              {label}
            </Tab>
          ))}
        </TabList>
        {tabs.map(({ id, heading }) => (
          <TabPanel key={id} id={id} className="tab-panel">
            {id === 'articles' ? (
              <Articles settings={settings} seq={report.seq} line={shown} />
            ) : (
              <>
                {id === 'weeks' && <Chart parts={report.weeks} line={shown} />}
                <PartTable
                  heading={heading}
                  parts={report[id]}
                  level={settings.level}
                  line={shown}
                  {...(id === 'codes' ? { queryOf: ({ key: codeId }: AgreementPart) => ({ codeId }) } : {})}
                  {...(id === 'pairs' ? { namesOf: (part: AgreementPart) => namesOfPair(part, report) } : {})}
                />
              </>
            )}
          </TabPanel>
        ))}
      </Tabs>
    </section>
  );
}

/** The key of a pair is the ids of its two coders. */
const namesOfPair = ({ key }: AgreementPart, { coders }: AgreementReport): string[] =>
  key.split(',').map((id) => coders.find((coder) => coder.id === id)?.name ?? '');

const lineIn = ({ rows }: AgreementPart, line: string): AgreementRow | undefined =>
  rows.find((row) => rowKey(row) === line);

function PartTable({
  heading,
  parts,
  level,
  line,
  queryOf,
  namesOf = ({ name }) => [name],
}: {
  heading: string;
  parts: readonly AgreementPart[];
  /** Of the intervals. */
  level: number;
  line: string;
  /** The passages of a part; left out where the list cannot be narrowed to it. */
  queryOf?: (part: AgreementPart) => Partial<PassageQuery>;
  /** Where a name is several, each with its own direction. */
  namesOf?: (part: AgreementPart) => readonly string[];
}) {
  if (parts.length === 0) return <p className="help">Nothing to compare.</p>;
  return (
    <div className="agreement-scroll">
      <table className="table agreement-table">
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <FigureHeadings level={level} />
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => {
            const row = lineIn(part, line);
            const name = part.name === '' ? 'No full date' : part.name;
            const query = queryOf?.(part);
            return (
              <tr key={part.key}>
                <th scope="row">
                  {namesOf({ ...part, name }).map((one, at) => (
                    <Fragment key={at}>
                      {at > 0 && ' and '}
                      <bdi>{one}</bdi>
                    </Fragment>
                  ))}
                  {part.articles > 1 && (
                    <span className="help part-articles"> {part.articles.toLocaleString('en')} articles</span>
                  )}
                </th>
                {row ? (
                  <>
                    <FigureCells figure={primaryOf(row)} />
                    <td className="number">{row.units.toLocaleString('en')}</td>
                    <td className="number">
                      {query && row.disagreements > 0 ? (
                        <button
                          type="button"
                          className="agreement-differ"
                          aria-label={differLabel(row.disagreements, name)}
                          onClick={() =>
                            showPassages({ stage: row.stage, attributeId: row.attributeId, ...query })
                          }
                        >
                          {row.disagreements.toLocaleString('en')}
                        </button>
                      ) : (
                        row.disagreements.toLocaleString('en')
                      )}
                    </td>
                  </>
                ) : (
                  <td colSpan={5} className="help">
                    Not asked here.
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Chart({ parts, line }: { parts: readonly AgreementPart[]; line: string }) {
  const weeks = useMemo(
    () =>
      parts.flatMap((part) => {
        const row = lineIn(part, line);
        return part.key === '' || !row ? [] : [{ name: part.name, figure: primaryOf(row) }];
      }),
    [parts, line],
  );
  return weeks.length > 1 ? <WeekChart weeks={weeks} /> : null;
}

const perPage = 25;
const orders = [
  { id: 'disagreeing', label: 'Most differences first' },
  { id: 'library', label: 'As in the library' },
] as const;

function Articles({ settings, seq, line }: { settings: AgreementSettings; seq: number; line: string }) {
  const [order, setOrder] = useState<(typeof orders)[number]['id']>('disagreeing');
  const [from, setFrom] = useState(0);
  const [page, setPage] = useState<{ articles: AgreementPart[]; total: number }>({ articles: [], total: 0 });
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    void call('agreement.articles', { settings, order, page: { from, count: perPage } }).then((result) => {
      if (!isWanted) return;
      setProblem(result.ok ? null : result.error.message);
      if (result.ok) setPage(result.value);
    });
    return () => {
      isWanted = false;
    };
  }, [settings, seq, order, from]);
  return (
    <>
      <div className="agreement-part-header">
        <Select
          label="Order of the articles"
          hideLabel
          value={order}
          options={orders}
          onChange={(id) => {
            setOrder(orders.find((one) => one.id === id)?.id ?? 'disagreeing');
            setFrom(0);
          }}
        />
        <span className="spacer" />
        <Pages from={from} size={perPage} total={page.total} onGo={setFrom} />
      </div>
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
      <PartTable
        heading="Article"
        parts={page.articles}
        level={settings.level}
        line={line}
        queryOf={({ key: articleId }) => ({ articleId })}
      />
    </>
  );
}
