import type { ValuePlan } from '../../shared/api';

/** The values that cannot follow, each with its passage, and what becomes of them. */
export function LostValues({ plan: { lost, lostCount } }: { plan: ValuePlan }) {
  if (lostCount === 0) return null;
  return (
    <div className="field">
      <p>
        {lostCount === 1
          ? 'One value cannot follow.'
          : `${lostCount.toLocaleString('en')} values cannot follow.`}{' '}
        {lostCount === 1 ? 'It is' : 'They are'} written into the {lostCount === 1 ? 'note' : 'notes'} of{' '}
        {lostCount === 1 ? 'its annotation' : 'their annotations'}, so that nothing is lost.
      </p>
      <div className="lost-values" role="region" aria-label="Values that cannot follow" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Attribute</th>
              <th scope="col">Value</th>
              <th scope="col">Passage</th>
            </tr>
          </thead>
          <tbody>
            {lost.map(({ annotationId, attribute, value, quote, articleTitle }, at) => (
              <tr key={`${annotationId} ${at}`}>
                <td dir="auto">{attribute}</td>
                <td dir="auto">{value}</td>
                <td>
                  <span className="passage-quote" dir="auto">
                    {quote}
                  </span>
                  <bdi className="passage-title">{articleTitle}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lostCount > lost.length && <p className="help">The first {lost.length} are listed.</p>}
    </div>
  );
}
