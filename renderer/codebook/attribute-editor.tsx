import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import { type Attribute, type AttributeKind, attributeKinds } from '../../shared/records';
import { offeredCodes } from '../annotations/offered-codes';
import { call } from '../api';
import { notify, openDialog, useStore } from '../store';
import { Button, IconButton } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { Select } from '../ui/fields';
import { SavedField } from '../ui/saved-field';
import { ChoiceEditor } from './choice-editor';
import { edit } from './code-edits';

export const kindNames: Record<AttributeKind, string> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  choice: 'Choice',
  actor: 'Actor',
  concept: 'Concept',
  annotation: 'Annotation',
};

/** Targets to choose from; in a larger codebook the first of them, and any code always. */
const mostTargets = 200;

interface AttributeEditorProps {
  attribute: Attribute;
  index: number;
  siblings: number;
  isReadOnly: boolean;
  /** How many values chose each choice; those without any are left out. */
  choiceUse: Readonly<Record<string, number>>;
}

/** The fields of one attribute: what it is called, what it takes, and which choices it offers. */
export function AttributeEditor({ attribute, index, siblings, isReadOnly, choiceUse }: AttributeEditorProps) {
  const { id: attributeId, kind, many, required, retired } = attribute;
  const update = (fields: Partial<Pick<Attribute, 'name' | 'many' | 'required' | 'help'>>) =>
    edit('attribute.update', { attributeId, fields });
  const move = (to: number): void => void edit('attribute.move', { attributeId, index: to });

  return (
    <div className="attribute-editor">
      <div className="two-columns">
        <SavedField
          label="Name of the attribute"
          value={attribute.name}
          isDisabled={isReadOnly}
          check={(name) => (name.trim() === '' ? 'An attribute needs a name.' : null)}
          save={(name) => update({ name })}
        />
        <Select
          label="Takes"
          value={kind}
          isDisabled={isReadOnly}
          options={attributeKinds.map((id) => ({ id, label: kindNames[id] }))}
          onChange={(chosen) => {
            const to = attributeKinds.find((candidate) => candidate === chosen);
            if (to) void changeKind(attributeId, to, null);
          }}
        />
      </div>
      {kind === 'annotation' && <Target attribute={attribute} isReadOnly={isReadOnly} />}
      <div className="checks">
        <Checkbox
          className="segment"
          isSelected={many}
          isDisabled={isReadOnly}
          onChange={(isSelected) => void update({ many: isSelected })}
        >
          Several values
        </Checkbox>
        <Checkbox
          className="segment"
          isSelected={required}
          isDisabled={isReadOnly}
          onChange={(isSelected) => void update({ required: isSelected })}
        >
          Required
        </Checkbox>
      </div>
      <SavedField
        label="Help for coders"
        value={attribute.help}
        isDisabled={isReadOnly}
        save={(help) => update({ help })}
      />
      {kind === 'choice' && <ChoiceEditor attribute={attribute} isReadOnly={isReadOnly} use={choiceUse} />}
      {!isReadOnly && (
        <div className="code-deeds" role="group" aria-label="Change the attribute">
          <IconButton
            label="Move up"
            icon={ArrowUp}
            isDisabled={index === 0}
            onPress={() => move(index - 1)}
          />
          <IconButton
            label="Move down"
            icon={ArrowDown}
            isDisabled={index === siblings - 1}
            onPress={() => move(index + 1)}
          />
          <Button
            icon={retired ? ArchiveRestore : Archive}
            onPress={() => void edit('attribute.retire', { attributeId, retired: !retired })}
          >
            {retired ? 'Bring back' : 'Retire'}
          </Button>
          <Button
            icon={Trash2}
            look="danger"
            onPress={() => openDialog({ kind: 'codebook', task: { kind: 'remove-attribute', attributeId } })}
          >
            Delete attribute…
          </Button>
        </div>
      )}
    </div>
  );
}

/** Which annotations the attribute takes. */
function Target({ attribute, isReadOnly }: { attribute: Attribute; isReadOnly: boolean }) {
  const { inUse } = offeredCodes({ code: useStore((state) => state.records.code) });
  const own = inUse.find(({ id }) => id === attribute.targetCodeId);
  const listed = inUse.slice(0, mostTargets);
  const codes = own && !listed.includes(own) ? [own, ...listed] : listed;
  return (
    <Select
      label="Annotations of the code"
      value={attribute.targetCodeId ?? anyCode}
      isDisabled={isReadOnly}
      options={[
        { id: anyCode, label: 'Any code' },
        ...codes.map((code) => ({ id: code.id, label: code.name, mark: <CodeMark code={code} /> })),
      ]}
      onChange={(id) => void changeKind(attribute.id, 'annotation', id === anyCode ? null : id)}
    />
  );
}

const anyCode = 'any';

/** Changes the kind at once where every value can follow; else a dialog says which cannot. */
async function changeKind(
  attributeId: string,
  to: AttributeKind,
  targetCodeId: string | null,
): Promise<void> {
  const plan = await call('attribute.planKind', { attributeId, kind: to, targetCodeId });
  if (!plan.ok) {
    notify('problem', plan.error.message);
    return;
  }
  if (plan.value.lostCount > 0) {
    openDialog({ kind: 'codebook', task: { kind: 'change-kind', attributeId, to, targetCodeId } });
    return;
  }
  await edit('attribute.setKind', { attributeId, kind: to, targetCodeId, agreedTo: 0 });
}
