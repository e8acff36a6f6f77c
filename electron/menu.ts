/** The native menu, made from the window's own actions, so that labels and conditions are written once. */
import { app, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../shared/shell-api';

const isMac = process.platform === 'darwin';
const separator: MenuItemConstructorOptions = { type: 'separator' };

const titles: Record<MenuAction['menu'], string> = {
  file: 'File',
  edit: 'Edit',
  select: 'Select',
  view: 'View',
  annotate: 'Annotate',
  compare: 'Compare',
  help: 'Help',
};

/** What every window of the system offers; undo and redo are the window's own. */
const standard: Partial<Record<MenuAction['menu'], MenuItemConstructorOptions[]>> = {
  file: isMac ? [separator, { role: 'close' }] : [separator, { role: 'close' }, { role: 'quit' }],
  edit: [separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
  view: [
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ],
};

/** Whose menu the bar shows: the window that was opened or used last. */
let windowInUse: BrowserWindow | null = null;

/**
 * The menu of one window. The system has one menu bar for the app, so the window's menu is put there
 * whenever the window is the one in use.
 */
export function windowMenu(
  window: BrowserWindow,
  run: (id: string) => void,
): { set(actions: readonly MenuAction[]): void } {
  let menu: Menu | null = null;
  const show = (): void => {
    windowInUse = window;
    Menu.setApplicationMenu(menu);
  };
  show();
  window.on('focus', show);
  return {
    set(actions) {
      menu = Menu.buildFromTemplate(template(actions, run));
      if (windowInUse === window) show();
    },
  };
}

function template(actions: readonly MenuAction[], run: (id: string) => void): MenuItemConstructorOptions[] {
  const menus = Object.entries(titles).map(([menu, label]): MenuItemConstructorOptions => ({
    label,
    submenu: [
      ...actions.filter((action) => action.menu === menu).map((action) => itemOf(action, run)),
      ...(standard[menu as MenuAction['menu']] ?? []),
    ],
  }));
  const help = menus.pop() ?? {};
  return [...(isMac ? [{ role: 'appMenu' } as const] : []), ...menus, { role: 'windowMenu' }, help];
}

/** Accelerators are shown but not registered: the window handles its keys itself. */
const itemOf = (action: MenuAction, run: (id: string) => void): MenuItemConstructorOptions => ({
  id: action.id,
  label: action.label,
  enabled: action.enabled,
  registerAccelerator: false,
  ...(action.accelerator === null ? {} : { accelerator: action.accelerator }),
  click: () => run(action.id),
});
