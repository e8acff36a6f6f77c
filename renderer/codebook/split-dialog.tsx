import { useState } from 'react';
import { v7 as newId } from 'uuid';
import { suggestColor } from '../../shared/color';
import type { Code } from '../../shared/records';
import { useStore } from '../store';
import { TextField } from '../ui/fields';
import { edit } from './code-edits';
import { ConfirmDialog } from './confirm-dialog';
import { useAnswer } from './use-answer';

/** Names the new code that is split off, and says that the annotations wait to be looked at again. */
export function SplitDialog({ code }: { code: Code }) {
  const codes = useStore((state) => state.records.code);
  const { value: usage } = useAnswer('code.usage', { codeId: code.id });
  const [name, setName] = useState('');
  const split = () =>
    edit('code.split', {
      codeId: code.id,
      newCodeId: newId(),
      name,
      color: suggestColor([...codes.values()].map(({ color }) => color)),
    });
  return (
    <ConfirmDialog title="Split code" deed="Split" run={name.trim() === '' ? null : split}>
      <TextField
        label="Name of the new code"
        help="It stands beside the old one and asks the same."
        value={name}
        onChange={setName}
        autoFocus
        isRequired
      />
      {usage && usage.annotations > 0 && (
        <p>
          {usage.annotations === 1
            ? 'The one annotation stays with '
            : `All ${usage.annotations.toLocaleString('en')} annotations stay with `}
          <bdi>{code.name}</bdi>, marked to be looked at again. They are listed here until you have decided on
          each.
        </p>
      )}
    </ConfirmDialog>
  );
}
