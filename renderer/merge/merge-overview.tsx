import type { MergePreview, WorkSince } from '../../shared/api-merge';
import type { Category } from '../../shared/merge/merge-plan';
import { recordTypes } from '../../shared/records';
import { countOf } from '../articles/describe';
import { Fold } from '../exchange/fold';
import { momentOf } from '../history/history-rows';
import {
  baseInWords,
  categoryNames,
  categoryOrder,
  changesInWords,
  hiddenInWords,
  sinceInWords,
  typeName,
} from './words';

/** Whose work there is in the other file, on which base, and what merging it would come to. */
export function MergeOverview({ preview }: { preview: MergePreview }) {
  const { newest, since, changes, questions, problems, hiddenArticles } = preview;
  const done = changesInWords(changes);
  const when = preview.base === null ? '' : ' since';
  return (
    <div className="merge-overview">
      <section className="part" aria-label="The two files">
        <p>{baseInWords(preview)}</p>
        {newest && (
          <p className="help">
            Newest in the other file: “<bdi>{newest.label}</bdi>”
            {newest.by !== '' && (
              <>
                {' '}
                by <bdi>{newest.by}</bdi>
              </>
            )}
            , {momentOf(newest.at)}.
          </p>
        )}
      </section>
      <div className="two-columns">
        <Since title={`Done here${when}`} works={since.mine} />
        <Since title={`Done there${when}`} works={since.theirs} />
      </div>
      <p className="merge-result" role="status">
        {done === '' ? 'There is nothing in the other file that is not here.' : `Merging: ${done}.`}{' '}
        {questions > 0 && `${countOf(questions, 'question')} would stay open.`}
      </p>
      {hiddenArticles > 0 && <p className="help">{hiddenInWords(hiddenArticles)}</p>}
      <Counts counts={preview.counts} />
      {problems.length > 0 && (
        <Fold title="What is not right in the other file" note={countOf(problems.length, 'kind')} startsOpen>
          <ul className="merge-problems">
            {problems.map(({ message, count, examples }) => (
              <li key={message}>
                {count.toLocaleString('en')} × {message}
                {examples.length > 0 && <span className="help"> {examples.join(' · ')}</span>}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      <Fold title="Who is in the other file" note={countOf(preview.coders.length, 'coder')}>
        <table className="table" aria-label="Who is in the other file">
          <thead>
            <tr>
              <th scope="col">Coder</th>
              <th scope="col" className="number">
                Annotations
              </th>
              <th scope="col" className="number">
                Articles
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.coders.map(({ id, name, annotations, articles }) => (
              <tr key={id}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td className="number">{annotations.toLocaleString('en')}</td>
                <td className="number">{articles.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Fold>
    </div>
  );
}

const mostWorks = 12;

function Since({ title, works }: { title: string; works: readonly WorkSince[] }) {
  return (
    <section className="part" aria-label={title}>
      <h3 className="part-title">{title}</h3>
      {works.length === 0 ? (
        <p className="help">Nothing.</p>
      ) : (
        <ul className="since">
          {works.slice(0, mostWorks).map((work) => (
            <li key={work.coder}>{sinceInWords(work)}</li>
          ))}
        </ul>
      )}
      {works.length > mostWorks && <p className="help">and {works.length - mostWorks} more.</p>}
    </section>
  );
}

function Counts({ counts }: { counts: MergePreview['counts'] }) {
  if (counts.length === 0) return null;
  const there = new Set(counts.map(({ category }) => category));
  const columns = categoryOrder.filter((category) => there.has(category));
  const types = recordTypes.filter((type) => counts.some((one) => one.type === type));
  const count = (type: string, category: Category): number =>
    counts.find((one) => one.type === type && one.category === category)?.count ?? 0;
  return (
    <div className="table-frame">
      <table className="table merge-counts" aria-label="What is where">
        <thead>
          <tr>
            <td />
            {columns.map((category) => (
              <th key={category} scope="col" className="number">
                {categoryNames[category]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map((type) => (
            <tr key={type}>
              <th scope="row">{typeName(type)}</th>
              {columns.map((category) => (
                <td key={category} className={count(type, category) === 0 ? 'number zero' : 'number'}>
                  {count(type, category).toLocaleString('en')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
