/** The sample project: three short articles, partly coded, so that the app is never empty. */
import { anchorOf } from '../../shared/anchor';
import { emptyChange, type NamedChange } from '../../shared/changes';
import type { CommandEnv } from '../../shared/commands';
import { mark } from '../../shared/marked-text';
import { type AnyRecord, type AttributeValue, saysNothing } from '../../shared/records';
import { compareRanges } from '../../shared/span';
import { sha256 } from '../db/check';
import type { ReadableDb } from '../db/open';
import { type SampleArticle, sampleActors, sampleArticles, sampleConcepts } from './sample-articles';

/** What the sample needs of the default codebook, by name. */
interface Ids {
  of(table: 'code' | 'actor' | 'concept', name: string): string;
  attribute(code: string, name: string): { id: string; kind: string };
  choice(attributeId: string, name: string): string;
}

/** The changes that fill a new project of the default codebook, in order. */
export function sampleChange(env: CommandEnv, db: ReadableDb): NamedChange[] {
  const registry: AnyRecord[] = [
    ...sampleActors.flatMap(({ name, kind, aliases }): AnyRecord[] => {
      const id = env.newId();
      return [
        { type: 'actor', id, name, kind, note: '', authority: '', createdAt: env.now },
        ...aliases.map((alias) => ({
          type: 'actor_alias' as const,
          id: env.newId(),
          actorId: id,
          name: alias,
        })),
      ];
    }),
    ...sampleConcepts.map((name) => ({
      type: 'concept' as const,
      id: env.newId(),
      parentId: null,
      name,
      definition: '',
      createdAt: env.now,
    })),
  ];
  const ids = idsIn(db, registry);
  const added = [...registry, ...sampleArticles.flatMap((article) => recordsOf(article, ids, env))];
  return [{ label: 'Add the sample articles', change: { ...emptyChange(), added } }];
}

function idsIn(db: ReadableDb, registry: AnyRecord[]): Ids {
  const query = (sql: string, ...values: string[]): { id: string; kind: string } => {
    const row = db.prepare(sql).get(...values);
    if (row === undefined) throw new Error(`the codebook lacks ${values.join(', ')}`);
    return row as { id: string; kind: string };
  };
  return {
    of: (table, name) =>
      registry.find((record) => record.type === table && 'name' in record && record.name === name)?.id ??
      query(`SELECT id FROM ${table} WHERE name = ?`, name).id,
    attribute: (code, name) =>
      query(
        `SELECT attribute.id, attribute.kind FROM attribute JOIN code ON code.id = code_id
         WHERE code.name = ? AND attribute.name = ?`,
        code,
        name,
      ),
    choice: (attributeId, name) =>
      query('SELECT id FROM choice WHERE attribute_id = ? AND name = ?', attributeId, name).id,
  };
}

function recordsOf(
  { marked, annotations, ...details }: SampleArticle,
  ids: Ids,
  env: CommandEnv,
): AnyRecord[] {
  const { text, ranges } = mark(marked);
  const articleId = env.newId();
  const annotationIds = new Map(annotations.map((entry) => [entry.mark, env.newId()]));
  const idOfMark = (name: string): string => {
    const id = annotationIds.get(name);
    if (id === undefined) throw new Error(`the sample has no annotation for the mark ${name}`);
    return id;
  };

  const filled = (kind: string, attributeId: string, value: string): Partial<AttributeValue> => {
    if (kind === 'actor') return { actorId: ids.of('actor', value) };
    if (kind === 'concept') return { conceptId: ids.of('concept', value) };
    if (kind === 'choice') return { choiceId: ids.choice(attributeId, value) };
    return { targetAnnotationId: idOfMark(value) };
  };

  return [
    {
      type: 'article',
      id: articleId,
      ...details,
      url: '',
      note: '',
      fileName: '',
      createdAt: env.now,
      accession: '',
      copyOfId: null,
      importId: null,
      particulars: '',
      layout: '',
      textSha256: sha256(text),
      textLength: text.length,
      text,
    },
    ...annotations.flatMap(({ mark: name, code, values, note = '' }): AnyRecord[] => {
      const annotationId = idOfMark(name);
      const spans = (ranges[name] ?? []).toSorted(compareRanges).map((range, position) => ({
        type: 'span' as const,
        id: env.newId(),
        annotationId,
        position,
        startOffset: range.start,
        endOffset: range.end,
        ...anchorOf(text, range),
      }));
      if (spans.length === 0) throw new Error(`the sample text has no mark ${name}`);
      return [
        {
          type: 'annotation',
          id: annotationId,
          articleId,
          codeId: ids.of('code', code),
          coderId: env.coderId,
          note,
          createdAt: env.now,
          example: null,
          review: '',
        },
        ...spans,
        ...Object.entries(values).flatMap(([attributeName, entries]) => {
          const attribute = ids.attribute(code, attributeName);
          return entries.map((value, position): AttributeValue => ({
            type: 'attribute_value',
            id: env.newId(),
            annotationId,
            attributeId: attribute.id,
            position,
            ...saysNothing,
            inferred: false,
            evidenceStart: null,
            evidenceEnd: null,
            evidenceQuote: null,
            ...filled(attribute.kind, attribute.id, value),
          }));
        }),
      ];
    }),
  ];
}
