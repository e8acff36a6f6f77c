import { CheckCheck, Circle, CircleCheck, CircleHelp } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo } from 'react';
import type { AdjudicationState, DisputedPassage } from '../../shared/api';
import { disagreementKinds } from '../../shared/api-agreement';
import { paragraphDirection } from '../../shared/text-direction';
import { runAction } from '../actions';
import { call } from '../api';
import { useAnswer } from '../codebook/use-answer';
import { peopleOf } from '../double-coding/acting';
import { focusDisagreements, focusView } from '../focus-after';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { Select } from '../ui/fields';
import { Pages } from '../ui/pages';
import { VirtualListBox } from '../ui/virtual-listbox';
import { wayOfKey } from './adjudication-actions';
import { listedAnew, pageSize, queueInput, shownPassage, withQueue } from './adjudicate-state';
import { ChooseCoders } from './choose-coders';
import { PassageView } from './passage-view';
import { differenceWords, kindWords, stateWords } from './words';
import './adjudicate.css';
import { setAdjudicate } from './set-adjudicate';

const rowHeight = 58;
const any = 'any';

/** What coders disagree on, one passage after another, to be settled into the gold layer. */
export function AdjudicateView() {
  useEffect(focusView, []);
  const adjudicate = useStore((state) => state.adjudicate);
  const passage = useStore(shownPassage);
  const people = useCoders();
  const { value, problem } = useAnswer('adjudication.queue', queueInput(adjudicate));
  useEffect(() => {
    if (value) useStore.setState((state) => ({ adjudicate: withQueue(state.adjudicate, value) }));
  }, [value]);
  useUsualCoders(adjudicate.coderIds === null);
  const isListed = (adjudicate.queue?.passages.length ?? 0) > 0;
  useEffect(() => {
    if (isListed) focusDisagreements();
  }, [isListed]);
  const { queue, selectedId, state, kind, coderIds } = adjudicate;
  const passages = queue?.passages ?? [];

  return (
    <main tabIndex={-1} className="view" aria-label="Adjudicate" onKeyDownCapture={goByKey}>
      <header className="view-header adjudicate-header">
        <h1>Adjudicate</h1>
        <ChooseCoders coders={people} chosen={coderIds ?? []} />
        <span className="spacer" />
        <Select
          label="Differences to list"
          hideLabel
          value={kind ?? any}
          options={[
            { id: any, label: 'All differences' },
            ...disagreementKinds.map((id) => ({ id, label: kindWords[id] })),
          ]}
          onChange={(id) =>
            setAdjudicate({
              ...listedAnew(adjudicate),
              kind: disagreementKinds.find((one) => one === id) ?? null,
            })
          }
        />
        <Select
          label="State"
          hideLabel
          value={state ?? any}
          options={[
            { id: any, label: 'Settled or not' },
            ...states.map((id) => ({ id, label: stateWords[id] })),
          ]}
          onChange={(id) =>
            setAdjudicate({ ...listedAnew(adjudicate), state: states.find((one) => one === id) ?? null })
          }
        />
      </header>
      <Progress />
      <div className="adjudicate">
        <div className="adjudicate-list">
          {problem !== null && (
            <p role="alert" className="error">
              {problem}
            </p>
          )}
          {passages.length > 0 && (
            <VirtualListBox
              label="Disagreements"
              items={passages}
              rowHeight={rowHeight}
              idOf={({ id }) => id}
              nameOf={nameOf}
              selectedId={selectedId}
              selectsOnMove
              onSelect={(id) => setAdjudicate({ selectedId: id })}
              renderRow={(row) => <Row passage={row} />}
            />
          )}
          {passages.length === 0 && queue !== null && <NothingListed />}
          {queue !== null && queue.total > pageSize && (
            <footer className="pane-footer">
              <Pages
                label="Pages of disagreements"
                from={queue.from}
                size={pageSize}
                total={queue.total}
                onGo={(from) => setAdjudicate({ from, around: null, arrival: 'first', selectedId: null })}
              />
            </footer>
          )}
        </div>
        {passage ? (
          <PassageView key={passage.id} passage={passage} />
        ) : (
          <div className="empty in-middle">
            <p>{emptyWords(people.length, coderIds?.length ?? 0, queue !== null)}</p>
          </div>
        )}
      </div>
    </main>
  );
}

/** The keys of the view: not those of a field, and Enter not on a button, which it presses. */
function goByKey(event: KeyboardEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const { key, ctrlKey, metaKey, altKey } = event;
  if (
    ctrlKey ||
    metaKey ||
    altKey ||
    event.nativeEvent.isComposing ||
    target?.closest('input, textarea, .popover')
  )
    return;
  if (key === 'Enter' && target?.closest('button')) return;
  const way = wayOfKey(key, useStore.getState());
  if (!way) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) void way.run();
}

const states: readonly AdjudicationState[] = ['unsettled', 'open', 'settled'];

function emptyWords(coders: number, chosen: number, isAnswered: boolean): string {
  if (coders < 2)
    return 'Only one coder works in this project, so there is nothing to settle yet. Let somebody else code the same articles: in this file under their own name, or in a copy of it that you merge in later.';
  if (chosen < 2)
    return 'Choose two coders or more who have finished the same articles. An article is finished once it is marked as Done or No claim found.';
  return isAnswered ? '' : 'Comparing the coders…';
}

/** Those who can be compared: people, and their second rounds. */
function useCoders() {
  const coder = useStore((state) => state.records.coder);
  return useMemo(
    () => [
      ...peopleOf({ records: { coder } }),
      ...[...coder.values()].filter(({ role }) => role === 'again'),
    ],
    [coder],
  );
}

/** To begin with, the two who have read most articles in common. */
function useUsualCoders(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return;
    void call('agreement.coders', undefined).then((result) => {
      if (!result.ok || useStore.getState().adjudicate.coderIds !== null) return;
      const [most] = result.value.pairs.toSorted((one, other) => other.articles - one.articles);
      setAdjudicate({ coderIds: most?.coderIds ?? [] });
    });
  }, [isWanted]);
}

/** How much is settled, and what is ready for gold. */
function Progress() {
  const queue = useStore((state) => state.adjudicate.queue);
  const canComplete = useStore((state) => !(state.project?.readOnly ?? true));
  if (!queue) return null;
  const { unsettled, open, settled } = queue.states;
  const all = unsettled + open + settled;
  const { compared, ready, complete } = queue.articles;
  return (
    <div className="adjudicate-progress">
      {all > 0 && <progress max={all} value={settled} aria-label="Settled" />}
      <p role="status">
        {all === 0
          ? 'Nothing to settle'
          : `${settled.toLocaleString('en')} of ${all.toLocaleString('en')} settled`}
        {open > 0 && `, ${open.toLocaleString('en')} left open`}. Gold is complete in{' '}
        {complete.toLocaleString('en')} of {compared.toLocaleString('en')}{' '}
        {compared === 1 ? 'article' : 'articles'}.
      </p>
      {ready > 0 && canComplete && (
        <Button icon={CheckCheck} onPress={() => runAction('adjudicate.complete')}>
          Complete gold in {ready.toLocaleString('en')} more
        </Button>
      )}
    </div>
  );
}

function NothingListed() {
  const { state, kind, queue } = useStore((all) => all.adjudicate);
  const all = queue ? queue.states.unsettled + queue.states.open + queue.states.settled : 0;
  if (queue?.articles.compared === 0)
    return <p className="empty">These coders have not finished any article in common.</p>;
  if (all === 0) return <p className="empty">These coders agree on everything.</p>;
  if (state === 'unsettled' && kind === null)
    return <p className="empty">Everything is settled or left open.</p>;
  return <p className="empty">No disagreement of this kind.</p>;
}

const stateIcons = { unsettled: Circle, open: CircleHelp, settled: CircleCheck } as const;

const nameOf = ({ quote, articleTitle, differences, state }: DisputedPassage): string =>
  [quote, articleTitle, differences.map(differenceWords).join(', '), stateWords[state]].join(', ');

function Row({ passage }: { passage: DisputedPassage }) {
  const { quote, articleTitle, differences, state } = passage;
  const Icon = stateIcons[state];
  const words = differences.map(differenceWords).join(', ');
  return (
    <div className="adjudicate-row">
      <Icon size={14} aria-hidden className={`adjudicate-state ${state}`} />
      <span className="adjudicate-quote" dir={paragraphDirection(quote, 0)} title={quote}>
        {quote}
      </span>
      <span className="adjudicate-about">
        <bdi title={articleTitle}>{articleTitle}</bdi>
        <span dir="auto" title={words}>
          {words}
        </span>
      </span>
    </div>
  );
}
