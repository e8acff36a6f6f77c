/** Reads the annotations of one TEI text: those that stand apart from it, and what is marked within it. */
import { type Example, examples } from '../records';
import type { Range } from '../span';
import { elementsIn, firstIn, textOf, type XmlElement } from '../xml';
import type { DatasetBuilder, GivenValue } from './dataset-builder';
import type { TeiCodebook } from './tei-codebook';
import { childrenOf, folded, foreignOf, targetsOf } from './tei-elements';
import type { TeiText } from './tei-text';
import { utcTime } from './times';

/** What is marked within texts of others: the code that it becomes, and its attribute for whom it means. */
const inline: Readonly<
  Record<string, { kind: 'actor' | 'statement'; attribute: string; pointers: readonly string[] }>
> = {
  persName: { kind: 'actor', attribute: 'Actor', pointers: ['ref', 'corresp', 'key'] },
  orgName: { kind: 'actor', attribute: 'Actor', pointers: ['ref', 'corresp', 'key'] },
  rs: { kind: 'actor', attribute: 'Actor', pointers: ['ref', 'corresp', 'key'] },
  said: { kind: 'statement', attribute: 'Speaker', pointers: ['who'] },
  u: { kind: 'statement', attribute: 'Speaker', pointers: ['who'] },
  sp: { kind: 'statement', attribute: 'Speaker', pointers: ['who'] },
};

interface FoundSpan {
  element: XmlElement;
  range: Range | null;
}

/** An annotation that is built, with the element that says the rest of it. */
interface Built {
  id: string;
  element: XmlElement;
}

export class TeiAnnotations {
  private readonly builder: DatasetBuilder;
  private readonly ids = new Map<string, XmlElement>();
  private readonly spans = new Map<string, FoundSpan>();
  private readonly built: Built[] = [];
  /** The annotations of this text by xml:id. */
  private readonly own = new Map<string, string>();

  /**
   * @param made the annotations of all texts of the file by xml:id, for links between them
   * @param title for what is said of problems
   */
  constructor(
    private readonly codebook: TeiCodebook,
    private readonly made: Map<string, string>,
    private readonly article: { id: string; title: string; text: TeiText; isOurs: boolean },
    builder: DatasetBuilder,
  ) {
    this.builder = builder;
    for (const element of article.text.places.keys()) {
      const id = element.attributes['xml:id'];
      if (id !== undefined) this.ids.set(id, element);
    }
  }

  /** Places all annotations; what they say of each other is taken in by `say`, when all texts are placed. */
  place(tei: XmlElement, withInline: boolean): void {
    for (const group of elementsIn(tei, 'spanGrp'))
      for (const element of childrenOf(group, 'span')) this.span(element, group);
    const used = new Set<string>();
    for (const element of elementsIn(tei, 'annotation')) {
      const targets = targetsOf(element.attributes.target);
      for (const target of targets) used.add(target);
      const found = targets.map((target) => this.spans.get(target) ?? this.elementSpan(target));
      this.annotate(element, found, this.codeOf(element, found));
    }
    for (const [id, found] of this.spans)
      if (!used.has(id)) this.annotate(found.element, [found], this.codeOf(found.element, [found]));
    if (withInline) this.placeInline();
  }

  private span(element: XmlElement, group: XmlElement): void {
    const { attributes } = element;
    const [from] = targetsOf(attributes.from);
    const [to] = targetsOf(attributes.to);
    const ends = from === undefined ? targetsOf(attributes.target) : [from, to ?? from];
    const id = attributes['xml:id'] ?? `#${this.spans.size}`;
    if (this.spans.has(id)) {
      this.note('A second span of the same id is left out.', id);
      return;
    }
    this.spans.set(id, {
      element:
        attributes.ana === undefined && attributes.resp === undefined ? inGroup(element, group) : element,
      range: this.hull(ends),
    });
  }

  /** From the first to the last of the elements that are named; null where one is not in the text. */
  private hull(ids: readonly string[]): Range | null {
    const ranges = ids.map((id) => this.article.text.places.get(this.ids.get(id)!));
    if (ranges.length === 0 || ranges.some((range) => range === undefined)) return null;
    return {
      start: Math.min(...ranges.map((range) => range!.start)),
      end: Math.max(...ranges.map((range) => range!.end)),
    };
  }

  private elementSpan(id: string): FoundSpan | undefined {
    const element = this.ids.get(id);
    return element && { element, range: this.article.text.places.get(element) ?? null };
  }

  private codeOf(element: XmlElement, spans: readonly (FoundSpan | undefined)[]): string {
    const pointers = [
      ...targetsOf(element.attributes.ana),
      ...childrenOf(element, 'ptr').flatMap((ptr) =>
        ptr.attributes.ana === undefined ? targetsOf(ptr.attributes.target) : [],
      ),
      ...spans.flatMap((span) => targetsOf(span?.element.attributes.ana)),
    ];
    const known = pointers.map((id) => this.codebook.codes.get(id)).find((id) => id !== undefined);
    const type = spans.map((span) => span?.element.attributes.type).find((words) => words !== undefined);
    return known ?? this.codebook.codeNamed(element.attributes.type ?? type ?? 'annotation', 'other');
  }

  private annotate(element: XmlElement, spans: readonly (FoundSpan | undefined)[], codeId: string): void {
    const { attributes } = element;
    const xmlId = attributes['xml:id'] ?? '';
    const ranges = spans.map((span) => span?.range ?? null);
    if (ranges.length === 0 || ranges.includes(null)) {
      this.note('An annotation of what is not in its text is left out.', xmlId);
      return;
    }
    const own = this.article.isOurs && element.name === 'annotation';
    const notes = childrenOf(element, 'note');
    const ofType = (type: string): string =>
      notes
        .filter((one) => one.attributes.type === type)
        .map(textOf)
        .join('\n');
    const free = own ? ofType('note') : notes.map((one) => folded(textOf(one))).join('\n');
    const example = ofType('example');
    const createdAt = utcTime(firstIn(element, 'change')?.attributes.when ?? '');
    const id = this.builder.annotation(
      {
        articleId: this.article.id,
        codeId,
        coderId: this.coderOf(element),
        ranges: ranges.filter((range) => range !== null),
        quotes: spans.map((span) => (own && span ? textOf(span.element) || null : null)),
        note: free,
        example: examples.find((one): one is Example => one === example) ?? null,
        review: own ? ofType('review') : '',
        ...(createdAt === null ? {} : { createdAt }),
      },
      attributes.n !== undefined && own
        ? { id: attributes.n }
        : foreignOf('annotation', xmlId, this.article.isOurs),
    );
    if (id === null) return;
    this.built.push({ id, element });
    this.call(xmlId, id);
    for (const span of spans) this.call(span?.element.attributes['xml:id'] ?? '', id);
  }

  /** Notes what a name means: in this text, and elsewhere unless it means something there already. */
  private call(xmlId: string, id: string): void {
    if (xmlId === '') return;
    for (const names of [this.own, this.made]) if (!names.has(xmlId)) names.set(xmlId, id);
  }

  private called(xmlId: string): string | undefined {
    return this.own.get(xmlId) ?? this.made.get(xmlId);
  }

  private coderOf(element: XmlElement): string {
    const known = targetsOf(element.attributes.resp)
      .map((id) => this.codebook.coders.get(id))
      .find((id) => id !== undefined);
    if (known !== undefined) return known;
    const [responsible] = childrenOf(element, 'respStmt');
    const name = responsible
      ? folded(textOf(firstIn(responsible, 'name') ?? firstIn(responsible, 'persName')))
      : '';
    return this.codebook.coderNamed(name || 'TEI');
  }

  /** The values of the annotations, when all that they may point to is there. */
  say(tei: XmlElement): void {
    for (const { id, element } of this.built) {
      for (const pointer of [...childrenOf(element, 'ptr'), ...childrenOf(element, 'note')]) {
        if (pointer.attributes.type !== 'value' || !this.article.isOurs) continue;
        const [attribute] = targetsOf(pointer.attributes.ana);
        const attributeId = this.codebook.attributes.get(attribute ?? '');
        const given = attributeId === undefined ? null : this.givenOf(attributeId, pointer);
        if (
          attributeId === undefined ||
          given === null ||
          this.builder.get('attribute', attributeId).codeId !== this.builder.get('annotation', id).codeId
        ) {
          this.builder.losses.add(
            'value',
            'mismatch',
            'A value of what is not there is left out.',
            `${this.article.title}: ${pointer.attributes.target ?? textOf(pointer)}`,
          );
          continue;
        }
        this.builder.value(id, attributeId, {
          ...given,
          inferred: pointer.attributes.subtype === 'inferred',
          evidence:
            pointer.attributes.corresp === undefined
              ? null
              : this.hull(targetsOf(pointer.attributes.corresp)),
        });
      }
    }
    for (const group of elementsIn(tei, 'linkGrp'))
      for (const link of childrenOf(group, 'link'))
        this.link(link, link.attributes.type ?? group.attributes.type ?? 'link');
  }

  private givenOf(attributeId: string, { attributes, ...element }: XmlElement): GivenValue | null {
    const [target = ''] = targetsOf(attributes.target);
    const { choices, actors, concepts } = this.codebook;
    const words = textOf({ attributes, ...element });
    switch (this.builder.get('attribute', attributeId).kind) {
      case 'choice':
        return choices.has(target) ? { choiceId: choices.get(target)! } : null;
      case 'actor':
        return actors.has(target) ? { actorId: actors.get(target)! } : null;
      case 'concept':
        return concepts.has(target) ? { conceptId: concepts.get(target)! } : null;
      case 'annotation':
        return this.called(target) === undefined ? null : { targetAnnotationId: this.called(target)! };
      case 'number':
        return words.trim() !== '' && Number.isFinite(Number(words)) ? { number: Number(words) } : null;
      case 'date':
        return { date: words };
      case 'text':
        return { text: words };
    }
  }

  /** A link of others: from an annotation to another, to an actor or to a concept. */
  private link({ attributes }: XmlElement, name: string): void {
    const [from, ...to] = targetsOf(attributes.target);
    const id = this.called(from ?? '');
    for (const target of to) {
      const actorId = this.codebook.actors.get(target);
      const targetAnnotationId = this.called(target);
      if (id === undefined || (actorId === undefined && targetAnnotationId === undefined)) {
        this.builder.losses.add(
          'value',
          'mismatch',
          'A link of what is not there is left out.',
          `${this.article.title}: ${attributes.target}`,
        );
        continue;
      }
      const { codeId } = this.builder.get('annotation', id);
      const kind = actorId === undefined ? 'annotation' : 'actor';
      this.builder.value(
        id,
        this.codebook.attributeNamed(codeId, name, kind),
        actorId === undefined ? { targetAnnotationId } : { actorId },
      );
    }
  }

  private placeInline(): void {
    for (const [element, range] of this.article.text.places) {
      const rule = Object.hasOwn(inline, element.name) ? inline[element.name]! : null;
      if (!rule || range.start === range.end) continue;
      const codeId = this.codebook.codeNamed(element.name, rule.kind);
      const id = this.builder.annotation(
        { articleId: this.article.id, codeId, coderId: this.codebook.coderNamed('TEI'), ranges: [range] },
        { id: element.attributes['xml:id'] ?? '' },
      );
      if (id === null) continue;
      this.call(element.attributes['xml:id'] ?? '', id);
      const pointer = rule.pointers
        .map((name) => element.attributes[name])
        .find((words) => words !== undefined);
      const known = targetsOf(pointer)
        .map((one) => this.codebook.actors.get(one))
        .find((one) => one !== undefined);
      if (pointer === undefined) continue;
      const actorId = known ?? this.codebook.actorNamed(pointer.replace(/^#/, ''));
      this.builder.value(id, this.codebook.attributeNamed(codeId, rule.attribute, 'actor'), { actorId });
    }
  }

  private note(what: string, xmlId: string): void {
    this.builder.losses.add('annotation', 'mismatch', what, `${this.article.title}: ${xmlId}`);
  }
}

/** A span with what its group says for all of them. */
const inGroup = (span: XmlElement, group: XmlElement): XmlElement => ({
  ...span,
  attributes: { ...group.attributes, ...span.attributes, 'xml:id': span.attributes['xml:id'] ?? '' },
});
