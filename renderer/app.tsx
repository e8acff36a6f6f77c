import { DialogHost } from './dialog-host';
import { useDroppedFiles } from './articles/dropped-files';
import { Welcome } from './project/welcome';
import { Workspace } from './project/workspace';
import { useStore } from './store';
import { Notices } from './ui/notices';

/** The whole window: the welcome, or the open project, with at most one dialog on top. */
export function App() {
  const hasStarted = useStore((state) => state.start !== null);
  const hasProject = useStore((state) => state.project !== null);
  const isOpening = useStore((state) => state.start?.open != null && state.dialog === null);
  const isDropping = useDroppedFiles();
  if (!hasStarted) return null;
  return (
    <>
      {hasProject ? <Workspace /> : isOpening ? <main className="opening" aria-busy="true" /> : <Welcome />}
      {isDropping && (
        <div className="drop-hint">
          {hasProject
            ? 'Drop text, Markdown or HTML files to add them as articles'
            : 'Drop a project file to open it'}
        </div>
      )}
      <DialogHost />
      <Notices />
    </>
  );
}
