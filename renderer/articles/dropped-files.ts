import { useEffect, useState } from 'react';
import { isProjectFile } from '../../shared/shell-api';
import { type AppState, notify, useStore } from '../store';
import { draftDropped } from './drafts';

/**
 * Takes files that are dropped anywhere on the window; says whether some hover over it now. Projects among
 * them are opened by main, to which the preload hands their paths.
 */
export function useDroppedFiles(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const onDragOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      const state = useStore.getState();
      setOver(state.project === null || whyNot(state) === null);
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])].filter(({ name }) => !isProjectFile(name));
      if (files.length === 0) return;
      const refusal = whyNot(useStore.getState());
      if (refusal === null) void draftDropped(files);
      else notify('problem', refusal);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return isOver;
}

/** Why nothing can be dropped now, as a sentence; null when it can. */
function whyNot({ project, dialog }: AppState): string | null {
  if (!project) return 'Open a project first; then drop articles on its window.';
  if (project.readOnly) return 'This project is read-only: no articles can be added.';
  const isBusy = dialog !== null && dialog.kind !== 'add-articles';
  return isBusy ? 'Close the dialog first; then drop articles on the window.' : null;
}
