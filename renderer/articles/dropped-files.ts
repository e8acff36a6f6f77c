import { useEffect, useState } from 'react';
import { onShellEvent } from '../api';
import { type AppState, notify, useStore } from '../store';
import { readPicks, useImporting } from './importing';

/**
 * Takes files that are dropped anywhere on the window; says whether some hover over it now. The preload
 * hands their paths to main, which opens the projects among them, and says what the others may be called by.
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
    };
    onShellEvent('filesDropped', (picks) => {
      const refusal = whyNot(useStore.getState());
      if (refusal === null) void readPicks(picks);
      else notify('problem', refusal);
    });
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
  if (useImporting.getState().job) return 'Wait until the articles before are read; then drop more.';
  const isBusy = dialog !== null && dialog.kind !== 'add-articles';
  return isBusy ? 'Close the dialog first; then drop articles on the window.' : null;
}
