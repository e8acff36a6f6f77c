/** Values that wait until all annotations are there: one may point to another, also to one in another file. */
import type { CasCodebook } from './cas-codebook';
import type { DatasetBuilder, Foreign, GivenValue } from './dataset-builder';

/** The annotations that a CAS has made, by the ids of their structures and by what our files call them. */
export interface MadeAnnotations {
  byStructure: Map<string, string>;
  byIdentifier: Map<string, string>;
}

export interface WaitingValue {
  annotationId: string;
  attributeId: string;
  /** Among the values of its attribute; null for after those before. */
  position: number | null;
  /** What it says, or finds the annotation that it is. */
  content: GivenValue | { structure: string } | { identifier: string };
  made: MadeAnnotations;
  inferred?: boolean;
  evidence?: { start: number; end: number } | null;
  foreign?: Foreign;
  /** Whether its words may turn out to be labels. */
  isWords?: boolean;
}

export class CasValues {
  private readonly waiting: WaitingValue[] = [];
  /** All annotations of our files by article and by what those call them. */
  private readonly known = new Map<string, string>();

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly codebook: CasCodebook,
  ) {}

  add(value: WaitingValue): void {
    this.waiting.push(value);
  }

  /** Makes an annotation known by what our files call it, to all files of its article. */
  identify(articleId: string, identifier: string, annotationId: string): void {
    const key = `${articleId} ${identifier}`;
    if (!this.known.has(key)) this.known.set(key, annotationId);
  }

  finish(): void {
    const place = new Map<string, number>();
    for (const { annotationId } of this.waiting)
      if (!place.has(annotationId)) place.set(annotationId, place.size);
    const inOrder = this.waiting.toSorted(
      (one, other) =>
        place.get(one.annotationId)! - place.get(other.annotationId)! ||
        (one.position ?? Infinity) - (other.position ?? Infinity) ||
        0,
    );
    const counts = new Map<string, number>();
    for (const value of inOrder) {
      const content = this.contentOf(value);
      if (content === null) continue;
      const { annotationId, attributeId, inferred = false, evidence = null, foreign, isWords } = value;
      const id = this.builder.value(annotationId, attributeId, {
        ...content,
        inferred,
        evidence,
        ...(foreign ? { foreign } : {}),
      });
      if (id === null) continue;
      if (isWords) this.codebook.noteWords(attributeId, id);
      const key = `${annotationId} ${attributeId}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (counts.get(key) === 2 && !this.builder.get('attribute', attributeId).many)
        this.builder.update('attribute', attributeId, { many: true });
    }
    this.codebook.settleWords();
  }

  private contentOf({ annotationId, attributeId, content, made }: WaitingValue): GivenValue | null {
    if (!('structure' in content) && !('identifier' in content)) return content;
    const { articleId } = this.builder.get('annotation', annotationId);
    const target =
      'structure' in content
        ? made.byStructure.get(content.structure)
        : (made.byIdentifier.get(content.identifier) ?? this.known.get(`${articleId} ${content.identifier}`));
    if (target !== undefined) return { targetAnnotationId: target };
    this.builder.losses.add(
      'value',
      'mismatch',
      'A value that is an annotation which is not there is left out.',
      `${this.builder.get('article', articleId).title}: ${this.builder.get('attribute', attributeId).name}`,
    );
    return null;
  }
}
