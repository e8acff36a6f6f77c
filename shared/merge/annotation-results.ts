/** In what two versions of an annotation differ: its words, its code with the values, and its plain fields. */
import type { CodedAnnotation } from '../formats/dataset';
import type { AttributeValue } from '../records';
import {
  byAttribute,
  codedKey,
  contentKey,
  type EarlierState,
  earlierStates,
  pastIn,
  placeKey,
  type State,
  valueKey,
  valuesKey,
} from './annotation-state';
import { withDecided } from './decided';
import type { FinalAttributes } from './final-attributes';
import type { Merging } from './merging';
import { circumstancesOf, type News } from './news';
import { type FieldResult, fieldResults, firstMeeting, threeWayOrTwoWay } from './record-fields';
import type { Onto, TheirAnnotation } from './their-annotation';

export interface AnnotationPair {
  mine: CodedAnnotation;
  theirs: TheirAnnotation;
  /** Whether they are one by what they say only. */
  byContent: boolean;
}

/** The fields in which two annotations differ, composite ones included, and who has the last word about each. */
export function annotationResults(
  merging: Merging,
  { mine, theirs, byContent }: AnnotationPair,
  onto: Onto,
  attributes: FinalAttributes,
): FieldResult[] {
  const { id } = mine.annotation;
  const theirId = theirs.given.annotation.id;
  const results = fieldResults(merging, {
    mine: mine.annotation,
    theirs: theirs.annotation,
    theirId,
    byContent,
  });
  const lazily = <T>(make: () => T): (() => T) => {
    let made: { value: T } | null = null;
    return () => (made ??= { value: make() }).value;
  };
  const mineStates = lazily(() => earlierStates(mine, merging.mine.news));
  const theirStates = lazily(() => earlierStates(theirs.given, merging.theirs.news));
  const aboutPast = (news: News, annotationId: string) => ({
    known: news.isKnown('annotation', annotationId),
    ...circumstancesOf(news),
  });
  const mineKnown = aboutPast(merging.mine.news, id);
  const theirKnown = aboutPast(merging.theirs.news, theirId);

  const compare = (
    field: string,
    what: { mine: string; theirs: string },
    keys: { mine: string | null; theirs: string | null },
    mineKeyOf: (state: State) => string | null,
    theirKeyOf: (state: State) => string | null,
    values: { mine: unknown; theirs: unknown },
  ): void => {
    if (keys.mine === keys.theirs) return;
    const minePast = withDecided(
      pastIn(mineStates(), mineKnown, what.mine, mineKeyOf),
      merging.mine.decided,
      'annotation',
      id,
      field,
    );
    const theirPast = withDecided(
      pastIn(theirStates(), theirKnown, what.theirs, theirKeyOf),
      merging.theirs.decided,
      'annotation',
      theirId,
      field === 'place' || field === 'codeId' ? field : `value ${what.theirs}`,
    );
    const outcome = (byContent ? firstMeeting : threeWayOrTwoWay)(
      keys.mine,
      keys.theirs,
      minePast,
      theirPast,
    );
    if (outcome === 'same') return;
    results.push({ field, outcome, ...values, minePast, theirPast });
  };

  // A place that cannot be told in my text is settled by who calls.
  if (theirs.place !== null)
    compare(
      'place',
      { mine: 'place', theirs: 'place' },
      { mine: placeKey(mine.spans), theirs: theirs.place },
      ({ spans }) => placeKey(spans),
      ({ spans }) => onto.placeOf(spans),
      { mine: mine.spans, theirs: theirs.spans },
    );
  const own = { codeId: mine.annotation.codeId, values: mine.values };
  const given = { codeId: theirs.annotation.codeId, values: theirs.values };
  const carry = (values: readonly AttributeValue[]): AttributeValue[] =>
    values.map((value) => onto.value(value, []));
  if (own.codeId !== given.codeId) {
    // Values answer the questions of a code, so that code and values go together.
    compareCodes();
    return results;
  }
  const mineBy = byAttribute(mine.values);
  const theirBy = byAttribute(theirs.values);
  const rawId = new Map(
    theirs.given.values.map(({ attributeId }) => [merging.toMine('attribute', attributeId), attributeId]),
  );
  for (const attributeId of new Set([...mineBy.keys(), ...theirBy.keys()])) {
    const a = mineBy.get(attributeId) ?? [];
    const b = theirBy.get(attributeId) ?? [];
    if (valuesKey(a) === valuesKey(b)) continue;
    const theirAttribute = rawId.get(attributeId) ?? attributes.theirIdOf(attributeId);
    const field = `value ${attributeId}`;
    const before = results.length;
    compare(
      field,
      { mine: attributeId, theirs: theirAttribute },
      { mine: valuesKey(a), theirs: valuesKey(b) },
      ({ values }) => valuesKey(values.filter((value) => value.attributeId === attributeId)),
      ({ values }) => valuesKey(carry(values.filter((value) => value.attributeId === theirAttribute))),
      { mine: a, theirs: b },
    );
    const result = results[before];
    if (result?.outcome !== 'conflict' || attributes.of(attributeId)?.many !== true) continue;
    // Several values are a set: what either side added stays, what either removed goes.
    const union = unite(a, b, mineStates(), theirStates(), attributeId, (values) =>
      carry(values.filter((value) => value.attributeId === theirAttribute)),
    );
    if (union === null) continue;
    results.splice(before, 1);
    if (valuesKey(union) !== valuesKey(a)) results.push({ ...result, outcome: 'theirs', theirs: union });
    else results.push({ ...result, outcome: 'mine' });
  }
  return results;

  function compareCodes(): void {
    const ofCode = (state: State): string => codedKey(state);
    const ofTheirs = ({ codeId, values }: State): string =>
      codedKey({ codeId: merging.toMine('code', codeId), values: carry(values) });
    // Whatever changed a code or a value changed this.
    const touching = (states: EarlierState[]): EarlierState[] =>
      states.map((state) =>
        [...state.touched].some((what) => what !== 'place')
          ? { ...state, touched: new Set([...state.touched, 'codeId']) }
          : state,
      );
    const minePast = pastIn(touching(mineStates()), mineKnown, 'codeId', ofCode);
    const theirPast = pastIn(touching(theirStates()), theirKnown, 'codeId', ofTheirs);
    const { decided: mineDecided } = merging.mine;
    const { decided: theirDecided } = merging.theirs;
    const outcome = (byContent ? firstMeeting : threeWayOrTwoWay)(
      codedKey(own),
      codedKey(given),
      withDecided(minePast, mineDecided, 'annotation', id, 'codeId'),
      withDecided(theirPast, theirDecided, 'annotation', theirId, 'codeId'),
    );
    if (outcome !== 'same')
      results.push({ field: 'codeId', outcome, mine: own, theirs: given, minePast, theirPast });
  }
}

/**
 * The values of a field that takes several, after both sides changed it; null where one and the same value is
 * said in different words, which a person has to decide.
 */
function unite(
  mine: readonly AttributeValue[],
  theirs: readonly AttributeValue[],
  mineStates: readonly EarlierState[],
  theirStates: readonly EarlierState[],
  attributeId: string,
  theirsOf: (values: readonly AttributeValue[]) => AttributeValue[],
): AttributeValue[] | null {
  const leftByMe = new Set(
    mineStates
      .filter(({ own }) => own)
      .flatMap(({ values }) =>
        values.filter((value) => value.attributeId === attributeId).map((value) => contentKey(value)),
      ),
  );
  const leftByThem = new Set(
    theirStates
      .filter(({ own }) => own)
      .flatMap(({ values }) => theirsOf(values).map((value) => contentKey(value))),
  );
  if (sortedKeys(mine) === sortedKeys(theirs))
    return valuesKey(mine) < valuesKey(theirs) ? [...mine] : [...theirs];
  const given = new Map(theirs.map((value) => [contentKey(value), value]));
  const own = new Map(mine.map((value) => [contentKey(value), value]));
  const result: AttributeValue[] = [];
  for (const [key, value] of own) {
    const other = given.get(key);
    if (other && valueKey(other) !== valueKey(value)) return null;
    if (other || !leftByThem.has(key)) result.push(value);
  }
  for (const [key, value] of given) if (!own.has(key) && !leftByMe.has(key)) result.push(value);
  return result.map((value, position) => ({ ...value, position }));
}

/** What values say, whatever their order. */
const sortedKeys = (values: readonly AttributeValue[]): string =>
  values
    .map((value) => valueKey(value))
    .toSorted()
    .join('\n');
