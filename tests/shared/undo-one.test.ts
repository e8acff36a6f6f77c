import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { type Change, type Records, applyTo, emptyChange, emptyRecords, reverse } from '../../shared/changes';
import { type Subjects, partOf, subjectsOf } from '../../shared/change-subjects';
import { lookalikeKey } from '../../shared/names';
import type { Actor, AnyRecord, AttributeValue, Concept, RecordType, Span } from '../../shared/records';
import { fieldsOf, referencesIn } from '../../shared/references';
import { misfitOf } from '../../shared/undo-misfit';
import { type RecordsNow, blocksUndoOf, refusalOf } from '../../shared/undo-one';

const at = '2026-05-03T10:15:00.000Z';
const actor = (id: string, name = id): Actor => ({
  type: 'actor',
  id,
  name,
  kind: 'person',
  note: '',
  authority: '',
  createdAt: at,
});
const concept = (id: string, parentId: string | null = null): Concept => ({
  type: 'concept',
  id,
  parentId,
  name: id,
  definition: '',
  createdAt: at,
});
const annotation = (id: string, codeId = 'claim'): AnyRecord => ({
  type: 'annotation',
  id,
  articleId: 'article',
  codeId,
  coderId: 'ada',
  note: '',
  createdAt: at,
  example: null,
  review: '',
});
const span = (id: string, annotationId: string, startOffset = 0): Span => ({
  type: 'span',
  id,
  annotationId,
  position: 0,
  startOffset,
  endOffset: startOffset + 5,
  quote: 'قال 😀',
  prefix: '',
  suffix: '',
});
const value = (id: string, annotationId: string, content: Partial<AttributeValue>): AttributeValue => ({
  type: 'attribute_value',
  id,
  annotationId,
  attributeId: 'who',
  position: 0,
  text: null,
  number: null,
  date: null,
  choiceId: null,
  actorId: null,
  conceptId: null,
  targetAnnotationId: null,
  inferred: false,
  evidenceStart: null,
  evidenceEnd: null,
  evidenceQuote: null,
  ...content,
});

const adds = (...added: AnyRecord[]): Change => ({ ...emptyChange(), added });
const removes = (...removed: AnyRecord[]): Change => ({ ...emptyChange(), removed });
const sets = (type: RecordType, id: string, from: object, to: object): Change => ({
  ...emptyChange(),
  updated: [{ type, id, from: { ...from }, to: { ...to } }],
});

const all = (records: Records): AnyRecord[] =>
  Object.values(records).flatMap((map) => [...map.values()] as AnyRecord[]);

const now = (records: Records): RecordsNow => ({
  record: (type, id) => records[type].get(id) ?? null,
  users: (type, id) =>
    all(records).filter((record) =>
      referencesIn(record.type, fieldsOf(record)).some((one) => one.type === type && one.id === id),
    ),
  named: (type, key) => [...records[type].values()].filter(({ name }) => lookalikeKey(name) === key),
  codesWithShortcut: (shortcut) => [...records.code.values()].filter((code) => code.shortcut === shortcut),
});

/** The project that all histories begin with. */
const base = applyTo(
  emptyRecords(),
  adds(
    { type: 'coder', id: 'ada', name: 'Ada', createdAt: at, role: 'coder', ofCoderId: null },
    {
      type: 'article',
      id: 'article',
      title: 'T',
      source: '',
      author: '',
      date: null,
      section: '',
      url: '',
      language: null,
      note: '',
      fileName: '',
      createdAt: at,
      accession: '',
      copyOfId: null,
      importId: null,
      particulars: '',
      layout: '',
      textSha256: '',
      textLength: 9,
      text: null,
    },
    ...(['claim', 'statement'] as const).map((id) => ({
      type: 'code' as const,
      id,
      parentId: null,
      name: id,
      kind: id,
      definition: '',
      useWhen: '',
      useNot: '',
      color: '#000000',
      lineStyle: 'fill' as const,
      shortcut: id === 'claim' ? '1' : null,
      position: 0,
      retired: false,
    })),
    {
      type: 'attribute',
      id: 'who',
      codeId: 'claim',
      name: 'Who',
      kind: 'actor',
      many: true,
      required: false,
      help: '',
      targetCodeId: null,
      position: 0,
      retired: false,
    },
  ),
);

/** What stands in the way of taking back the deed of this index: later deeds, or a misfit. */
function inTheWay(deeds: readonly Change[], index: number): { later: number[]; misfit: string | null } {
  const records = deeds.reduce(applyTo, base);
  const undone = deeds[index] ?? emptyChange();
  const { test } = blocksUndoOf(undone, now(records));
  const later = deeds.flatMap((change, at) => (at > index && test(change) ? [at] : []));
  return { later, misfit: misfitOf(undone, now(records)) };
}

const free = { later: [], misfit: null };

describe('taking back one old change', () => {
  it('is possible where nothing later concerns the same records', () => {
    const deeds = [adds(annotation('a'), span('s', 'a')), adds(annotation('b'), span('t', 'b', 3))];
    expect(inTheWay(deeds, 0)).toEqual(free);
  });

  it('is in the way of nothing while its later changes are of other fields', () => {
    const deeds = [
      adds(actor('merkel')),
      sets('actor', 'merkel', { note: '' }, { note: 'Chancellor' }),
      sets('actor', 'merkel', { authority: '' }, { authority: 'Q567' }),
    ];
    expect(inTheWay(deeds, 1)).toEqual(free);
    expect(inTheWay(deeds, 0).later).toEqual([1, 2]);
  });

  it('is not possible for an actor that is in use, and says by which change', () => {
    const deeds = [
      adds(actor('merkel')),
      adds(annotation('a'), span('s', 'a')),
      adds(value('v', 'a', { actorId: 'merkel' })),
    ];
    expect(inTheWay(deeds, 0)).toEqual({
      later: [2],
      misfit: 'The actor that it added is used by a value.',
    });
  });

  it('is not possible for an actor that was used in between: undoing that later would miss it', () => {
    const used = value('v', 'a', { actorId: 'merkel' });
    const deeds = [adds(actor('merkel')), adds(annotation('a'), span('s', 'a')), adds(used), removes(used)];
    expect(inTheWay(deeds, 0)).toEqual({ later: [2, 3], misfit: null });
  });

  it('is not possible for a field that was changed and changed back', () => {
    const deeds = [
      adds(actor('merkel')),
      sets('actor', 'merkel', { note: '' }, { note: 'a' }),
      sets('actor', 'merkel', { note: 'a' }, { note: 'b' }),
      sets('actor', 'merkel', { note: 'b' }, { note: 'a' }),
    ];
    expect(inTheWay(deeds, 1).later).toEqual([2, 3]);
  });

  it('keeps values out of the code to which an annotation has been changed', () => {
    const cleared = value('v', 'a', { actorId: 'merkel' });
    const deeds = [
      adds(actor('merkel'), annotation('a'), span('s', 'a'), cleared),
      removes(cleared),
      sets('annotation', 'a', { codeId: 'claim' }, { codeId: 'statement' }),
    ];
    expect(inTheWay(deeds, 1).later).toEqual([2]);
    const recodedFirst = [
      deeds[0] ?? emptyChange(),
      deeds[2] ?? emptyChange(),
      adds(value('w', 'a', { actorId: 'merkel' })),
    ];
    expect(inTheWay(recodedFirst, 1).later).toEqual([2]);
  });

  it('does not mind another span when the code goes back', () => {
    const deeds = [
      adds(annotation('a'), span('s', 'a')),
      sets('annotation', 'a', { codeId: 'claim' }, { codeId: 'statement' }),
      adds(span('t', 'a', 10)),
    ];
    expect(inTheWay(deeds, 1)).toEqual(free);
  });

  it('makes no circle in a tree', () => {
    const deeds = [
      adds(concept('peace'), concept('war', 'peace')),
      sets('concept', 'war', { parentId: 'peace' }, { parentId: null }),
      sets('concept', 'peace', { parentId: null }, { parentId: 'war' }),
    ];
    expect(inTheWay(deeds, 1)).toEqual({
      later: [2],
      misfit: 'The concept above it lies below it by now, so it cannot go back there.',
    });
  });

  it('gives no name or key back that another has taken, whatever its case', () => {
    const renamed = [
      adds(actor('a', 'Merkel')),
      sets('actor', 'a', { name: 'Merkel' }, { name: 'Angela Merkel' }),
      adds(actor('b', 'MERKEL')),
    ];
    expect(inTheWay(renamed, 1).misfit).toBe('Another actor has the name Merkel by now.');
    const keys = [
      sets('code', 'claim', { shortcut: '1' }, { shortcut: '4' }),
      sets('code', 'statement', { shortcut: null }, { shortcut: '1' }),
    ];
    expect(inTheWay(keys, 0).misfit).toBe('Another code has the key 1 by now.');
  });

  it('brings back no value that would lead to where it comes from', () => {
    const first = value('v', 'a', { targetAnnotationId: 'b' });
    const deeds = [
      adds(annotation('a'), span('s', 'a'), annotation('b'), span('t', 'b'), first),
      removes(first),
      adds(value('w', 'b', { targetAnnotationId: 'a' })),
    ];
    expect(inTheWay(deeds, 1).misfit).toBe('The annotation that it pointed to leads back to it by now.');
  });
});

/** One thing to do to the records as they are; the numbers choose among them. Trees are rare and deserve more. */
const verb = fc.oneof({ arbitrary: fc.nat(12), weight: 3 }, { arbitrary: fc.constantFrom(9, 10), weight: 1 });
const step = fc.record({ verb, pick: fc.nat(50), other: fc.nat(50) });

function changeOfStep(
  { verb, pick, other }: { verb: number; pick: number; other: number },
  records: Records,
  count: number,
): Change | null {
  const choose = <T>(map: ReadonlyMap<string, T>, by: number): T | undefined =>
    [...map.values()][by % Math.max(1, map.size)];
  const id = `new-${count}`;
  const a = choose(records.annotation, pick);
  const b = choose(records.annotation, other);
  const who = choose(records.actor, other);
  const c = choose(records.concept, pick);
  const d = choose(records.concept, other);
  const unused = (type: RecordType, record: AnyRecord | undefined): record is AnyRecord =>
    record !== undefined && now(records).users(type, record.id).length === 0;
  switch (verb) {
    case 0:
      return adds(annotation(id), span(`span-${count}`, id, pick));
    case 1:
      return adds(actor(id));
    case 2:
      return a && who ? adds(value(id, a.id, { actorId: who.id })) : null;
    case 3:
      return a && b && a.id < b.id ? adds(value(id, a.id, { targetAnnotationId: b.id })) : null;
    case 4: {
      const found = choose(records.attribute_value, pick);
      return found ? removes(found) : null;
    }
    case 5:
      return a ? sets('annotation', a.id, { note: a.note }, { note: `note ${other % 3}` }) : null;
    case 6: {
      if (!a) return null;
      const users = now(records).users('annotation', a.id);
      return removes(...users, a);
    }
    case 7: {
      const unwanted = choose(records.actor, pick);
      return unused('actor', unwanted) ? removes(unwanted) : null;
    }
    case 8: {
      const found = choose(records.span, pick);
      const from = found && { startOffset: found.startOffset, endOffset: found.endOffset };
      return found && from
        ? sets('span', found.id, from, { startOffset: other, endOffset: other + 5 })
        : null;
    }
    case 9:
      return adds(concept(id, c?.id ?? null));
    case 10: {
      const below = (from: string | null | undefined): boolean =>
        typeof from === 'string' && (from === c?.id || below(records.concept.get(from)?.parentId));
      return c && d && !below(d.id)
        ? sets('concept', c.id, { parentId: c.parentId }, { parentId: d.id })
        : null;
    }
    case 11:
      return unused('concept', c) ? removes(c) : null;
    case 12:
      return a ? adds(span(`span-${count}`, a.id, other)) : null;
    default:
      return null;
  }
}

it('leaves the records that the other deeds alone would have made, and every undo after it fits', () => {
  let undone = 0;
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 10, maxLength: 40 }),
      fc.array(fc.nat(40), { maxLength: 12 }),
      (steps, picks) => {
        const deeds: Change[] = [];
        let records = base;
        for (const [count, next] of steps.entries()) {
          const change = changeOfStep(next, records, count);
          if (!change) continue;
          records = applyTo(records, change);
          deeds.push(change);
        }
        for (const pick of picks) {
          const index = pick % Math.max(1, deeds.length);
          const deed = deeds[index];
          const { later, misfit } = inTheWay(deeds, index);
          if (!deed || later.length > 0) continue;
          // The later changes say all: what the records say is the second lock.
          expect(misfit).toBeNull();
          records = applyTo(records, reverse(deed));
          deeds.splice(index, 1);
          undone++;
          expect(all(records).toSorted(byId)).toEqual(all(deeds.reduce(applyTo, base)).toSorted(byId));
        }
        for (const deed of deeds.toReversed()) records = applyTo(records, reverse(deed));
        expect(all(records).toSorted(byId)).toEqual(all(base).toSorted(byId));
      },
    ),
    { numRuns: 500 },
  );
  expect(undone).toBeGreaterThan(500);
});

const byId = (one: AnyRecord, other: AnyRecord): number => (one.id < other.id ? -1 : 1);

it('each change in the way is found by what it is about or names, so that the others need not be read', () => {
  let inTheWay = 0;
  let found = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 15, maxLength: 30 }), fc.nat(10), (steps, pick) => {
      const deeds: { change: Change; subjects: Subjects }[] = [];
      let records = base;
      for (const [count, next] of steps.entries()) {
        const change = changeOfStep(next, records, count);
        if (!change) continue;
        records = applyTo(records, change);
        const then = records;
        const wholeThen = (type: RecordType, id: string): string | null => {
          const record = then[type].get(id);
          return record ? String(fieldsOf(record)[partOf[type] ?? '']) : null;
        };
        deeds.push({ change, subjects: subjectsOf(change, null, wholeThen) });
      }
      const index = pick % Math.max(1, deeds.length);
      const { test, lookups } = blocksUndoOf(deeds[index]?.change ?? emptyChange(), now(records));
      for (const { change, subjects } of deeds.slice(index + 1)) {
        const by = lookups.filter(({ id, named }) => (named ? subjects.named : subjects.about).has(id));
        if (test(change)) {
          inTheWay++;
          expect(by.length).toBeGreaterThan(0);
        } else {
          expect(by.filter(({ always }) => always)).toEqual([]);
        }
        if (by.length > 0) found++;
      }
    }),
    { numRuns: 1_000 },
  );
  // What is found and not in the way is read in vain.
  expect(inTheWay).toBeGreaterThan(500);
  expect(found).toBeLessThan(inTheWay * 3);
});

it('a refusal names the change, what stands in its way, when and by whom', () => {
  const blockers = [1, 2, 3, 4].map((seq) => ({
    seq,
    label: `Set Who ${seq}`,
    at,
    coderId: seq === 1 ? 'ada' : null,
  }));
  expect(
    refusalOf(
      'New actor Merkel',
      { can: false, message: 'Later changes build on it.', blockers, more: 2 },
      new Map([['ada', 'Ada']]),
    ),
  ).toBe(
    '“New actor Merkel” was not undone. Later changes build on it. In the way: “Set Who 1” (3 May 2026, 10:15 UTC, by Ada), ' +
      '“Set Who 2” (3 May 2026, 10:15 UTC), “Set Who 3” (3 May 2026, 10:15 UTC), 3 more. Nothing was changed.',
  );
});
