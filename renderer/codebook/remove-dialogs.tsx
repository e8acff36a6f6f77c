import type { Attribute, Choice, Code } from '../../shared/records';
import { focusCodes, focusNewAttribute, focusNewChoice } from '../focus-after';
import { useStore } from '../store';
import { edit } from './code-edits';
import { ConfirmDialog } from './confirm-dialog';
import { useAnswer } from './use-answer';

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Says what goes with a code. */
export function RemoveCodeDialog({ code }: { code: Code }) {
  const { value: usage } = useAnswer('code.usage', { codeId: code.id });
  return (
    <ConfirmDialog
      title="Delete code"
      deed="Delete code"
      goOn={focusCodes}
      look="danger"
      run={usage && (() => edit('code.remove', { codeId: code.id, agreedTo: usage.annotations }))}
    >
      {usage && (
        <>
          <p>
            <bdi>{code.name}</bdi>{' '}
            {usage.annotations === 0
              ? 'has no annotations.'
              : `goes, and with it ${counted(usage.annotations, 'annotation', 'annotations')} in ${counted(usage.articles, 'article', 'articles')}, with all that is said in them.`}
          </p>
          {usage.pointing > 0 && (
            <p>
              {counted(usage.pointing, 'value', 'values')} of other annotations that refer to these go, too.
            </p>
          )}
          <p className="help">
            Codes beneath it move up to its place. You can undo this. To keep the annotations, retire the code
            or merge it instead.
          </p>
        </>
      )}
    </ConfirmDialog>
  );
}

/** Says which values go with an attribute. */
export function RemoveAttributeDialog({ attribute }: { attribute: Attribute }) {
  const { value: usage } = useAnswer('code.usage', { codeId: attribute.codeId });
  const values = usage?.attributes[attribute.id] ?? 0;
  return (
    <ConfirmDialog
      title="Delete attribute"
      deed="Delete attribute"
      goOn={focusNewAttribute}
      look="danger"
      run={usage && (() => edit('attribute.remove', { attributeId: attribute.id, agreedTo: values }))}
    >
      <p>
        <bdi>{attribute.name}</bdi>{' '}
        {values === 0 ? 'has no values.' : `goes, and with it ${counted(values, 'value', 'values')}.`}
      </p>
      <p className="help">You can undo this. To keep the values, retire the attribute instead.</p>
    </ConfirmDialog>
  );
}

/** Says how often a choice was made that is to go. */
export function RemoveChoiceDialog({ choice }: { choice: Choice }) {
  const codeId = useStore(({ records }) => records.attribute.get(choice.attributeId)?.codeId ?? '');
  const { value: usage } = useAnswer('code.usage', { codeId });
  const values = usage?.choices[choice.id] ?? 0;
  return (
    <ConfirmDialog
      title="Delete choice"
      deed="Delete choice"
      goOn={focusNewChoice}
      look="danger"
      run={usage && (() => edit('choice.remove', { choiceId: choice.id, agreedTo: values }))}
    >
      {usage && (
        <p>
          <bdi>{choice.name}</bdi>{' '}
          {values === 0
            ? 'was never chosen.'
            : `was chosen ${counted(values, 'time', 'times')}; these values go.`}{' '}
          You can undo this.
        </p>
      )}
    </ConfirmDialog>
  );
}
