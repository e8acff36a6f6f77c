import { describe, expect, it } from 'vitest';
import type { ParsedInput } from '../../shared/api';
import { applyTo, type Change, emptyChange, emptyRecords, type Records, reverse } from '../../shared/changes';
import type { CommandEnv } from '../../shared/commands';
import { type AboutSettle, reopen, settle } from '../../shared/commands-adjudication';
import { complete } from '../../shared/commands-complete-gold';
import { type Links, type Made } from '../../shared/gold-layer';
import type { CodedAnnotation } from '../../shared/formats/dataset';
import { type AnyRecord, type Article, saysNothing } from '../../shared/records';
import { mark, only } from '../support/marked-text';

const at = '2026-02-01T00:00:00.000Z';
const marked = mark('He said [claim:it rains]claim, and [reply:she doubted that]reply.');
const article = { type: 'article', id: 'article', text: marked.text } as Article & { text: string };

/** What a coder marked; with `target`, it points at another annotation. */
function coded(id: string, coderId: string, words: string, target: string | null = null): CodedAnnotation {
  const { start, end } = only(marked, words);
  return {
    annotation: {
      type: 'annotation',
      id,
      articleId: 'article',
      codeId: 'code',
      coderId,
      note: '',
      createdAt: at,
      example: null,
      review: '',
    },
    spans: [
      {
        type: 'span',
        id: `${id}-span`,
        annotationId: id,
        position: 0,
        startOffset: start,
        endOffset: end,
        quote: marked.text.slice(start, end),
        prefix: '',
        suffix: '',
      },
    ],
    values:
      target === null
        ? []
        : [
            {
              type: 'attribute_value',
              id: `${id}-value`,
              annotationId: id,
              attributeId: 'answers',
              position: 0,
              ...saysNothing,
              targetAnnotationId: target,
              inferred: false,
              evidenceStart: null,
              evidenceEnd: null,
              evidenceQuote: null,
            },
          ],
  };
}

const recordsOf = ({ annotation, spans, values }: CodedAnnotation): AnyRecord[] => [
  annotation,
  ...spans,
  ...values,
];

/** Records on which decisions are made one after another, as the host makes them. */
class Desk {
  private count = 0;
  records: Records;

  constructor(readonly all: readonly CodedAnnotation[]) {
    this.records = applyTo(emptyRecords(), { ...emptyChange(), added: all.flatMap(recordsOf) });
  }

  private env: CommandEnv = {
    now: at,
    newId: () => `new-${String(++this.count).padStart(3, '0')}`,
    coderId: 'cleo',
  };

  private coded(id: string): CodedAnnotation {
    const { annotation, span, attribute_value } = this.records;
    const of = <T extends { annotationId: string }>(all: Iterable<T>): T[] =>
      [...all].filter(({ annotationId }) => annotationId === id);
    return {
      annotation: annotation.get(id)!,
      spans: of(span.values()),
      values: of(attribute_value.values()),
    };
  }

  decisions(): Made[] {
    return [...this.records.adjudication.values()].map((adjudication) => {
      const parts = [...this.records.adjudication_part.values()]
        .filter(({ adjudicationId }) => adjudicationId === adjudication.id)
        .toSorted((one, other) => (one.id < other.id ? -1 : 1));
      const made = parts.filter(({ role }) => role === 'made');
      return { adjudication, parts, gold: made.map(({ annotationId }) => this.coded(annotationId)) };
    });
  }

  private get links(): Links {
    return {
      goldOf: (id) => {
        for (const { parts } of this.decisions().toReversed()) {
          const made = parts.filter(({ role }) => role === 'made');
          const taken = parts
            .filter(({ role }) => role === 'taken')
            .findIndex(({ annotationId }) => annotationId === id);
          if (taken >= 0) return (made.length === 1 ? made[0] : made[taken])?.annotationId ?? null;
        }
        return null;
      },
      pointingAt: (id) =>
        [...this.records.attribute_value.values()].filter(
          ({ targetAnnotationId }) => targetAnnotationId === id,
        ),
      isGold: (id) => this.records.annotation.get(id)?.coderId === 'gold',
    };
  }

  private apply(change: Change): Change {
    this.records = applyTo(this.records, change);
    return change;
  }

  /** Takes these annotations, or none. */
  take(ids: readonly string[], considered: readonly string[] = ids): Change {
    const isAbout = ({ parts }: Made): boolean =>
      parts.some(({ annotationId, role }) => role === 'considered' && considered.includes(annotationId));
    const about: AboutSettle = {
      article,
      considered: considered.map((id) => this.coded(id)),
      before: this.decisions().filter(isAbout),
      goldId: 'gold',
      reading: [...this.records.reading.values()][0] ?? null,
      links: this.links,
      coderName: (id) => id,
      third: null,
    };
    const coders = new Set(ids.map((id) => this.coded(id).annotation.coderId));
    const choice = coders.size === 0 ? 'none' : coders.size === 1 ? 'one' : 'both';
    const input: ParsedInput<'adjudication.settle'> = {
      adjudicationId: this.env.newId(),
      choice,
      annotationIds: [...considered],
      takenIds: [...ids],
      note: '',
      third: null,
    };
    const decided = settle(about, input, this.env);
    if (!decided.ok) throw new Error(decided.error.message);
    return this.apply(decided.value.change);
  }

  takeBack(decision: Made): void {
    const decided = reopen(decision, this.links);
    if (decided.ok) this.apply(decided.value.change);
  }

  complete(agreed: readonly (readonly string[])[]): void {
    const settled = [
      {
        articleId: 'article',
        agreed: agreed.map((ids) => ids.map((id) => this.coded(id))),
        hasGold: false,
        reading: [...this.records.reading.values()][0] ?? null,
      },
    ];
    const decided = complete(settled, { goldId: 'gold', links: this.links }, this.env);
    if (!decided.ok) throw new Error(decided.error.message);
    this.apply(decided.value.change);
  }

  /** The words of gold, each with the words that it points at and whose these are. */
  gold(): string[] {
    const { annotation, span, attribute_value } = this.records;
    const quote = (id: string): string =>
      [...span.values()].find(({ annotationId }) => annotationId === id)?.quote ?? 'nothing';
    return [...annotation.values()]
      .filter(({ coderId }) => coderId === 'gold')
      .map(({ id }) => {
        const value = [...attribute_value.values()].find(({ annotationId }) => annotationId === id);
        const target = value?.targetAnnotationId ?? null;
        return target === null
          ? quote(id)
          : `${quote(id)} → ${quote(target)} of ${annotation.get(target)?.coderId ?? 'nobody'}`;
      })
      .toSorted();
  }
}

const desk = (): Desk =>
  new Desk([
    coded('claim', 'ann', 'claim'),
    coded('reply', 'ann', 'reply', 'claim'),
    coded('bo-claim', 'bo', 'claim'),
  ]);

describe('links between what is taken into gold', () => {
  it('lead to the coder’s annotation until that is taken, too, whatever comes first', () => {
    const one = desk();
    one.take(['reply']);
    expect(one.gold()).toEqual(['she doubted that → it rains of ann']);
    one.take(['claim'], ['claim', 'bo-claim']);
    expect(one.gold()).toEqual(['it rains', 'she doubted that → it rains of gold']);
    const other = desk();
    other.take(['claim']);
    other.take(['reply']);
    expect(other.gold()).toEqual(one.gold());
  });

  it('lead back when a decision is taken back, and to the new copy when it is made again', () => {
    const here = desk();
    here.take(['claim']);
    here.take(['reply']);
    here.take(['claim']);
    expect(here.gold()).toEqual(['it rains', 'she doubted that → it rains of gold']);
    here.takeBack(
      here.decisions().find(({ parts }) => parts.some(({ annotationId }) => annotationId === 'claim'))!,
    );
    expect(here.gold()).toEqual(['she doubted that → it rains of ann']);
  });

  it('are made within what all agree on', () => {
    const here = desk();
    here.take(['reply']);
    here.complete([['claim', 'bo-claim']]);
    expect(here.gold()).toEqual(['it rains', 'she doubted that → it rains of gold']);
    expect([...here.records.reading.values()]).toMatchObject([{ coderId: 'gold', state: 'done' }]);
  });
});

describe('a decision', () => {
  it('leaves what the coders said as it is, and is undone record by record', () => {
    const here = desk();
    const before = here.records;
    const change = here.take(['claim', 'bo-claim']);
    for (const { id } of [...change.updated, ...change.removed])
      expect(before.annotation.has(id)).toBe(false);
    expect(here.gold()).toEqual(['it rains', 'it rains']);
    expect(applyTo(here.records, reverse(change))).toEqual(before);
  });

  it('about the same words again leaves nothing of the one before', () => {
    const here = desk();
    here.take(['claim'], ['claim', 'bo-claim']);
    here.take([], ['claim', 'bo-claim']);
    expect(here.decisions()).toHaveLength(1);
    expect(here.gold()).toEqual([]);
    expect(here.records.adjudication_part.size).toBe(2);
  });
});
