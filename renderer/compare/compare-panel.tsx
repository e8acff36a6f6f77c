import { Equal, EqualNot, PanelRightClose } from 'lucide-react';
import { memo } from 'react';
import type { ComparedPlace } from '../../shared/compared-places';
import { useStore } from '../store';
import { useAfterPaint } from '../ui/after-paint';
import { IconButton } from '../ui/button';
import { VirtualListBox } from '../ui/virtual-listbox';
import { articleComparison, type LaneCoder, placeLookedAt } from './compared-article';
import { lookAt } from './lane-actions';
import { PlaceDetails } from './place-details';
import { differencesOf } from './place-words';

const rowHeight = 66;
const longest = 300;

/** Beside the text while coders are compared: every place that somebody marked, and what each coder said there. */
export function ComparePanel({ onHide }: { onHide: () => void }) {
  const newest = useStore(articleComparison);
  const { coders, places, shown, isCounted, isKnown } = useAfterPaint(newest);
  const selectedId = useStore((state) => placeLookedAt(state, { places })?.id ?? null);
  const problem = useStore(({ compare }) => compare.compared?.problem ?? null);
  const place = places.find(({ id }) => id === selectedId) ?? null;
  return (
    <aside aria-label="Inspector" className="pane inspector" data-pane="inspector">
      <header className="pane-header">
        <h2>Compared places</h2>
        {places.length > 0 && (
          <span className="count">
            {shown.length < places.length && `${shown.length.toLocaleString('en')} of `}
            {places.length.toLocaleString('en')}
          </span>
        )}
        <IconButton label="Hide inspector" icon={PanelRightClose} onPress={onHide} />
      </header>
      <Standing coders={coders} isCounted={isCounted} isKnown={isKnown} problem={problem} />
      {shown.length > 0 && (
        <PlaceList places={shown} coders={coders} selectedId={selectedId} isKnown={isCounted && isKnown} />
      )}
      {shown.length === 0 && (
        <p className="empty">
          {places.length === 0
            ? 'None of these coders marked anything in this article.'
            : 'No place in this article passes the filter.'}
        </p>
      )}
      {shown.length > 0 && (
        <div className="inspector-fields">
          {place ? (
            <PlaceDetails place={place} coders={coders} isKnown={isCounted && isKnown} />
          ) : (
            <p className="empty inspector-form">
              Choose a place, here or in the text, to see what each coder said.
            </p>
          )}
        </div>
      )}
    </aside>
  );
}

/** Why nothing is compared yet, where that is so. */
function Standing({
  coders,
  isCounted,
  isKnown,
  problem,
}: {
  coders: readonly LaneCoder[];
  isCounted: boolean;
  isKnown: boolean;
  problem: string | null;
}) {
  const unread = coders.filter(({ hasRead }) => !hasRead).map(({ name }) => name);
  if (problem !== null)
    return (
      <p role="alert" className="error compare-standing">
        {problem}
      </p>
    );
  if (!isCounted)
    return (
      <p className="compare-standing help">
        Not compared yet: {unread.length === 1 ? 'this coder has' : 'these coders have'} not finished the
        article:{' '}
        {unread.map((name, at) => (
          <span key={at}>
            {at > 0 && ', '}
            <bdi>{name}</bdi>
          </span>
        ))}
        . An article counts once it is marked as Done or No claim found.
      </p>
    );
  return isKnown ? null : (
    <p className="compare-standing help" role="status">
      Comparing…
    </p>
  );
}

const PlaceList = memo(function PlaceList({
  places,
  coders,
  selectedId,
  isKnown,
}: {
  places: readonly ComparedPlace[];
  coders: readonly LaneCoder[];
  selectedId: string | null;
  isKnown: boolean;
}) {
  const text = useStore((state) => state.article?.text ?? '');
  const signs = (place: ComparedPlace): string =>
    [...new Set(place.annotations.map(({ coderId }) => coderId))]
      .map((id) => coders.find((coder) => coder.id === id)?.name ?? '')
      .join(' and ');
  return (
    <div className="inspector-list">
      <VirtualListBox
        label="Compared places"
        items={places}
        rowHeight={rowHeight}
        idOf={({ id }) => id}
        nameOf={(place) =>
          `${isKnown ? `${differencesOf(place, coders).join(', ')}, ` : ''}${signs(place)}: ${quoteOf(text, place)}`
        }
        selectedId={selectedId}
        selectsOnMove
        onSelect={(id) => {
          const chosen = places.find((place) => place.id === id);
          if (chosen) lookAt(chosen);
        }}
        onHover={(id) =>
          useStore.setState({
            hoveredId: places.find((place) => place.id === id)?.annotations[0]?.id ?? null,
          })
        }
        renderRow={(place) => <PlaceRow place={place} coders={coders} text={text} isKnown={isKnown} />}
      />
    </div>
  );
});

const quoteOf = (text: string, { start, end }: { start: number; end: number }): string =>
  end - start <= longest ? text.slice(start, end) : `${text.slice(start, start + longest)}…`;

function PlaceRow({
  place,
  coders,
  text,
  isKnown,
}: {
  place: ComparedPlace;
  coders: readonly LaneCoder[];
  text: string;
  isKnown: boolean;
}) {
  const differs = place.differences.length > 0;
  return (
    <div className="annotation-row">
      <span className="compare-row-head">
        {coders.map(({ id, sign, name }) => {
          const own = place.annotations.some(({ coderId }) => coderId === id);
          return (
            <span key={id} className={own ? 'coder-sign' : 'coder-sign without'} title={name}>
              {sign}
            </span>
          );
        })}
        {isKnown && (
          <span className={differs ? 'compare-kind differs' : 'compare-kind'}>
            {differs ? <EqualNot size={12} aria-hidden /> : <Equal size={12} aria-hidden />}
            <bdi title={differencesOf(place, coders).join(', ')}>
              {differencesOf(place, coders).join(', ')}
            </bdi>
          </span>
        )}
      </span>
      <span className="annotation-row-quote" dir="auto">
        {quoteOf(text, place)}
      </span>
    </div>
  );
}
