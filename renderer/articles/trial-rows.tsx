import { TriangleAlert } from 'lucide-react';
import type { Trial } from '../../shared/api';

/** What the settings make of the beginning of the file. */
export function TrialRows({ trial }: { trial: Trial | null }) {
  if (!trial) return <p className="help">Reading the beginning of the file…</p>;
  return (
    <section className="trial" aria-label="Preview" aria-live="polite">
      {trial.problem !== null && <p className="error">{trial.problem}</p>}
      {trial.rows.map(({ place, fields, particulars, textLength, excerpt, warnings }, index) => (
        <article key={`${place} ${index}`} className="trial-row">
          <p className="duplicate-title" dir="auto">
            {fields.title}
          </p>
          <p className="help">
            <bdi>
              {[
                place,
                fields.source,
                fields.author,
                fields.date ?? 'no date',
                fields.section,
                fields.language ?? '',
                `${textLength.toLocaleString('en')} characters`,
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </bdi>
          </p>
          <p className="import-excerpt" dir="auto">
            {excerpt}
          </p>
          {particulars.length > 0 && (
            <p className="help import-given" dir="auto">
              {particulars.map(({ name, value }) => `${name}: ${value}`).join(' · ')}
            </p>
          )}
          {warnings.map((warning) => (
            <p key={warning} className="warning">
              <TriangleAlert size={13} aria-hidden /> {warning}
            </p>
          ))}
        </article>
      ))}
      {trial.skipped.map(({ place, why }) => (
        <p key={`${place} ${why}`} className="warning">
          {place === '' ? why : `${place}: ${why}`}
        </p>
      ))}
      {trial.rows.length === 0 && trial.problem === null && <p className="help">No article comes of it.</p>}
    </section>
  );
}
