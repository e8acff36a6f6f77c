/** What coders are asked of a passage, as the lines of the table of agreement: its code, and each attribute. */
import type { AgreementStage } from '../api-agreement';
import type { Attribute, AttributeKind, Choice, Code } from '../records';
import type { SlotKind } from './column';
import type { MeasureId } from './measures';

export interface Slot extends SlotKind {
  stage: Exclude<AgreementStage, 'mark'>;
  /** Null for the code itself. */
  attributeId: string | null;
  codeId: string | null;
  name: string;
  many: boolean;
  kind: AttributeKind | null;
  primary: MeasureId;
  /** The number that a value stands for; NaN for none. */
  numberOf: (key: string) => number;
}

/** The measures of each stage, in the order of the columns. */
export const slotMeasures: Readonly<Record<Slot['stage'], readonly MeasureId[]>> = {
  code: ['alpha-nominal', 'cohen-kappa', 'fleiss-kappa', 'percent'],
  actor: ['alpha-nominal', 'alpha-masi', 'cohen-kappa', 'fleiss-kappa', 'percent'],
  concept: ['alpha-nominal', 'alpha-masi', 'cohen-kappa', 'fleiss-kappa', 'percent'],
  value: [
    'alpha-nominal',
    'alpha-ordinal',
    'alpha-interval',
    'alpha-masi',
    'cohen-kappa',
    'fleiss-kappa',
    'percent',
  ],
};

const noNumber = (): number => Number.NaN;

export const codeSlot: Slot = {
  stage: 'code',
  attributeId: null,
  codeId: null,
  name: 'Code',
  many: false,
  kind: null,
  sets: false,
  scale: null,
  primary: 'alpha-nominal',
  numberOf: noNumber,
};

const stageOf = (kind: AttributeKind): Slot['stage'] =>
  kind === 'actor' || kind === 'concept' ? kind : 'value';

/** Days from 1970 to a full date; NaN of a date that is less exact, since nobody knows the day. */
const dayOf = (date: string): number =>
  date.length < 10 ? Number.NaN : Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/**
 * The scale of an attribute: choices that all have a number are ordinal, numbers are interval, and so are dates,
 * where two of them are full; names have none. Several values are compared as a set, which has no scale.
 */
function scaleOf(
  { kind, many }: Attribute,
  choices: readonly Choice[],
): Pick<Slot, 'scale' | 'primary' | 'numberOf'> {
  if (many) return { scale: null, primary: 'alpha-nominal', numberOf: noNumber };
  if (kind === 'number') return { scale: 'spaced', primary: 'alpha-interval', numberOf: numberIn };
  if (kind === 'date') return { scale: 'spaced', primary: 'alpha-nominal', numberOf: dayOf };
  const numbers = new Map(choices.map(({ id, number }) => [id, number]));
  const areNumbered =
    kind === 'choice' && choices.length > 0 && choices.every(({ number }) => number !== null);
  return areNumbered
    ? { scale: 'ranked', primary: 'alpha-ordinal', numberOf: (key) => numbers.get(key) ?? Number.NaN }
    : { scale: null, primary: 'alpha-nominal', numberOf: noNumber };
}

const numberIn = (key: string): number => (key === '' ? Number.NaN : Number(key));

/**
 * The slots of some codes, in the order of the stages and of the codebook.
 * @param codes in the order of the codebook
 */
export function slotsOf(
  codes: readonly Code[],
  attributes: readonly Attribute[],
  choices: readonly Choice[],
): Slot[] {
  const order: Slot['stage'][] = ['code', 'actor', 'concept', 'value'];
  const slots = codes.flatMap((code) =>
    attributes
      .filter(({ codeId }) => codeId === code.id)
      .toSorted((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1))
      .map((attribute): Slot => ({
        stage: stageOf(attribute.kind),
        attributeId: attribute.id,
        codeId: code.id,
        name: `${code.name}: ${attribute.name}`,
        many: attribute.many,
        kind: attribute.kind,
        sets: attribute.many,
        ...scaleOf(
          attribute,
          choices.filter(({ attributeId }) => attributeId === attribute.id),
        ),
      })),
  );
  return [codeSlot, ...slots].toSorted((one, other) => order.indexOf(one.stage) - order.indexOf(other.stage));
}
