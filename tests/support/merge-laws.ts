/** The laws of merging, asked of copies of a project that went on apart. */
import fc from 'fast-check';
import { contentKey, placeKey } from '../../shared/merge/annotation-state';
import { projectFormat } from '../../shared/merge/side';
import type {
  ActorAlias,
  AnyRecord,
  AttributeValue,
  ConceptAlias,
  Reading,
  RecordType,
} from '../../shared/records';
import { fieldsOf, references } from '../../shared/references';
import { anyMergeStep, type MergeStep, startProject, take } from './merge-steps';
import { type Copy, faultsIn, portraitOf, type World } from './merge-world';

/** What coders did: before they parted, then each for themselves, with merges in between. */
export interface Story {
  before: MergeStep[];
  turns: { who: number; steps: MergeStep[]; merges: number | null }[];
  coders: number;
  /** How a copy was made: as it is, without history, or also without the work of others; or begun apart. */
  made: ('whole' | 'cut' | 'blind' | 'apart')[];
}

export const anyStory: fc.Arbitrary<Story> = fc.record({
  before: fc.array(anyMergeStep, { maxLength: 12 }),
  coders: fc.integer({ min: 2, max: 5 }),
  made: fc.array(fc.constantFrom('whole', 'whole', 'whole', 'whole', 'cut', 'blind', 'apart'), {
    minLength: 5,
    maxLength: 5,
  }),
  turns: fc.array(
    fc.record({
      who: fc.nat(4),
      steps: fc.array(anyMergeStep, { maxLength: 8 }),
      merges: fc.option(fc.nat(4), { nil: null, freq: 2 }),
    }),
    { minLength: 2, maxLength: 8 },
  ),
});

/** The copies at the end of a story. Merges on the way have to keep what must hold of every project. */
export function copiesOf({ before, turns, coders, made }: Story, kinds = true): Copy[] {
  const base = startProject();
  for (const step of before) take(base, step);
  const copies = Array.from({ length: coders }, (_, at) => {
    if (kinds && at > 0 && made[at] === 'apart') return startApart(base.world, at, before);
    const copy = base.copy(`copy-${at}`, `coder-${at}`);
    const kind = kinds && at > 0 ? made[at] : 'whole';
    if (kind === 'cut') copy.cut();
    return kind === 'blind' ? copy.blind(`coder-${at}`) : copy;
  });
  for (const { who, steps, merges } of turns) {
    const copy = copies[who % coders]!;
    for (const step of steps) take(copy, step);
    const other = merges === null ? copy : copies[merges % coders]!;
    if (other !== copy) mergeSoundly(copy, other, copies);
  }
  return copies;
}

/** A project of the same design that someone else began: nothing in it has the ids of the others. */
function startApart(world: World, at: number, steps: readonly MergeStep[]): Copy {
  const apart = startProject(world, 5, `apart-${at}`);
  apart.name = `copy-${at}`;
  apart.coderId = `apart-${at}-${at}`;
  for (const step of steps) take(apart, step);
  return apart;
}

export const assert = (holds: boolean, what: string, details: readonly string[] = []): void => {
  if (!holds) throw new Error(`${what}\n${details.slice(0, 8).join('\n')}`);
};

/** Merges, and asks of it what holds for every single merge. */
export function mergeSoundly(into: Copy, from: Copy, everybody: readonly Copy[]): void {
  const before = into.copy('before');
  const faults = new Set(faultsIn(before));
  const was = portraitOf(into);
  into.merge(from);
  const found = faultsIn(into).filter((fault) => !faults.has(fault));
  assert(found.length === 0, `merging ${from.name} into ${into.name} breaks what must hold`, found);
  const lost = lostIn(into, before, from, everybody);
  assert(
    lost.length === 0,
    `merging ${from.name} into ${into.name} loses annotations that nobody deleted`,
    lost,
  );
  const again = into.plan(from).change;
  assert(
    again.added.length + again.updated.length + again.removed.length === 0,
    `merging ${from.name} into ${into.name} a second time does something`,
    [JSON.stringify(again.added), JSON.stringify(again.updated), JSON.stringify(again.removed)],
  );
  const undone = into.copy('undone');
  if (undone.lines.length > before.lines.length) {
    undone.undo();
    assert(
      sameLines(portraitOf(undone), was),
      'undoing a merge does not restore the file',
      differing(portraitOf(undone), was),
    );
    undone.merge(from);
    const one = canonOf(undone, representatives(undone, into));
    const other = canonOf(into, representatives(undone, into));
    assert(sameLines(one, other), 'merging after an undo comes to something else', differing(one, other));
  }
}

/** Annotations of either side that are not in the result, though nobody has ever deleted them. */
function lostIn(result: Copy, mine: Copy, theirs: Copy, everybody: readonly Copy[]): string[] {
  const names = new Map(
    result
      .all('foreign_id')
      .flatMap((one) => (one.format === projectFormat ? [[one.foreignId, one.recordId]] : [])),
  );
  for (const one of theirs.all('foreign_id'))
    if (one.format === projectFormat) names.set(one.recordId, one.foreignId);
  const waiting = new Set(result.all('question').map(({ recordId }) => recordId));
  const removedIn = (copy: Copy, id: string): boolean =>
    copy.lines.some(
      ({ kind, change }) =>
        change.removed.some((record) => record.id === id) &&
        // What a merge takes away was deleted by somebody before.
        (kind !== 'do' || !change.added.some(({ type }) => type === 'merge')),
    );
  return [mine, theirs].flatMap((copy) =>
    copy.all('annotation').flatMap(({ id }) => {
      const there = result.records.annotation.has(id) || result.records.annotation.has(names.get(id) ?? '');
      if (there || waiting.has(id)) return [];
      return everybody.some((one) => removedIn(one, id)) ? [] : [`${copy.name}: ${id}`];
    }),
  );
}

/** One id for all that two copies know as one. */
export function representatives(...copies: Copy[]): (id: string) => string {
  const parent = new Map<string, string>();
  const find = (id: string): string => {
    const above = parent.get(id);
    return above === undefined || above === id ? id : find(above);
  };
  for (const copy of copies)
    for (const { format, foreignId, recordId } of copy.all('foreign_id')) {
      if (format !== projectFormat) continue;
      const [a, b] = [find(foreignId), find(recordId)].toSorted();
      if (a !== b) parent.set(b!, a!);
    }
  return find;
}

const ignored = new Set([
  'id',
  'position',
  'createdAt',
  'changedAt',
  'text',
  'layout',
  'particulars',
  'shortcut',
  'color',
]);
const compared: RecordType[] = [
  'project',
  'coder',
  'article',
  'reading',
  'code',
  'attribute',
  'choice',
  'actor',
  'actor_alias',
  'concept',
  'concept_alias',
];

/**
 * What a copy says, without the ids of what nothing names, and without what only shows or dates it.
 * @param without ids of records that do not count, nor what names them
 */
export function canonOf(
  copy: Copy,
  one: (id: string) => string,
  without: ReadonlySet<string> = new Set(),
): string[] {
  const lines: string[] = [];
  const inOne = (key: string): string => key.split(' ').map(one).join(' ');
  const left = new Set([...without].map(inOne));
  const counts = (record: AnyRecord): boolean =>
    !(record.type === 'reading' && left.has(inOne(readerOf(record)))) &&
    !(isSaying(record) && left.has(inOne(sayingOf(record)))) &&
    !Object.values(fieldsOf(record)).some((value) => typeof value === 'string' && left.has(one(value)));
  for (const type of compared)
    for (const record of copy.records[type].values()) {
      if (!counts(record)) continue;
      // Another name that has become the name itself says nothing more.
      if (record.type === 'actor_alias' && copy.get('actor', record.actorId).name === record.name) continue;
      const fields = Object.entries(fieldsOf(record))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([field, value]) =>
          ignored.has(field)
            ? []
            : [[field, field in references[type] && typeof value === 'string' ? one(value) : value]],
        );
      const isNamed = !['project', 'reading', 'actor_alias', 'concept_alias'].includes(type);
      lines.push(`${type} ${isNamed ? one(record.id) : ''} ${JSON.stringify(fields)}`);
    }
  const spans = Map.groupBy(copy.all('span'), ({ annotationId }) => annotationId);
  const values = Map.groupBy(copy.all('attribute_value').filter(counts), ({ annotationId }) => annotationId);
  for (const annotation of copy.all('annotation').filter(counts)) {
    const { id, codeId, articleId, coderId, note } = annotation;
    const answers = (values.get(id) ?? [])
      .map((value) => `${one(value.attributeId)} ${contentKey(value, (_type, other) => one(other))}`)
      .toSorted();
    lines.push(
      `annotation ${one(id)} ${JSON.stringify([one(codeId), one(articleId), one(coderId), note, placeKey(spans.get(id) ?? []), answers])}`,
    );
  }
  return lines.toSorted();
}

export const sameLines = (a: readonly string[], b: readonly string[]): boolean =>
  a.join('\n') === b.join('\n');

export function differing(a: readonly string[], b: readonly string[]): string[] {
  const inA = new Set(a);
  const inB = new Set(b);
  return [
    ...a.filter((line) => !inB.has(line)).map((line) => `- ${line}`),
    ...b.filter((line) => !inA.has(line)).map((line) => `+ ${line}`),
  ];
}

/** One story, with all that has to hold of the copies at its end. */
export function holdsFor(story: Story): void {
  const copies = copiesOf(story);
  for (const copy of copies) {
    const itself = copy.plan(copy.copy('itself')).change;
    assert(
      itself.added.length + itself.updated.length + itself.removed.length === 0,
      'merging a file with itself does something',
      [JSON.stringify(itself)],
    );
  }
  for (const [at, copy] of copies.entries())
    for (const other of copies.slice(at + 1)) {
      mergeSoundly(copy.copy(copy.name), other, copies);
      mergeSoundly(other.copy(other.name), copy, copies);
    }
  // What two projects that were begun apart have in common is found by what it says, which may change on the way.
  const isRelated = !story.made.slice(0, copies.length).includes('apart');
  if (isRelated || copies.length === 2)
    converge(copies[0]!.copy('one'), copies[1]!.copy('other'), copies.slice(2));
  if (isRelated && copies.length > 2) anyOrder(copies);
}

/**
 * In whichever order two files are merged into a third, it says the same, as far as nothing has to be asked. What
 * somebody deleted may come back from a file that took it in before: nobody there has said that it is to go.
 */
function anyOrder(copies: readonly Copy[]): void {
  const [mine, one, other] = copies;
  const forth = mine!.copy('forth');
  const back = mine!.copy('back');
  forth.merge(one!);
  forth.merge(other!);
  back.merge(other!);
  back.merge(one!);
  const rep = representatives(forth, back);
  const deleted = new Set([...deletedIn(copies), ...askedAbout(forth, back, ...copies)]);
  const a = canonOf(forth, rep, deleted);
  const b = canonOf(back, rep, deleted);
  assert(sameLines(a, b), 'merging two files in another order comes to something else', differing(a, b));
}

/** The records about which somebody has to be asked, under the ids that any of the files has them. */
function askedAbout(...files: readonly Copy[]): Set<string> {
  const ids = new Set(
    files.flatMap((file) =>
      file
        .all('question')
        .flatMap(({ recordId, field }) => [
          recordId,
          ...(field.startsWith('value ') ? [field.slice('value '.length)] : []),
        ]),
    ),
  );
  for (const file of files)
    for (const { foreignId, recordId } of file.all('foreign_id'))
      if (ids.has(foreignId) || ids.has(recordId)) ids.add(foreignId).add(recordId);
  // What somebody has read is one in all files, under whatever id.
  for (const file of files)
    for (const reading of file.all('reading')) if (ids.has(reading.id)) ids.add(readerOf(reading));
  // And what is asked about a name or a value is asked of whatever says the same.
  for (const file of files)
    for (const record of [
      ...file.all('attribute_value'),
      ...file.all('actor_alias'),
      ...file.all('concept_alias'),
    ])
      if (ids.has(record.id)) ids.add(sayingOf(record));
  // Where it is asked whether an entry is to be there, it is open what stands under it.
  const children = files.flatMap((file) =>
    [...file.all('code'), ...file.all('concept')].filter(({ parentId }) => ids.has(parentId ?? '')),
  );
  for (const { id } of children) ids.add(id);
  return ids;
}

/** The ids of what was removed in some files; of a state of reading, also whose it was; of a value, what it says. */
const deletedIn = (files: readonly Copy[]): string[] =>
  files.flatMap(({ lines }) =>
    lines.flatMap(({ change }) =>
      change.removed.flatMap((record) => [
        // Another record that says the same is the same.
        isSaying(record) ? sayingOf(record) : record.id,
        ...(record.type === 'reading' ? [readerOf(record)] : []),
      ]),
    ),
  );

type Saying = AttributeValue | ActorAlias | ConceptAlias;

const isSaying = (record: AnyRecord): record is Saying =>
  record.type === 'attribute_value' || record.type === 'actor_alias' || record.type === 'concept_alias';

/** A value or a name that was removed and given anew has another id, and says the same. */
const sayingOf = (record: Saying): string =>
  record.type === 'attribute_value'
    ? `${record.annotationId} ${record.attributeId} ${contentKey(record, (_type, id) => id)}`
    : `${record.type === 'actor_alias' ? record.actorId : record.conceptId} ${record.name}`;

const readerOf = ({ articleId, coderId }: Reading): string => `${articleId} ${coderId}`;

/**
 * Two files that take each other in say the same, but for what is left to ask, and for what was deleted in a third
 * one that only one of them has taken in.
 */
export function converge(one: Copy, other: Copy, third: readonly Copy[]): void {
  one.merge(other);
  other.merge(one);
  const rep = representatives(one, other);
  const open = new Set([...askedAbout(one, other, ...third), ...deletedIn(third)]);
  const a = canonOf(one, rep, open);
  const b = canonOf(other, rep, open);
  assert(sameLines(a, b), 'two files that took each other in differ without a question', differing(a, b));
}
