/**
 * Annotations of an article as REFI-QDA has them: a selection for each span, a coding on it for the code, and one more
 * for each value that is a choice, an actor or a concept. Other values are notes on the coding, or links.
 */
import type { Annotation, AttributeValue, Span } from '../records';
import { codePointOffsets } from './code-points';
import type { CodedArticle } from './dataset';
import { withLabels } from './labelled-words';
import { entryCodeGuid } from './refi-codes-writing';
import { derivedGuid, type RefiGuids } from './refi-guids';

export interface Coding {
  guid: string;
  codeGuid: string;
  coderGuid: string;
  createdAt: string;
  /** GUIDs. */
  notes: string[];
}

export interface Selection {
  guid: string;
  /** The words, or their beginning. */
  name: string;
  /** In code points, half-open. */
  start: number;
  end: number;
  description: string;
  coderGuid: string;
  createdAt: string;
  codings: Coding[];
}

export interface ValueNote {
  guid: string;
  name: string;
  words: string;
  attributeGuid: string;
  coderGuid: string;
  createdAt: string;
  inferred: boolean;
}

export interface ValueLink {
  guid: string;
  name: string;
  /** A GUID. */
  origin: string;
  /** A GUID; of a value, the id of the annotation that it points to. */
  target: string;
  inferred: boolean;
}

export interface Selections {
  selections: Selection[];
  notes: ValueNote[];
  links: ValueLink[];
  /** What stands for an annotation in a link, by its id. */
  endpoints: ReadonlyMap<string, string>;
  /** Values that point to something missing, with all of their annotation. */
  lost: { value: AttributeValue; values: readonly AttributeValue[] }[];
}

export interface SelectionNames {
  guids: RefiGuids;
  attributeName(id: string): string;
  /** Whether a choice, an actor, a concept or an annotation is there. */
  has(id: string): boolean;
}

export const inferredGuid = derivedGuid('inferred');
export const inferredName = 'Claimbook: inferred';
export const linkNames = {
  fragment: 'fragment',
  evidence: 'evidence',
  copy: 'copy of',
  distinct: 'distinct from',
  concept: 'concept',
} as const;
export const valueLinkName = 'value: ';
export const affiliationLinkName = 'affiliation: ';

const longestName = 100;
/** As ATLAS.ti writes it: words that are cut end in an ellipsis. */
function nameOf(quote: string): string {
  const characters = Array.from(quote.slice(0, 2 * longestName + 2));
  return characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : quote;
}

const descriptionOf = ({ note, example, review }: Annotation): string =>
  withLabels(note, { Example: example ?? '', Review: review });

export function selectionsOf(coded: CodedArticle, { guids, attributeName, has }: SelectionNames): Selections {
  const toCodePoints = codePointOffsets(coded.article.text);
  const selections: Selection[] = [];
  const byGuid = new Map<string, Selection>();
  const notes: ValueNote[] = [];
  const links: ValueLink[] = [];
  const endpoints = new Map<string, string>();
  const lost: Selections['lost'] = [];

  /** The selection of a span; annotations that came from one selection, and are still alike, share it. */
  const select = (span: Span, { annotation, spans }: CodedArticle['annotations'][number]): Selection => {
    const guid = guids.of(span.id);
    const made: Selection = {
      guid,
      name: nameOf(span.quote),
      start: toCodePoints(span.startOffset),
      end: toCodePoints(span.endOffset),
      description: span.position === 0 ? descriptionOf(annotation) : '',
      coderGuid: guids.of(annotation.coderId),
      createdAt: annotation.createdAt,
      codings: [],
    };
    const known = byGuid.get(guid);
    const isAlike =
      known &&
      spans.length === 1 &&
      known.name === made.name &&
      known.start === made.start &&
      known.end === made.end &&
      known.description === made.description;
    if (isAlike) return known;
    if (known) made.guid = derivedGuid('selection', span.id);
    byGuid.set(made.guid, made);
    selections.push(made);
    return made;
  };

  for (const one of coded.annotations) {
    const { annotation, spans, values } = one;
    const { createdAt } = annotation;
    const guid = guids.of(annotation.id);
    const coderGuid = guids.of(annotation.coderId);
    const codeGuid = guids.of(annotation.codeId);
    const [first, ...others] = spans.map((span) => select(span, one));
    if (!first) throw new Error(`annotation ${annotation.id} has no span`);
    const coding: Coding = { guid, codeGuid, coderGuid, createdAt, notes: [] };
    endpoints.set(annotation.id, first.codings.length === 0 ? first.guid : guid);
    first.codings.push(coding);
    for (const other of others) {
      const apart = derivedGuid('coding', other.guid);
      other.codings.push({ guid: apart, codeGuid, coderGuid, createdAt, notes: [] });
      links.push({
        guid: derivedGuid('fragment', other.guid),
        name: linkNames.fragment,
        origin: first.guid,
        target: other.guid,
        inferred: false,
      });
    }
    for (const value of values) {
      const valueGuid = guids.of(value.id);
      const name = attributeName(value.attributeId);
      const { inferred } = value;
      const entry = value.actorId ?? value.conceptId;
      const pointedTo = value.choiceId ?? entry ?? value.targetAnnotationId;
      if (pointedTo !== null && !has(pointedTo)) {
        lost.push({ value, values });
        continue;
      }
      const choiceGuid = value.choiceId === null ? null : guids.of(value.choiceId);
      const valueCode = entry === null ? choiceGuid : entryCodeGuid(guids, value.attributeId, entry);
      if (valueCode !== null)
        first.codings.push({
          guid: valueGuid,
          codeGuid: valueCode,
          coderGuid,
          createdAt,
          notes: inferred ? [inferredGuid] : [],
        });
      else if (value.targetAnnotationId !== null)
        links.push({
          guid: valueGuid,
          name: `${valueLinkName}${name}`,
          origin: endpoints.get(annotation.id)!,
          target: value.targetAnnotationId,
          inferred,
        });
      else {
        const words = value.text ?? value.date ?? String(value.number);
        coding.notes.push(valueGuid);
        notes.push({
          guid: valueGuid,
          name,
          words,
          attributeGuid: guids.of(value.attributeId),
          coderGuid,
          createdAt,
          inferred,
        });
      }
      if (value.evidenceStart === null || value.evidenceEnd === null) continue;
      const evidence = derivedGuid('evidence', valueGuid);
      selections.push({
        guid: evidence,
        name: nameOf(value.evidenceQuote ?? ''),
        start: toCodePoints(value.evidenceStart),
        end: toCodePoints(value.evidenceEnd),
        description: `Says: ${name}`,
        coderGuid,
        createdAt,
        codings: [],
      });
      links.push({
        guid: derivedGuid('evidence link', valueGuid),
        name: linkNames.evidence,
        origin: valueGuid,
        target: evidence,
        inferred: false,
      });
    }
  }
  return { selections, notes, links, endpoints, lost };
}
