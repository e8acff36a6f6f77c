/** An annotation of theirs as mine would hold it: with my ids, and its words where they stand in my text. */
import { fits } from '../anchor';
import type { CodedAnnotation } from '../formats/dataset';
import type { Annotation, AttributeValue, Span } from '../records';
import { placeKey } from './annotation-state';
import { type Carrier, carrierTo } from './carry-over';
import { asMine, type ToMine } from './links';

export interface TheirAnnotation {
  /** As their file has it. */
  given: CodedAnnotation;
  /** With my ids for what it names. Its own id is theirs until it is known what it is in mine. */
  annotation: Annotation;
  values: AttributeValue[];
  /** In my text; null where that cannot be told for sure. */
  spans: Span[] | null;
  /** `placeKey` of `spans`. */
  place: string | null;
  /** Values whose words could not be found in my text, as they are without them. */
  lostEvidence: AttributeValue[];
}

/** Brings what their annotations mark onto my text of an article. Texts are fetched when they are needed. */
export class Onto {
  private carrierMade: Carrier | null = null;
  private textMade: string | null = null;

  constructor(
    private readonly toMine: ToMine,
    /** Whether their text differs from mine. */
    readonly otherText: boolean,
    private readonly textOf: { mine(): string; theirs(): string },
  ) {}

  private get carrier(): Carrier {
    const theirs = this.otherText ? this.textOf.theirs() : this.text;
    return (this.carrierMade ??= carrierTo(theirs, this.text));
  }

  /** My text. */
  get text(): string {
    return (this.textMade ??= this.textOf.mine());
  }

  /** The words of spans of theirs in my text, as far as the ids of texts tell: quotes are not checked. */
  placeOf(spans: readonly Span[]): string | null {
    if (!this.otherText) return placeKey(spans);
    const carried = this.spans(spans);
    return carried && placeKey(carried);
  }

  /** Spans of theirs in my text, each with its words; null where one cannot be told for sure. */
  spans(spans: readonly Span[]): Span[] | null {
    if (spans.length === 0) return null;
    if (!this.otherText && spans.every((span) => fits(this.text, span))) return [...spans];
    const carried: Span[] = [];
    for (const span of spans) {
      const place = this.carrier.carry({ ...span, start: span.startOffset, end: span.endOffset });
      if (!place) return null;
      const { start, end, ...anchor } = place;
      const { quote, prefix, suffix } = anchor;
      carried.push({ ...span, startOffset: start, endOffset: end, quote, prefix, suffix });
    }
    const inOrder = carried.toSorted((a, b) => a.startOffset - b.startOffset);
    const areApart = inOrder.every((span, at) => at === 0 || inOrder[at - 1]!.endOffset <= span.startOffset);
    return areApart ? inOrder.map((span, position) => ({ ...span, position })) : null;
  }

  /** A value of theirs with the words that say it in my text; without them where they cannot be told for sure. */
  value(given: AttributeValue, lost: AttributeValue[]): AttributeValue {
    const value = asMine(given, this.toMine);
    const { evidenceStart: start, evidenceEnd: end, evidenceQuote: quote } = value;
    if (start === null || end === null || quote === null) return value;
    if (!this.otherText && fits(this.text, { startOffset: start, endOffset: end, quote })) return value;
    const place = this.carrier.carry({ start, end, quote, prefix: '', suffix: '' });
    const found = { ...value, evidenceStart: null, evidenceEnd: null, evidenceQuote: null };
    if (place)
      return { ...found, evidenceStart: place.start, evidenceEnd: place.end, evidenceQuote: place.quote };
    lost.push(given);
    return found;
  }

  annotation(given: CodedAnnotation): TheirAnnotation {
    const lostEvidence: AttributeValue[] = [];
    const spans = this.spans(given.spans);
    return {
      given,
      annotation: asMine(given.annotation, this.toMine),
      values: given.values.map((value) => this.value(value, lostEvidence)),
      spans,
      place: spans && placeKey(spans),
      lostEvidence,
    };
  }
}

/**
 * Whether two annotations under one id are the same in everything that merging compares, so that nothing need be
 * looked up about them: most are.
 */
export function isUnchanged(mine: CodedAnnotation, theirs: CodedAnnotation, toMine: ToMine): boolean {
  const a = mine.annotation;
  const b = theirs.annotation;
  if (a.note !== b.note || a.example !== b.example || a.review !== b.review || a.createdAt !== b.createdAt)
    return false;
  if (a.codeId !== toMine('code', b.codeId) || a.coderId !== toMine('coder', b.coderId)) return false;
  if (mine.spans.length !== theirs.spans.length || mine.values.length !== theirs.values.length) return false;
  return (
    mine.spans.every((span, at) => isSameSpan(span, theirs.spans[at]!)) &&
    mine.values.every((value, at) => isSameValue(value, theirs.values[at]!, toMine))
  );
}

const isSameSpan = (a: Span, b: Span): boolean =>
  a.startOffset === b.startOffset && a.endOffset === b.endOffset && a.quote === b.quote;

const isSameValue = (a: AttributeValue, b: AttributeValue, toMine: ToMine): boolean =>
  a.attributeId === toMine('attribute', b.attributeId) &&
  a.text === b.text &&
  a.number === b.number &&
  a.date === b.date &&
  a.choiceId === (b.choiceId && toMine('choice', b.choiceId)) &&
  a.actorId === (b.actorId && toMine('actor', b.actorId)) &&
  a.conceptId === (b.conceptId && toMine('concept', b.conceptId)) &&
  a.targetAnnotationId === (b.targetAnnotationId && toMine('annotation', b.targetAnnotationId)) &&
  a.inferred === b.inferred &&
  a.evidenceStart === b.evidenceStart &&
  a.evidenceEnd === b.evidenceEnd;
