import { type Action, allActions } from '../actions';
import { describeShortcut } from '../shortcuts';
import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

const groups: { menu: Action['menu']; title: string }[] = [
  { menu: 'annotate', title: 'Annotate' },
  { menu: 'edit', title: 'Edit' },
  { menu: 'view', title: 'Move around' },
  { menu: 'file', title: 'Project and articles' },
  { menu: 'help', title: 'Help' },
];

/** All keys, by what they are for. */
export function ShortcutsDialog() {
  const state = useStore();
  const platform = state.start?.platform ?? 'linux';
  const keyed = allActions(state).filter(({ shortcuts }) => shortcuts.length > 0);
  return (
    <Dialog
      title="Keyboard shortcuts"
      size="large"
      onClose={closeDialog}
      footer={
        <Button look="primary" autoFocus onPress={closeDialog}>
          Close
        </Button>
      }
    >
      <p className="help">
        In the text, the arrow keys move the caret; with Shift they select, with Ctrl they go by word.
      </p>
      <div className="shortcut-groups">
        {groups.map(({ menu, title }) => (
          <section key={menu} aria-label={title}>
            <h3>{title}</h3>
            <dl className="keys">
              {keyed
                .filter((action) => action.menu === menu)
                .map(({ id, label, shortcuts }) => (
                  <div key={id}>
                    <dt>{label.replace('…', '')}</dt>
                    <dd>
                      {shortcuts.map((shortcut) => (
                        <kbd key={shortcut}>{describeShortcut(shortcut, platform)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
