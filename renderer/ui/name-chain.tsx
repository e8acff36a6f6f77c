import { Fragment } from 'react';
import { isolated } from '../../shared/names';

/**
 * Names in order, with arrows that point the way the window reads: `Reuters → the minister`. Each keeps its
 * own direction, and long ones leave room for the others. Of many, the first and the last are shown.
 * @param isReported marks a statement that is reported in another
 */
export function NameChain({ names, isReported = false }: { names: readonly string[]; isReported?: boolean }) {
  return (
    <span className={isReported ? 'name-chain reported' : 'name-chain'}>
      {endsOf(names).map((name, index) => (
        <Fragment key={index}>
          {index > 0 && <span className="name-chain-arrow">{' → '}</span>}
          <bdi>{name}</bdi>
        </Fragment>
      ))}
    </span>
  );
}

const endsOf = (names: readonly string[]): readonly string[] =>
  names.length <= 3 ? names : [names[0] ?? '', '…', names.at(-1) ?? ''];

/** The same as a line of text, where no elements can stand; with all names. */
export const nameChainText = (names: readonly string[]): string => names.map(isolated).join(' → ');
