import { useMemo, useState } from 'react';
import type { Code } from '../../shared/records';
import { offeredCodes } from '../annotations/offered-codes';
import { focusCodes } from '../focus-after';
import { useStore } from '../store';
import { edit, showCode } from './code-edits';
import { CodeChooser } from './code-chooser';
import { ConfirmDialog } from './confirm-dialog';
import { LostValues } from './lost-values';
import { useAnswer } from './use-answer';

/** Chooses the code into which this one is merged, and says what comes along. */
export function MergeDialog({ code }: { code: Code }) {
  const codes = useStore((state) => state.records.code);
  const others = useMemo(
    () => offeredCodes({ code: codes }).inUse.filter(({ id }) => id !== code.id),
    [codes, code.id],
  );
  const [intoId, setIntoId] = useState<string | null>(null);
  const into = intoId === null ? undefined : codes.get(intoId);
  const { value: plan, problem } = useAnswer(
    'code.planMerge',
    into ? { codeId: code.id, intoId: into.id } : null,
  );
  const isReady = into !== undefined && plan !== null;
  return (
    <ConfirmDialog
      title="Merge codes"
      size="medium"
      deed="Merge"
      goOn={focusCodes}
      run={
        isReady
          ? async () => {
              const failure = await edit('code.merge', {
                codeId: code.id,
                intoId: into.id,
                agreedTo: plan.lostCount,
              });
              if (failure === null) showCode(into.id);
              return failure;
            }
          : null
      }
    >
      <CodeChooser label={`Merge ${code.name} into`} codes={others} chosenId={intoId} onChoose={setIntoId} />
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
      {isReady && (
        <>
          <p>
            {plan.annotations === 1
              ? 'Its one annotation will belong to '
              : `Its ${plan.annotations.toLocaleString('en')} annotations will belong to `}
            <bdi>{into.name}</bdi>; {plan.follow.toLocaleString('en')} of their values{' '}
            {plan.follow === 1 ? 'follows' : 'follow'}. The code <bdi>{code.name}</bdi> goes; codes beneath it
            stay.
          </p>
          {plan.twice > 0 && (
            <p>
              {plan.twice.toLocaleString('en')} of them would stand on the same words as one that is there
              already. Both are kept, and marked to be looked at again.
            </p>
          )}
          <LostValues plan={plan} />
        </>
      )}
    </ConfirmDialog>
  );
}
