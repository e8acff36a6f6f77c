/**
 * Where a reader puts what it finds: it makes records of it, checks each against the text and the others, and
 * notes what does not fit. So all readers let in the same things and say the same of what they leave out.
 */
import { anchorOf } from '../anchor';
import { partialDate } from '../record-fields';
import { type Annotation, type Article, type Reading, type Span, saysNothing } from '../records';
import { compareRanges, type Range } from '../span';
import { canonicalText } from '../text';
import { articlesOf } from './builder-articles';
import { type BuilderEnv, filled, type Foreign } from './builder-records';
import { BuilderRegistries, namedBy } from './builder-registries';
import type { Dataset } from './dataset';
import { withoutCircles } from './parents';
import { rangeFault } from './range-fault';
import { type GivenValue, valueFault } from './value-fault';

export type { BuilderEnv, Foreign, GivenValue };

export class DatasetBuilder extends BuilderRegistries {
  private readonly spansOf = new Map<string, Span[]>();
  private readonly valueCounts = new Map<string, number>();
  /** By article and coder. */
  private readonly readingsOf = new Map<string, string>();

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
    const title = namedBy(given.title);
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
        ...filled(usualArticle, given),
        // Null is what lists have in place of these; a file that says so has nothing there.
        layout: given.layout ?? '',
        particulars: given.particulars ?? '',
        title,
        createdAt: this.time(given.createdAt, 'article details', title),
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
    if (articleId !== originalId) this.update('article', articleId, { copyOfId: originalId });
  }

  /** How far a coder is with an article. What is said of both a second time is noted. @returns its id */
  reading(
    {
      articleId,
      coderId,
      state,
      changedAt,
    }: Pick<Reading, 'articleId' | 'coderId' | 'state'> & {
      changedAt?: string;
    },
    foreign?: Foreign,
  ): string {
    const { title } = this.get('article', articleId);
    const key = `${articleId} ${coderId}`;
    const known = this.readingsOf.get(key);
    if (known !== undefined) {
      if (this.get('reading', known).state !== state)
        this.note('reading', 'How far a coder is with an article is said twice; the first counts.', title);
      return known;
    }
    const time = this.time(changedAt, 'reading', title);
    const id = this.add('reading', { articleId, coderId, state, changedAt: time }, foreign);
    this.readingsOf.set(key, id);
    return id;
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
      const placed = (offset: number): string => (Number.isFinite(offset) ? String(offset) : '?');
      const places = ranges.map(({ start, end }) => `${placed(start)}–${placed(end)}`).join(', ');
      const foreignName = foreign?.id ? `, ${foreign.id}` : '';
      this.losses.add('annotation', 'mismatch', fault, `${title}: ${code} at ${places}${foreignName}`);
      return null;
    }
    const createdAt = this.time(given.createdAt, 'annotation time', `${title}: ${code}`);
    const usual = { note: '', example: null, review: '' };
    const id = this.add('annotation', filled(usual, { ...given, createdAt }), foreign);
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

  /** The next value of an attribute of an annotation. @returns its id, or null for what is none: that is noted */
  value(
    annotationId: string,
    attributeId: string,
    { evidence = null, foreign, ...given }: GivenValue,
  ): string | null {
    const annotation = this.get('annotation', annotationId);
    const attribute = this.get('attribute', attributeId);
    const choice = given.choiceId ? this.get('choice', given.choiceId) : null;
    const fault = valueFault(annotation, attribute, given, choice);
    if (fault !== null) {
      this.note('value', fault, attribute.name);
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

  /** An article that repeats itself, by way of others, repeats none. */
  private cutCopies(): void {
    const originals = new Map(
      this.all('article').flatMap(({ id, copyOfId }) => (copyOfId === null ? [] : [[id, copyOfId]])),
    );
    for (const id of withoutCircles(originals).cut) {
      this.note(
        'article copy',
        'An article that is a copy of itself is one of its own.',
        this.get('article', id).title,
      );
      this.update('article', id, { copyOfId: null });
    }
  }

  build(): Dataset {
    this.cutCircles();
    this.cutCopies();
    const articles = articlesOf(this, this.spansOf);
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
}

const usualArticle = {
  source: '',
  author: '',
  section: '',
  url: '',
  accession: '',
  language: null,
  note: '',
  copyOfId: null,
  particulars: '',
  layout: '',
};

const sameWords = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();
