import { describe, expect, it } from 'vitest';
import { actorsInWords } from '../../shared/actors-in-words';
import { foldForSearch } from '../../shared/fold';

const known = [
  ['karim', 'Aisha Karim'],
  ['brandt', 'Jonas Brandt'],
  ['brandt', 'the Chancellor'],
  ['eu', 'EU'],
  ['one reed', 'Reed'],
  ['other reed', 'Reed'],
  ['kazemi', 'مصطفى الكاظمي'],
  ['ministry', 'وزارة الداخلية'],
  ['xi', '習近平'],
  ['li', '李強'],
].map(([actorId = '', name = '']) => ({ actorId, folded: foldForSearch(name) }));

/** Whom words mean in a slot that has some actors already. */
function meant(words: string, ...given: string[]): string {
  const found = actorsInWords(words, given, known);
  return 'actorIds' in found ? `${found.kind}: ${found.actorIds.join(', ')}` : found.kind;
}

describe('words that answer who speaks', () => {
  it('mean those that the slot has, and invent nobody', () => {
    expect(meant('Aisha Karim and Jonas Brandt', 'karim', 'brandt')).toBe('known: karim, brandt');
    expect(meant('Aisha Karim, who leads the union, with Jonas Brandt', 'karim', 'brandt')).toBe(
      'known: karim, brandt',
    );
    expect(meant('Jonas Brandt', 'karim', 'brandt')).toBe('known: brandt');
    expect(meant('the union boss Aisha Karim', 'karim', 'brandt')).toBe('known: karim');
    expect(meant('Aisha Karim, the minister of health', 'karim')).toBe('known: karim');
    expect(meant('Karim', 'karim', 'brandt')).toBe('known: karim');
    expect(meant('Reed', 'other reed')).toBe('known: other reed');
  });

  it('mean all that are known and joined, in any script', () => {
    expect(meant('Jonas Brandt and Aisha Karim')).toBe('known: brandt, karim');
    expect(meant('Aisha Karim, the EU und Jonas Brandt', 'karim')).toBe('known: karim, eu, brandt');
    expect(meant('الوزير مصطفى الكاظمي ووزارة الداخلية')).toBe('known: kazemi, ministry');
    expect(meant('習近平和李強')).toBe('known: xi, li');
    expect(meant('Mr. Jonas Brandt')).toBe('known: brandt');
  });

  it('may be one new name where nobody known is in them', () => {
    for (const words of ['Joan Miller', 'She', 'Jonas Brandtner', 'محمد الحلبوسي', '王毅', 'The European']) {
      expect(meant(words), words).toBe('one name');
    }
  });

  it('are for the user to say where they name others too, or several unknown', () => {
    expect(meant('Aisha Karim and Joan Miller', 'karim')).toBe('unclear: karim');
    expect(meant('Aisha Karim and Joan Miller')).toBe('unclear: karim');
    expect(meant('Tom Miller and Joan Miller')).toBe('unclear: ');
    expect(meant('محمد الحلبوسي وبرهم صالح')).toBe('unclear: ');
    expect(meant('王毅和趙樂際')).toBe('unclear: ');
    expect(meant('EU Commission')).toBe('unclear: eu');
    expect(meant('Reed')).toBe('unclear: one reed, other reed');
    expect(meant('Jonas Brandt', 'karim')).toBe('known: brandt');
  });
});
