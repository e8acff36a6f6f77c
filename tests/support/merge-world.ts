/**
 * Projects in memory as merging sees them: their records, and the lines of their histories. Copies of one go on
 * apart, are cut, made blind, merged, and undone, as files of colleagues are.
 */
import { type Change, type Records, applyTo, emptyRecords, reverse } from '../../shared/changes';
import { inTextOrder } from '../../shared/formats/dataset';
import { noChoices, type MergeChoices, type MergePlan } from '../../shared/merge/merge-plan';
import { planMerge } from '../../shared/merge/merge';
import { type Line, projectFormat, type Side } from '../../shared/merge/side';
import {
  type AnyRecord,
  type Question,
  type RecordOf,
  type RecordType,
  recordTypes,
  valueFieldOf,
} from '../../shared/records';
import { fieldsOf, references } from '../../shared/references';

/** Clock and ids that all copies of a test share. */
export class World {
  private count = 0;
  private time = Date.UTC(2026, 0, 1);

  newId = (): string => `id-${String((this.count += 1)).padStart(6, '0')}`;

  now = (): string => new Date((this.time += 1000)).toISOString();
}

const registryTypes: ReadonlySet<string> = new Set([
  'coder',
  'code',
  'attribute',
  'choice',
  'actor',
  'actor_alias',
  'actor_affiliation',
  'concept',
  'concept_alias',
]);

export class Copy {
  records: Records = emptyRecords();
  lines: Line[] = [];
  private seq = 0;

  constructor(
    readonly world: World,
    public name: string,
    public coderId = '',
  ) {}

  all<T extends RecordType>(type: T): RecordOf[T][] {
    return [...this.records[type].values()];
  }

  get<T extends RecordType>(type: T, id: string): RecordOf[T] {
    const found = this.records[type].get(id);
    if (!found) throw new Error(`${this.name} has no ${type} ${id}`);
    return found;
  }

  /** Writes a change with its line. The history holds articles without their bodies. */
  do(change: Partial<Change>, kind: Line['kind'] = 'do', originSeq: number | null = null): number {
    const whole: Change = { added: [], updated: [], removed: [], ...change };
    // As the project file does: what is removed is kept in full.
    const happened: Change = {
      ...whole,
      removed: whole.removed.map(({ type, id }) => this.get(type, id)),
    };
    for (const { type, id, from } of whole.updated) {
      const now = fieldsOf(this.get(type, id));
      for (const [field, value] of Object.entries(from))
        if (now[field] !== value)
          throw new Error(`${type}/${id}: ${field} is ${String(now[field])}, not ${String(value)}`);
    }
    this.records = applyTo(this.records, whole);
    this.seq += 1;
    this.lines.push({
      seq: this.seq,
      id: this.world.newId(),
      at: this.world.now(),
      coderId: this.coderId,
      kind,
      originSeq,
      change: happened,
    });
    return this.seq;
  }

  /** The deeds that stand, newest first, by their `seq`. The making of the project is none. */
  private standing(): Line[] {
    const last = new Map<number, Line>();
    for (const line of this.lines) last.set(line.originSeq ?? line.seq, line);
    return this.lines
      .filter(({ kind, seq, coderId }) => kind === 'do' && coderId !== null && last.get(seq)?.kind !== 'undo')
      .toReversed();
  }

  /** Takes back the newest deed that stands. @returns whether there was one */
  undo(): boolean {
    const [deed] = this.standing();
    if (!deed) return false;
    const latest = this.lines.findLast(({ seq, originSeq }) => seq === deed.seq || originSeq === deed.seq)!;
    this.do(reverse(latest.change), 'undo', deed.seq);
    return true;
  }

  redo(): boolean {
    const last = this.lines.at(-1);
    if (last?.kind !== 'undo') return false;
    this.do(reverse(last.change), 'redo', last.originSeq);
    return true;
  }

  /** A copy of the file, on which a colleague goes on. */
  copy(name: string, coderId = this.coderId): Copy {
    const copy = new Copy(this.world, name, coderId);
    copy.records = this.records;
    copy.lines = [...this.lines];
    copy.seq = this.seq;
    return copy;
  }

  /** The copy without its history, but for one line that keeps the id of the newest one. */
  cut(): this {
    const head = this.lines.at(-1);
    if (head)
      this.lines = [
        {
          ...head,
          kind: 'do',
          originSeq: null,
          coderId: null,
          change: { added: [], updated: [], removed: [] },
        },
      ];
    return this;
  }

  /** The copy without what others than its coder have annotated, and without any notes. The history does not say so. */
  blind(coderId: string): this {
    this.cut();
    const hidden = new Set(
      this.all('annotation').flatMap((one) => (one.coderId === coderId ? [] : [one.id])),
    );
    const without = <T extends AnyRecord>(records: readonly T[], isHidden: (record: T) => boolean) =>
      new Map(records.filter((record) => !isHidden(record)).map((record) => [record.id, record]));
    this.records = {
      ...this.records,
      annotation: new Map(
        this.all('annotation').flatMap((one) => (hidden.has(one.id) ? [] : [[one.id, { ...one, note: '' }]])),
      ),
      span: without(this.all('span'), ({ annotationId }) => hidden.has(annotationId)),
      attribute_value: without(
        this.all('attribute_value'),
        ({ annotationId, targetAnnotationId }) =>
          hidden.has(annotationId) || hidden.has(targetAnnotationId ?? ''),
      ),
      reading: without(this.all('reading'), (one) => one.coderId !== coderId),
    };
    return this;
  }

  side(): Side {
    const { records } = this;
    const list = <T extends RecordType>(type: T): RecordOf[T][] =>
      [...records[type].values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const ofAnnotation = {
      span: Map.groupBy(list('span'), ({ annotationId }) => annotationId),
      value: Map.groupBy(list('attribute_value'), ({ annotationId }) => annotationId),
    };
    const attributes = records.attribute;
    const positionOf = (id: string): number => attributes.get(id)?.position ?? 0;
    return {
      registries: {
        project: list('project')[0]!,
        coders: list('coder'),
        codes: list('code'),
        attributes: list('attribute'),
        choices: list('choice'),
        actors: list('actor'),
        actorAliases: list('actor_alias'),
        actorAffiliations: list('actor_affiliation'),
        concepts: list('concept'),
        conceptAliases: list('concept_alias'),
        distinctions: list('distinction'),
        foreignIds: list('foreign_id').filter(({ recordType }) => registryTypes.has(recordType)),
        imports: list('import').map((one) => ({ ...one, report: null })),
        merges: list('merge'),
        questions: list('question'),
        remembered: list('foreign_id').filter(({ format }) => format === projectFormat),
        doubleCodings: list('double_coding'),
        assignments: list('assignment'),
      },
      articles: list('article').map((one) => ({ ...one, text: null, layout: null, particulars: null })),
      coded: (articleId) => {
        const annotations = list('annotation').filter((one) => one.articleId === articleId);
        const ids = new Set([articleId, ...annotations.map(({ id }) => id)]);
        return {
          annotations: annotations
            .map((annotation) => ({
              annotation,
              spans: (ofAnnotation.span.get(annotation.id) ?? []).toSorted((a, b) => a.position - b.position),
              values: (ofAnnotation.value.get(annotation.id) ?? []).toSorted(
                (a, b) =>
                  positionOf(a.attributeId) - positionOf(b.attributeId) ||
                  (a.attributeId < b.attributeId ? -1 : a.attributeId > b.attributeId ? 1 : 0) ||
                  a.position - b.position,
              ),
            }))
            .toSorted(inTextOrder),
          readings: list('reading').filter((one) => one.articleId === articleId),
          adjudications: list('adjudication')
            .filter((one) => one.articleId === articleId)
            .map((adjudication) => ({
              adjudication,
              parts: list('adjudication_part').filter((part) => part.adjudicationId === adjudication.id),
            })),
          foreignIds: list('foreign_id').filter(
            ({ recordId, recordType }) => !registryTypes.has(recordType) && ids.has(recordId),
          ),
        };
      },
      body: (articleId) => {
        const { text, layout, particulars } = this.get('article', articleId);
        return { text: text ?? '', layout, particulars };
      },
      report: (importId) => records.import.get(importId)?.report ?? null,
      has: (type, id) => records[type].has(id),
      articleOf: (id) => records.annotation.get(id)?.articleId ?? null,
      hasLine: (id) => this.lines.some((line) => line.id === id),
      lineIds: () => this.lines.toReversed().map(({ id }) => id),
      linesAfter: (id) => this.lines.slice(this.lines.findIndex((line) => line.id === id) + 1),
    };
  }

  plan(from: Copy, choices: Partial<MergeChoices> = {}): MergePlan {
    return planMerge(
      this.side(),
      from.side(),
      { ...noChoices, ...choices },
      {
        now: this.world.now(),
        newId: this.world.newId,
        coderId: this.coderId,
        fileName: from.name,
      },
    );
  }

  /** Merges another file into this one, unless there is nothing to do. */
  merge(from: Copy, choices: Partial<MergeChoices> = {}): MergePlan {
    const plan = this.plan(from, choices);
    const { change, bodies } = plan;
    if (change.added.length + change.updated.length + change.removed.length === 0) return plan;
    const added = change.added.map((record): AnyRecord => {
      if (record.type !== 'article') return record;
      const { text, layout, particulars } = bodies.get(record.id)!;
      return { ...record, text, layout, particulars };
    });
    this.do({ ...change, added });
    return plan;
  }

  openQuestions(): Question[] {
    return this.all('question').filter(({ answer }) => answer === null);
  }
}

/** Record by record, as they are in the file; ids first. */
export const portraitOf = ({ records }: Copy): string[] =>
  recordTypes
    .flatMap((type) => [...records[type].values()].map((record) => JSON.stringify(record)))
    .toSorted();

/** What breaks a rule that holds for the records of every project, in words. */
export function faultsIn({ records }: Copy): string[] {
  const faults: string[] = [];
  const hasAll = (type: RecordType, record: AnyRecord, links: Record<string, RecordType>): void => {
    for (const [field, target] of Object.entries(links)) {
      const id = fieldsOf(record)[field];
      if (typeof id === 'string' && !records[target].has(id))
        faults.push(`${type} ${record.id}: ${field} ${id} is gone`);
    }
  };
  for (const type of recordTypes)
    for (const record of records[type].values()) hasAll(type, record, linksOf(type));
  for (const span of records.span.values()) {
    const annotation = records.annotation.get(span.annotationId);
    const text = records.article.get(annotation?.articleId ?? '')?.text ?? '';
    if (text.slice(span.startOffset, span.endOffset) !== span.quote)
      faults.push(
        `span ${span.id} says ${span.quote}, its text says ${text.slice(span.startOffset, span.endOffset)}`,
      );
  }
  const spanned = new Set([...records.span.values()].map(({ annotationId }) => annotationId));
  for (const { id } of records.annotation.values())
    if (!spanned.has(id)) faults.push(`annotation ${id} has no words`);
  for (const type of ['code', 'concept'] as const)
    for (const { id } of records[type].values()) {
      const seen = new Set<string>();
      for (let at: string | null = id; at !== null; at = records[type].get(at)?.parentId ?? null) {
        if (seen.has(at)) {
          faults.push(`${type} ${id} lies beneath itself`);
          break;
        }
        seen.add(at);
      }
    }
  const keys = [...records.code.values()].flatMap(({ shortcut, retired }) =>
    shortcut === null || retired ? [] : [shortcut],
  );
  if (new Set(keys).size < keys.length) faults.push('two codes have one key');
  const readers = [...records.reading.values()].map(({ articleId, coderId }) => `${articleId} ${coderId}`);
  if (new Set(readers).size < readers.length) faults.push('a coder has two readings of an article');
  for (const [place, values] of Map.groupBy(
    records.attribute_value.values(),
    (value) => `${value.annotationId} ${value.attributeId}`,
  )) {
    const attribute = records.attribute.get(values[0]!.attributeId);
    if (!attribute) continue;
    if (values.length > 1 && !attribute.many) faults.push(`${place} has ${values.length} values, not one`);
    if (values.some((value) => value[valueFieldOf[attribute.kind]] === null))
      faults.push(`${place} is not of kind ${attribute.kind}`);
    if (records.annotation.get(values[0]!.annotationId)?.codeId !== attribute.codeId)
      faults.push(`${place} is of another code`);
  }
  const targets = Map.groupBy(
    [...records.attribute_value.values()].filter((value) => value.targetAnnotationId !== null),
    ({ annotationId }) => annotationId,
  );
  for (const id of targets.keys()) {
    const seen = new Set((targets.get(id) ?? []).map(({ targetAnnotationId }) => targetAnnotationId!));
    for (const at of seen) for (const value of targets.get(at) ?? []) seen.add(value.targetAnnotationId!);
    if (seen.has(id)) faults.push(`annotation ${id} leads back to itself`);
  }
  return faults;
}

const linksOf = (type: RecordType): Record<string, RecordType> => ({ ...references[type] });
