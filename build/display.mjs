/** Whether there is a screen, and how to run a command on a virtual one. */

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** A command with its arguments, to run on a virtual display: `run(...virtualDisplay([…]))`. */
export const virtualDisplay = (command) => ['xvfb-run', ['-a', '-s', '-screen 0 1600x1100x24', ...command]];

/** Chromium's sandbox refuses root; this is for development and tests only. */
export const asRoot = () => (process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []);
