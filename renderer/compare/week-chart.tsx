import { figureWords } from '../../shared/agreement-words';
import { chartOf } from '../../shared/agreement-words';
import type { AgreementFigure } from '../../shared/api-agreement';

const width = 640;
const height = 180;
const left = 40;
const right = 12;
const top = 10;
const bottom = 26;

interface Week {
  name: string;
  figure: AgreementFigure;
}

/** Agreement over time as a line, for the eye alone: the table below says the same. */
export function WeekChart({ weeks }: { weeks: readonly Week[] }) {
  const chart = chartOf(weeks.map(({ name, figure }) => ({ of: name, result: figure.result })));
  const measure = weeks[0]?.figure.measure ?? 'u-alpha';
  const x = (part: number): number => left + 10 + part * (width - left - right - 20);
  const y = (part: number): number => top + part * (height - top - bottom);
  return (
    <svg className="week-chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {chart.rules.map(({ value, y: at }) => (
        <g key={value}>
          <line x1={left} x2={width - right} y1={y(at)} y2={y(at)} className="week-rule" />
          <text x={left - 6} y={y(at) + 4} textAnchor="end">
            {figureWords(measure, value)}
          </text>
        </g>
      ))}
      {chart.stretches.map((points) => (
        <g key={points[0]?.of}>
          {points.map(
            ({ of, x: at, interval }) =>
              interval && (
                <line
                  key={of}
                  x1={x(at)}
                  x2={x(at)}
                  y1={y(interval.top)}
                  y2={y(interval.bottom)}
                  className="week-interval"
                />
              ),
          )}
          <polyline className="week-line" points={points.map((one) => `${x(one.x)},${y(one.y)}`).join(' ')} />
          {points.map(({ of, x: at, y: high }) => (
            <circle key={of} cx={x(at)} cy={y(high)} r={3.5} className="week-point" />
          ))}
        </g>
      ))}
      {weeks.length > 0 && (
        <>
          <text
            x={x(weeks.length === 1 ? 0.5 : 0)}
            y={height - 6}
            textAnchor={weeks.length === 1 ? 'middle' : 'start'}
          >
            {weeks[0]?.name}
          </text>
          {weeks.length > 1 && (
            <text x={x(1)} y={height - 6} textAnchor="end">
              {weeks.at(-1)?.name}
            </text>
          )}
        </>
      )}
    </svg>
  );
}
