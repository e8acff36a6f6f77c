import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten } from '../../shared/commands';
import { lookalikeKey, nameFrom, nameInput } from '../../shared/names';

const faultOf = (name: string): string => nameInput.safeParse(name).error?.issues[0]?.message ?? '';

describe('a name on its way in', () => {
  it('is one line without outer spaces', () => {
    expect(nameInput.parse('  Prime\r\n\tminister ')).toBe('Prime minister');
    expect(nameInput.parse('رئيس الوزراء')).toBe('رئيس الوزراء');
    expect(nameInput.parse('👩‍👩‍👧 family')).toBe('👩‍👩‍👧 family');
  });

  it('is refused with a sentence when it is empty, invisible, too long or holds control characters', () => {
    expect(faultOf(' \n ')).toMatch(/name is needed/);
    expect(faultOf('\u200b\u200f')).toMatch(/can be seen/);
    expect(faultOf('x'.repeat(10_001))).toMatch(/10,000 characters/);
    expect(faultOf('bell\u0007')).toMatch(/invisible control character/);
    expect(faultOf('half \ud800')).toMatch(/invisible control character/);
    expect(nameInput.parse('x'.repeat(10_000))).toHaveLength(10_000);
  });

  it('of a million spaces is refused at once', () => {
    const started = performance.now();
    expect(faultOf(' '.repeat(1_000_000))).toMatch(/name is needed/);
    expect(faultOf(`x${' '.repeat(1_000_000)}y`)).toMatch(/10,000 characters/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('is made of words from elsewhere where they leave something to see', () => {
    expect(nameFrom('The council\u0092s\r\n plan')).toBe('The councils plan');
    for (const words of ['', ' \n ', '\u0092\u200b', 'x'.repeat(10_001)]) expect(nameFrom(words)).toBeNull();
  });

  it('keeps its direction marks, and no label is turned by them', () => {
    const turned = 'claim\u202egnihtyna';
    expect(nameInput.parse(turned)).toBe(turned);
    expect(shorten(turned)).toBe('claimgnihtyna');
  });
});

describe('two names look alike', () => {
  it.each([
    ['Claim', 'CLAIM'],
    ['Café', 'cafe'],
    ['Straße', 'straße '],
    ['مُحَمَّد', 'محمد'],
    ['محمـــد', 'محمد'],
    ['Ｃｌａｉｍ', 'claim'],
    ['Cla\u200bim', 'claim'],
    ['ΛΌΓΟΣ', 'λόγος'],
    ['𝐀dam', 'adam'],
    ['New \u200b tram', 'new tram'],
    ['İzmir', 'izmir'],
  ])('%s and %s', (one, other) => expect(lookalikeKey(one)).toBe(lookalikeKey(other)));

  it.each([
    ['か', 'が'],
    ['कु', 'क'],
    ['Claim', 'Claims'],
    ['claim 1', 'claim 2'],
  ])('but not %s and %s', (one, other) => expect(lookalikeKey(one)).not.toBe(lookalikeKey(other)));

  it('whatever their Unicode form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(lookalikeKey(name.normalize('NFD'))).toBe(lookalikeKey(name.normalize('NFC')));
      }),
    );
  });
});

it('the usual names come in as they would with all checks', () => {
  const usual = fc.array(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 8 }), { maxLength: 5 });
  fc.assert(
    fc.property(usual, fc.constantFrom(' ', '  ', '\n', ' قال ', '\u200b'), (words, between) => {
      const name = words.join(between);
      const checked = nameInput.safeParse(name);
      if (checked.success) expect(nameFrom(name)).toBe(checked.data);
    }),
  );
});
