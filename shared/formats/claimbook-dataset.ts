/**
 * Claimbook's own formats read as a dataset, to be taken into a project that has something in it already: a JSON
 * document, or JSON Lines by table. (Into a new project they are rebuilt row by row, with their history.)
 */
import { ReadProblem } from '../read-problem';
import { type AnyRecord, recordSchemas, type RecordOf, type RecordType } from '../records';
import { type Rows, rowsIn } from './claimbook-rows';
import type { DatasetBuilder } from './dataset-builder';
import { type DatasetReader, type FormatInfo, holdsAll } from './format';
import { objectIn } from './kept';

export const claimbookDatasetFormat: FormatInfo = {
  id: 'claimbook',
  name: 'Claimbook project',
  what: 'What another Claimbook project was exported as: JSON, JSON Lines or an archive. Its history stays behind.',
  extensions: ['json', 'zip'],
  container: 'file',
  holds: holdsAll,
  options: [],
};

/** Tables that tell how people worked in the other project, and stay there. */
const leftOut = [
  ['import', 'import', 'With which import articles came in there is left out.'],
  ['merge', 'merge', 'What was merged in the other project, and what that left open, stays behind.'],
  [
    'adjudication',
    'adjudication',
    'What was decided about disagreements there is left out; the layer that came of it comes in.',
  ],
  ['double_coding', 'double coding', 'Which articles were drawn there to be coded twice is left out.'],
] as const;

export const readClaimbookDataset: DatasetReader = async (input, builder) => {
  const rows = await rowsIn(input);
  const records = new Records(rows, builder);
  const [project] = records.of('project');
  if (project) builder.project(project.name, project.description);
  takeRegistries(records, builder);
  takeArticles(records, builder);
  const changes = rows.change?.length ?? 0;
  builder.losses.add('history', 'dropped', 'The history of the other project stays behind.', '', changes);
  for (const [table, aspect, what] of leftOut)
    builder.losses.add(aspect, 'dropped', what, '', rows[table]?.length ?? 0);
};

const fieldOf = (column: string): string =>
  column.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());

/** The records of the file, checked; the builder's ids by theirs. */
class Records {
  /** By type and id. */
  private readonly ids = new Map<string, string>();
  private readonly foreign = new Map<string, RecordOf['foreign_id'][]>();

  constructor(
    private readonly rows: Rows,
    private readonly builder: DatasetBuilder,
  ) {
    for (const one of this.of('foreign_id')) {
      const list = this.foreign.get(one.recordId);
      if (list) list.push(one);
      else this.foreign.set(one.recordId, [one]);
    }
  }

  /** Of two of the same id, the first. @throws ReadProblem for a row that is none of its table */
  of<T extends RecordType>(type: T): RecordOf[T][] {
    const seen = new Set<string>();
    return this.rowsOf(type).filter((record) => {
      const isNew = seen.size !== seen.add(record.id).size;
      if (!isNew)
        this.builder.losses.add(
          'foreign data',
          'mismatch',
          'A second row with the id of another is left out.',
          `${type} ${record.id}`,
        );
      return isNew;
    });
  }

  private rowsOf<T extends RecordType>(type: T): RecordOf[T][] {
    return (this.rows[type] ?? []).map((row, at) => {
      const fields = Object.entries((row ?? {}) as Record<string, unknown>).map(([column, value]) => [
        fieldOf(column),
        value,
      ]);
      const checked = recordSchemas[type].safeParse({ ...Object.fromEntries(fields), type });
      if (checked.success) return checked.data as RecordOf[T];
      const [issue] = checked.error.issues;
      throw new ReadProblem(
        `Row ${at + 1} of ${type} is wrong: ${issue?.path.join('.')}: ${issue?.message}. Put it right, or export the project anew.`,
      );
    });
  }

  /** Notes which record of the builder one of the file became, and what others call it. */
  became(record: AnyRecord, id: string): void {
    this.ids.set(`${record.type} ${record.id}`, id);
    for (const { format, foreignId, extra } of this.foreign.get(record.id) ?? [])
      this.builder.foreign(record.type, id, { id: foreignId, extra: objectIn(extra) }, format);
  }

  /** The builder's id for one of the file; null for a record that is not there, which is noted. */
  idOf(type: RecordType, id: string | null, what: string): string | null {
    if (id === null) return null;
    const found = this.found(type, id);
    if (found === undefined)
      this.builder.losses.add(
        'foreign data',
        'mismatch',
        'A record refers to one that is not in the file.',
        what,
      );
    return found ?? null;
  }

  found(type: RecordType, id: string): string | undefined {
    return this.ids.get(`${type} ${id}`);
  }

  /** @throws ReadProblem for one that is not there */
  needed(type: RecordType, id: string, what: string): string {
    const found = this.found(type, id);
    if (found === undefined)
      throw new ReadProblem(`${what} refers to a record that is not in the file. Export the project anew.`);
    return found;
  }
}

/** A row's own fields, as the builder takes them. */
const without = <T extends AnyRecord>({ type: _type, id: _id, ...fields }: T): Omit<T, 'type' | 'id'> =>
  fields;

function takeRegistries(records: Records, builder: DatasetBuilder): void {
  const coders = records.of('coder');
  for (const one of coders) records.became(one, builder.coder(without(one), { id: one.id }));
  builder.secondRounds(coders, (id) => records.found('coder', id));
  const codes = records.of('code');
  for (const one of codes)
    records.became(one, builder.code({ ...without(one), parentId: null }, { id: one.id }));
  for (const { id, parentId, name } of codes)
    builder.update('code', records.needed('code', id, name), {
      parentId: records.idOf('code', parentId, name),
    });
  for (const one of records.of('attribute'))
    records.became(
      one,
      builder.attribute(
        {
          ...without(one),
          codeId: records.needed('code', one.codeId, `The attribute “${one.name}”`),
          targetCodeId: records.idOf('code', one.targetCodeId, one.name),
        },
        { id: one.id },
      ),
    );
  for (const one of records.of('choice')) {
    const attributeId = records.needed('attribute', one.attributeId, `The choice “${one.name}”`);
    records.became(one, builder.choice({ ...without(one), attributeId }, { id: one.id }));
  }
  for (const one of records.of('actor')) records.became(one, builder.actor(without(one), { id: one.id }));
  for (const { actorId, name } of records.of('actor_alias'))
    builder.actorAlias(records.needed('actor', actorId, `The name “${name}”`), name);
  for (const one of records.of('actor_affiliation'))
    builder.actorAffiliation({
      ...without(one),
      actorId: records.needed('actor', one.actorId, 'An affiliation'),
      organisationId: records.idOf('actor', one.organisationId, one.office),
    });
  const concepts = records.of('concept');
  for (const one of concepts)
    records.became(one, builder.concept({ ...without(one), parentId: null }, { id: one.id }));
  for (const { id, parentId, name } of concepts)
    builder.update('concept', records.needed('concept', id, name), {
      parentId: records.idOf('concept', parentId, name),
    });
  for (const { conceptId, name } of records.of('concept_alias'))
    builder.conceptAlias(records.needed('concept', conceptId, `The name “${name}”`), name);
  for (const one of records.of('distinction'))
    builder.distinction({
      actorId: records.idOf('actor', one.actorId, 'A distinction'),
      otherActorId: records.idOf('actor', one.otherActorId, 'A distinction'),
      conceptId: records.idOf('concept', one.conceptId, 'A distinction'),
      otherConceptId: records.idOf('concept', one.otherConceptId, 'A distinction'),
    });
}

function takeArticles(records: Records, builder: DatasetBuilder): void {
  const articles = records.of('article');
  for (const one of articles) {
    const { text, ...fields } = without(one);
    const id = builder.article({ ...fields, copyOfId: null, text: text ?? '' }, { id: one.id });
    if (id !== null) records.became(one, id);
  }
  for (const { id, copyOfId, title } of articles) {
    const original = records.idOf('article', copyOfId, title);
    const copy = records.found('article', id);
    if (original !== null && copy !== undefined) builder.copyOf(copy, original);
  }
  for (const one of records.of('reading')) {
    const articleId = records.found('article', one.articleId);
    if (articleId !== undefined)
      builder.reading({
        ...without(one),
        articleId,
        coderId: records.needed('coder', one.coderId, 'A reading'),
      });
  }
  const spans = new Map<string, RecordOf['span'][]>();
  for (const span of records.of('span')) {
    const list = spans.get(span.annotationId);
    if (list) list.push(span);
    else spans.set(span.annotationId, [span]);
  }
  for (const one of records.of('annotation')) {
    const articleId = records.found('article', one.articleId);
    if (articleId === undefined) continue;
    const own = (spans.get(one.id) ?? []).toSorted((a, b) => a.startOffset - b.startOffset);
    const id = builder.annotation(
      {
        ...without(one),
        articleId,
        codeId: records.needed('code', one.codeId, 'An annotation'),
        coderId: records.needed('coder', one.coderId, 'An annotation'),
        ranges: own.map(({ startOffset, endOffset }) => ({ start: startOffset, end: endOffset })),
        quotes: own.map(({ quote }) => quote),
      },
      { id: one.id },
    );
    if (id !== null) records.became(one, id);
  }
  const values = records.of('attribute_value').toSorted((one, other) => one.position - other.position);
  for (const one of values) {
    const annotationId = records.found('annotation', one.annotationId);
    if (annotationId === undefined) continue;
    const { evidenceStart, evidenceEnd } = one;
    const said = {
      text: one.text,
      number: one.number,
      date: one.date,
      choiceId: records.idOf('choice', one.choiceId, 'A value'),
      actorId: records.idOf('actor', one.actorId, 'A value'),
      conceptId: records.idOf('concept', one.conceptId, 'A value'),
      targetAnnotationId: records.idOf('annotation', one.targetAnnotationId, 'A value'),
    };
    // What it pointed to is not in the file: that is noted.
    if (Object.values(said).every((part) => part === null)) continue;
    builder.value(annotationId, records.needed('attribute', one.attributeId, 'A value'), {
      ...said,
      inferred: one.inferred,
      evidence:
        evidenceStart === null || evidenceEnd === null ? null : { start: evidenceStart, end: evidenceEnd },
      foreign: { id: one.id },
    });
  }
}
