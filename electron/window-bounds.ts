/** Where a new window goes: pure, so that the odd cases (a screen unplugged) can be tested. */

/** A rectangle in device-independent pixels, from the top left of the main screen. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

const usual = { width: 1440, height: 900 };

/** How much of a window's title bar must be on a screen, in pixels, for the mouse to get hold of it. */
const grip = { width: 100, height: 30 };

/**
 * The remembered bounds if the window could be moved from there, else the remembered or usual size,
 * made to fit the main screen, with the place left to the system.
 * @param screens the work areas, the main screen's first
 */
export function visibleBounds(
  remembered: Bounds | null,
  screens: readonly Bounds[],
): Bounds | { width: number; height: number } {
  if (remembered && screens.some((screen) => showsTitle(screen, remembered))) return remembered;
  const { width, height } = remembered ?? usual;
  const [main] = screens;
  return main ? { width: Math.min(width, main.width), height: Math.min(height, main.height) } : usual;
}

function showsTitle(screen: Bounds, window: Bounds): boolean {
  const left = Math.max(screen.x, window.x);
  const right = Math.min(screen.x + screen.width, window.x + window.width);
  return (
    right - left >= grip.width && window.y >= screen.y && window.y + grip.height <= screen.y + screen.height
  );
}
