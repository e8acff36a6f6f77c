import { expect, test } from 'vitest';
import { Hyphens } from '../../shared/pdf-hyphens';

/** Lines as they are joined; `known` is what stands within other lines. */
function joined(lines: readonly string[], known = '', joins = true): string {
  const hyphens = new Hyphens([{ text: `first ${known} last` }], joins);
  return lines.reduce((text, line) => {
    const { before, border } = hyphens.join(text, line);
    return `${before}${border}${line}`;
  });
}

test('words that were parted are whole', () => {
  expect(joined(['the gov-', 'ernment'])).toBe('the government');
  expect(joined(['die Stra\u00ad', 'ßenbahn'])).toBe('die Straßenbahn');
  expect(joined(['the so\u00ad', 'Called'])).toBe('the soCalled');
  expect(joined(['прави‐', 'тельство'])).toBe('правительство');
});

test('hyphens stay that are not of the line’s making', () => {
  expect(joined(['a well-', 'known man'], 'well-known')).toBe('a well-known man');
  expect(joined(['a well-', 'known man'], 'well-known wellknown')).toBe('a wellknown man');
  expect(joined(['Al-', 'Hillah'])).toBe('Al-Hillah');
  expect(joined(['COVID-', '19'])).toBe('COVID-19');
  expect(joined(['2024-', '2025'])).toBe('2024-2025');
  expect(joined(['Haupt-', 'und Nebenstraßen'])).toBe('Haupt- und Nebenstraßen');
  expect(joined(['he said -', 'and went'])).toBe('he said - and went');
  expect(joined(['London–', 'Paris'])).toBe('London–Paris');
  expect(joined(['he said –', 'and went'])).toBe('he said – and went');
});

test('lines of scripts without spaces are joined without one', () => {
  expect(joined(['市议会', '投票'])).toBe('市议会投票');
  expect(joined(['由', 'Harbour公司'])).toBe('由Harbour公司');
  expect(joined(['한국어', '시의회'])).toBe('한국어 시의회');
});

test('nothing is joined where it is not asked for', () => {
  expect(joined(['the gov-', 'ernment'], '', false)).toBe('the gov- ernment');
  expect(joined(['die Stra\u00ad', 'ßenbahn'], '', false)).toBe('die Stra\u00ad ßenbahn');
});

test('a word of a million letters takes no time', () => {
  const start = performance.now();
  joined([`${'a'.repeat(1_000_000)}-`, 'b']);
  expect(performance.now() - start).toBeLessThan(5000);
});
