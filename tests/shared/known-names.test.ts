import { describe, expect, it } from 'vitest';
import { nameIndex } from '../../shared/known-names';
import { type Direction, type Selected, selectUnit } from '../../shared/text-movement';

const names = nameIndex(['الكاظمي', 'مصطفى الكاظمي', 'برهم صالح', '習近平', 'ABC', 'Reed', 'و']);

/** The names that the key leads to, one press after the other. */
function met(text: string, direction: Direction): string[] {
  const found: string[] = [];
  const end = direction === 'next' ? 0 : text.length;
  let selected: Selected = { anchor: end, focus: end };
  for (;;) {
    const next = selectUnit(text, selected, 'name', direction, null, names);
    if (!next) return found;
    expect(found.length).toBeLessThan(20);
    found.push(text.slice(next.anchor, next.focus));
    selected = next;
  }
}

describe('names of known actors', () => {
  it.each([
    ['قال مصطفى الكاظمي وبرهم صالح إن الكاظمي باق.', ['مصطفى الكاظمي', 'برهم صالح', 'الكاظمي']],
    ['昨天習近平說，習近平也說。', ['習近平', '習近平']],
    ['Mr Hill met الكاظمي and then Mr Mill.', ['Mr Hill', 'الكاظمي', 'Mr Mill']],
    ['قالت الكاظمية شيئا والكاظميون شيئا آخر.', []],
  ])('are met in “%s”, forwards and backwards', (text, expected) => {
    expect(met(text, 'next')).toEqual(expected);
    expect(met(text, 'previous')).toEqual(expected.toReversed());
  });

  it('leave those with capitals to their spelling', () => {
    expect([...names.values()].flat()).toEqual(expect.not.arrayContaining(['ABC', 'Reed', 'و']));
  });
});
