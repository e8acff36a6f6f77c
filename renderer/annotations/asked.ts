/** What the codes ask, from the records that the window holds; made out once for each state of the codebook. */
import type { Records } from '../../shared/changes';
import { type AskedByCode, askedByCode } from '../../shared/completeness';
import type { Attribute } from '../../shared/records';

const known = new WeakMap<Records['attribute'], AskedByCode>();

export function askedHere({ attribute }: Pick<Records, 'attribute'>): AskedByCode {
  let asked = known.get(attribute);
  if (!asked) known.set(attribute, (asked = askedByCode(attribute.values())));
  return asked;
}

/** The attributes that a code asks for, in the order of the codebook: the same list for the same records. */
export const attributesOf = (records: Pick<Records, 'attribute'>, codeId: string): readonly Attribute[] =>
  askedHere(records).get(codeId) ?? none;

const none: readonly Attribute[] = [];
