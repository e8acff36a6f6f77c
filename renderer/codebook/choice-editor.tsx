import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { v7 as newId } from 'uuid';
import { inOrder } from '../../shared/code-tree';
import { numberIn } from '../../shared/number-in';
import type { Attribute, Choice } from '../../shared/records';
import { type Result, ok } from '../../shared/result';
import { positionAttributeOf } from '../annotations/choices';
import { focusNewChoice } from '../focus-after';
import { openDialog, useStore } from '../store';
import { IconButton } from '../ui/button';
import { SavedField } from '../ui/saved-field';
import { edit } from './code-edits';
import { NewItem } from './new-item';

interface ChoiceEditorProps {
  attribute: Attribute;
  isReadOnly: boolean;
  /** How many values chose each choice; those without any are left out. */
  use: Readonly<Record<string, number>>;
}

/** The choices of an attribute in order: what each is called, its figure in datasets, and what it means. */
export function ChoiceEditor({ attribute, isReadOnly, use }: ChoiceEditorProps) {
  const records = useStore((state) => state.records.choice);
  const choices = useMemo(
    () => inOrder([...records.values()].filter(({ attributeId }) => attributeId === attribute.id)),
    [records, attribute.id],
  );
  return (
    <div className="stack" role="group" aria-label="Choices">
      <PositionHelp attribute={attribute} hasFigures={choices.some(({ number }) => number !== null)} />
      <ol className="choices">
        {choices.map((choice, index) => (
          <li key={choice.id} className="choice" aria-label={choice.name}>
            <Fields choice={choice} isReadOnly={isReadOnly} />
            {!isReadOnly && (
              <div className="choice-deeds">
                <IconButton
                  label={`Move ${choice.name} up`}
                  icon={ArrowUp}
                  isDisabled={index === 0}
                  onPress={() => void edit('choice.move', { choiceId: choice.id, index: index - 1 })}
                />
                <IconButton
                  label={`Move ${choice.name} down`}
                  icon={ArrowDown}
                  isDisabled={index === choices.length - 1}
                  onPress={() => void edit('choice.move', { choiceId: choice.id, index: index + 1 })}
                />
                <IconButton
                  label={`Delete ${choice.name}`}
                  icon={Trash2}
                  onPress={() => remove(choice, use[choice.id] ?? 0)}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      {!isReadOnly && (
        <NewItem
          label="New choice"
          placeholder="Such as for or against"
          onAdd={(name) => edit('choice.create', { choiceId: newId(), attributeId: attribute.id, name })}
        />
      )}
    </div>
  );
}

/** Which of the attributes with figures the keys − 0 + set, and how to have it otherwise. */
function PositionHelp({ attribute, hasFigures }: { attribute: Attribute; hasFigures: boolean }) {
  const records = useStore((state) => state.records);
  const position = positionAttributeOf(attribute.codeId, records);
  if (!hasFigures || !position) return null;
  return (
    <p className="help">
      {position.id === attribute.id ? 'This' : <bdi>{position.name}</bdi>} is the position: the keys − 0 +
      choose it, and cards and filters show it. Of several attributes with figures it is the one named
      Position, else the first required one, else the first.
    </p>
  );
}

/** A choice that nobody chose goes at once, and comes back with undo; else a dialog says what would go. */
function remove({ id }: Choice, values: number): void {
  if (values === 0) {
    void edit('choice.remove', { choiceId: id, agreedTo: 0 }).then((failure) => {
      if (failure === null) focusNewChoice();
    });
  } else openDialog({ kind: 'codebook', task: { kind: 'remove-choice', choiceId: id } });
}

function Fields({ choice, isReadOnly }: { choice: Choice; isReadOnly: boolean }) {
  const update = (fields: Partial<Pick<Choice, 'name' | 'number' | 'definition'>>) =>
    edit('choice.update', { choiceId: choice.id, fields });
  return (
    <>
      <SavedField
        label="Choice"
        value={choice.name}
        isDisabled={isReadOnly}
        check={(name) => (name.trim() === '' ? 'A choice needs a name.' : null)}
        save={(name) => update({ name })}
      />
      <SavedField
        label="Figure"
        value={choice.number === null ? '' : String(choice.number)}
        isDisabled={isReadOnly}
        check={(typed) => {
          const figure = figureIn(typed);
          return figure.ok ? null : figure.error.message;
        }}
        save={(typed) => {
          const figure = figureIn(typed);
          return update({ number: figure.ok ? figure.value : null });
        }}
      />
      <SavedField
        label="Meaning"
        value={choice.definition}
        isDisabled={isReadOnly}
        save={(definition) => update({ definition })}
      />
    </>
  );
}

/** The number that was typed, null for none. */
const figureIn = (typed: string): Result<number | null> => (typed.trim() === '' ? ok(null) : numberIn(typed));
