import type { ValueInput } from '../../shared/api';
import { type Attribute, partialDate } from '../../shared/records';
import { type Result, fail, ok } from '../../shared/result';

/** The values that a typed field means; no words mean no value. A failure says what is expected. */
export function readTyped(
  typed: string,
  { kind, many }: Pick<Attribute, 'kind' | 'many'>,
): Result<ValueInput[]> {
  const parts = (many ? typed.split(';') : [typed]).map((part) => part.trim()).filter((part) => part !== '');
  const values: ValueInput[] = [];
  for (const part of parts) {
    if (kind === 'date') {
      const date = partialDate.safeParse(part);
      if (!date.success) return wrong(dateMessage(part));
      values.push({ date: date.data });
    } else if (kind === 'number') {
      const number = Number(part.replace('−', '-').replace(',', '.'));
      if (!Number.isFinite(number)) return wrong(`“${part}” is not a number.`);
      values.push({ number });
    } else {
      values.push({ text: part });
    }
  }
  return ok(values);
}

const wrong = (message: string) => fail({ code: 'invalid-input', message });

const dateMessage = (typed: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(typed)
    ? `${typed} is not in the calendar.`
    : `“${typed}” is not a date: write 2020, 2020-08 or 2020-08-03.`;
