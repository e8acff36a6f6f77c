/**
 * Whether the reverse of an old change fits the records as they are now: what it takes away must be there
 * unchanged and unused, what it brings back must find what it belongs to, and nothing may clash.
 */
import { type Change, reverse } from './changes';
import { lookalikeKey } from './names';
import { wordFor } from './record-words';
import { bodyOf, type RecordType } from './records';
import { fieldsOf, referencesIn } from './references';
import { leadsTo, type RecordsNow } from './undo-one';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Why a change cannot be taken back from the records as they are now, as a sentence; null when it can.
 * A history that holds every write lets nothing through that this would catch: it is the second lock.
 */
export function misfitOf(undone: Change, now: RecordsNow): string | null {
  const added = new Set(undone.added.map(({ id }) => id));
  for (const record of undone.added) {
    const present = now.record(record.type, record.id);
    if (!present) return `The ${wordFor(record.type)} that it added is not there any more.`;
    if (differs(record.type, fieldsOf(record), fieldsOf(present)))
      return `The ${wordFor(record.type)} that it added has been changed since.`;
    const user = now.users(record.type, record.id).find(({ id }) => !added.has(id));
    if (user) return `The ${wordFor(record.type)} that it added is used by ${article(wordFor(user.type))}.`;
  }
  for (const { type, id, to } of undone.updated) {
    const present = now.record(type, id);
    if (!present) return `The ${wordFor(type)} that it changed is not there any more.`;
    if (differs(type, to, fieldsOf(present)))
      return `The ${wordFor(type)} that it changed has been changed again.`;
  }
  const back = new Set(undone.removed.map(({ id }) => id));
  for (const record of undone.removed) {
    if (now.record(record.type, record.id))
      return `The ${wordFor(record.type)} that it removed is there again.`;
    const missing = referencesIn(record.type, fieldsOf(record)).find(
      ({ type, id }) => !back.has(id) && !now.record(type, id),
    );
    if (missing) return `The ${wordFor(missing.type)} that its ${wordFor(record.type)} belongs to is gone.`;
  }
  return clashOf(undone, now);
}

/** What the records would become that no command lets them be: two of one name, a circle. */
function clashOf(undone: Change, now: RecordsNow): string | null {
  const reversed = reverse(undone);
  const alsoChanging = new Set([...reversed.updated, ...reversed.removed].map(({ id }) => id));
  const isAnother = (id: string) => (other: { id: string }) => other.id !== id && !alsoChanging.has(other.id);
  for (const { type, id, fields } of arriving(reversed)) {
    if ((type === 'actor' || type === 'concept') && typeof fields.name === 'string') {
      if (now.named(type, lookalikeKey(fields.name)).some(isAnother(id)))
        return `Another ${type} has the name ${fields.name} by now.`;
    }
    if (type === 'code' && typeof fields.shortcut === 'string') {
      if (now.codesWithShortcut(fields.shortcut).some(isAnother(id)))
        return `Another code has the key ${fields.shortcut} by now.`;
    }
    if ((type === 'code' || type === 'concept') && typeof fields.parentId === 'string') {
      if (leadsTo(type, fields.parentId, id, now))
        return `The ${type} above it lies below it by now, so it cannot go back there.`;
    }
    if (type === 'attribute_value' && typeof fields.targetAnnotationId === 'string') {
      const whole = now.record('attribute_value', id);
      const from = String(fields.annotationId ?? (whole && fieldsOf(whole).annotationId));
      if (targetsLeadTo(fields.targetAnnotationId, from, now))
        return 'The annotation that it pointed to leads back to it by now.';
    }
  }
  return null;
}

const arriving = (change: Change): { type: RecordType; id: string; fields: Fields }[] => [
  ...change.added.map((record) => ({ type: record.type, id: record.id, fields: fieldsOf(record) })),
  ...change.updated.map(({ type, id, to }) => ({ type, id, fields: to })),
];

/** Whether values lead from one annotation over others to another one. */
function targetsLeadTo(from: string, to: string, now: RecordsNow): boolean {
  const leading = new Set<string>([to]);
  for (const id of leading) {
    if (id === from) return true;
    for (const user of now.users('annotation', id)) {
      if (user.type === 'attribute_value' && user.targetAnnotationId === id) leading.add(user.annotationId);
    }
  }
  return false;
}

/** The history holds articles without their text, which never changes. */
const differs = (type: RecordType, expected: Fields, present: Fields): boolean =>
  Object.entries(expected).some(
    ([field, value]) => value !== present[field] && !bodyOf(type).includes(field),
  );

const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
