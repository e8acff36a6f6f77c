/** The attributes of codes: making, describing, moving, retiring and deleting them. */
import type { ParsedInput } from './api';
import { inOrder, placeAt } from './code-tree';
import { type Decision, decide, madeBefore, named, refuse, shorten, updatesOf } from './commands';
import { updateOf } from './changes';
import { lookalikeKey } from './names';
import type { Attribute, AttributeValue, Choice, Code } from './records';

function nameTaken(name: string, code: Code, others: readonly Attribute[]): ReturnType<typeof refuse> | null {
  const same = others.find((attribute) => lookalikeKey(attribute.name) === lookalikeKey(name));
  if (!same) return null;
  const retired = same.retired ? ', which is retired' : '';
  return refuse(
    `${shorten(code.name)} already has an attribute named ${shorten(same.name)}${retired}. Names that differ only in case or marks count as the same; choose another.`,
  );
}

/**
 * @param attributes all of the code, as everywhere in this file
 * @param known the attribute that has the new one's id, in whichever code
 */
export function createAttribute(
  code: Code,
  attributes: readonly Attribute[],
  { attributeId, name, kind }: ParsedInput<'attribute.create'>,
  known?: Attribute,
): Decision {
  const label = `New attribute ${shorten(name)} of ${shorten(code.name)}`;
  if (known) return madeBefore(label, known, { codeId: code.id, name, kind });
  const refusal = nameTaken(name, code, attributes);
  if (refusal) return refusal;
  const attribute: Attribute = {
    type: 'attribute',
    id: attributeId,
    codeId: code.id,
    name,
    kind,
    many: false,
    required: false,
    help: '',
    targetCodeId: null,
    position: placeAt(inOrder(attributes), attributes.length).position,
    retired: false,
  };
  return decide(label, { added: [attribute] });
}

/** @param crowded annotations that have several values of this attribute */
export function updateAttribute(
  attribute: Attribute,
  about: { code: Code; attributes: readonly Attribute[]; crowded: number },
  { fields }: ParsedInput<'attribute.update'>,
): Decision {
  const others = about.attributes.filter(({ id }) => id !== attribute.id);
  const refusal = fields.name === undefined ? null : nameTaken(fields.name, about.code, others);
  if (refusal) return refusal;
  if (fields.many === false && attribute.many && about.crowded > 0) {
    const have = about.crowded === 1 ? 'One annotation has' : `${about.crowded} annotations have`;
    return refuse(
      `${have} several values of ${shorten(attribute.name)}. Leave one value in each first; nothing was changed.`,
    );
  }
  return decide(`Edit attribute ${shorten(attribute.name)}`, {
    updated: updatesOf(updateOf<'attribute'>(attribute, named(fields) as Partial<Attribute>)),
  });
}

export function moveAttribute(
  attribute: Attribute,
  attributes: readonly Attribute[],
  { index }: ParsedInput<'attribute.move'>,
): Decision {
  const others = inOrder(attributes).filter(({ id }) => id !== attribute.id);
  const { position, shifted } = placeAt(others, index);
  return decide(`Move attribute ${shorten(attribute.name)}`, {
    updated: updatesOf(
      updateOf<'attribute'>(attribute, { position }),
      ...others.map((other) =>
        updateOf<'attribute'>(other, { position: shifted.get(other.id) ?? other.position }),
      ),
    ),
  });
}

export const retireAttribute = (
  attribute: Attribute,
  { retired }: ParsedInput<'attribute.retire'>,
): Decision =>
  decide(`${retired ? 'Retire' : 'Bring back'} attribute ${shorten(attribute.name)}`, {
    updated: updatesOf(updateOf<'attribute'>(attribute, { retired })),
  });

/** Deletes an attribute with its choices and its values, which `agreedTo` counts. */
export function removeAttribute(
  attribute: Attribute,
  { choices, values }: { choices: readonly Choice[]; values: readonly AttributeValue[] },
  { agreedTo }: ParsedInput<'attribute.remove'>,
): Decision {
  if (values.length !== agreedTo) {
    return refuse(
      `${shorten(attribute.name)} has ${values.length} values, not ${agreedTo}. Look again at what would go.`,
    );
  }
  const what = values.length === 0 ? '' : ` and its values (${values.length})`;
  return decide(`Delete attribute ${shorten(attribute.name)}${what}`, {
    removed: [...values, ...choices, attribute],
  });
}
