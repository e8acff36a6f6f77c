/** Whatever is done to the codebook while people annotate: no value is lost unasked, and all of it can be undone. */
import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attributeKinds } from '../../shared/records';
import { type OpenWorld, openWorld } from '../support/host-world';
import { contentsOf, look } from '../support/look-into';
import { subjectsThreeWays } from '../support/subjects';
import { runs } from '../support/extent';

const text = 'Merkel said: „Wir schaffen das“. قال الوَزِيرُ لا 👩‍👩‍👧 他说不 and some more words.';
const words = [...text.matchAll(/\S+/g)].map((found) => ({
  start: found.index,
  end: found.index + found[0].length,
}));
const texts = ['2020', '12', 'Merkel', 'für', 'in May'];

const verbs = [
  'tag',
  'tag',
  'value',
  'value',
  'create',
  'move',
  'rename',
  'retire',
  'merge',
  'split',
  'remove',
  'kind',
  'kind',
  'removeAttribute',
  'template',
  'undo',
] as const;
const step = fc.record({
  verb: fc.constantFrom(...verbs),
  pick: fc.nat(1000),
  other: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const choose = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

async function take(world: OpenWorld, { verb, pick, other }: Step, count: number): Promise<void> {
  const idsOf = (sql: string): string[] => look(world, (db) => db.prepare(sql).pluck().all() as string[]);
  const codes = idsOf('SELECT id FROM code ORDER BY id');
  const codeId = choose(codes, pick) ?? '';
  const otherId = choose(codes, other) ?? '';
  const attributeId = choose(idsOf('SELECT id FROM attribute ORDER BY id'), pick) ?? '';
  const call = async (name: string, input: unknown): Promise<void> => {
    const result = await world.host.call(name, input);
    if (!result.ok && !['refused', 'not-found', 'invalid-input'].includes(result.error.code)) {
      throw new Error(`${name}: ${result.error.code}: ${result.error.message}`);
    }
  };
  const looks = { kind: 'other', color: '#777777', lineStyle: 'fill' };
  switch (verb) {
    case 'tag':
      return call('annotation.tag', {
        annotationId: `tag-${count}`,
        articleId: world.articleId,
        codeId,
        ranges: [choose(words, other)],
      });
    case 'value': {
      const [found] = look(world, (db) =>
        db
          .prepare(
            `SELECT annotation.id AS annotationId, attribute.id AS attributeId, attribute.kind AS kind
             FROM annotation JOIN attribute USING (code_id) ORDER BY annotation.id, attribute.id LIMIT 1 OFFSET ?`,
          )
          .all(pick % 12),
      ) as { annotationId: string; attributeId: string; kind: string }[];
      if (!found) return undefined;
      const name = choose(texts, other) ?? '';
      const value = {
        text: { text: name },
        number: { number: other },
        date: { date: '2020-08' },
        actor: { newActor: { name, kind: 'person' } },
        concept: { newConcept: { name } },
        annotation: { targetAnnotationId: choose(idsOf('SELECT id FROM annotation ORDER BY id'), other) },
        choice: {
          choiceId: choose(idsOf(`SELECT id FROM choice WHERE attribute_id = '${found.attributeId}'`), other),
        },
      }[found.kind];
      return call('annotation.setValues', { ...found, kind: undefined, values: [value] });
    }
    case 'create':
      return call('code.create', {
        ...looks,
        codeId: `code-${count}`,
        parentId: codeId,
        name: `Code ${other % 5}`,
      });
    case 'move':
      return call('code.move', { codeId, parentId: other % 3 === 0 ? null : otherId, index: other % 4 });
    case 'rename':
      return call('code.update', {
        codeId,
        fields: { name: `Code ${other % 5}`, shortcut: `${other % 10}` },
      });
    case 'retire':
      return call('code.retire', { codeId, retired: other % 2 === 0 });
    case 'merge': {
      const plan = await world.host.call('code.planMerge', { codeId, intoId: otherId });
      return plan.ok
        ? call('code.merge', { codeId, intoId: otherId, agreedTo: plan.value.lostCount })
        : undefined;
    }
    case 'split':
      return call('code.split', {
        codeId,
        newCodeId: `split-${count}`,
        name: `Split ${other % 3}`,
        color: '#777777',
      });
    case 'remove': {
      // The last code may have gone already.
      if (codeId === '') return undefined;
      const usage = await world.does('code.usage', { codeId });
      return call('code.remove', { codeId, agreedTo: usage.annotations });
    }
    case 'kind': {
      const input = { attributeId, kind: choose(attributeKinds, other) ?? 'text', create: pick % 2 === 0 };
      const plan = await world.host.call<'attribute.planKind'>('attribute.planKind', input);
      return plan.ok ? call('attribute.setKind', { ...input, agreedTo: plan.value.lostCount }) : undefined;
    }
    case 'removeAttribute':
      return call('attribute.remove', { attributeId, agreedTo: 0 });
    case 'template':
      return call('codebook.apply', {
        source: { templateId: choose(['claims', 'networks', 'political-claims'], other) },
      });
    case 'undo':
      return call('history.undo', undefined);
  }
}

/** Every value is of its attribute's kind, and every annotation's value belongs to its code. */
function checkValues(db: Database.Database): void {
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const strays = db
    .prepare(
      `SELECT value.id FROM attribute_value AS value JOIN attribute ON attribute.id = value.attribute_id
       JOIN annotation ON annotation.id = annotation_id
       LEFT JOIN choice ON choice.id = choice_id LEFT JOIN annotation AS target ON target.id = target_annotation_id
       WHERE attribute.code_id <> annotation.code_id
         OR CASE kind WHEN 'text' THEN text WHEN 'number' THEN value.number WHEN 'date' THEN date
            WHEN 'choice' THEN choice_id WHEN 'actor' THEN actor_id WHEN 'concept' THEN concept_id
            ELSE target_annotation_id END IS NULL
         OR choice.attribute_id <> value.attribute_id
         OR target.code_id <> target_code_id`,
    )
    .all();
  expect(strays).toEqual([]);
}

it('any sequence of changes of the codebook keeps values where they belong, and can be undone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30, size: 'max' }), async (steps) => {
      const world = await openWorld(text);
      const before = look(world, contentsOf);
      for (const [count, next] of steps.entries()) {
        await take(world, next, count);
        look(world, checkValues);
      }
      const done = look(world, contentsOf);
      let undone = 0;
      while ((await world.does('history.undo')) !== null) undone += 1;
      expect(look(world, contentsOf)).toEqual({ ...before, article: [], import: [] });
      for (let count = 0; count < undone; count += 1) await world.does('history.redo');
      expect(look(world, contentsOf)).toEqual(done);
      const { kept, slow, filled, strays } = look(world, subjectsThreeWays);
      expect(kept).toEqual(slow);
      expect(filled).toEqual(slow);
      expect(strays).toEqual([]);
      await world.host.close();
    }),
    { numRuns: runs(20) },
  );
});
