/** Light, dark, or as the system has it: remembered on this machine, and told to the style sheets. */
import { type Theme, useStore } from './store';

const key = 'theme';

export function setTheme(theme: Theme): void {
  localStorage.setItem(key, theme);
  show(theme);
}

export function restoreTheme(): void {
  const saved = localStorage.getItem(key);
  show(saved === 'light' || saved === 'dark' ? saved : 'system');
}

function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  useStore.setState({ theme });
}
