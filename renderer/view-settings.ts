/** How the text is set: remembered on this machine, and told to the style sheets as variables of the page. */
import { readViewSettings, type ViewSettings, viewSettings } from '../shared/view-settings';
import { editorFocus } from './editor-focus';
import { useStore } from './store';

const key = 'view-settings';

/** Of the serif at its usual size, on average, in pixels. */
const characterWidth = 8.68;

const fonts: Record<ViewSettings['font'], string> = {
  serif: "'Source Serif 4', 'Noto Naskh Arabic', 'Noto Serif CJK SC', serif",
  sans: "'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK SC', system-ui, sans-serif",
  system: 'system-ui, sans-serif',
};

export const restoreViewSettings = (): void => show(readViewSettings(localStorage.getItem(key)));

export function setViewSettings(patch: Partial<ViewSettings>): void {
  const settings = viewSettings.parse({ ...useStore.getState().viewSettings, ...patch });
  localStorage.setItem(key, JSON.stringify(settings));
  editorFocus.keepPlace(() => show(settings));
}

function show(settings: ViewSettings): void {
  const { documentElement: page } = document;
  page.style.setProperty('--text-size', String(settings.size / 100));
  page.style.setProperty(
    '--text-measure',
    `${Math.round(settings.measure * characterWidth * settings.size) / 100}px`,
  );
  page.style.setProperty('--text-leading', String(settings.leading / 100));
  page.style.setProperty('--text-font', fonts[settings.font]);
  page.dir = settings.direction;
  page.dataset['motion'] = settings.motion;
  useStore.setState({ viewSettings: settings });
}
