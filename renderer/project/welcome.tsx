import { BookOpenText, FolderOpen, PackageOpen, SquarePlus, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RecentProject } from '../../shared/shell-api';
import { runAction } from '../actions';
import { shell } from '../api';
import { notify } from '../store';
import { Button, IconButton } from '../ui/button';
import { openProject } from './session';

/** Where one begins: a new project, one that was open before, or the sample. */
export function Welcome() {
  const [recent, setRecent] = useState<readonly RecentProject[] | null>(null);
  useEffect(() => {
    void shell.recent().then(setRecent);
  }, []);

  const open = async (project: RecentProject): Promise<void> => {
    const pick = await shell.pickRecent(project.id);
    if (pick) await openProject(pick);
    else notify('problem', `${project.fileName} is no longer in ${project.folder}.`);
    setRecent(await shell.recent());
  };
  const forget = async (project: RecentProject): Promise<void> => {
    await shell.forgetRecent(project.id);
    setRecent(await shell.recent());
  };

  return (
    <main className="welcome">
      <div className="welcome-page">
        <h1>Claimbook</h1>
        <p className="welcome-lead">Claims, actors and statements in news articles.</p>
        <div className="welcome-actions">
          <Button icon={SquarePlus} look="primary" onPress={() => runAction('project.new')}>
            New project
          </Button>
          <Button icon={FolderOpen} onPress={() => runAction('project.open')}>
            Open project
          </Button>
          <Button icon={PackageOpen} onPress={() => runAction('project.rebuild')}>
            From an archive…
          </Button>
          <Button icon={BookOpenText} onPress={() => runAction('project.sample')}>
            Sample project
          </Button>
        </div>
        {recent !== null && recent.length > 0 && (
          <section aria-labelledby="recent">
            <h2 id="recent">Recent projects</h2>
            <ul className="recent">
              {recent.map((project) => (
                <li key={project.id} className={project.missing ? 'missing' : ''}>
                  <button type="button" disabled={project.missing} onClick={() => void open(project)}>
                    <bdi className="recent-name" title={project.fileName}>
                      {project.fileName.replace(/\.claimbook$/, '')}
                    </bdi>
                    <span className="recent-when">
                      {project.missing ? 'Missing' : whenOf(project.openedAt)}
                    </span>
                    <bdi className="recent-folder" title={project.folder}>
                      {project.folder}
                    </bdi>
                  </button>
                  <IconButton
                    label={`Remove ${project.fileName} from this list`}
                    icon={X}
                    onPress={() => void forget(project)}
                  />
                </li>
              ))}
            </ul>
          </section>
        )}
        {recent !== null && recent.length === 0 && (
          <p className="help">
            A project is one file on your computer. The sample project shows three short articles, partly
            coded.
          </p>
        )}
      </div>
    </main>
  );
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const whenOf = (time: string): string => dayFormat.format(new Date(time));
