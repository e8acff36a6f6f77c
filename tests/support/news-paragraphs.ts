/** Paragraphs as newspapers print them, and some that look like what archives add. */
import fc from 'fast-check';

const words = fc.constantFrom(
  'trams', 'council', 'Zoë', 'said', '“no”', 'الوزيرة', 'قالت', '市议会', '投票', '👩🏽‍⚖️', 'cafe\u0301', 'Ein-', 'und', '50', '%', '<b>',
  '&amp;', 'AT&T', '20', 'metres', '2015', 'Body', 'Text', '(c)', '©', '–', 'a', '{x}', '\\par', 'x;y',
); // prettier-ignore

/** An archive's words, in the middle of a sentence or as a line of the text. */
const tricky = fc.constantFrom(
  'Length: 20 metres', 'Section: none of these', 'Language: English is spoken here', 'They wrote End of Document under it.',
  'LONDON: The council voted.', 'Load-Date is a strange word', 'The clerk read 3 of 10 documents aloud', 'Date: next week, she said',
  '12 words', 'Body and soul', 'Copyright is a right', 'Notes: two of them', 'Document it, she said',
); // prettier-ignore

const sentence = fc.array(words, { minLength: 1, maxLength: 30 }).map((list) => `She ${list.join(' ')}.`);

/** At least two paragraphs, of which none is only white space, and each has single spaces only. */
export const paragraphs = fc
  .tuple(sentence, fc.array(fc.oneof({ weight: 3, arbitrary: sentence }, tricky), { maxLength: 6 }), sentence)
  .map(([first, middle, last]) => [first, ...middle, last]);
