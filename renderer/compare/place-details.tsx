/** What each coder said at a compared place, one under the other, with what they differ in marked. */
import { EqualNot } from 'lucide-react';
import { useMemo } from 'react';
import type { CodedPassage, ComparedPlace } from '../../shared/compared-places';
import { attributesOf } from '../annotations/asked';
import { inputOf, labelOf, valueRecords } from '../annotations/values';
import { type AppState, useStore } from '../store';
import { CodeMark } from '../ui/code-mark';
import type { LaneCoder } from './compared-article';
import { lookAt } from './lane-actions';
import { differencesOf } from './place-words';
import { SettleButton } from './settle';

export function PlaceDetails({
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
