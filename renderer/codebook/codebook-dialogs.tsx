import { assertNever } from '../../shared/result';
import { useStore } from '../store';
import { BooksDialog } from './books-dialog';
import { ChangeKindDialog } from './change-kind-dialog';
import { CodePicker } from './code-picker';
import { MergeDialog } from './merge-dialog';
import { RemoveAttributeDialog, RemoveChoiceDialog, RemoveCodeDialog } from './remove-dialogs';
import { SplitDialog } from './split-dialog';
import type { CodebookTask } from './tasks';

/** The dialog of a task. What it was about may have been deleted or undone: then there is none. */
export function CodebookDialog({ task }: { task: CodebookTask }) {
  const { code, attribute, choice } = useStore((state) => state.records);
  switch (task.kind) {
    case 'books':
      return <BooksDialog />;
    case 'pick':
      return <CodePicker annotationId={task.annotationId} />;
    case 'merge':
    case 'split':
    case 'remove-code': {
      const record = code.get(task.codeId);
      if (!record) return null;
      if (task.kind === 'merge') return <MergeDialog code={record} />;
      return task.kind === 'split' ? <SplitDialog code={record} /> : <RemoveCodeDialog code={record} />;
    }
    case 'remove-attribute':
    case 'change-kind': {
      const record = attribute.get(task.attributeId);
      if (!record) return null;
      return task.kind === 'change-kind' ? (
        <ChangeKindDialog attribute={record} to={task.to} targetCodeId={task.targetCodeId} />
      ) : (
        <RemoveAttributeDialog attribute={record} />
      );
    }
    case 'remove-choice': {
      const record = choice.get(task.choiceId);
      return record ? <RemoveChoiceDialog choice={record} /> : null;
    }
    default:
      return assertNever(task, 'a dialog of the codebook that is not known');
  }
}
