/**
 * An annotation as merging compares it: its words are one value, and so are the values of one attribute. What it
 * was before is told by the history, from now backwards.
 */
import type { CodedAnnotation } from '../formats/dataset';
import type { AttributeValue, RecordType, Span } from '../records';
import type { ToMine } from './links';
import type { Event, News, Past, Stamp } from './news';

type Place = Pick<Span, 'startOffset' | 'endOffset'>;

/** The words of an annotation; equal for equal ranges. UTF-16 code units, half-open, in text order. */
export const placeKey = (spans: readonly Place[]): string =>
  spans
    .map(({ startOffset, endOffset }): [number, number] => [startOffset, endOffset])
    .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([start, end]) => `${start}-${end}`)
    .join(' ');

/** What a value says, without how it is known. */
export const contentKey = (value: AttributeValue, toMine: ToMine = same): string =>
  JSON.stringify([
    value.text,
    value.number,
    value.date,
    value.choiceId === null ? null : toMine('choice', value.choiceId),
    value.actorId === null ? null : toMine('actor', value.actorId),
    value.conceptId === null ? null : toMine('concept', value.conceptId),
    value.targetAnnotationId === null ? null : toMine('annotation', value.targetAnnotationId),
  ]);

/** What a value says, and the words that say it. */
export const valueKey = (value: AttributeValue, toMine: ToMine = same): string =>
  `${contentKey(value, toMine)} ${JSON.stringify([value.inferred, value.evidenceStart, value.evidenceEnd])}`;

/** The values of one attribute, in order. */
export const valuesKey = (values: readonly AttributeValue[], toMine: ToMine = same): string =>
  inOrder(values)
    .map((value) => valueKey(value, toMine))
    .join('\n');

/** Code and values together, which are one value where the codes differ: values are answers to a code's questions. */
export const codedKey = (
  { codeId, values }: { codeId: string; values: readonly AttributeValue[] },
  toMine: ToMine = same,
): string =>
  JSON.stringify([
    toMine('code', codeId),
    ...[...byAttribute(values)]
      .map(([attributeId, list]) => [toMine('attribute', attributeId), valuesKey(list, toMine)])
      .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  ]);

const same: ToMine = (_type, id) => id;

export const inOrder = <T extends { position: number; id: string }>(records: readonly T[]): T[] =>
  records.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));

/** The values of an annotation by the attribute that they are of. */
export const byAttribute = (values: readonly AttributeValue[]): ReadonlyMap<string, AttributeValue[]> =>
  Map.groupBy(values, ({ attributeId }) => attributeId);

/** What an annotation was at some moment, but for its plain fields. */
export interface State {
  codeId: string;
  spans: readonly Span[];
  values: readonly AttributeValue[];
}

/** An earlier state, and what ended it. */
export interface EarlierState extends State {
  /** Whether the side ended it by its own word. */
  own: boolean;
  stamp: Stamp;
  /** What of it was touched then: `place`, `codeId`, ids of attributes. */
  touched: ReadonlySet<string>;
}

/**
 * The states that an annotation went through since the other file took in what it knows, newest first.
 * @param news of the side that the annotation is of, with its ids
 */
export function earlierStates(coded: CodedAnnotation, news: News): EarlierState[] {
  const { annotation } = coded;
  const gone = news.goneParts(annotation.id);
  const parts = new Map<string, Span | AttributeValue>();
  for (const part of [...coded.spans, ...coded.values, ...gone]) parts.set(`${part.type}/${part.id}`, part);
  const events = [
    ...news
      .of('annotation', annotation.id)
      .map((event) => ({ type: 'annotation' as RecordType, id: '', event })),
    ...[...parts.values()].flatMap(({ type, id }) =>
      news.of(type, id).map((event) => ({ type: type as RecordType, id, event })),
    ),
  ];
  if (events.length === 0) return [];
  const lines = [...Map.groupBy(events, ({ event }) => event.line.order)].toSorted(([a], [b]) => b - a);

  let codeId = annotation.codeId;
  const spans = new Map(coded.spans.map((span) => [span.id, span]));
  const values = new Map(coded.values.map((value) => [value.id, value]));
  const states: EarlierState[] = [];
  for (const [, done] of lines) {
    const touched = new Set<string>();
    const now = { spans: placeKey([...spans.values()]), values: new Map(values) };
    let wasMade = false;
    for (const { type, id, event } of done.toReversed()) {
      if (type === 'annotation') {
        wasMade ||= event.kind === 'added';
        if (event.kind === 'updated' && typeof event.before.codeId === 'string') {
          codeId = event.before.codeId;
          touched.add('codeId');
        }
      } else if (type === 'span') takeBack(spans, id, event);
      else takeBack(values, id, event);
    }
    if (wasMade) {
      const removal = news
        .of('annotation', annotation.id)
        .findLast((event) => event.kind === 'removed' && event.line.order < done[0]!.event.line.order);
      // Before it was made there was nothing to be seen, unless it had been removed and came back.
      if (removal?.kind !== 'removed' || removal.before.type !== 'annotation') break;
      ({ codeId } = removal.before);
      touched.add('codeId');
      const parts = news.goneParts(annotation.id, removal.line.order);
      replaceAll(
        spans,
        parts.filter((part) => part.type === 'span'),
      );
      replaceAll(
        values,
        parts.filter((part) => part.type === 'attribute_value'),
      );
    }
    if (placeKey([...spans.values()]) !== now.spans) touched.add('place');
    for (const { attributeId } of differing(now.values, values)) touched.add(attributeId);
    const { silent, stamp } = done[0]!.event.line;
    states.push({
      codeId,
      spans: [...spans.values()],
      values: [...values.values()],
      own: !silent,
      stamp,
      touched,
    });
  }
  return states;
}

function replaceAll<T extends Span | AttributeValue>(records: Map<string, T>, all: readonly T[]): void {
  records.clear();
  for (const record of all) records.set(record.id, record);
}

function takeBack<T extends Span | AttributeValue>(records: Map<string, T>, id: string, event: Event): void {
  if (event.kind === 'added') records.delete(id);
  else if (event.kind === 'removed') records.set(id, event.before as T);
  else {
    const record = records.get(id);
    if (record) records.set(id, { ...record, ...event.before });
  }
}

/** The values that are in one of two states only, or differ between them. */
function differing(
  one: ReadonlyMap<string, AttributeValue>,
  other: ReadonlyMap<string, AttributeValue>,
): AttributeValue[] {
  const found: AttributeValue[] = [];
  for (const [id, value] of one) if (other.get(id) !== value) found.push(value, other.get(id) ?? value);
  for (const [id, value] of other) if (!one.has(id)) found.push(value);
  return found;
}

/**
 * The past of one of the composite values of an annotation.
 * @param what `place`, `codeId` or the id of an attribute, with the ids of the side
 * @param keyOf the value in the form in which it is compared
 */
export function pastIn(
  states: readonly EarlierState[],
  about: Omit<Past<unknown>, 'left' | 'last'>,
  what: string,
  keyOf: (state: State) => string | null,
): Past<string | null> {
  const own = states.filter(({ own: isOwn, touched }) => isOwn && touched.has(what));
  return {
    left: own.map(keyOf).toReversed(),
    ...about,
    last: states.find(({ touched }) => touched.has(what))?.stamp ?? null,
  };
}
