/**
 * Text as it is compared when the user searches: without case, accents, Arabic vowel signs and stretching,
 * and with the letters that Arabic writers exchange (ا أ إ آ, ى ي, ة ه) made one.
 */
export function foldForSearch(text: string): string {
  if (plain.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim();
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

/** Printable ASCII, which most names are: folding 50,000 of them must not take longer than a key press. */
const plain = /^[\x20-\x7e]*$/;
