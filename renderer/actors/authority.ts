/** What an identifier of another registry looks like; nothing is asked of the network. */
const known: { pattern: RegExp; what: string }[] = [
  {
    pattern: /^(?:https?:\/\/(?:www\.)?wikidata\.org\/(?:wiki|entity)\/)?Q[1-9]\d*$/,
    what: 'A Wikidata item.',
  },
  { pattern: /^(?:https?:\/\/viaf\.org\/viaf\/|VIAF[: ] ?)[1-9]\d*\/?$/i, what: 'A VIAF record.' },
  { pattern: /^(?:https?:\/\/d-nb\.info\/gnd\/|GND[: ] ?)[\dX-]+$/i, what: 'A GND record.' },
  { pattern: /^(?:https?:\/\/orcid\.org\/|ORCID[: ] ?)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/i, what: 'An ORCID.' },
];

/** What to type into an empty field; what a filled one seems to be; or what may be wrong with it. */
export function authorityHint(authority: string): string {
  const text = authority.trim();
  if (text === '') return 'Such as Q567 (Wikidata) or VIAF 54959969; anything else is kept as it is.';
  const found = known.find(({ pattern }) => pattern.test(text));
  if (found) return found.what;
  if (/^q\s*\d+$/i.test(text)) return 'A Wikidata item is written as Q and digits, such as Q567.';
  if (/^\d+$/.test(text)) return 'Of which registry is this number? Write, for example, VIAF 54959969.';
  return 'Kept as it is: not an identifier of Wikidata, VIAF, GND or ORCID.';
}
