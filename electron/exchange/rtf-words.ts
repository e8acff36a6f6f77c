/** What the control words of RTF mean, as tables. */

/** Groups whose words are no part of the running text. Other groups that begin with `\*` are passed over, too. */
export const silentGroups = new Set(
  (
    'colortbl listtable listoverridetable revtbl rsidtbl generator pict object objdata header ' +
    'headerl headerr headerf footer footerl footerr footerf footnotesep ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn ' +
    'fldinst bkmkstart bkmkend xmlopen xmlattrname xmlattrvalue themedata colorschememapping latentstyles datastore ' +
    'atnid atnauthor atnref atndate atrfstart atrfend xe tc tcn filetbl userprops mmathPr nonshppict ' +
    'wgrffmtfilter datafield formfield listpicture nonesttables pntxta pntxtb'
  ).split(' '),
);

/** The characters that control symbols stand for: `\~` and its like. */
export const symbols: Record<string, string> = {
  '~': '\u00a0', _: '\u2011', '-': '\u00ad', '\t': '\t', '{': '{', '}': '}', '\\': '\\',
}; // prettier-ignore

/** The characters that control words stand for. */
export const characters: Record<string, string> = {
  line: '\n', lbr: '\n', softline: '', tab: '\t', emdash: '—', endash: '–', emspace: '\u2003', enspace: '\u2002',
  qmspace: '\u2005', bullet: '•', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', zwj: '\u200d',
  zwnj: '\u200c', zwbo: '\u200b', zwnbo: '\u2060', ltrmark: '\u200e', rtlmark: '\u200f',
}; // prettier-ignore
