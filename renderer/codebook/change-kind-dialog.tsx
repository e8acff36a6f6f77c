import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { Attribute, AttributeKind } from '../../shared/records';
import { kindNames } from './attribute-editor';
import { edit } from './code-edits';
import { ConfirmDialog } from './confirm-dialog';
import { LostValues } from './lost-values';
import { useAnswer } from './use-answer';

interface ChangeKindDialogProps {
  attribute: Attribute;
  to: AttributeKind;
  targetCodeId: string | null;
}

/** Which values can follow into another kind, which cannot, and what could be made so that they can. */
export function ChangeKindDialog({ attribute, to, targetCodeId }: ChangeKindDialogProps) {
  const [create, setCreate] = useState(false);
  const input = { attributeId: attribute.id, kind: to, targetCodeId, create };
  const { value: plan, problem } = useAnswer('attribute.planKind', input);
  const missing = plan?.missing ?? [];
  return (
    <ConfirmDialog
      title="Change what the attribute takes"
      size="medium"
      deed={`Change to ${kindNames[to].toLowerCase()}`}
      run={plan && (() => edit('attribute.setKind', { ...input, agreedTo: plan.lostCount }))}
    >
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
      {plan && (
        <p>
          {plan.follow === 1 ? 'One value' : `${plan.follow.toLocaleString('en')} values`} of{' '}
          <bdi>{attribute.name}</bdi> {plan.follow === 1 ? 'follows' : 'follow'}.
        </p>
      )}
      {missing.length > 0 && (
        <div className="field">
          <Checkbox className="segment create-missing" isSelected={create} onChange={setCreate}>
            Make the {makes[to] ?? 'entries'} that are missing
          </Checkbox>
          <p className="help" dir="auto">
            {missing.slice(0, mostNamed).join(', ')}
            {missing.length > mostNamed && ` and ${(missing.length - mostNamed).toLocaleString('en')} more`}
          </p>
        </div>
      )}
      {plan && <LostValues plan={plan} />}
    </ConfirmDialog>
  );
}

const mostNamed = 12;

const makes: Partial<Record<AttributeKind, string>> = {
  choice: 'choices',
  actor: 'actors',
  concept: 'concepts',
};
