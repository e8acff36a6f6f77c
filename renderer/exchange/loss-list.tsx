import type { Loss, Severity } from '../../shared/formats/losses';
import { countOf } from '../articles/describe';

/** The kinds of loss, the worst first. */
const severities: readonly { severity: Severity; title: string; words: string }[] = [
  { severity: 'dropped', title: 'Left out', words: 'left out' },
  { severity: 'mismatch', title: 'Contradictions', words: 'with contradictions' },
  { severity: 'approximated', title: 'Put in another way', words: 'put in another way' },
  { severity: 'kept as extension', title: 'Kept for Claimbook alone', words: 'kept for Claimbook alone' },
];

const groupsOf = (losses: readonly Loss[]) =>
  severities
    .map(({ severity, ...rest }) => ({
      ...rest,
      losses: losses.filter((loss) => loss.severity === severity),
    }))
    .filter((group) => group.losses.length > 0);

/** `4 kinds of things: 3 left out, 1 kept for Claimbook alone.` */
export function lossSummary(losses: readonly Loss[]): string {
  const parts = groupsOf(losses).map((group) => `${group.losses.length} ${group.words}`);
  return `${countOf(losses.length, 'kind')} of things: ${parts.join(', ')}.`;
}

/** What a format cannot hold, or a file says that does not fit: what, how often, and the first of each. */
export function LossList({ losses, label }: { losses: readonly Loss[]; label: string }) {
  return (
    <table className="table losses" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">What becomes of it</th>
          <th scope="col" className="number">
            Number
          </th>
        </tr>
      </thead>
      {groupsOf(losses).map((group) => (
        <tbody key={group.title}>
          <tr className="loss-group">
            <th scope="rowgroup" colSpan={3}>
              {group.title}
            </th>
          </tr>
          {group.losses.map((loss) => (
            <LossRow key={`${loss.aspect} ${loss.what}`} loss={loss} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function LossRow({ loss: { aspect, what, count, examples } }: { loss: Loss }) {
  return (
    <tr>
      <th scope="row">{`${aspect.slice(0, 1).toUpperCase()}${aspect.slice(1)}`}</th>
      <td>
        {what}
        {examples.length > 0 && (
          <ul className="loss-examples" aria-label="For instance">
            {examples.map((example) => (
              <li key={example}>
                <bdi>{example}</bdi>
              </li>
            ))}
            {count > examples.length && <li aria-hidden>…</li>}
          </ul>
        )}
      </td>
      <td className="number">{count.toLocaleString('en')}</td>
    </tr>
  );
}
