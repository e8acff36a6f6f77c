import { runAction } from '../actions';
import { describeShortcut } from '../shortcuts';
import { useStore } from '../store';
import { views } from '../views';

/** The views of the project side by side; the one that is shown is marked. */
export function ViewSwitch() {
  const shown = useStore((state) => state.view);
  const platform = useStore((state) => state.start?.platform ?? 'linux');
  return (
    <nav aria-label="Views" className="view-switch">
      {views.map(({ id, label, icon: Icon, shortcut }) => (
        <button
          key={id}
          type="button"
          aria-current={id === shown ? 'page' : undefined}
          title={describeShortcut(shortcut, platform)}
          onClick={() => runAction(`view.${id}`)}
        >
          <Icon size={14} aria-hidden />
          {label}
        </button>
      ))}
    </nav>
  );
}
