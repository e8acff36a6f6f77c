import { describe, expect, it } from 'vitest';
import { isAlarming, mayAlarm } from '../../shared/loss-alarm';

describe('the loss alarm', () => {
  const cases: [string, { lost: number; named: number; total: number }, boolean][] = [
    ['one annotation deleted', { lost: 1, named: 1, total: 3 }, false],
    ['five of seven in a new project', { lost: 5, named: 5, total: 7 }, false],
    ['twenty selected ones among a thousand', { lost: 20, named: 20, total: 1_000 }, false],
    ['as many as were selected, and little of the whole', { lost: 80, named: 80, total: 1_000 }, false],
    ['more than were selected', { lost: 81, named: 80, total: 10_000 }, true],
    ['an article with 21 annotations', { lost: 21, named: 0, total: 100_000 }, true],
    ['an article with 20 annotations among many', { lost: 20, named: 0, total: 100_000 }, false],
    ['a tenth of a small project', { lost: 6, named: 6, total: 60 }, false],
    ['more than a tenth of it', { lost: 7, named: 7, total: 60 }, true],
    ['everything', { lost: 500_000, named: 500_000, total: 500_000 }, true],
  ];
  for (const [what, loss, rings] of cases) {
    it(`${rings ? 'rings for' : 'is silent about'} ${what}`, () => expect(isAlarming(loss)).toBe(rings));
  }

  it('never rings where it cannot', () => {
    for (const lost of [0, 1, 5, 6, 20, 21, 1000])
      for (const named of [0, 5, 50])
        for (const total of [lost, lost * 5, 1_000_000])
          if (isAlarming({ lost, named, total })) expect(mayAlarm(lost)).toBe(true);
  });
});
