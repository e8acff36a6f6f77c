/** The choices that an attribute of kind `choice` offers. */
import type { ParsedInput } from './api';
import { inOrder, placeAt } from './code-tree';
import { type Decision, decide, madeBefore, named, refuse, shorten, updatesOf } from './commands';
import { updateOf } from './changes';
import { lookalikeKey } from './names';
import type { Attribute, AttributeValue, Choice } from './records';

function nameTaken(name: string, others: readonly Choice[]): ReturnType<typeof refuse> | null {
  const same = others.find((choice) => lookalikeKey(choice.name) === lookalikeKey(name));
  return same
    ? refuse(
        `There is already a choice named ${shorten(same.name)}. Names that differ only in case or marks count as the same; choose another.`,
      )
    : null;
}

/**
 * @param choices all of the attribute, as everywhere in this file
 * @param known the choice that has the new one's id, of whichever attribute
 */
export function createChoice(
  attribute: Attribute,
  choices: readonly Choice[],
  { choiceId, name }: ParsedInput<'choice.create'>,
  known?: Choice,
): Decision {
  const label = `New choice ${shorten(name)} of ${shorten(attribute.name)}`;
  if (known) return madeBefore(label, known, { attributeId: attribute.id, name });
  const refusal = nameTaken(name, choices);
  if (refusal) return refusal;
  const { position } = placeAt(inOrder(choices), choices.length);
  const choice: Choice = {
    type: 'choice',
    id: choiceId,
    attributeId: attribute.id,
    name,
    number: null,
    definition: '',
    position,
  };
  return decide(label, { added: [choice] });
}

export function updateChoice(
  choice: Choice,
  choices: readonly Choice[],
  { fields }: ParsedInput<'choice.update'>,
): Decision {
  const others = choices.filter(({ id }) => id !== choice.id);
  const refusal = fields.name === undefined ? null : nameTaken(fields.name, others);
  const update = updateOf<'choice'>(choice, named(fields) as Partial<Choice>);
  return refusal ?? decide(`Edit choice ${shorten(choice.name)}`, { updated: updatesOf(update) });
}

export function moveChoice(
  choice: Choice,
  choices: readonly Choice[],
  { index }: ParsedInput<'choice.move'>,
): Decision {
  const others = inOrder(choices).filter(({ id }) => id !== choice.id);
  const { position, shifted } = placeAt(others, index);
  return decide(`Move choice ${shorten(choice.name)}`, {
    updated: updatesOf(
      updateOf<'choice'>(choice, { position }),
      ...others.map((other) =>
        updateOf<'choice'>(other, { position: shifted.get(other.id) ?? other.position }),
      ),
    ),
  });
}

/** Deletes a choice and the values that chose it, which `agreedTo` counts. */
export function removeChoice(
  choice: Choice,
  values: readonly AttributeValue[],
  { agreedTo }: ParsedInput<'choice.remove'>,
): Decision {
  if (values.length !== agreedTo) {
    return refuse(
      `${shorten(choice.name)} was chosen ${values.length} times, not ${agreedTo}. Look again at what would go.`,
    );
  }
  const what = values.length === 0 ? '' : ` and its values (${values.length})`;
  return decide(`Delete choice ${shorten(choice.name)}${what}`, { removed: [...values, choice] });
}
