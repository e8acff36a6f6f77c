import { describe, expect, it } from 'vitest';
import { TypeAhead } from '../../renderer/ui/type-ahead';
import { foldForSearch } from '../../renderer/ui/fold';

const names = ['Claim', 'Actor', 'Ábel', 'New tram line', 'New road', 'إطار', 'Statement'];

/** Types letters from a row on, 100 ms apart; a bar is a pause of a second. Answers with the name led to. */
function typed(keys: string, from = 'Claim', items: readonly string[] = names): string | undefined {
  const ahead = new TypeAhead();
  const none = { altKey: false, ctrlKey: false, metaKey: false };
  let active = items.indexOf(from);
  let timeStamp = 0;
  for (const key of keys) {
    timeStamp += key === '|' ? 1000 : 100;
    if (key !== '|')
      active =
        ahead.press({ ...none, key, timeStamp }, { items, active, lettersOf: foldForSearch }) ?? active;
  }
  return items[active];
}

describe('letters typed in a list', () => {
  it('lead to the next name that begins so, and round to the first', () => {
    expect(typed('a')).toBe('Actor');
    expect(typed('a', 'Actor')).toBe('Ábel');
    expect(typed('a', 'Ábel')).toBe('Actor');
    expect(typed('c', 'Statement')).toBe('Claim');
    expect(typed('s', 'nothing is active')).toBe('Statement');
  });

  it('narrow down while they follow one another, words and spaces too, and begin anew after a pause', () => {
    expect(typed('new')).toBe('New tram line');
    expect(typed('new r')).toBe('New road');
    expect(typed('ab')).toBe('Ábel');
    expect(typed('ac|a')).toBe('Ábel');
    expect(typed('n|s')).toBe('Statement');
  });

  it('go through all names that begin with a letter pressed again and again', () => {
    expect(typed('aa')).toBe('Ábel');
    expect(typed('aaa')).toBe('Actor');
    expect(typed('aa', 'Claim', ['Claim', 'Actor', 'Aachen'])).toBe('Aachen');
  });

  it('are found without case and marks, in any script', () => {
    expect(typed('STA')).toBe('Statement');
    expect(typed('ا')).toBe('إطار');
  });

  it('stay where they are when nothing fits', () => {
    expect(typed('xy')).toBe('Claim');
    expect(typed('newx')).toBe('New tram line');
  });

  it('are letters only: commands, named keys and a first space mean something else', () => {
    const rows = { items: names, active: 0, lettersOf: foldForSearch };
    const press = (key: string, held = {}) =>
      new TypeAhead().press(
        { key, altKey: false, ctrlKey: false, metaKey: false, timeStamp: 5000, ...held },
        rows,
      );
    expect(press('a')).toBe(1);
    for (const key of ['Enter', 'ArrowLeft', 'Delete', ' ']) expect(press(key)).toBeNull();
    for (const held of ['altKey', 'ctrlKey', 'metaKey']) expect(press('a', { [held]: true })).toBeNull();
  });
});
