import { describe, expect, it } from 'vitest';
import { visibleBounds } from '../../electron/window-bounds';

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('where a new window goes', () => {
  it('has the usual size the first time', () => {
    expect(visibleBounds(null, [laptop])).toEqual({ width: 1440, height: 900 });
  });

  it('fits a small screen', () => {
    expect(visibleBounds(null, [{ x: 0, y: 25, width: 1024, height: 700 }])).toEqual({
      width: 1024,
      height: 700,
    });
  });

  it('is where the last one was, on a second screen too', () => {
    const last = { x: 1500, y: 40, width: 1300, height: 900 };
    expect(visibleBounds(last, [laptop, beside])).toEqual(last);
  });

  it('keeps only the size when that screen is gone', () => {
    const last = { x: 1500, y: 40, width: 1300, height: 880 };
    expect(visibleBounds(last, [laptop])).toEqual({ width: 1300, height: 880 });
  });

  it('keeps only the size when its title bar could not be reached', () => {
    expect(visibleBounds({ x: 100, y: -200, width: 900, height: 700 }, [laptop])).toEqual({
      width: 900,
      height: 700,
    });
    expect(visibleBounds({ x: -880, y: 10, width: 900, height: 700 }, [laptop])).toEqual({
      width: 900,
      height: 700,
    });
  });
});
