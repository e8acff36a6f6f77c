/** Taking a dataset into a project: nothing is doubled, nothing is lost, and who is who can be said. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { adopt, type Own } from '../../shared/formats/adopt';
import type { MatchDecisions } from '../../shared/formats/adopt-registries';
import { byId, type CodedAnnotation, type Dataset, groupedBy } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { type AnyRecord, type RecordOf, type RecordType } from '../../shared/records';
import { anyDataset, sha256, timeOf } from '../support/any-dataset';
import { expectLaw, portraitOf } from '../support/portrait';
import { idMaker } from '../support/round-trip';

/** Records that can be taken in into, as a project file is. */
class Desk {
  readonly records = new Map<string, AnyRecord>();

  all<T extends RecordType>(type: T): RecordOf[T][] {
    return [...this.records.values()].filter((one): one is RecordOf[T] => one.type === type);
  }

  own(format: string): Own {
    return {
      registries: this.dataset().registries,
      foreignIds: this.all('foreign_id').filter((one) => one.format === format),
      article: (id) => this.all('article').find((one) => one.id === id) ?? null,
      articlesOfText: (hash) =>
        this.all('article').flatMap(({ id, textSha256 }) => (textSha256 === hash ? [id] : [])),
      annotationsOf: (id) =>
        [...this.dataset().articles()].find(({ article }) => article.id === id)?.annotations ?? [],
      has: (type, id) => this.records.get(id)?.type === type,
      hasReading: (articleId, coderId) =>
        this.all('reading').some((one) => one.articleId === articleId && one.coderId === coderId),
    };
  }

  take(
    dataset: Dataset,
    format: string,
    decisions: MatchDecisions = {},
    newId = idMaker(this.records.size + 0xa00000),
  ) {
    const losses = new Losses();
    const adoption = adopt(dataset, format, this.own(format), decisions, { now: timeOf(1), newId }, losses);
    const { added, updated, removed } = adoption.change;
    expect(removed).toEqual([]);
    for (const record of added) {
      expect(this.records.has(record.id), `${record.type} ${record.id} is added twice`).toBe(false);
      this.records.set(record.id, { ...record, ...adoption.bodies.get(record.id) });
    }
    for (const { id, to } of updated) this.records.set(id, { ...this.records.get(id)!, ...to });
    return { ...adoption, losses: losses.report(format, 'in').losses };
  }

  dataset(): Dataset {
    const spans = groupedBy(this.all('span'), ({ annotationId }) => annotationId);
    const values = groupedBy(this.all('attribute_value'), ({ annotationId }) => annotationId);
    const annotations = groupedBy(this.all('annotation'), ({ articleId }) => articleId);
    const attributes = byId(this.all('attribute'));
    const coded = (annotation: RecordOf['annotation']): CodedAnnotation => ({
      annotation,
      spans: spans.get(annotation.id) ?? [],
      values: (values.get(annotation.id) ?? []).toSorted(
        (one, other) =>
          attributes.get(one.attributeId)!.position - attributes.get(other.attributeId)!.position ||
          one.position - other.position,
      ),
    });
    return {
      registries: {
        project: { type: 'project', id: 'project', name: 'Desk', description: '', createdAt: timeOf(0) },
        coders: this.all('coder'),
        codes: this.all('code').toSorted((one, other) => one.position - other.position),
        attributes: this.all('attribute'),
        choices: this.all('choice'),
        actors: this.all('actor'),
        actorAliases: this.all('actor_alias'),
        actorAffiliations: this.all('actor_affiliation'),
        concepts: this.all('concept'),
        conceptAliases: this.all('concept_alias'),
        distinctions: this.all('distinction'),
        foreignIds: [],
      },
      articleCount: this.all('article').length,
      annotationCount: this.all('annotation').length,
      articles: () =>
        this.all('article').map((article) => ({
          article: { ...article, text: article.text! },
          readings: this.all('reading').filter((one) => one.articleId === article.id),
          annotations: (annotations.get(article.id) ?? []).map(coded),
          foreignIds: this.all('foreign_id'),
        })),
    };
  }
}

/** Every record that a record names is there. */
function expectWhole(desk: Desk): void {
  for (const record of desk.records.values())
    for (const [field, value] of Object.entries(record))
      if (field.endsWith('Id') && value !== null && record.type !== 'foreign_id')
        expect(desk.records.has(value as string), `${record.type}.${field} ${String(value)}`).toBe(true);
}

describe('any dataset', () => {
  it('is in an empty project what it was in its file', () => {
    fc.assert(
      fc.property(anyDataset(), (dataset) => {
        const desk = new Desk();
        const { losses } = desk.take(dataset, 'made-up');
        expect(losses).toEqual([]);
        expectWhole(desk);
        const keys = 'words' as const;
        expectLaw(portraitOf(dataset, { keys }), portraitOf(desk.dataset(), { keys }), {
          format: 'made-up',
          direction: 'in',
          losses: [],
        });
      }),
    );
  });

  it('brings nothing when it is taken in again', () => {
    fc.assert(
      fc.property(anyDataset(), (dataset) => {
        const desk = new Desk();
        desk.take(dataset, 'made-up');
        const { change, counts } = desk.take(dataset, 'made-up', {}, idMaker(0xb00000));
        expect(change.added).toEqual([]);
        expect(counts.every(({ fresh }) => fresh === 0)).toBe(true);
      }),
    );
  });
});

const builderOf = (format: string, start: number) =>
  new DatasetBuilder({ format, losses: new Losses(), now: timeOf(0), newId: idMaker(start), sha256 });

/** A small dataset: one article, one claim by a speaker. */
function small(
  format: string,
  start: number,
  { actor = 'Angela Merkel', code = 'Claim', foreign = '' } = {},
): Dataset {
  const builder = builderOf(format, start);
  const articleId = builder.article({ title: 'News', text: 'Merkel said yes.' })!;
  const coderId = builder.coder({ name: 'Ada' });
  const codeId = builder.code({ name: code, kind: 'claim' });
  const speaker = builder.attribute({ codeId, name: 'Speaker', kind: 'actor' });
  const actorId = builder.actor({ name: actor }, { id: foreign });
  const id = builder.annotation({ articleId, codeId, coderId, ranges: [{ start: 12, end: 15 }] })!;
  builder.value(id, speaker, { actorId });
  return builder.build();
}

test('an actor is found by another name of it, by what the file called it, and as the user says', () => {
  const desk = new Desk();
  desk.take(small('one', 0xc00000, { foreign: 'E1' }), 'one');
  const [merkel] = desk.all('actor');
  desk.records.set('alias', { type: 'actor_alias', id: 'alias', actorId: merkel!.id, name: 'Mutti' });
  expect(desk.take(small('one', 0xc10000, { actor: 'mutti' }), 'one').counts).toContainEqual({
    type: 'actor',
    fresh: 0,
    known: 1,
  });
  // The same name of the file, though the actor is called otherwise there now.
  expect(desk.take(small('one', 0xc20000, { actor: 'A. M.', foreign: 'E1' }), 'one').matches).toContainEqual(
    expect.objectContaining({ name: 'A. M.', how: 'id', own: { id: merkel!.id, name: 'Angela Merkel' } }),
  );
  const other = small('two', 0xc30000, { actor: 'The chancellor' });
  const read = other.registries.actors[0]!.id;
  expect(desk.take(other, 'two', { [read]: merkel!.id }).matches).toContainEqual(
    expect.objectContaining({ id: read, how: 'user' }),
  );
  expect(desk.all('actor')).toHaveLength(1);
});

test('what the user says is new comes in beside what is called the same', () => {
  const desk = new Desk();
  desk.take(small('one', 0xc00000), 'one');
  const again = small('two', 0xc40000);
  const { matches } = desk.take(again, 'two', { [again.registries.codes[0]!.id]: null });
  expect(matches).toContainEqual(expect.objectContaining({ type: 'code', how: 'new' }));
  expect(desk.all('code').map(({ name }) => name)).toEqual(['Claim', 'Claim']);
  expect(desk.all('annotation')).toHaveLength(2);
  expectWhole(desk);
});

test('an annotation that the project has at that place, by that coder and code, is not doubled', () => {
  const desk = new Desk();
  desk.take(small('one', 0xc00000), 'one');
  const { counts } = desk.take(small('two', 0xc50000), 'two');
  expect(counts).toContainEqual({ type: 'annotation', fresh: 0, known: 1 });
  expect(desk.all('annotation')).toHaveLength(1);
});

test('two coders who are one in the project have one state of reading there', () => {
  const desk = new Desk();
  const builder = builderOf('one', 0xc80000);
  const articleId = builder.article({ title: 'News', text: 'Merkel said yes.' })!;
  const coders = ['Ada', 'ADA'].map((name) => builder.coder({ name }));
  for (const coderId of coders) builder.reading({ articleId, coderId, state: 'done' });
  desk.take(small('two', 0xc90000), 'two');
  const [own] = desk.all('coder');
  const { losses } = desk.take(builder.build(), 'one', Object.fromEntries(coders.map((id) => [id, own!.id])));
  expect(desk.all('reading')).toHaveLength(1);
  expect(losses.map(({ aspect }) => aspect)).toEqual(['reading']);
});

test('an attribute of the same name and another kind comes in beside the project’s', () => {
  const desk = new Desk();
  desk.take(small('one', 0xc00000), 'one');
  const builder = builderOf('two', 0xc60000);
  const codeId = builder.code({ name: 'claim', kind: 'claim' });
  builder.attribute({ codeId, name: 'speaker', kind: 'text' });
  desk.take(builder.build(), 'two');
  expect(desk.all('attribute').map(({ name, kind }) => [name, kind])).toEqual([
    ['Speaker', 'actor'],
    ['speaker (text)', 'text'],
  ]);
  expect(desk.all('code')).toHaveLength(1);
  const again = builderOf('two', 0xc70000);
  again.attribute({ codeId: again.code({ name: 'claim', kind: 'claim' }), name: 'speaker', kind: 'text' });
  expect(desk.take(again.build(), 'two').change.added).toEqual([]);
});

test('an article that is in the project with another text comes in beside it, with its annotations', () => {
  const desk = new Desk();
  desk.take(small('one', 0xc00000), 'one');
  const [article] = desk.all('article');
  const [annotation] = desk.all('annotation');
  const builder = builderOf('one', 0xc70000);
  const articleId = builder.article({ title: 'News', text: 'Merkel said yes, again.' }, { id: article!.id })!;
  const coderId = builder.coder({ name: 'Ada' });
  const codeId = builder.code({ name: 'Claim', kind: 'claim' });
  const ranges = [{ start: 12, end: 15 }];
  builder.annotation({ articleId, codeId, coderId, ranges }, { id: annotation!.id });
  const { counts, losses } = desk.take(builder.build(), 'one');
  expect(losses).toMatchObject([{ aspect: 'article', severity: 'mismatch', count: 1 }]);
  expect(counts).toContainEqual({ type: 'annotation', fresh: 1, known: 0 });
  expect(desk.all('annotation').map(({ articleId: id }) => id)).toEqual(
    desk.all('article').map(({ id }) => id),
  );
  expectWhole(desk);
});

test('what third formats call the records of another project comes along, and not twice', () => {
  const dataset = small('claimbook', 0xc80000);
  const named = (recordType: string, recordId: string): RecordOf['foreign_id'] => ({
    type: 'foreign_id',
    id: `${recordType}-name`,
    format: 'label-studio',
    recordType,
    recordId,
    foreignId: `their ${recordType}`,
    extra: '{"was":"theirs"}',
  });
  const [coded] = [...dataset.articles()];
  const inArticle = named('annotation', coded!.annotations[0]!.annotation.id);
  const inRegistries = named('code', dataset.registries.codes[0]!.id);
  const given: Dataset = {
    ...dataset,
    registries: { ...dataset.registries, foreignIds: [inRegistries] },
    articles: () => [{ ...coded!, foreignIds: [inArticle] }],
  };
  const desk = new Desk();
  desk.take(given, 'claimbook');
  desk.take(given, 'claimbook');
  const names = desk.all('foreign_id').filter(({ format }) => format === 'label-studio');
  expect(names.map(({ recordType, foreignId }) => [recordType, foreignId]).toSorted()).toEqual([
    ['annotation', 'their annotation'],
    ['code', 'their code'],
  ]);
  for (const { recordType, recordId } of names) expect(desk.records.get(recordId)?.type).toBe(recordType);
});
