/** What readers of office documents leave out of the text, and how they say so. */

/** Nothing where there are no comments. */
export const leftOutComments = (count: number): string[] =>
  count === 0
    ? []
    : [
        `${count === 1 ? '1 comment was' : `${count} comments were`} left out: comments are no part of the text.`,
      ];

export const leftOutHidden = 'Words that the document hides from its readers were left out.';

export const leftOutReadings =
  'Readings that stand small above characters (ruby) were left out; the characters are there.';

export const flattenedFormulas = 'Formulas stand as a row of signs: check them with the document.';
