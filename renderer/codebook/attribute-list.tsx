import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { v7 as newId } from 'uuid';
import { inOrder } from '../../shared/code-tree';
import type { Attribute, Code } from '../../shared/records';
import { useStore } from '../store';
import { AttributeEditor } from './attribute-editor';
import { edit } from './code-edits';
import { NewItem } from './new-item';
import { useAnswer } from './use-answer';

/** What a code asks of its annotations, in order; one of them at a time is open to be changed. */
export function AttributeList({ code, isReadOnly }: { code: Code; isReadOnly: boolean }) {
  const records = useStore((state) => state.records.attribute);
  const { value: usage } = useAnswer('code.usage', { codeId: code.id });
  const [openId, setOpenId] = useState<string | null>(null);
  const attributes = useMemo(
    () => inOrder([...records.values()].filter(({ codeId }) => codeId === code.id)),
    [records, code.id],
  );

  return (
    <section className="code-section" aria-label="Attributes">
      <h2>Attributes</h2>
      {attributes.length === 0 && <p className="help">This code asks nothing of its annotations yet.</p>}
      <ul className="attributes">
        {attributes.map((attribute, index) => (
          <li key={attribute.id} className={attribute.retired ? 'attribute-item retired' : 'attribute-item'}>
            <button
              type="button"
              className="attribute-head"
              aria-expanded={attribute.id === openId}
              onClick={() => setOpenId(attribute.id === openId ? null : attribute.id)}
            >
              {attribute.id === openId ? (
                <ChevronDown size={14} aria-hidden />
              ) : (
                <ChevronRight size={14} aria-hidden />
              )}
              <bdi className="option-label" title={attribute.name}>
                {attribute.name}
              </bdi>
              <span className="option-detail">
                {describe(attribute, usage?.attributes[attribute.id] ?? 0)}
              </span>
            </button>
            {attribute.id === openId && (
              <AttributeEditor
                attribute={attribute}
                index={index}
                siblings={attributes.length}
                isReadOnly={isReadOnly}
                choiceUse={usage?.choices ?? {}}
              />
            )}
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <NewItem
          label="New attribute"
          placeholder="What is asked, such as Claimant"
          onAdd={async (name) => {
            const attributeId = newId();
            const input = { attributeId, codeId: code.id, name, kind: 'text' } as const;
            const failure = await edit('attribute.create', input);
            if (failure === null) setOpenId(attributeId);
            return failure;
          }}
        />
      )}
    </section>
  );
}

const describe = ({ kind, many, required, retired }: Attribute, values: number): string =>
  [
    kind,
    many && 'several',
    required && 'required',
    retired && 'retired',
    values > 0 && (values === 1 ? '1 value' : `${values.toLocaleString('en')} values`),
  ]
    .filter(Boolean)
    .join(', ');
