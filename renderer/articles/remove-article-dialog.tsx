import { focusArticles } from '../focus-after';
import { writes } from '../project/session';
import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { countOf } from './describe';

/** Asks before an article goes with all its annotations; undo brings it back. */
export function RemoveArticleDialog({ articleId }: { articleId: string }) {
  const title = useStore((state) => state.records.article.get(articleId)?.title ?? '');
  const annotations = useStore((state) => state.annotationCounts[articleId] ?? 0);
  const remove = (): void => {
    closeDialog();
    void writes
      .push('article.remove', () => ({ articleId }))
      .then(({ ok }) => {
        if (ok) focusArticles();
      });
  };
  return (
    <Dialog
      title="Remove this article?"
      role="alertdialog"
      onClose={closeDialog}
      footer={
        <>
          <Button autoFocus onPress={closeDialog}>
            Keep
          </Button>
          <Button look="danger" onPress={remove}>
            Remove
          </Button>
        </>
      }
    >
      <p className="file-name">
        <bdi>{title}</bdi>
      </p>
      <p>
        {annotations === 0
          ? 'It has no annotations. Undo brings it back.'
          : `Its ${countOf(annotations, 'annotation')} will go with it. Undo brings everything back.`}
      </p>
    </Dialog>
  );
}
