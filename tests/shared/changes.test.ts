import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyTo,
  type Change,
  changeSchema,
  emptyChange,
  emptyRecords,
  isEmpty,
  type Records,
  reverse,
  squash,
  updateOf,
} from '../../shared/changes';
import type { Actor, AnyRecord } from '../../shared/records';

const ids = ['a', 'b', 'c', 'd'];
const names = ['Amal', 'أمل', '市長', 'e\u0301lu 🗳️'];

const actor = (id: string, name: string, note = ''): Actor => ({
  type: 'actor',
  id,
  name,
  kind: 'person',
  note,
  authority: '',
  createdAt: '2026-01-01T00:00:00.000Z',
});

/** One step for one id: what it does depends on whether the record is there, so every step fits. */
const step = fc.record({
  id: fc.constantFrom(...ids),
  name: fc.constantFrom(...names),
  note: fc.constantFrom('', 'elected 2020'),
  remove: fc.boolean(),
});

function changeFor(
  records: Records,
  steps: (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
): Change {
  const change = emptyChange();
  const touched = new Set<string>();
  for (const { id, name, note, remove } of steps) {
    if (touched.has(id)) continue;
    touched.add(id);
    const before = records.actor.get(id);
    if (!before) change.added.push(actor(id, name, note));
    else if (remove) change.removed.push(before);
    else {
      const update = updateOf<'actor'>(before, { name, note });
      if (update) change.updated.push(update);
    }
  }
  return change;
}

const contents = (records: Records): AnyRecord[] =>
  [...records.actor.values()].toSorted((one, other) => one.id.localeCompare(other.id));

const changeLists = fc.array(fc.array(step, { maxLength: 4 }), { minLength: 1, maxLength: 8 });

describe('a change', () => {
  it('is taken back by its reverse, whatever came before', () => {
    fc.assert(
      fc.property(changeLists, (lists) => {
        let records = emptyRecords();
        for (const steps of lists) {
          const change = changeFor(records, steps);
          const after = applyTo(records, change);
          expect(contents(applyTo(after, reverse(change)))).toEqual(contents(records));
          expect(contents(applyTo(applyTo(after, reverse(change)), change))).toEqual(contents(after));
          records = after;
        }
      }),
    );
  });

  it('squashed with the next ones does in one step what they do in turn', () => {
    fc.assert(
      fc.property(changeLists, changeLists, (before, lists) => {
        const start = before.reduce(
          (records, steps) => applyTo(records, changeFor(records, steps)),
          emptyRecords(),
        );
        let end = start;
        let all = emptyChange();
        for (const steps of lists) {
          const change = changeFor(end, steps);
          end = applyTo(end, change);
          all = squash(all, change);
        }
        expect(contents(applyTo(start, all))).toEqual(contents(end));
        expect(contents(applyTo(end, reverse(all)))).toEqual(contents(start));
      }),
    );
  });

  it('squashed with its own reverse is empty', () => {
    fc.assert(
      fc.property(changeLists, fc.array(step), (before, steps) => {
        const start = before.reduce(
          (records, list) => applyTo(records, changeFor(records, list)),
          emptyRecords(),
        );
        const change = changeFor(start, steps);
        expect(isEmpty(squash(change, reverse(change)))).toBe(true);
      }),
    );
  });

  it('survives JSON and is accepted by its schema', () => {
    fc.assert(
      fc.property(changeLists, (lists) => {
        let records = emptyRecords();
        for (const steps of lists) {
          const change = changeFor(records, steps);
          expect(changeSchema.parse(JSON.parse(JSON.stringify(change)))).toEqual(change);
          records = applyTo(records, change);
        }
      }),
    );
  });

  it('leaves the maps of untouched types as they are', () => {
    const before = emptyRecords();
    const after = applyTo(before, { ...emptyChange(), added: [actor('a', 'أمل')] });
    expect(after.span).toBe(before.span);
    expect(after.actor).not.toBe(before.actor);
  });

  it('that does not fit the records is refused with its key', () => {
    const records = applyTo(emptyRecords(), { ...emptyChange(), added: [actor('a', 'Amal')] });
    expect(() => applyTo(records, { ...emptyChange(), added: [actor('a', 'Amal')] })).toThrow('actor/a');
    expect(() => applyTo(records, { ...emptyChange(), removed: [actor('b', 'Ben')] })).toThrow('actor/b');
    const update = { type: 'actor' as const, id: 'b', from: { name: 'Ben' }, to: { name: 'Bo' } };
    expect(() => applyTo(records, { ...emptyChange(), updated: [update] })).toThrow('actor/b');
  });
});
