/** Times as files write them are the same times on every machine. */
import { afterEach, expect, test } from 'vitest';
import { utcTime } from '../../shared/formats/times';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test.each([
  ['2020-01-02T03:04:05Z', '2020-01-02T03:04:05Z'],
  ['2020-01-02T03:04:05.678Z', '2020-01-02T03:04:05.678Z'],
  ['2020-01-02T03:04:05+02:00', '2020-01-02T01:04:05.000Z'],
  ['2020-01-02T03:04:05', '2020-01-02T03:04:05.000Z'],
  ['2020-01-02 03:04', '2020-01-02T03:04:00.000Z'],
  ['2020-01-02', '2020-01-02T00:00:00.000Z'],
  ['2020', null],
  ['1/2/2020 03:04', null],
  ['2020-13-45T00:00', null],
  ['', null],
])('%s is %s, also in Tokyo', (words, time) => {
  process.env.TZ = 'Asia/Tokyo';
  expect(new Date(2020, 0, 1).getTimezoneOffset()).toBe(-540);
  expect(utcTime(words)).toBe(time);
});
