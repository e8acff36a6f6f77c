import { CircleHelp, Command, Info, Keyboard, Moon, Sun, SunMoon } from 'lucide-react';
import type { Action } from './actions';
import { leaveNote } from './adjudicate/adjudication-actions';
import { isTagging } from './annotations/tagging';
import { goToFirstField } from './annotations/to-fields';
import { shell } from './api';
import { editorFocus } from './editor-focus';
import { cyclePanes, hasPanes } from './panes';
import { type Theme, openDialog, useStore } from './store';
import { setTheme } from './theme';
import { showView } from './views';

const themes: { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: 'system', label: 'Colours: as the system', icon: SunMoon },
  { theme: 'light', label: 'Colours: light', icon: Sun },
  { theme: 'dark', label: 'Colours: dark', icon: Moon },
];

export const viewActions: Action[] = [
  {
    id: 'view.commands',
    label: 'Commands…',
    menu: 'view',
    icon: Command,
    shortcuts: ['Mod+k'],
    isAvailable: () => true,
    run: () => openDialog({ kind: 'commands' }),
  },
  {
    id: 'view.next-pane',
    label: 'Next pane',
    menu: 'view',
    shortcuts: ['F6'],
    isAvailable: (state) => state.project !== null && hasPanes(state.view),
    run: () => cyclePanes(1),
  },
  {
    id: 'view.previous-pane',
    label: 'Previous pane',
    menu: 'view',
    shortcuts: ['Shift+F6'],
    isAvailable: (state) => state.project !== null && hasPanes(state.view),
    run: () => cyclePanes(-1),
  },
  {
    id: 'view.annotation-fields',
    label: 'To the fields of the selected annotation',
    menu: 'view',
    shortcuts: ['Enter'],
    isAvailable: (state) => state.view === 'article' && (state.selectedId !== null || isTagging()),
    run: goToFirstField,
  },
  {
    id: 'view.text',
    label: 'Back to the text',
    menu: 'view',
    shortcuts: ['Escape'],
    isAvailable: (state) => state.article !== null || state.view !== 'article',
    run: backToText,
  },
  ...themes.map(({ theme, label, icon }): Action => ({
    id: `view.theme.${theme}`,
    label,
    menu: 'view',
    icon,
    shortcuts: [],
    isAvailable: (state) => state.theme !== theme,
    run: () => setTheme(theme),
  })),
  {
    id: 'view.new-window',
    label: 'New window',
    menu: 'file',
    shortcuts: ['Mod+Shift+n'],
    isAvailable: () => true,
    run: () => shell.newWindow(),
  },
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    menu: 'help',
    icon: CircleHelp,
    shortcuts: ['?'],
    isAvailable: () => true,
    run: () => openDialog({ kind: 'shortcuts' }),
  },
  {
    id: 'help.keys',
    label: 'Change keys…',
    menu: 'help',
    icon: Keyboard,
    shortcuts: [],
    isAvailable: () => true,
    run: () => openDialog({ kind: 'keys' }),
  },
  {
    id: 'help.about',
    label: 'About Claimbook',
    menu: 'help',
    icon: Info,
    shortcuts: [],
    isAvailable: () => true,
    run: () => openDialog({ kind: 'about' }),
  },
];

/** From another view or pane: back to the caret. In the text: first let go of the selected words, then of the annotation. */
function backToText(): void {
  if (useStore.getState().view === 'adjudicate' && leaveNote()) return;
  if (useStore.getState().view !== 'article') {
    showView('article');
    return;
  }
  const inText = document.activeElement?.closest('[role="textbox"][aria-label="Article text"]');
  if (!inText) {
    editorFocus.focus();
  } else if (useStore.getState().selection) {
    editorFocus.collapse();
  } else {
    useStore.setState({ selectedId: null });
  }
}
