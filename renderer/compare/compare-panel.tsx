import { Equal, EqualNot, PanelRightClose } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { CodedPassage, ComparedPlace } from '../../shared/compared-places';
import { attributesOf } from '../annotations/asked';
import { inputOf, labelOf, valueRecords } from '../annotations/values';
import { type AppState, useStore } from '../store';
import { useAfterPaint } from '../ui/after-paint';
import { IconButton } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { VirtualListBox } from '../ui/virtual-listbox';
import { articleComparison, type LaneCoder, placeLookedAt } from './compared-article';
import { lookAt } from './lane-actions';
import { differencesOf } from './place-words';
import { SettleButton } from './settle';

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

/** What each coder said at a place, one under the other, with what they differ in marked. */
function PlaceDetails({
  place,
  coders,
  isKnown,
}: {
  place: ComparedPlace;
  coders: readonly LaneCoder[];
  isKnown: boolean;
}) {
  const selectedId = useStore((state) => state.selectedId);
  const differing = new Set(place.differences.flatMap(({ name }) => name ?? []));
  const kinds = new Set(place.differences.map(({ kind }) => kind));
  return (
    <section className="compare-place" aria-label="Place">
      {isKnown && (
        <p className="compare-verdict" aria-live="polite">
          {differencesOf(place, coders).join(' · ')}
        </p>
      )}
      {coders.map((coder) => {
        const own = place.annotations.filter(({ coderId }) => coderId === coder.id);
        return (
          <div key={coder.id} className="compare-coder" role="group" aria-label={coder.name}>
            <h3>
              <span className="coder-sign">{coder.sign}</span>
              <bdi>{coder.name}</bdi>
            </h3>
            {own.length === 0 && <p className="help">Nothing marked here.</p>}
            {own.map((annotation) => (
              <AnnotationWords
                key={annotation.id}
                place={place}
                annotation={annotation}
                isSelected={annotation.id === selectedId}
                differing={differing}
                codeDiffers={kinds.has('code')}
                onPick={() => lookAt(place, annotation.id)}
              />
            ))}
          </div>
        );
      })}
      <SettleButton place={place} />
    </section>
  );
}

interface WordsProps {
  place: ComparedPlace;
  annotation: CodedPassage;
  isSelected: boolean;
  /** Names of the slots in which the coders differ. */
  differing: ReadonlySet<string>;
  codeDiffers: boolean;
  onPick: () => void;
}

function AnnotationWords({ place, annotation, isSelected, differing, codeDiffers, onPick }: WordsProps) {
  const records = useStore((state) => state.records);
  const placed = useStore((state) => state.article?.placed);
  const code = records.code.get(annotation.codeId);
  const record = placed?.find(({ id }) => id === annotation.id);
  const lines = useMemo(
    () => valueLines(annotation, place, records, placed ?? []),
    [annotation, place, records, placed],
  );
  if (!code) return null;
  return (
    <div className={isSelected ? 'compare-annotation selected' : 'compare-annotation'}>
      <button type="button" className="compare-quote" aria-pressed={isSelected} onClick={onPick}>
        <span className={codeDiffers ? 'compare-code differs' : 'compare-code'}>
          <CodeMark code={code} />
          <bdi>{code.name}</bdi>
        </span>
        <q dir="auto">{record?.quote ?? ''}</q>
      </button>
      {lines.length > 0 && (
        <dl className="compare-values">
          {lines.map(({ id, name, values }) => (
            <div key={id} className={differing.has(name) ? 'differs' : undefined}>
              <dt>
                {differing.has(name) && <EqualNot size={12} aria-hidden />}
                <bdi>{name}</bdi>
                {differing.has(name) && <span className="visually-hidden"> (differs)</span>}
              </dt>
              <dd>
                {values.length === 0 && <span className="help">nothing</span>}
                {values.map((value, at) => (
                  <span key={at}>
                    {at > 0 && ', '}
                    <bdi>{value}</bdi>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** The slots of an annotation that somebody filled at this place, in the order of the codebook. */
function valueLines(
  { id, codeId }: CodedPassage,
  place: ComparedPlace,
  records: AppState['records'],
  placed: Parameters<typeof labelOf>[2],
): { id: string; name: string; values: string[] }[] {
  const alike = place.annotations.filter((annotation) => annotation.codeId === codeId);
  return attributesOf(records, codeId).flatMap((attribute) => {
    if (alike.every((annotation) => valueRecords(records, annotation.id, attribute.id).length === 0))
      return [];
    const values = valueRecords(records, id, attribute.id).map((value) =>
      labelOf(inputOf(value), records, placed),
    );
    return [{ id: attribute.id, name: attribute.name, values }];
  });
}
