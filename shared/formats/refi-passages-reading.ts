/**
 * Selections of a source as annotations. Each coding with a code of ours is an annotation; codings below an attribute
 * are values of the annotation with its code before them, by the same coder.
 */
import { examples, type Example } from '../records';
import { compareRanges, type Range } from '../span';
import { type XmlElement } from '../xml';
import type { Placing } from './calibrate';
import type { GivenValue } from './dataset-builder';
import { withoutLabels } from './labelled-words';
import { childNamed, childrenNamed, descriptionOf, targetOf, timeOf } from './refi-elements';
import { guidKey, isGuid } from './refi-guids';
import { evidenceOf, type MadeAnnotation, type ProjectReading } from './refi-reading-state';
import { annotationLabels } from './refi-roles';
import { wordsIn } from './refi-selection-names';

/** Where the selections of one source lie. */
export interface SourceReading {
  articleId: string;
  title: string;
  text: string;
  place: Placing;
  /** Whoever made the source. */
  user: string | undefined;
}

interface Passage {
  element: XmlElement;
  key: string;
  range: Range;
}

export class PassageReader {
  private readonly passages = new Map<string, Passage>();

  constructor(
    private readonly project: ProjectReading,
    private readonly source: SourceReading,
  ) {}

  /** @param text the element with the selections */
  read(text: XmlElement): void {
    this.find(text);
    const { links } = this.project;
    const pieces = new Map<string, string>();
    for (const origin of this.passages.keys())
      for (const target of links.fragments.get(origin) ?? [])
        if (target !== origin && this.passages.has(target) && !pieces.has(target) && !pieces.has(origin))
          pieces.set(target, origin);
    for (const passage of this.passages.values()) {
      if (pieces.has(passage.key)) continue;
      const further = (links.fragments.get(passage.key) ?? []).filter(
        (key) => pieces.get(key) === passage.key,
      );
      this.readPassage(
        passage,
        further.map((key) => this.passages.get(key)!),
        [],
      );
    }
    // A piece may have codes of its own.
    for (const [key, origin] of pieces)
      this.readPassage(this.passages.get(key)!, [], this.project.made.get(origin) ?? []);
  }

  /** Codings of a source as a whole are annotations of all of its text. */
  readWhole(element: XmlElement): void {
    const { builder } = this.project;
    const { text, title } = this.source;
    const codings = childrenNamed(element, 'Coding');
    if (codings.length === 0) return;
    const whole: XmlElement = {
      name: 'PlainTextSelection',
      uri: element.uri,
      attributes: {},
      children: codings,
    };
    this.readPassage({ element: whole, key: '', range: { start: 0, end: text.length } }, [], []);
    builder.losses.add(
      'annotation',
      'approximated',
      'Codes of a whole source stand on all of its text.',
      title,
      codings.length,
    );
  }

  private find(text: XmlElement): void {
    const { project, source } = this;
    const { builder, links } = project;
    const sayingValues = new Set(links.evidence.values());
    for (const element of childrenNamed(text, 'PlainTextSelection')) {
      const { guid = '', startPosition = '', endPosition = '' } = element.attributes;
      const range = {
        start: source.place(offsetFrom(startPosition)),
        end: source.place(offsetFrom(endPosition)),
      };
      const key = isGuid(guid) ? guidKey(guid) : '';
      const isTaken = key === '' || this.passages.has(key) || project.made.has(key);
      if (isTaken)
        builder.losses.add(
          'annotation',
          'mismatch',
          'A selection whose GUID is missing, wrong or that of another is taken without its links.',
          `${source.title}: ${guid}`,
        );
      if (!isTaken && sayingValues.has(key)) {
        project.evidence.set(key, { articleId: source.articleId, range });
        continue;
      }
      const own = isTaken ? ` ${this.passages.size}` : key;
      this.passages.set(own, { element, key: own, range });
    }
  }

  /** @param taken what this passage is a piece of */
  private readPassage(passage: Passage, pieces: readonly Passage[], taken: readonly MadeAnnotation[]): void {
    const { builder, codes, actorOfCase, caseAttribute, spareCode, made } = this.project;
    const { element, key } = passage;
    const codings = childrenNamed(element, 'Coding');
    const here: MadeAnnotation[] = [];
    const annotate = (codeId: string, coding: XmlElement | null, coderId: string): MadeAnnotation | null => {
      const id = this.annotate(passage, pieces, { codeId, coderId, coding });
      if (id === null) return null;
      const one = { id, codeId, coderId };
      here.push(one);
      if (coding) made.set(guidKey(coding.attributes.guid ?? ''), [one]);
      return one;
    };
    const before = (codeId: string, coderId: string): MadeAnnotation | undefined =>
      here.findLast((one) => one.codeId === codeId && one.coderId === coderId) ??
      here.findLast((one) => one.codeId === codeId);

    for (const coding of codings) {
      const reference = childNamed(coding, 'CodeRef');
      const target = reference ? targetOf(reference) : '';
      const coderId = this.coderFor(coding, element);
      const role = codes.get(target);
      const actorId = role ? null : actorOfCase(target);
      if (role?.kind === 'code') {
        if (taken.some((one) => one.codeId === role.id && one.coderId === coderId)) continue;
        annotate(role.id, coding, coderId);
      } else if (role?.kind === 'choice' || role?.kind === 'entry') {
        const { codeId } = builder.get('attribute', role.attributeId);
        const one = before(codeId, coderId) ?? annotate(codeId, null, coderId);
        const value = role.kind === 'choice' ? { choiceId: role.id } : this.project.entryOf(role, target);
        if (one) this.addValue(one, role.attributeId, value, coding);
      } else if (role?.kind === 'concept') {
        this.addConcept(here, role.id, coding);
      } else if (actorId !== null) {
        const { codeId, attributeId } = caseAttribute();
        const one = annotate(codeId, coding, coderId);
        if (one) builder.value(one.id, attributeId, { actorId });
      } else {
        builder.losses.add(
          'annotation',
          'mismatch',
          role
            ? 'A passage that is coded with an attribute itself is taken without it.'
            : 'A coding with a code that is not in the file is left out.',
          `${this.source.title}: ${target}`,
        );
      }
    }
    const isPiece = taken.length > 0;
    if (codings.length === 0 && !isPiece)
      annotate(spareCode('Passage without code'), null, this.coderFor(null, element));
    if (here.length > 0 && key !== '') made.set(key, here);
  }

  private annotate(
    passage: Passage,
    pieces: readonly Passage[],
    { codeId, coderId, coding }: { codeId: string; coderId: string; coding: XmlElement | null },
  ): string | null {
    const { builder, notes } = this.project;
    const { articleId, text } = this.source;
    const all = [passage, ...pieces].toSorted((one, other) => compareRanges(one.range, other.range));
    const names = all.map(({ element, range }) => wordsIn(element.attributes.name ?? '', text, range));
    const { words, fields } = withoutLabels(descriptionOf(passage.element), annotationLabels);
    const example = examples.find((one): one is Example => one === fields.Example) ?? null;
    const note = [
      words,
      example === null && fields.Example !== '' ? `Example: ${fields.Example}` : '',
      ...names.map(({ label }) => (label === null ? '' : `Name: ${label}`)),
      notes.wordsAt(passage.element),
    ].filter((part) => part !== '');
    const { guid = '', creationDateTime } = coding?.attributes ?? {};
    const id = builder.annotation(
      {
        articleId,
        codeId,
        coderId,
        ranges: all.map(({ range }) => range),
        quotes: names.map(({ quote }) => quote),
        note: note.join('\n'),
        example,
        review: fields.Review,
        ...timeOf(passage.element.attributes.creationDateTime),
        ...timeOf(creationDateTime),
      },
      { id: isGuid(guid) ? guid : '' },
    );
    if (id === null) return null;
    for (const [at, span] of builder.spansIn(id).entries()) {
      const { key, element } = all[at]!;
      builder.foreign('span', span.id, { id: isGuid(key) ? (element.attributes.guid ?? '') : '' });
    }
    if (coding) this.addNotes(id, codeId, coding);
    return id;
  }

  private coderFor(coding: XmlElement | null, element: XmlElement): string {
    const users = [coding?.attributes.creatingUser, element.attributes.creatingUser, this.source.user];
    return this.project.coderOf(users);
  }

  /** Notes on a coding are values, where they have the code of an attribute, or words on the annotation. */
  private addNotes(annotationId: string, codeId: string, coding: XmlElement): void {
    const { builder, codes, notes } = this.project;
    for (const note of notes.of(coding)) {
      const key = guidKey(note.guid);
      notes.take(key);
      const role = note.codeKey === null ? undefined : codes.get(note.codeKey);
      const attribute = role?.kind === 'attribute' ? builder.get('attribute', role.id) : null;
      const value = attribute?.codeId === codeId ? valueFrom(note.words, attribute.kind) : null;
      if (attribute && value) {
        const evidence = evidenceOf(this.project, this.source.articleId, key);
        builder.value(annotationId, attribute.id, {
          ...value,
          inferred: notes.isInferred(note.element),
          evidence,
          foreign: { id: note.guid },
        });
      } else builder.addToNote(annotationId, notes.wordsOf(key) ?? '');
    }
  }

  private addValue(one: MadeAnnotation, attributeId: string, value: GivenValue, coding: XmlElement): void {
    const { builder, notes } = this.project;
    const { guid = '' } = coding.attributes;
    builder.value(one.id, attributeId, {
      ...value,
      inferred: notes.isInferred(coding),
      evidence: evidenceOf(this.project, this.source.articleId, guidKey(guid)),
      foreign: { id: isGuid(guid) ? guid : '' },
    });
    const words = notes.wordsAt(coding);
    if (words !== '') builder.addToNote(one.id, words);
  }

  /** A passage that someone coded with a concept of the registry itself. */
  private addConcept(here: readonly MadeAnnotation[], conceptId: string, coding: XmlElement): void {
    const { builder } = this.project;
    for (const one of here.toReversed()) {
      const attribute = builder
        .all('attribute')
        .find(({ codeId, kind }) => codeId === one.codeId && kind === 'concept');
      if (attribute) return this.addValue(one, attribute.id, { conceptId }, coding);
    }
    builder.losses.add(
      'value',
      'dropped',
      'A concept on a passage whose codes take none is left out.',
      `${this.source.title}: ${builder.get('concept', conceptId).name}`,
    );
  }
}

/** What is no whole number comes out as none, which is noted when it is placed. */
const offsetFrom = (written: string): number =>
  /^\s*[+-]?\d+\s*$/.test(written) ? Number(written) : Number.NaN;

function valueFrom(words: string, kind: string): GivenValue | null {
  if (kind === 'text') return { text: words };
  if (kind === 'date') return { date: words };
  if (kind !== 'number' || words.trim() === '') return null;
  const number = Number(words);
  return Number.isFinite(number) ? { number } : null;
}
