/**
 * Text as it is compared when the user searches: without case, accents, Arabic vowel signs and stretching,
 * and with the letters that Arabic writers exchange (ا أ إ آ, ى ي, ة ه) made one.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\u0640]/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
