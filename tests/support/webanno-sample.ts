/** WebAnno TSV 3 as INCEpTION lays it out, with everything that its cells can hold: we read it and do not write it. */

const layers = [
  'SP=webanno.custom.Span|value|note',
  'SP=webanno.custom.Claim|ROLE_webanno.custom.Claim:roles_webanno.custom.ClaimRolesLink|uima.tcas.Annotation',
  'CH=webanno.custom.CorefLink|referenceRelation|referenceType',
  'RL=webanno.custom.Relation|label|BT_webanno.custom.Span',
];

/** Sentences, each with its rows; columns are parted by ` ¦ `. */
const tsv = (...sentences: readonly string[]): string =>
  [
    '#FORMAT=WebAnno TSV 3.3',
    ...layers.map((layer) => `#T_${layer}`),
    '',
    '',
    sentences.join('\n\n').replaceAll(/ ?¦ ?/g, '\t'),
    '',
  ].join('\n');

const first = String.raw`#Text=😀 Ann said taxes rise
1-1 ¦ 0-2 ¦ 😀 ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦
1-2 ¦ 3-6 ¦ Ann ¦ PER ¦ * ¦ _ ¦ _ ¦ same->1-1 ¦ nam[1] ¦ _ ¦ _ ¦
1-3 ¦ 7-11 ¦ said ¦ _ ¦ _ ¦ Speaker;* ¦ 1-2;1-4[1] ¦ _ ¦ _ ¦ _ ¦ _ ¦
1-4 ¦ 12-17 ¦ taxes ¦ a\|b[1]|ORG[2] ¦ of\_all[1]|*[2] ¦ _ ¦ _ ¦ _ ¦ _ ¦ backs ¦ 1-2[0_1] ¦
1-4.1 ¦ 12-15 ¦ tax ¦ PART ¦ * ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦
1-5 ¦ 18-22 ¦ rise ¦ a\|b[1] ¦ of\_all[1] ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦`;
const second = `#Text=She left.
2-1 ¦ 25-28 ¦ She ¦ * ¦ * ¦ _ ¦ _ ¦ *->1-2 ¦ *[1] ¦ attacks|* ¦ 1-4[1_0]|1-2 ¦
2-2 ¦ 29-34 ¦ left. ¦ _ ¦ _ ¦ * ¦ _ ¦ _ ¦ _ ¦ _ ¦ _ ¦`;

/** Two documents, one of two coders. */
export const webannoSample: ReadonlyMap<string, Uint8Array> = new Map(
  Object.entries({
    'annotation/news.txt/ada.tsv': tsv(first, second),
    'annotation/news.txt/bo.tsv': tsv(first.replaceAll('PER', 'ORG'), second),
    'annotation/more.txt/ada.tsv': tsv(first),
  }).map(([name, text]) => [name, Buffer.from(text)]),
);
