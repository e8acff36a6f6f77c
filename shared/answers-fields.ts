/** Answers about a plain field of a record. */
import type { AboutQuestion } from './about-question';
import { type Change, emptyChange, updateOf } from './changes';
import { refuse, shorten, updatesOf } from './commands';
import { type AnyRecord, recordSchemas } from './records';
import { fieldsOf, references } from './references';
import { ok, type Result } from './result';

/** Fields of free text, of which both may be kept, one under the other. */
export const texts: ReadonlySet<string> = new Set([
  'note',
  'definition',
  'useWhen',
  'useNot',
  'help',
  'description',
]);

export function takeField(about: AboutQuestion, record: AnyRecord, both: boolean): Result<Change> {
  const { question } = about;
  const { field } = question;
  const theirs: unknown = JSON.parse(question.theirs);
  const value = both ? `${String(fieldsOf(record)[field])}\n\n${String(theirs)}` : theirs;
  const checked = recordSchemas[record.type].safeParse({ ...fieldsOf(record), [field]: value });
  if (!checked.success) return refuse('The other value is none that can be here.');
  const target = references[record.type][field];
  if (target && typeof value === 'string') {
    if (!about.has(target, value))
      return refuse(
        `The ${target.replaceAll('_', ' ')} that the other value names is not in the project any more. Bring it back first, or keep what is here.`,
      );
    if (
      (record.type === 'code' || record.type === 'concept') &&
      field === 'parentId' &&
      about.ancestors(record.type, value).includes(record.id)
    )
      return refuse(
        `That would put ${shorten(record.name)} under itself, since its place has changed. Move it by hand, or keep what is here.`,
      );
  }
  if (record.type === 'attribute') {
    const { all, most } = about.valuesOfAttribute();
    if (['kind', 'codeId', 'targetCodeId'].includes(field) && all > 0)
      return refuse(
        `${shorten(record.name)} has values. Change it in the codebook, where you see what becomes of them.`,
      );
    if (field === 'many' && value === false && most > 1)
      return refuse(
        `${shorten(record.name)} has several values in some annotations. Leave one in each first.`,
      );
  }
  if (record.type === 'code' && field === 'shortcut' && typeof value === 'string') {
    const [other] = about.codesWithShortcut(value).filter(({ id }) => id !== record.id);
    if (other) return refuse(`The key ${value} belongs to ${shorten(other.name)}. Free it first.`);
  }
  const update = updateOf(record, { [field]: value });
  return ok({ ...emptyChange(), updated: updatesOf(update) });
}
