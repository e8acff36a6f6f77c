/** Builds the annotations of one `.ann` file: its spans and events first, then what is said of them. */
import type { Range } from '../span';
import { conceptsResource } from './brat';
import type { BratCodebook } from './brat-codebook';
import { type KeptAnnotation, keptAnnotation } from './brat-kept';
import {
  type AnnLine,
  annotatorNotes,
  fragmentsOf,
  fromOneLine,
  groupKey,
  roleKey,
  roleWithoutNumber,
  writeAnnLine,
} from './brat-lines';
import type { Way } from './brat-names';
import type { Placing } from './calibrate';
import { unitsOfCodePoints } from './code-points';
import type { DatasetBuilder, Foreign, GivenValue } from './dataset-builder';
import { objectIn } from './kept';

type LineOf<K extends AnnLine['kind']> = Extract<AnnLine, { kind: K }>;

export interface AnnSource {
  articleId: string;
  coderId: string;
  /** Without ending. */
  path: string;
  /** From the file's offsets to those of the stored text. */
  place: Placing;
  /** Whether we wrote the file: then its notes have line breaks as pictures. */
  isOurs: boolean;
  /** By id of the line, as it stands in our own file. */
  kept: Readonly<Record<string, unknown>>;
}

export class AnnReading {
  private readonly text: string;
  private readonly fromPoints: (offset: number) => number;
  /** By id of the line, also of the trigger of an event. */
  private readonly annotations = new Map<string, string>();
  /** By id of a relation, the line that it begins at: what is noted of it is noted there. */
  private readonly relations = new Map<string, { type: string; from: string }>();
  private readonly keptOf = new Map<string, KeptAnnotation>();

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly codebook: BratCodebook,
    private readonly source: AnnSource,
  ) {
    this.text = builder.textOf(source.articleId);
    this.fromPoints = unitsOfCodePoints(this.text);
  }

  read(lines: readonly AnnLine[]): void {
    const sound = this.withoutRepeats(lines);
    const spans = new Map<string, LineOf<'span'>>();
    const events: LineOf<'event'>[] = [];
    const triggers = new Set<string>();
    for (const line of sound) {
      if (line.kind === 'span') spans.set(line.id, line);
      if (line.kind === 'relation')
        this.relations.set(line.id, { type: line.type, from: line.roles[0]!.target });
      if (line.kind !== 'event') continue;
      events.push(line);
      triggers.add(line.trigger);
    }
    for (const span of spans.values())
      if (!triggers.has(span.id)) this.annotate(span.id, span.type, span, 'entity', { id: span.id });
    for (const event of events) {
      const span = spans.get(event.trigger);
      if (!span) {
        this.note('An event whose words are not marked is left out.', event);
        continue;
      }
      this.annotate(event.id, event.type, span, 'event', { id: event.id, extra: { trigger: span.id } });
      const made = this.annotations.get(event.id);
      if (made !== undefined && !this.annotations.has(span.id)) this.annotations.set(span.id, made);
    }
    for (const line of sound) this.say(line);
  }

  /** The same id twice names two things; the first is meant. */
  private withoutRepeats(lines: readonly AnnLine[]): AnnLine[] {
    const seen = new Set<string>();
    return lines.filter((line) => {
      if (line.kind === 'group') return true;
      if (seen.has(line.id)) {
        this.note('A second line of the same id is left out.', line);
        return false;
      }
      seen.add(line.id);
      return true;
    });
  }

  private annotate(
    lineId: string,
    type: string,
    span: LineOf<'span'>,
    brat: 'entity' | 'event',
    foreign: Foreign,
  ): void {
    const { articleId, coderId, place } = this.source;
    const placed = span.fragments.map(({ start, end }) => ({ start: place(start), end: place(end) }));
    const kept = this.keptFor(lineId, type, placed);
    const ranges = kept ? kept.spans.map((one) => this.rangeOf(one)) : placed;
    const id = this.builder.annotation(
      {
        articleId,
        coderId,
        codeId: this.codebook.code(type, brat),
        ranges,
        quotes: kept ? ranges.map(() => null) : this.quotesOf(span, placed),
        ...(kept
          ? { createdAt: kept.createdAt, example: kept.example ?? null, review: kept.review ?? '' }
          : {}),
      },
      kept ? { id: kept.foreignId ?? kept.id, extra: objectIn(kept.foreignExtra) } : foreign,
    );
    if (id === null) return;
    this.annotations.set(lineId, id);
    if (kept) this.keptOf.set(lineId, kept);
  }

  /** What we kept under this id, if the line still is of the same type and at the same place. */
  private keptFor(lineId: string, type: string, placed: readonly Range[]): KeptAnnotation | null {
    const kept = keptAnnotation(this.source.kept[lineId]);
    if (!kept || kept.type !== type) return null;
    const fragments = fragmentsOf(
      this.text,
      kept.spans.map((one) => this.rangeOf(one)),
    );
    const isSame =
      fragments.length === placed.length &&
      fragments.every(({ start, end }, at) => start === placed[at]!.start && end === placed[at]!.end);
    return isSame ? kept : null;
  }

  private rangeOf([start, end]: readonly [number, number]): Range {
    return { start: this.fromPoints(start), end: this.fromPoints(end) };
  }

  /** The words that the file says are at each fragment. brat joins fragments by a space. */
  private quotesOf({ words }: LineOf<'span'>, placed: readonly Range[]): (string | null)[] {
    const there = placed.map(({ start, end }) => this.text.slice(start, end));
    if (there.length === 1) return [words];
    const same = (said: string): string => said.replaceAll(/\s+/g, ' ').trim();
    // Versions before 1.3 joined them without one.
    const isSame = same(there.join(' ')) === same(words) || same(there.join('')) === same(words);
    return there.map((_, at) => (isSame || at > 0 ? null : words));
  }

  /** What a line says of annotations. */
  private say(line: AnnLine): void {
    switch (line.kind) {
      case 'span':
        return;
      case 'event': {
        for (const role of line.roles)
          this.link(line, line.id, roleWithoutNumber(role.name), 'role', role.target, roleKey(line.id, role));
        return;
      }
      case 'relation': {
        const [first, second] = line.roles;
        if (first && second)
          this.link(line, first.target, line.type, 'relation', second.target, writeAnnLine(line), [
            first.name,
            second.name,
          ]);
        return;
      }
      case 'group': {
        const [first = '', ...others] = line.members;
        for (const other of others)
          this.link(line, first, line.type, 'group', other, groupKey(line.type, first, other));
        return;
      }
      case 'attribute': {
        const of = this.annotationOf(line.target, line);
        if (of === null) return;
        const known = this.codebook.attributeOf(this.codeOf(of), line.name);
        const way = line.value === null || known?.way === 'mark' ? 'mark' : 'choice';
        const attributeId = this.codebook.attribute(this.codeOf(of), line.name, way);
        const choiceId =
          line.value === null
            ? this.codebook.mark(attributeId)
            : way === 'mark'
              ? this.codebook.mark(attributeId)
              : this.codebook.choice(attributeId, line.value);
        this.value(of, attributeId, { choiceId }, line.target, writeAnnLine(line));
        return;
      }
      case 'reference': {
        const of = this.annotationOf(line.target, line);
        if (of === null) return;
        const kind = line.resource === conceptsResource ? 'concept' : 'actor';
        const attributeId = this.codebook.attribute(this.codeOf(of), line.type, 'reference', { kind });
        const isConcept = this.builder.get('attribute', attributeId).kind === 'concept';
        const entry = this.codebook.entry(
          isConcept ? 'concept' : 'actor',
          line.resource,
          line.entry,
          line.words,
        );
        const given = isConcept ? { conceptId: entry } : { actorId: entry };
        this.value(of, attributeId, given, line.target, writeAnnLine(line));
        return;
      }
      case 'note':
        this.sayNote(line);
    }
  }

  private sayNote(line: LineOf<'note'>): void {
    const relation = this.relations.get(line.target);
    const of = this.annotationOf(relation?.from ?? line.target, line);
    if (of === null) return;
    const words = this.source.isOurs ? fromOneLine(line.words) : line.words;
    if (relation) {
      this.builder.addToNote(of, `${relation.type}: ${words}`);
      return;
    }
    const attribute = this.codebook.attributeOf(this.codeOf(of), line.type);
    if (attribute?.way !== 'note') {
      this.builder.addToNote(of, line.type === annotatorNotes ? words : `${line.type}: ${words}`);
      return;
    }
    const { kind } = this.builder.get('attribute', attribute.id);
    const given: GivenValue =
      kind === 'number' ? { number: Number(words) } : kind === 'date' ? { date: words } : { text: words };
    if (kind === 'number' && (words.trim() === '' || !Number.isFinite(given.number)))
      this.builder.losses.add(
        'value',
        'mismatch',
        'A value that should be a number is none; it is left out.',
        words,
      );
    else this.value(of, attribute.id, given, line.target, writeAnnLine(line));
  }

  private link(
    line: AnnLine,
    from: string,
    name: string,
    way: Way,
    to: string,
    key: string,
    ends?: [string, string],
  ): void {
    const of = this.annotationOf(from, line);
    const targetAnnotationId = this.annotationOf(to, line);
    if (of === null || targetAnnotationId === null) return;
    const attributeId = this.codebook.attribute(this.codeOf(of), name, way, ends ? { arguments: ends } : {});
    this.value(of, attributeId, { targetAnnotationId }, from, key);
  }

  /** @param key by which our own file knows the value */
  private value(of: string, attributeId: string, given: GivenValue, lineId: string, key: string): void {
    const kept = this.keptOf.get(lineId)?.values?.[key];
    this.builder.value(of, attributeId, {
      ...given,
      inferred: kept?.inferred ?? false,
      evidence: kept?.evidence ? this.rangeOf(kept.evidence) : null,
    });
  }

  private codeOf(annotationId: string): string {
    return this.builder.get('annotation', annotationId).codeId;
  }

  private annotationOf(lineId: string, line: AnnLine): string | null {
    const found = this.annotations.get(lineId);
    if (found === undefined) this.note('A line about an annotation that is not there is left out.', line);
    return found ?? null;
  }

  private note(what: string, line: AnnLine): void {
    this.builder.losses.add(
      line.kind === 'span' || line.kind === 'event' ? 'annotation' : 'value',
      'mismatch',
      what,
      `${this.source.path}.ann: ${writeAnnLine(line)}`,
    );
  }
}
