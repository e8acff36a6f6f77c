import { allActions, keyOf, runAction } from '../actions';
import { useStore } from '../store';
import { views } from '../views';

/** The views of the project side by side; the one that is shown is marked. */
export function ViewSwitch() {
  const shown = useStore((state) => state.view);
  // Drawn again when keys are changed.
  useStore(allActions);
  return (
    <nav aria-label="Views" className="view-switch">
      {views.map(({ id, label, icon: Icon }) => (
        <button
          key={id}
          type="button"
          aria-current={id === shown ? 'page' : undefined}
          title={keyOf(useStore.getState(), `view.${id}`) ?? undefined}
          onClick={() => runAction(`view.${id}`)}
        >
          <Icon size={14} aria-hidden />
          {label}
        </button>
      ))}
    </nav>
  );
}
