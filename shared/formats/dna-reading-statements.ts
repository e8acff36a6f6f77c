/** The statements of a DNA database as annotations. */
import type { DatasetBuilder, GivenValue } from './dataset-builder';
import { type Answer, keyOf, readAnswers } from './dna-answers';
import type { ReadCodebook } from './dna-codebook';
import type { ReadArticle } from './dna-documents';
import type { AllKept, Kept } from './dna-kept';
import type { ReadCoders } from './dna-reading-coders';
import { type DnaSource, idIn, rowsById, wordsIn } from './dna-source';
import type { DnaRow } from './dna-tables';

export interface ReadParts {
  coders: ReadCoders;
  codebook: ReadCodebook;
  articles: ReadonlyMap<number, ReadArticle | null>;
}

/** A link to another annotation, made when all are there. */
interface Link {
  annotationId: string;
  attributeId: string;
  /** The id that the target had when we wrote the database. */
  target: string;
  value: GivenValue;
}

/** Where a statement is and whose: rows that differ in it are not of one annotation. */
const placeOf = ({ StatementTypeId, DocumentId, Start, Stop, Coder }: DnaRow): string =>
  JSON.stringify([StatementTypeId, DocumentId, Start, Stop, Coder]);

export function* readStatements(
  tables: DnaSource,
  kept: AllKept,
  parts: ReadParts,
  builder: DatasetBuilder,
): Generator<null> {
  const statements = rowsById(tables.rows('STATEMENTS'), (row) =>
    builder.losses.add(
      'annotation',
      'mismatch',
      'A statement whose number is another’s is left out.',
      wordsIn(row.ID),
    ),
  );
  yield null;
  const answers = yield* readAnswers(tables, statements, parts.codebook, builder);
  const owners = new Map(
    [...kept.annotation].flatMap(([id, one]) => one.rows.map((row) => [row, { ...one, id }] as const)),
  );
  const reading = new StatementReading(statements, answers, parts, builder);
  const annotations = new Map<number, string>();
  const before = new Map<string, string>();
  for (const [id, row] of statements) {
    yield null;
    if (annotations.has(id)) continue;
    const owner = owners.get(id);
    const together = owner?.rows.filter((one) => {
      const other = statements.get(one);
      return other !== undefined && !annotations.has(one) && placeOf(other) === placeOf(row);
    });
    // Only the first of what was one annotation goes on as it: what was moved away is another.
    const isFirst = owner !== undefined && !before.has(owner.id);
    const ids = isFirst && together ? together : [id];
    const annotationId = reading.annotation(ids, isFirst ? owner : undefined);
    if (annotationId === null) continue;
    for (const one of ids) annotations.set(one, annotationId);
    if (isFirst) before.set(owner.id, annotationId);
  }
  reading.makeLinks(before);
  readStatementLinks(tables, annotations, builder);
}

class StatementReading {
  private readonly links: Link[] = [];

  constructor(
    private readonly statements: ReadonlyMap<number, DnaRow>,
    private readonly answers: ReadonlyMap<number, readonly Answer[]>,
    private readonly parts: ReadParts,
    private readonly builder: DatasetBuilder,
  ) {}

  /** @returns the annotation that the statements are; null where it has no place, which is noted */
  annotation(
    ids: readonly number[],
    owner: (Kept<'annotation'> & { id: string }) | undefined,
  ): string | null {
    const row = this.statements.get(ids[0] ?? 0) ?? {};
    const { codebook, articles, coders } = this.parts;
    const codeId = codebook.codes.get(idIn(row.StatementTypeId) ?? 0);
    const article = articles.get(idIn(row.DocumentId) ?? 0);
    if (!article || codeId === undefined) {
      const what =
        article === null
          ? 'A statement in a document without text is left out.'
          : 'A statement of no document, or of no statement type, is left out.';
      this.builder.losses.add('annotation', 'mismatch', what, `statement ${ids[0]}`);
      return null;
    }
    const { articleId, place, isAsWritten } = article;
    const answers = ids.flatMap((id) => this.answers.get(id) ?? []);
    const spans = owner ? spansOf(owner, row, isAsWritten) : null;
    const hull = { start: place(Number(row.Start)), end: place(Number(row.Stop)) };
    const notes = answers.flatMap(({ variable, cell }) =>
      variable.use.kind === 'note' ? [String(cell)] : [],
    );
    const annotationId = this.builder.annotation(
      {
        articleId,
        codeId,
        coderId: coders.of(idIn(row.Coder)),
        ranges: spans ?? [hull],
        ...(spans && { quotes: spans.map(({ quote }) => quote) }),
        note: [...new Set(notes)].filter((note) => note !== '').join('\n'),
        ...(owner && { createdAt: owner.createdAt, example: owner.example, review: owner.review }),
      },
      { id: owner ? (owner.name ?? owner.id) : String(ids[0]) },
    );
    if (annotationId === null) return null;
    if (owner?.values)
      this.keptValues(annotationId, answers, { ...owner, values: owner.values }, isAsWritten);
    else this.plainValues(annotationId, this.newAnswers(answers, owner, new Set()));
    return annotationId;
  }

  makeLinks(before: ReadonlyMap<string, string>): void {
    for (const { annotationId, attributeId, target, value } of this.links) {
      const targetAnnotationId = before.get(target);
      if (targetAnnotationId !== undefined)
        this.builder.value(annotationId, attributeId, { ...value, targetAnnotationId });
      else
        this.builder.losses.add(
          'value',
          'mismatch',
          'A link to an annotation that was removed in DNA is left out.',
          this.builder.quotesOf(annotationId).join(' … '),
        );
    }
  }

  /** Each answer once, without those that say nothing and those that are known otherwise. */
  private newAnswers(
    answers: readonly Answer[],
    owner: Kept<'annotation'> | undefined,
    known: ReadonlySet<string>,
  ): Answer[] {
    const seen = new Set(known);
    return answers.filter((answer) => {
      const { variable, cell } = answer;
      const isBlank =
        cell === '' ||
        (variable.dataType === 'short text' && this.parts.codebook.entries.isBlank(Number(cell)));
      const isOfDna = cell === 1 && (owner?.unanswered.includes(variable.id) ?? false);
      const key = keyOf(answer);
      const isNew = !seen.has(key) && !isBlank && !isOfDna;
      seen.add(key);
      return isNew;
    });
  }

  private plainValues(annotationId: string, answers: readonly Answer[]): void {
    for (const answer of answers) {
      const { use } = answer.variable;
      if (!('attributeId' in use)) continue;
      const value = this.valueOf(answer);
      if (value) this.builder.value(annotationId, use.attributeId, value);
    }
  }

  /** The values that we wrote, as far as DNA still has them, and those that DNA has beyond. */
  private keptValues(
    annotationId: string,
    answers: readonly Answer[],
    owner: Kept<'annotation'> & { values: NonNullable<Kept<'annotation'>['values']> },
    isAsWritten: boolean,
  ): void {
    const { attributesBefore, entries } = this.parts.codebook;
    const there = new Map(answers.map((answer) => [keyOf(answer), answer]));
    const known = new Set<string>();
    const { codeId } = this.builder.get('annotation', annotationId);
    for (const { attribute, variable, cell, target, choice, inferred, evidence } of owner.values) {
      const attributeId = attributesBefore.get(attribute);
      if (attributeId === undefined || this.builder.get('attribute', attributeId).codeId !== codeId) continue;
      const beside = { inferred, evidence: isAsWritten ? evidence : null };
      if (target !== undefined) {
        this.links.push({ annotationId, attributeId, target, value: beside });
        continue;
      }
      const key = `${variable} ${cell}`;
      const answer = there.get(key);
      if (!answer || !('attributeId' in answer.variable.use)) continue;
      if (answer.variable.use.attributeId !== attributeId) continue;
      known.add(key);
      const exact = entries.choicesBefore.get(choice ?? '');
      const isExact = exact !== undefined && this.builder.get('choice', exact).attributeId === attributeId;
      const value = isExact ? { choiceId: exact } : this.valueOf(answer);
      if (value) this.builder.value(annotationId, attributeId, { ...value, ...beside });
    }
    this.plainValues(annotationId, this.newAnswers(answers, owner, known));
  }

  private valueOf({ variable, cell }: Answer): GivenValue | null {
    const { entries } = this.parts.codebook;
    const { use, dataType } = variable;
    if (!('attributeId' in use)) return null;
    if (dataType === 'integer') return { number: Number(cell) };
    if (dataType === 'long text') return { text: String(cell) };
    if (dataType === 'boolean') {
      const inOrder = entries
        .choicesOf(use.attributeId)
        .toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0));
      const choice = cell === 0 ? inOrder[0] : inOrder.at(-1);
      return choice ? { choiceId: choice.id } : null;
    }
    const value = entries.valueOf(Number(cell));
    if (!value)
      this.builder.losses.add(
        'value',
        'mismatch',
        'A short text that is no number, where there was one, is left out.',
        variable.name,
      );
    return value;
  }
}

/** The pieces that we wrote, where the statement still reaches from the first to the last. */
function spansOf({ spans }: Kept<'annotation'>, row: DnaRow, isAsWritten: boolean) {
  if (!isAsWritten || spans.length === 0) return null;
  const start = Math.min(...spans.map((one) => one.start));
  const end = Math.max(...spans.map((one) => one.end));
  return start === row.Start && end === row.Stop ? spans : null;
}

/** Version 2 can link statements; for us, one that links has an attribute for it. */
function readStatementLinks(
  tables: DnaSource,
  annotations: ReadonlyMap<number, string>,
  builder: DatasetBuilder,
): void {
  const attributes = new Map<string, string>();
  for (const { SourceId, TargetId } of tables.rows('STATEMENTLINKS')) {
    const [source, target] = [SourceId, TargetId].map((id) => annotations.get(idIn(id) ?? 0));
    if (source === undefined || target === undefined) {
      builder.losses.add(
        'value',
        'mismatch',
        'A link between statements that are not there is left out.',
        `${wordsIn(SourceId)} to ${wordsIn(TargetId)}`,
      );
      continue;
    }
    const { codeId } = builder.get('annotation', source);
    let attributeId = attributes.get(codeId);
    if (attributeId === undefined) {
      attributeId = builder.attribute({ codeId, name: 'Linked to', kind: 'annotation', many: true });
      attributes.set(codeId, attributeId);
    }
    builder.value(source, attributeId, { targetAnnotationId: target });
  }
}
