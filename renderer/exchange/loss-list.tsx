import type { Loss, Severity } from '../../shared/formats/losses';

const words: Record<Severity, string> = {
  dropped: 'Left out',
  approximated: 'Something near',
  'kept as extension': 'Only for Claimbook',
  mismatch: 'Contradiction',
};

/** What a format cannot hold, or a file says that does not fit: what, how often, and the first of each. */
export function LossList({ losses, label }: { losses: readonly Loss[]; label: string }) {
  return (
    <table className="table losses" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">What becomes of it</th>
          <th scope="col">How</th>
          <th scope="col" className="number">
            Number
          </th>
        </tr>
      </thead>
      <tbody>
        {losses.map(({ aspect, severity, what, count, examples }) => (
          <tr key={`${aspect} ${severity} ${what}`}>
            <td>
              {what}
              {examples.length > 0 && (
                <ul className="loss-examples" aria-label="For instance">
                  {examples.map((example) => (
                    <li key={example} dir="auto">
                      {example}
                    </li>
                  ))}
                </ul>
              )}
            </td>
            <td className="loss-kind">{words[severity]}</td>
            <td className="number">{count.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
