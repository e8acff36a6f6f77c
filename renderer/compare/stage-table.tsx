import { Fragment, useState } from 'react';
import { measureInfo } from '../../shared/agreement/measures';
import {
  figureOf,
  figureWords,
  intervalWords,
  primaryOf,
  rowKey,
  stageWords,
} from '../../shared/agreement-words';
import {
  type AgreementFigure,
  type AgreementRow,
  agreementStages,
  type AgreementStage,
} from '../../shared/api-agreement';
import { keyOf } from '../actions';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { passagesOfStage, showPassages } from './passage-query';

/** What stands above a figure: of which measure, with which interval, of how much. @param level of the intervals */
export const FigureHeadings = ({ level }: { level: number }) => (
  <>
    <th scope="col">Measure</th>
    {['Value', `${Math.round(level * 1000) / 10}% interval`, 'Compared', 'They differ in'].map((heading) => (
      <th key={heading} scope="col" className="number">
        {heading}
      </th>
    ))}
  </>
);

interface Props {
  rows: readonly AgreementRow[];
  /** Of the intervals. */
  level: number;
  isComplete: boolean;
}

/** The five stages, each with its lines: what was compared, how far the coders agree, and the way to where they do not. */
export function StageTable({ rows, level, isComplete }: Props) {
  const [showsAll, setShowsAll] = useState(false);
  return (
    <section className="agreement-part" aria-labelledby="agreement-stages">
      <header className="agreement-part-header">
        <h2 id="agreement-stages">Agreement in stages</h2>
        <span className="spacer" />
        <Button look="quiet" onPress={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Main measures only' : 'All measures'}
        </Button>
      </header>
      <div className="agreement-scroll">
        <table className="table agreement-table" aria-busy={!isComplete}>
          <thead>
            <tr>
              <th scope="col">Stage</th>
              <FigureHeadings level={level} />
            </tr>
          </thead>
          {agreementStages.map((stage, at) => {
            const own = rows.filter((row) => row.stage === stage);
            return (
              <tbody key={stage}>
                <tr className="agreement-stage">
                  <th scope="rowgroup" colSpan={6}>
                    <StageName stage={stage} place={at + 1} />
                  </th>
                </tr>
                {own.length === 0 && (
                  <tr>
                    <td colSpan={6} className="help">
                      Nobody filled such a slot.
                    </td>
                  </tr>
                )}
                {own.map((row) => (
                  <Line key={rowKey(row)} row={row} showsAll={showsAll} />
                ))}
              </tbody>
            );
          })}
        </table>
      </div>
    </section>
  );
}

/** With the key that lists its passages. */
function StageName({ stage, place }: { stage: AgreementStage; place: number }) {
  const key = useStore((state) => keyOf(state, passagesOfStage(stage)));
  return (
    <>
      {place}. {stageWords[stage]} {key !== null && <kbd aria-hidden>{key}</kbd>}
    </>
  );
}

function Line({ row, showsAll }: { row: AgreementRow; showsAll: boolean }) {
  const primary = primaryOf(row);
  const second =
    row.primary === 'percent' ? null : figureOf(row, row.stage === 'mark' ? 'f1-tolerant' : 'percent');
  const shown = showsAll
    ? [primary, ...row.figures.filter(({ measure }) => measure !== row.primary)]
    : [primary, ...(second ? [second] : [])];
  return (
    <>
      {shown.map((figure, at) => (
        <tr key={figure.measure} className={at === 0 ? 'agreement-primary' : undefined}>
          {at === 0 && (
            <th scope="row" rowSpan={shown.length}>
              <bdi>{row.name}</bdi>
              {row.many && <span className="help"> (several values, as a set)</span>}
            </th>
          )}
          <FigureCells figure={figure} />
          {at === 0 && (
            <>
              <td className="number" rowSpan={shown.length}>
                {row.units.toLocaleString('en')}
              </td>
              <td className="number" rowSpan={shown.length}>
                <Disagreements row={row} />
              </td>
            </>
          )}
        </tr>
      ))}
    </>
  );
}

/** Measure, value and interval; where there is no value, why. */
export function FigureCells({ figure: { measure, result } }: { figure: AgreementFigure }) {
  return (
    <>
      <td>{measureInfo(measure).name}</td>
      {result.defined ? (
        <>
          <td className="number figure">{figureWords(measure, result.value)}</td>
          <td className="number">{intervalWords(measure, result.interval) ?? '–'}</td>
        </>
      ) : (
        <td colSpan={2} className="agreement-undefined">
          <strong>not defined</strong>
          <Fragment> </Fragment>
          <span className="help">{result.why}</span>
        </td>
      )}
    </>
  );
}

function Disagreements({ row }: { row: AgreementRow }) {
  const { stage, attributeId, name, disagreements } = row;
  if (disagreements === 0) return <span className="help">none</span>;
  return (
    <button
      type="button"
      className="agreement-differ"
      aria-label={`${disagreements.toLocaleString('en')} passages that differ: ${name}`}
      onClick={() => showPassages({ stage, attributeId })}
    >
      {disagreements.toLocaleString('en')}
    </button>
  );
}
