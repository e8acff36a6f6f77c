/** Whatever is merged, split, removed and undone: values name what is there, and annotations stay. */
import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallName } from '../../shared/api';
import { type OpenWorld, openWorld } from '../support/host-world';
import { contentsOf, look } from '../support/look-into';
import { subjectsThreeWays } from '../support/subjects';
import { runs } from '../support/extent';

const text = 'One said, two said, three said, قال الأربعة، 五个人说 and 👩‍👩‍👧 said six.';
const names = ['Ada', 'A. Ada', 'UN', 'United Nations', 'مصطفى الكاظمي', 'Al-Kazemi'];

const verbs = [
  'merge',
  'merge',
  'mergeTwo',
  'split',
  'splitTo',
  'remove',
  'removeUnused',
  'alias',
  'affiliate',
  'distinguish',
  'move',
  'say',
  'say',
  'undo',
  'undo',
  'redo',
] as const;

interface Step {
  verb: (typeof verbs)[number];
  type: 'actor' | 'concept';
  pick: number;
  other: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom(...verbs),
  type: fc.constantFrom('actor', 'actor', 'concept'),
  pick: fc.nat(1000),
  other: fc.nat(1000),
});

const choose = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

function callOf(
  { verb, type, pick, other }: Step,
  db: Database.Database,
  count: number,
): [CallName, unknown] | null {
  const list = (sql: string, ...values: unknown[]): string[] =>
    db
      .prepare(sql)
      .pluck()
      .all(...values) as string[];
  const ids = list(`SELECT id FROM ${type} ORDER BY id`);
  const one = choose(ids, pick);
  const two = choose(ids, other);
  if (one === undefined || two === undefined) return verb === 'undo' ? ['history.undo', undefined] : null;
  const values = list(`SELECT id FROM attribute_value WHERE ${type}_id = ? ORDER BY id`, one);
  const some = values.filter((_, index) => (other >> index) % 2 === 0);
  const aliases = list(`SELECT id FROM ${type}_alias WHERE ${type}_id = ? ORDER BY id`, one).slice(
    0,
    other % 3,
  );
  switch (verb) {
    case 'merge':
      return ['entry.merge', { type, fromIds: [one], intoId: two }];
    case 'mergeTwo':
      return ['entry.merge', { type, fromIds: [one, choose(ids, pick + 1)], intoId: two }];
    case 'split':
      return [
        'entry.split',
        { type, entryId: one, to: { name: `Part ${count}` }, valueIds: some, aliasIds: aliases },
      ];
    case 'splitTo':
      return ['entry.split', { type, entryId: one, to: { entryId: two }, valueIds: some, aliasIds: aliases }];
    case 'remove':
      return ['entry.remove', { type, entryIds: [one], withUses: true }];
    case 'removeUnused':
      return ['entry.remove', { type, entryIds: [one, two] }];
    case 'alias':
      return ['entry.addAlias', { type, entryId: one, name: choose(names, other) }];
    case 'affiliate':
      return type === 'actor'
        ? [
            'actor.setAffiliation',
            {
              affiliationId: null,
              actorId: one,
              organisationId: two,
              office: other % 2 === 0 ? '' : 'chair',
              fromDate: null,
              toDate: null,
            },
          ]
        : null;
    case 'distinguish':
      return ['entry.distinguish', { type, ids: [one, two] }];
    case 'move':
      return type === 'concept' ? ['concept.move', { conceptId: one, parentId: two }] : null;
    case 'say': {
      const annotationId = choose(list('SELECT id FROM annotation ORDER BY id'), pick);
      const attributeId = choose(
        list(
          `SELECT attribute.id FROM attribute JOIN annotation USING (code_id)
           WHERE annotation.id = ? AND kind = ? AND many = 1 ORDER BY attribute.id`,
          annotationId,
          type,
        ),
        other,
      );
      const entries = [one, two, choose(ids, pick + other)].map((id) =>
        type === 'actor' ? { actorId: id } : { conceptId: id },
      );
      return attributeId === undefined
        ? null
        : ['annotation.setValues', { annotationId, attributeId, values: entries }];
    }
    case 'undo':
      return ['history.undo', undefined];
    case 'redo':
      return ['history.redo', undefined];
  }
}

/** What must hold at every step. */
function check(db: Database.Database): void {
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const one = (sql: string): unknown => db.prepare(sql).pluck().get();
  expect(one('SELECT count(*) FROM annotation')).toBe(6);
  expect(one('SELECT count(*) FROM span')).toBe(6);
  for (const type of ['actor', 'concept']) {
    expect(
      one(
        `SELECT count(*) FROM (SELECT 1 FROM attribute_value WHERE ${type}_id IS NOT NULL
           GROUP BY annotation_id, attribute_id, ${type}_id HAVING count(*) > 1)`,
      ),
      'an entry is named twice in one slot',
    ).toBe(0);
  }
  expect(one('SELECT count(*) FROM actor_affiliation WHERE actor_id = organisation_id')).toBe(0);
  expect(
    one(`WITH RECURSIVE reached (id) AS (SELECT id FROM concept WHERE parent_id IS NULL
           UNION SELECT concept.id FROM concept JOIN reached ON parent_id = reached.id)
         SELECT (SELECT count(*) FROM concept) - (SELECT count(*) FROM reached)`),
    'concepts that no top leads to',
  ).toBe(0);
}

async function fill(world: OpenWorld): Promise<void> {
  for (const [index, word] of ['One', 'two', 'three', 'الأربعة', '五个人', '👩‍👩‍👧'].entries()) {
    const start = text.indexOf(word);
    await world.tag(`tag-${index}`, index % 2 === 0 ? 'Claim' : 'Statement', {
      start,
      end: start + word.length,
    });
  }
  for (const name of names) await world.does('actor.create', { name, kind: 'person' });
  for (const name of names) await world.does('concept.create', { name: `About ${name}` });
}

const expected = new Set(['refused', 'invalid-input', 'not-found']);

it('any sequence of merges, splits and removals can be undone record by record, and no value points nowhere', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30, size: 'max' }), async (steps) => {
      const world = await openWorld(text);
      await fill(world);
      const start = look(world, contentsOf);
      // The states that undo goes back through, the newest last.
      const states = [start];
      let undone: (typeof start)[] = [];
      for (const [count, next] of steps.entries()) {
        const call = look(world, (db) => callOf(next, db, count));
        if (!call || (call[0] === 'history.undo' && states.length === 1)) continue;
        const before = states.at(-1);
        const result = await world.host.call(call[0] as string, call[1]);
        const now = look(world, (db) => {
          check(db);
          return contentsOf(db);
        });
        if (!result.ok) {
          expect(expected, result.error.message).toContain(result.error.code);
          expect(now).toEqual(before);
          continue;
        }
        if (call[0] === 'history.undo') {
          undone.push(states.pop() ?? start);
          expect(now).toEqual(states.at(-1));
        } else if (call[0] === 'history.redo') {
          const again = undone.pop();
          if (again) states.push(again);
          expect(now).toEqual(states.at(-1));
        } else if (JSON.stringify(now) !== JSON.stringify(before)) {
          states.push(now);
          undone = [];
        }
      }
      for (let left = states.length - 1; left > 0; left--) {
        await world.does('history.undo');
        expect(look(world, contentsOf)).toEqual(states[left - 1]);
      }
      expect(look(world, contentsOf)).toEqual(start);
      const { kept, slow, filled, strays } = look(world, subjectsThreeWays);
      expect(kept).toEqual(slow);
      expect(filled).toEqual(slow);
      expect(strays).toEqual([]);
      await world.host.close();
    }),
    { numRuns: runs(20) },
  );
}, 180_000);
