import { describe, expect, it } from 'vitest';
import { isRightToLeftAt } from '../../shared/text-direction';
import { mark, only } from '../support/marked-text';

/** Whether the marked character is read from its right. */
function isFromRight(marked: string): boolean {
  const read = mark(marked);
  return isRightToLeftAt(read.text, only(read, 'x').start);
}

describe('a character is read from its right', () => {
  it.each([
    ['a letter of Arabic or Hebrew', '[x:ق]xال'],
    ['a letter of Hebrew in an English paragraph', 'He said [x:ש]xלום'],
    ['a quotation mark before Arabic words', 'قال [x:“]xنعم” ثم ذهب'],
    ['a quotation mark behind them', 'قال “نعم[x:”]x ثم ذهب'],
    ['the full stop of an Arabic paragraph', 'قال نعم[x:.]x\nNext.'],
    ['a mark at the beginning of an Arabic paragraph', 'First.\n[x:«]xنعم» قال'],
    ['a comma between Arabic words within an English sentence', 'He said نعم[x:،]x لا and left'],
    ['a full stop behind a number in Arabic', 'كان ذلك في 2020[x:.]x'],
    ['a bracket behind Latin letters at the end of an Arabic paragraph', 'قال (EU[x:)]x'],
  ])('%s', (_, marked) => expect(isFromRight(marked)).toBe(true));

  it.each([
    ['a Latin letter in an Arabic paragraph', 'قال [x:E]xU'],
    ['a digit in Arabic', 'في [x:2]x020'],
    ['an Arabic digit', 'في [x:٢]x٠'],
    ['the sign of an amount', 'ارتفعت 50[x:%]x أمس'],
    ['a point within a number', 'بلغت 2[x:.]x5 مليون'],
    ['the full stop of an English paragraph that ends in Arabic', 'He said نعم[x:.]x'],
    ['a mark between Latin words in an Arabic paragraph', 'قال A[x:,]x B ثم ذهب'],
    ['a quotation mark before Arabic words in an English paragraph', 'He said [x:“]xنعم” twice'],
    ['an emoji among Latin letters', 'so [x:🚌]x it is'],
    ['a mark where there is no letter at all', '12 [x:…]x 13'],
  ])('but not %s', (_, marked) => expect(isFromRight(marked)).toBe(false));
});
