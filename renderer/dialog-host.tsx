import { AddArticlesDialog } from './articles/add-articles-dialog';
import { EditDetailsDialog } from './articles/edit-details-dialog';
import { RemoveArticleDialog } from './articles/remove-article-dialog';
import { CodebookDialog } from './codebook/codebook-dialogs';
import { DoubleCodingsDialog } from './double-coding/double-codings-dialog';
import { DrawDialog } from './double-coding/draw-dialog';
import { DatasetDialog } from './exchange/dataset-dialog';
import { ExportDialog } from './exchange/export-dialog';
import { CopyDialog } from './merge/copy-dialog';
import { DroppedDialog } from './merge/dropped-dialog';
import { FileDialog } from './merge/file-dialog';
import { MergeDialog as MergeProjectsDialog } from './merge/merge-dialog';
import { QuestionsDialog } from './merge/questions-dialog';
import { OccurrencesDialog } from './occurrences/occurrences-dialog';
import { AboutDialog } from './project/about-dialog';
import { BackupsDialog } from './project/backups-dialog';
import { CommandsDialog } from './project/commands-dialog';
import { KeysDialog } from './project/keys-dialog';
import { NewProjectDialog } from './project/new-project-dialog';
import { MisfitsDialog } from './project/misfits-dialog';
import { OpenFailedDialog } from './project/open-failed-dialog';
import { ProjectDetailsDialog } from './project/project-details-dialog';
import { RebuildProjectDialog } from './project/rebuild-project-dialog';
import { ShortcutsDialog } from './project/shortcuts-dialog';
import { MergeDialog } from './registry/merge-dialog';
import { RemoveEntryDialog } from './registry/remove-entry-dialog';
import { SplitDialog } from './registry/split-dialog';
import { useStore } from './store';

/** The dialog that is open, if any. */
export function DialogHost() {
  const dialog = useStore((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'new-project':
      return <NewProjectDialog />;
    case 'rebuild-project':
      return <RebuildProjectDialog />;
    case 'misfits':
      return <MisfitsDialog misfits={dialog.misfits} />;
    case 'project-details':
      return <ProjectDetailsDialog />;
    case 'open-failed':
      return <OpenFailedDialog {...dialog} />;
    case 'add-articles':
      return <AddArticlesDialog />;
    case 'edit-details':
      return <EditDetailsDialog articleId={dialog.articleId} />;
    case 'remove-article':
      return <RemoveArticleDialog articleId={dialog.articleId} />;
    case 'codebook':
      return <CodebookDialog task={dialog.task} />;
    case 'merge-entry':
      return <MergeDialog type={dialog.type} entryId={dialog.entryId} />;
    case 'split-entry':
      return <SplitDialog type={dialog.type} entryId={dialog.entryId} />;
    case 'remove-entry':
      return <RemoveEntryDialog type={dialog.type} entryId={dialog.entryId} />;
    case 'draw-articles':
      return <DrawDialog />;
    case 'double-codings':
      return <DoubleCodingsDialog />;
    case 'export':
      return <ExportDialog />;
    case 'dataset':
      return <DatasetDialog />;
    case 'merge-projects':
      return <MergeProjectsDialog picks={dialog.picks} />;
    case 'dropped-project':
      return <DroppedDialog pick={dialog.pick} />;
    case 'questions':
      return <QuestionsDialog articleId={dialog.articleId ?? null} />;
    case 'copy':
      return <CopyDialog />;
    case 'file':
      return <FileDialog />;
    case 'backups':
      return <BackupsDialog />;
    case 'occurrences':
      return <OccurrencesDialog words={dialog.words} articleId={dialog.articleId} modelId={dialog.modelId} />;
    case 'commands':
      return <CommandsDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'keys':
      return <KeysDialog />;
    case 'about':
      return <AboutDialog />;
  }
}
