/** The native menu, made from the window's own actions, so that labels and conditions are written once. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuAction } from '../shared/shell-api';

const titles = { file: 'File', edit: 'Edit', view: 'View', annotate: 'Annotate', help: 'Help' } as const;
const extras: Partial<Record<MenuAction['menu'], MenuItemConstructorOptions[]>> = {
  file: [{ type: 'separator' }, { role: 'quit' }],
  edit: [{ type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
  view: [
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ],
};

/** Shows the accelerators without registering them: the window handles its keys itself. */
export function showMenu(actions: readonly MenuAction[], run: (id: string) => void): void {
  const template = Object.entries(titles).map(([menu, label]): MenuItemConstructorOptions => ({
    label,
    submenu: [
      ...actions
        .filter((action) => action.menu === menu)
        .map((action): MenuItemConstructorOptions => ({
          id: action.id,
          label: action.label,
          enabled: action.enabled,
          registerAccelerator: false,
          ...(action.accelerator === null ? {} : { accelerator: action.accelerator }),
          click: () => run(action.id),
        })),
      ...(extras[menu as MenuAction['menu']] ?? []),
    ],
  }));
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...mac, ...template]));
}
