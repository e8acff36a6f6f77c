import type { MergeDifference, MergePassage, MergeSide } from '../../shared/api-merge';
import { byInWords } from './words';

interface SideBySideProps {
  mine: MergeSide | null;
  theirs: MergeSide | null;
  differences: readonly MergeDifference[];
  /** What stands where a side has it not. */
  missing: { mine: string; theirs: string };
  titles?: { mine: string; theirs: string };
}

const files = { mine: 'Mine', theirs: 'Theirs' };

/** One record as both files have it, and where they differ. */
export function SideBySide({ mine, theirs, differences, missing, titles = files }: SideBySideProps) {
  // What both say alike would only stand between the eye and where they differ.
  const isBrief = mine !== null && theirs !== null && differences.length > 0;
  return (
    <div className="sides">
      <Side title={titles.mine} side={mine} missing={missing.mine} isBrief={isBrief} />
      <Side title={titles.theirs} side={theirs} missing={missing.theirs} isBrief={isBrief} />
      {differences.length > 0 && <Differences differences={differences} />}
    </div>
  );
}

interface SideProps {
  title: string;
  side: MergeSide | null;
  missing: string;
  /** Whether only what it is is told, and where. */
  isBrief: boolean;
}

function Side({ title, side, missing, isBrief }: SideProps) {
  const by = side ? byInWords(side.by, side.at) : '';
  return (
    <section className={side ? 'side' : 'side none'} aria-label={title}>
      <h3 className="side-title">{title}</h3>
      {side === null ? (
        <p className="help">{missing}</p>
      ) : (
        <>
          <p className="side-name">
            <bdi>{side.name}</bdi>
            {side.coder !== '' && <bdi className="side-coder">{side.coder}</bdi>}
          </p>
          {side.passages.map((passage) => (
            <Passage key={passage.start} passage={passage} />
          ))}
          {!isBrief && side.fields.length > 0 && (
            <dl className="side-fields">
              {side.fields.map(({ name, values }, at) => (
                <div key={at}>
                  <dt>{name}</dt>
                  {values.map((value, index) => (
                    <dd key={index} dir="auto">
                      {value}
                    </dd>
                  ))}
                </div>
              ))}
            </dl>
          )}
          {!isBrief && by !== '' && <p className="side-by">{by}</p>}
        </>
      )}
    </section>
  );
}

/** Words with what stands around them, in the direction that they run. */
export function Passage({ passage: { prefix, quote, suffix } }: { passage: MergePassage }) {
  return (
    <blockquote className="merge-passage" dir="auto">
      {prefix !== '' && <span className="around">…{prefix}</span>}
      <mark>{quote}</mark>
      {suffix !== '' && <span className="around">{suffix}…</span>}
    </blockquote>
  );
}

function Differences({ differences }: { differences: readonly MergeDifference[] }) {
  return (
    <table className="table differences" aria-label="Where they differ">
      <thead>
        <tr>
          <th scope="col">Where they differ</th>
          <th scope="col">Mine</th>
          <th scope="col">Theirs</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, mine, theirs, changedBy, mineBy, mineAt, theirsBy, theirsAt }, at) => (
          <tr key={at}>
            <th scope="row">{field}</th>
            <Value values={mine} by={byInWords(mineBy, mineAt)} isNewer={changedBy === 'mine'} />
            <Value values={theirs} by={byInWords(theirsBy, theirsAt)} isNewer={changedBy === 'theirs'} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ values, by, isNewer }: { values: readonly string[]; by: string; isNewer: boolean }) {
  return (
    <td>
      {values.length === 0 ? (
        <span className="help">nothing</span>
      ) : (
        values.map((value, at) => (
          <div key={at} dir="auto">
            {value}
          </div>
        ))
      )}
      {(by !== '' || isNewer) && (
        <small className="side-by">
          {isNewer && <span className="newer">changed here</span>} {by}
        </small>
      )}
    </td>
  );
}
