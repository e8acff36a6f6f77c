import { CornerUpRight, Undo2 } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { Blocker, HistoryDetail } from '../../shared/api';
import { type ChangeWords, sentenceOf } from '../../shared/change-words';
import { isolated } from '../../shared/names';
import { call } from '../api';
import { countOf } from '../articles/describe';
import { writes } from '../project/session';
import { isWritable, useStore } from '../store';
import { Button } from '../ui/button';
import { goTo } from './go-to';
import { countsOf, labelOf, momentOf } from './history-rows';

/** Milliseconds after which a change counts as looked at: who runs down the list asks for none of them. */
const pause = 120;

/** One change in full: what it did, field by field, where, and whether it can be taken back. */
export function HistoryDetails({ seq, onShow }: { seq: number; onShow: (seq: number) => void }) {
  const undo = useStore((state) => state.undo);
  const [detail, setDetail] = useState<HistoryDetail | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const result = await call('history.entry', { seq });
      if (!isCurrent) return;
      setDetail(result.ok ? result.value : null);
      setProblem(result.ok ? null : result.error.message);
    };
    const timer = setTimeout(() => void look(), pause);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [seq, undo]);

  if (problem !== null)
    return (
      <p role="alert" className="error">
        {problem}
      </p>
    );
  if (detail?.line.seq !== seq) return <section className="history-details" aria-busy="true" />;
  return <Details detail={detail} onShow={onShow} />;
}

function Details({ detail, onShow }: { detail: HistoryDetail; onShow: (seq: number) => void }) {
  const { line, words, left, undo } = detail;
  const canWrite = useStore(isWritable);
  const who = useStore(({ records }) =>
    line.coderId === null ? undefined : records.coder.get(line.coderId)?.name,
  );
  const article = useStore(({ records }) =>
    line.articleId === null ? undefined : records.article.get(line.articleId)?.title,
  );
  const reasonId = useId();
  const { place } = line;
  const counts = countsOf(line.counts);
  return (
    <section className="history-details" aria-label="Change">
      <h2>
        <bdi dir="ltr">{labelOf(line)}</bdi>
        {!line.standing && line.kind !== 'undo' && <span className="badge">undone</span>}
      </h2>
      <p className="help">
        {momentOf(line.at)}
        {who !== undefined && (
          <>
            {' · '}
            <bdi>{who}</bdi>
          </>
        )}
        {article !== undefined && (
          <>
            {' · '}
            <bdi>{article}</bdi>
          </>
        )}
      </p>
      <div className="history-buttons">
        {place ? (
          <Button icon={CornerUpRight} onPress={() => void goTo(place)}>
            Go to the {place.type}
          </Button>
        ) : (
          <span className="help">There is nothing to go to.</span>
        )}
        {canWrite && (
          <span aria-describedby={undo.can ? undefined : reasonId}>
            <Button
              icon={Undo2}
              isDisabled={!undo.can}
              onPress={() => void writes.push('history.undoOne', () => ({ seq: line.seq }))}
            >
              {line.kind === 'undo' ? 'Do it again' : 'Undo this change'}
            </Button>
          </span>
        )}
      </div>
      {canWrite && !undo.can && (
        <div className="history-reason" id={reasonId}>
          <p>{undo.message}</p>
          <ul aria-label="In the way">
            {undo.blockers.map((blocker) => (
              <li key={blocker.seq}>
                <BlockerLine blocker={blocker} onShow={onShow} />
              </li>
            ))}
            {undo.more > 0 && <li>and {countOf(undo.more, 'more change')}</li>}
          </ul>
        </div>
      )}
      {counts !== '' && <p className="history-counts">{counts}</p>}
      <ul className="history-words" aria-label="What it did">
        {words.map((record) => (
          <RecordWords key={`${record.type} ${record.id}`} record={record} />
        ))}
      </ul>
      {left > 0 && <p className="help">and {countOf(left, 'further record')}</p>}
    </section>
  );
}

function BlockerLine({ blocker, onShow }: { blocker: Blocker; onShow: (seq: number) => void }) {
  const who = useStore(({ records }) =>
    blocker.coderId === null ? undefined : records.coder.get(blocker.coderId)?.name,
  );
  return (
    <button type="button" className="history-blocker" onClick={() => onShow(blocker.seq)}>
      <bdi dir="ltr">{blocker.label}</bdi>
      <span>
        {momentOf(blocker.at)}
        {who !== undefined && (
          <>
            {' · '}
            <bdi>{who}</bdi>
          </>
        )}
      </span>
    </button>
  );
}

const whatWords: Record<ChangeWords['what'], string> = { added: 'New', changed: '', removed: 'Removed' };

function RecordWords({ record }: { record: ChangeWords }) {
  const what = whatWords[record.what];
  return (
    <li>
      <h3>
        {what !== '' && <span className="history-what">{what}</span>}
        <bdi>{record.title}</bdi>
      </h3>
      {record.fields.map((field, index) => (
        <p key={index}>{sentenceOf(field, record.what, isolated)}</p>
      ))}
    </li>
  );
}
