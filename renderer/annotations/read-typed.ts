/** Values in a field to be typed into: dates, numbers or words, several of them parted by semicolons. */
import type { ValueInput } from '../../shared/api';
import { numberIn } from '../../shared/number-in';
import { partialDate } from '../../shared/record-fields';
import type { Attribute } from '../../shared/records';
import { type Result, fail, ok } from '../../shared/result';

/** What the field says for these values; `readTyped` reads it again. */
export const typedText = (values: readonly ValueInput[]): string => values.map(textOf).join('; ');

/** In one line, as a field of one line has it. */
function textOf(value: ValueInput): string {
  if ('text' in value) return value.text.replaceAll(/\s+/g, ' ').trim();
  if ('number' in value) return String(value.number);
  return 'date' in value ? value.date : '';
}

/**
 * The values that a typed field means; no words mean no value. A failure says what is expected.
 * @param stored the values so far: one that still stands there stays whole, also when it has semicolons itself or would
 *   not be taken if it were new, as 1.234 may mean 1234
 */
export function readTyped(
  typed: string,
  { kind, many }: Pick<Attribute, 'kind' | 'many'>,
  stored: readonly ValueInput[] = [],
): Result<ValueInput[]> {
  const values: ValueInput[] = [];
  for (const part of many ? partsOf(typed, stored) : [onlyPart(typed, stored)]) {
    if (part === '') continue;
    const value = typeof part === 'string' ? valueOf(part, kind) : ok(part);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}

const onlyPart = (typed: string, stored: readonly ValueInput[]): string | ValueInput =>
  stored.find((value) => textOf(value) === typed.trim()) ?? typed.trim();

/** The stored values that stand in what was typed, the longest first, and the words between them. */
function partsOf(typed: string, stored: readonly ValueInput[]): (string | ValueInput)[] {
  const known = stored
    .map((value) => ({ value, text: textOf(value) }))
    .toSorted((a, b) => b.text.length - a.text.length);
  const parts: (string | ValueInput)[] = [];
  for (let rest = typed.trim(); rest !== '';) {
    const index = known.findIndex(
      ({ text }) => rest.startsWith(text) && /^\s*(;|$)/.test(rest.slice(text.length)),
    );
    const [found] = index < 0 ? [] : known.splice(index, 1);
    const text = found?.text ?? rest.split(';', 1).join('');
    parts.push(found?.value ?? text.trim());
    rest = rest.slice(text.length).trimStart().replace(/^;/, '').trimStart();
  }
  return parts;
}

function valueOf(part: string, kind: Attribute['kind']): Result<ValueInput> {
  if (kind === 'date') {
    const date = partialDate.safeParse(part);
    return date.success ? ok({ date: date.data }) : wrong(dateMessage(part));
  }
  if (kind !== 'number') return ok({ text: part });
  const number = numberIn(part);
  return number.ok ? ok({ number: number.value }) : number;
}

const wrong = (message: string) => fail({ code: 'invalid-input', message });

const dateMessage = (typed: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(typed)
    ? `${typed} is not in the calendar.`
    : `“${typed}” is not a date: write 2020, 2020-08 or 2020-08-03.`;
