import { describe, expect, it } from 'vitest';
import { readLanguage } from '../../shared/language-names';

describe('a language', () => {
  it.each([
    ['en', 'en'],
    ['EN', 'en'],
    ['eng', 'en'],
    ['ENG', 'en'],
    ['en-US', 'en-US'],
    ['en_us', 'en-US'],
    ['zh-hant', 'zh-Hant'],
    ['English', 'en'],
    ['ENGLISH', 'en'],
    ['Anglais', 'en'],
    ['Englisch', 'en'],
    ['inglés', 'en'],
    ['INGLESE', 'en'],
    ['Engels', 'en'],
    ['Deutsch; German', 'de'],
    ['GERMAN; DEUTSCH', 'de'],
    ['German', 'de'],
    ['allemand', 'de'],
    ['Français', 'fr'],
    ['FRANCAIS', 'fr'],
    ['Franc\u0327ais', 'fr'],
    ['español', 'es'],
    ['Italiano', 'it'],
    ['Nederlands', 'nl'],
    ['Dutch; Flemish', 'nl'],
    ['Português', 'pt'],
    ['Arabic', 'ar'],
    ['العربية', 'ar'],
    ['Chinese (Simplified)', 'zh'],
    ['中文', 'zh'],
    ['日本語', 'ja'],
    ['Russian', 'ru'],
    ['Persian', 'fa'],
  ])('is read from %s', (name, tag) => {
    expect(readLanguage(name)).toBe(tag);
  });

  it.each(['', ' ', 'Klingon', 'xx', 'Newspaper', 'English weather', 'en-', 'constructor', '12'])(
    'is not found in %j',
    (name) => {
      expect(readLanguage(name)).toBeNull();
    },
  );
});
