/**
 * Where a reader puts what it finds: it makes records of it, checks each against the text and the others, and
 * notes what does not fit. So all readers let in the same things and say the same of what they leave out.
 */
import { anchorOf } from '../anchor';
import { palette } from '../color';
import { nameFrom } from '../names';
import {
  type Annotation,
  type Article,
  type Attribute,
  type AttributeValue,
  type Choice,
  type Code,
  type Coder,
  partialDate,
  type Reading,
  type RecordOf,
  type RecordType,
  recordTypes,
  type Span,
  saysNothing,
} from '../records';
import { compareRanges, type Range } from '../span';
import { canonicalText } from '../text';
import { type CodedAnnotation, type CodedArticle, type Dataset, groupedBy, inTextOrder } from './dataset';
import type { Losses } from './losses';
import { rangeFault } from './range-fault';

/** What a file calls a record, and what it says of it beyond our fields, in its own words. */
export interface Foreign {
  id?: string;
  extra?: Readonly<Record<string, unknown>>;
}

export interface BuilderEnv {
  /** The format's id. */
  format: string;
  losses: Losses;
  /** ISO 8601 in UTC: when what has no time of its own is taken to be made. */
  now: string;
  newId(): string;
  /** SHA-256 of the UTF-8 bytes, in hex. */
  sha256(text: string): string;
}

/** Fields that a reader may leave out; what it gives for them counts. */
type Given<T extends RecordType, Needed extends keyof RecordOf[T]> = Pick<RecordOf[T], Needed> &
  Partial<Omit<RecordOf[T], Needed | 'type' | 'id'>>;

/** A value to be: exactly one of the fields that say what it is. */
export type GivenValue = Partial<
  Pick<
    AttributeValue,
    'text' | 'number' | 'date' | 'choiceId' | 'actorId' | 'conceptId' | 'targetAnnotationId' | 'inferred'
  >
> & { evidence?: Range | null; foreign?: Foreign };

const noName = 'Untitled';

export class DatasetBuilder {
  readonly losses: Losses;
  private readonly records = Object.fromEntries(
    recordTypes.map((type) => [type, new Map<string, unknown>()]),
  ) as { [T in RecordType]: Map<string, RecordOf[T]> };
  private readonly spansOf = new Map<string, Span[]>();
  private readonly valueCounts = new Map<string, number>();
  private readonly countsUnder = new Map<string, number>();
  private projectName = '';
  private projectDescription = '';

  constructor(private readonly env: BuilderEnv) {
    this.losses = env.losses;
  }

  project(name: string, description = ''): void {
    this.projectName = nameFrom(name) ?? '';
    this.projectDescription = description;
  }

  /** Whose second round a coder is, is said by `secondRounds` when all coders are there. */
  coder(given: Given<'coder', 'name'>, foreign?: Foreign): string {
    const usual = { createdAt: this.env.now, role: 'coder' } as const;
    const coder = { ...usual, ...given, ofCoderId: null, name: this.named(given.name) };
    return this.add('coder', coder, foreign);
  }

  /** Notes whose second rounds these coders are. @param idOf the id here of one in the file; null for none */
  secondRounds(
    coders: readonly Pick<Coder, 'id' | 'name' | 'ofCoderId'>[],
    idOf: (id: string) => string | null | undefined,
  ): void {
    for (const { id, name, ofCoderId } of coders) {
      if (ofCoderId === null) continue;
      const [own, whose] = [idOf(id), idOf(ofCoderId)];
      if (own && whose && own !== whose) this.update('coder', own, { ofCoderId: whose });
      else this.losses.add('coder role', 'mismatch', 'Whose second round a coder is, nobody can tell.', name);
    }
  }

  /** A new code; its place among its like is after those before it, its colour the next of the palette. */
  code(given: Given<'code', 'name' | 'kind'>, foreign?: Foreign): string {
    const count = this.records.code.size;
    const usual: Omit<Code, 'type' | 'id' | 'name' | 'kind'> = {
      parentId: null,
      definition: '',
      useWhen: '',
      useNot: '',
      color: palette[count % palette.length]!.color,
      lineStyle: given.kind === 'claim' ? 'fill' : given.kind === 'actor' ? 'dotted' : 'underline',
      shortcut: null,
      position: count,
      retired: false,
    };
    return this.add('code', { ...usual, ...given, name: this.named(given.name) }, foreign);
  }

  attribute(given: Given<'attribute', 'codeId' | 'name' | 'kind'>, foreign?: Foreign): string {
    const usual: Omit<Attribute, 'type' | 'id' | 'name' | 'kind' | 'codeId'> = {
      many: false,
      required: false,
      help: '',
      targetCodeId: null,
      position: this.countUnder(given.codeId),
      retired: false,
    };
    return this.add('attribute', { ...usual, ...given, name: this.named(given.name) }, foreign);
  }

  choice(given: Given<'choice', 'attributeId' | 'name'>, foreign?: Foreign): string {
    const usual: Omit<Choice, 'type' | 'id' | 'name' | 'attributeId'> = {
      number: null,
      definition: '',
      position: this.countUnder(given.attributeId),
    };
    return this.add('choice', { ...usual, ...given, name: this.named(given.name) }, foreign);
  }

  actor(given: Given<'actor', 'name'>, foreign?: Foreign): string {
    const usual = { kind: 'other' as const, note: '', authority: '', createdAt: this.env.now };
    return this.add('actor', { ...usual, ...given, name: this.named(given.name) }, foreign);
  }

  actorAlias(actorId: string, name: string, foreign?: Foreign): string {
    return this.add('actor_alias', { actorId, name: this.named(name) }, foreign);
  }

  actorAffiliation(given: Given<'actor_affiliation', 'actorId'>, foreign?: Foreign): string {
    const usual = { organisationId: null, office: '', fromDate: null, toDate: null };
    return this.add('actor_affiliation', { ...usual, ...given }, foreign);
  }

  concept(given: Given<'concept', 'name'>, foreign?: Foreign): string {
    const usual = { parentId: null, definition: '', createdAt: this.env.now };
    return this.add('concept', { ...usual, ...given, name: this.named(given.name) }, foreign);
  }

  conceptAlias(conceptId: string, name: string, foreign?: Foreign): string {
    return this.add('concept_alias', { conceptId, name: this.named(name) }, foreign);
  }

  distinction(given: Omit<RecordOf['distinction'], 'type' | 'id' | 'createdAt'>, foreign?: Foreign): string {
    return this.add('distinction', { createdAt: this.env.now, ...given }, foreign);
  }

  /**
   * A new article. Its text is made canonical here: offsets into it are of `textOf`, and come from `placingIn`.
   * @returns its id, or null for an article without text, which no project can hold: that is noted
   */
  article(
    {
      text: raw,
      date = null,
      ...given
    }: { title: string; text: string } & Partial<
      Omit<Article, 'type' | 'id' | 'title' | 'text' | 'textSha256' | 'textLength' | 'fileName' | 'importId'>
    >,
    foreign?: Foreign,
  ): string | null {
    const { text, replaced } = canonicalText(raw);
    const title = nameFrom(given.title) ?? noName;
    if (text === '') {
      this.losses.add('article', 'dropped', 'An article without text is left out.', title);
      return null;
    }
    if (replaced > 0)
      this.losses.add(
        'article text',
        'approximated',
        'A character that no format can carry stands as “\ufffd”.',
        title,
        replaced,
      );
    const isDate = date === null || partialDate.safeParse(date).success;
    if (!isDate)
      this.losses.add(
        'article date',
        'mismatch',
        'A date that no calendar has is left out.',
        `${title}: ${date}`,
      );
    return this.add(
      'article',
      {
        source: '',
        author: '',
        section: '',
        url: '',
        accession: '',
        language: null,
        note: '',
        copyOfId: null,
        createdAt: this.env.now,
        particulars: '',
        layout: '',
        ...given,
        title,
        date: isDate ? date : null,
        fileName: '',
        importId: null,
        text,
        textLength: text.length,
        textSha256: this.env.sha256(text),
      },
      foreign,
    );
  }

  /** The stored text of an article. */
  textOf(articleId: string): string {
    return this.get('article', articleId).text ?? '';
  }

  /** Marks an article as a copy of another, when both are known. */
  copyOf(articleId: string, originalId: string): void {
    if (articleId !== originalId)
      this.records.article.set(articleId, { ...this.get('article', articleId), copyOfId: originalId });
  }

  reading(
    given: Pick<Reading, 'articleId' | 'coderId' | 'state'> & { changedAt?: string },
    foreign?: Foreign,
  ): string {
    return this.add('reading', { changedAt: this.env.now, ...given }, foreign);
  }

  /**
   * A new annotation on ranges of the article's stored text.
   * @param quotes the words that the file says are there, one for each range: where they are others, the span
   *   keeps them, so that it counts as unplaced and somebody looks at it
   * @returns its id, or null where no range lies in the text or one would cut a character: that is noted
   */
  annotation(
    {
      ranges,
      quotes,
      ...given
    }: Pick<Annotation, 'articleId' | 'codeId' | 'coderId'> &
      Partial<Pick<Annotation, 'note' | 'createdAt' | 'example' | 'review'>> & {
        ranges: readonly Range[];
        quotes?: readonly (string | null)[];
      },
    foreign?: Foreign,
  ): string | null {
    const { title } = this.get('article', given.articleId);
    const text = this.textOf(given.articleId);
    const code = this.get('code', given.codeId).name;
    const fault = rangeFault(text, ranges);
    if (fault !== null) {
      const places = ranges.map(({ start, end }) => `${start}–${end}`).join(', ');
      const foreignName = foreign?.id ? `, ${foreign.id}` : '';
      this.losses.add('annotation', 'mismatch', fault, `${title}: ${code} at ${places}${foreignName}`);
      return null;
    }
    const id = this.add(
      'annotation',
      { note: '', createdAt: this.env.now, example: null, review: '', ...given },
      foreign,
    );
    const placed = ranges
      .map((range, at) => ({ range, quote: quotes?.[at] ?? null }))
      .toSorted((one, other) => compareRanges(one.range, other.range));
    const spans = placed.map(({ range, quote }, position): Span => {
      const anchor = anchorOf(text, range);
      const differs = quote !== null && quote !== '' && sameWords(quote) !== sameWords(anchor.quote);
      if (differs)
        this.losses.add(
          'annotation',
          'mismatch',
          'The words of an annotation are not those at its place; it keeps them and has to be placed anew.',
          `${title}: “${quote}” instead of “${anchor.quote}”`,
        );
      return {
        type: 'span',
        id: this.env.newId(),
        annotationId: id,
        position,
        startOffset: range.start,
        endOffset: range.end,
        ...anchor,
        quote: differs ? quote : anchor.quote,
      };
    });
    for (const span of spans) this.records.span.set(span.id, span);
    this.spansOf.set(id, spans);
    return id;
  }

  /** The words under an annotation's spans, in order. */
  quotesOf(annotationId: string): string[] {
    return (this.spansOf.get(annotationId) ?? []).map(({ quote }) => quote);
  }

  /** The spans of an annotation, in text order. */
  spansIn(annotationId: string): readonly Span[] {
    return this.spansOf.get(annotationId) ?? [];
  }

  /** Adds to the note of an annotation what the format says of it and no field of ours holds. */
  addToNote(annotationId: string, words: string): void {
    const before = this.get('annotation', annotationId);
    const note = before.note === '' ? words : `${before.note}\n${words}`;
    this.records.annotation.set(annotationId, { ...before, note });
  }

  /** The next value of an attribute of an annotation. @returns its id, or null for words that are nowhere, noted */
  value(
    annotationId: string,
    attributeId: string,
    { evidence = null, foreign, ...given }: GivenValue,
  ): string | null {
    const annotation = this.get('annotation', annotationId);
    const attribute = this.get('attribute', attributeId);
    if (attribute.codeId !== annotation.codeId)
      throw new Error(
        `attribute ${attribute.name} is of code ${attribute.codeId}, annotation ${annotationId} of ${annotation.codeId}`,
      );
    if (given.date !== undefined && given.date !== null && !partialDate.safeParse(given.date).success) {
      this.losses.add(
        'value',
        'mismatch',
        'A date that no calendar has is left out.',
        `${attribute.name}: ${given.date}`,
      );
      return null;
    }
    const key = `${annotationId} ${attributeId}`;
    const position = this.valueCounts.get(key) ?? 0;
    this.valueCounts.set(key, position + 1);
    const text = this.textOf(annotation.articleId);
    const isPlaced = evidence !== null && rangeFault(text, [evidence]) === null;
    if (evidence !== null && !isPlaced)
      this.losses.add(
        'value evidence',
        'mismatch',
        'The words that say a value lie outside the text; they are left out.',
        attribute.name,
      );
    return this.add(
      'attribute_value',
      {
        annotationId,
        attributeId,
        position,
        ...saysNothing,
        inferred: false,
        ...given,
        evidenceStart: isPlaced ? evidence.start : null,
        evidenceEnd: isPlaced ? evidence.end : null,
        evidenceQuote: isPlaced ? text.slice(evidence.start, evidence.end) : null,
      },
      foreign,
    );
  }

  /**
   * Notes what a format calls a record that is there already, or says of it.
   * @param format another than the one that is read, for files that keep what third ones say
   */
  foreign(
    type: RecordType,
    recordId: string,
    { id = '', extra }: Foreign,
    format: string = this.env.format,
  ): void {
    if (id === '' && extra === undefined) return;
    const record = {
      type: 'foreign_id' as const,
      id: this.env.newId(),
      format,
      recordType: type,
      recordId,
      foreignId: id,
      extra: extra === undefined ? '' : JSON.stringify(extra),
    };
    this.records.foreign_id.set(record.id, record);
  }

  /** The record of an id that this builder gave. @throws Error for another */
  get<T extends RecordType>(type: T, id: string): RecordOf[T] {
    const found = this.records[type].get(id);
    if (!found) throw new Error(`the builder has no ${type} ${id}`);
    return found;
  }

  /** All records of a type, in the order in which they came. */
  all<T extends RecordType>(type: T): RecordOf[T][] {
    return [...this.records[type].values()];
  }

  /** Puts other values into fields of a record. */
  update<T extends RecordType>(type: T, id: string, fields: Partial<Omit<RecordOf[T], 'type' | 'id'>>): void {
    this.records[type].set(id, { ...this.get(type, id), ...fields });
  }

  build(): Dataset {
    const foreign = groupedBy(this.all('foreign_id'), ({ recordId }) => recordId);
    const values = groupedBy(this.all('attribute_value'), ({ annotationId }) => annotationId);
    const annotations = groupedBy(this.all('annotation'), ({ articleId }) => articleId);
    const readings = groupedBy(this.all('reading'), ({ articleId }) => articleId);
    const foreignOf = (ids: readonly string[]) => ids.flatMap((id) => foreign.get(id) ?? []);
    const coded = (annotation: Annotation): CodedAnnotation => ({
      annotation,
      spans: this.spansOf.get(annotation.id) ?? [],
      values: (values.get(annotation.id) ?? []).toSorted(
        (one, other) =>
          this.get('attribute', one.attributeId).position -
            this.get('attribute', other.attributeId).position || one.position - other.position,
      ),
    });
    const articles = this.all('article').map((article): CodedArticle => {
      const own = (annotations.get(article.id) ?? []).map(coded).toSorted(inTextOrder);
      const ids = own.flatMap(({ annotation, spans, values: given }) => [
        annotation.id,
        ...spans.map(({ id }) => id),
        ...given.map(({ id }) => id),
      ]);
      return {
        article: { ...article, text: article.text ?? '' },
        readings: readings.get(article.id) ?? [],
        annotations: own,
        foreignIds: foreignOf([article.id, ...ids]),
      };
    });
    const ofArticles = new Set(articles.flatMap(({ foreignIds }) => foreignIds.map(({ id }) => id)));
    return {
      registries: {
        project: {
          type: 'project',
          id: this.env.newId(),
          name: this.projectName,
          description: this.projectDescription,
          createdAt: this.env.now,
        },
        coders: this.all('coder'),
        codes: this.all('code'),
        attributes: this.all('attribute'),
        choices: this.all('choice'),
        actors: this.all('actor'),
        actorAliases: this.all('actor_alias'),
        actorAffiliations: this.all('actor_affiliation'),
        concepts: this.all('concept'),
        conceptAliases: this.all('concept_alias'),
        distinctions: this.all('distinction'),
        foreignIds: this.all('foreign_id').filter(({ id }) => !ofArticles.has(id)),
      },
      articleCount: articles.length,
      annotationCount: this.records.annotation.size,
      articles: () => articles,
    };
  }

  private named(name: string): string {
    return nameFrom(name) ?? noName;
  }

  /** How many of a code's attributes, or of an attribute's choices, came before the one that asks. */
  private countUnder(ownerId: string): number {
    const count = this.countsUnder.get(ownerId) ?? 0;
    this.countsUnder.set(ownerId, count + 1);
    return count;
  }

  private add<T extends RecordType>(
    type: T,
    fields: Omit<RecordOf[T], 'type' | 'id'>,
    foreign?: Foreign,
  ): string {
    const id = this.env.newId();
    this.records[type].set(id, { type, id, ...fields } as unknown as RecordOf[T]);
    if (foreign) this.foreign(type, id, foreign);
    return id;
  }
}

const sameWords = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();
