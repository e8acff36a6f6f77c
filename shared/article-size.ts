/** How large an article may be. The window refuses what is far too large before it reads it. */

/** The longest text that an article may have, in UTF-16 code units. */
export const longestText = 5_000_000;
/** No file of more bytes is read: whatever its encoding and markup, it is no single article. */
export const largestFile = 40_000_000;

/** Why a text is refused; `what` is "This file" or "This text". */
export const tooLong = (what: string): string =>
  `${what} is too long: an article may have up to ${longestText.toLocaleString('en')} characters. Split it into several.`;
