/**
 * An article of an invented place and all that a coder finds in it: 6 actors in 15 mentions, 8 statements and
 * 5 claims, each marked in the text. Marks: m mention, s statement, c claim.
 */
import { mark } from '../../shared/marked-text';
import { type Range, compareRanges } from '../../shared/span';

const marked = `Port Ellery argues over the harbour toll
The council of Port Ellery sat until midnight on Tuesday over a plan to charge lorries that drive through the old harbour. The hall was full, and people stood on the stairs with their coats on. The ferry company [ma:Northline]ma, which runs the terminal, had sent no one. [mb:Ilse Brandt]mb, mayor since the spring, opened the evening with a pile of photographs.
[sa:“Every week two hundred lorries shake our houses, and nobody pays for the damage,” [mc:Brandt]mc said.]sa [sb:“[ca:The toll must come before the winter]ca, and the money belongs to the streets.”]sb Behind her a map showed the cracks in red. Some of them were wide enough for a hand, and a boy in the first row put his own against the screen to prove it. For a while nobody spoke, and the only sound was the rain on the glass roof.
[md:Tomas Okafor]md, a crane driver for thirty years, spoke next for the [me:Dockers’ Union]me. [sc:He warned that [cb:the toll would drive the cargo away]cb, and with it four hundred jobs.]sc [sd:“[cc:The city has to talk with us first]cc,” [mf:Okafor]mf added.]sd The gallery stamped its feet until the chair rang her bell. Outside, three lorries with banners on their flanks went round and round the square, and their horns could be heard through the closed windows all evening.
From the capital there was only a letter. [se:In it the [mg:Ministry of Transport]mg wrote that [cd:the toll needs a federal permit]cd.]se Nobody had travelled to the coast to read it aloud, so a clerk did, twice, because the first time his voice was lost in the noise. By the end of the evening [mh:the ministry]mh was the one thing on which both sides agreed, and neither side meant it kindly. Copies of the letter were passed from bench to bench, and one came back with a coffee stain.
[mi:Greta Lind]mi of the opposition had waited longest for the microphone. [sf:[mj:She]mj called the plan a tax on people who bake, carry and repair.]sf [sg:“[ce:Let [mk:Northline]mk pay for the road that it uses]ce, and leave the bakers alone,” [ml:Lind]ml said.]sg The benches behind her clapped, and even the clerk looked up from his minutes. It was past ten by then, and the coffee had run out.
[sh:[mm:Brandt]mm answered that the company pays its rent already and that a toll for all is fairer.]sh A first vote was taken by raised hands and ended in a draw. The [mn:Dockers’ Union]mn left before the second one, singing on the stairs. Then [mo:the mayor]mo closed the sitting, and the lorries drove home through the old harbour, one after the other, as they do every night of the year. The council will meet again in two weeks, in a larger hall, and this time the doors are to be kept open so that nobody has to stand.
`;

export interface Mention {
  kind: 'mention';
  mark: string;
  actor: string;
}
export interface Statement {
  kind: 'statement';
  mark: string;
  speaker: string;
  form: 'direct quote' | 'indirect speech' | 'paraphrase';
}
export interface Claim {
  kind: 'claim';
  mark: string;
  claimant: string;
  addressee: string;
  concept: string;
  position: -1 | 0 | 1;
}
export type Finding = Mention | Statement | Claim;

const mention = (name: string, actor: string): Mention => ({ kind: 'mention', mark: name, actor });
const statement = (name: string, speaker: string, form: Statement['form']): Statement => ({
  kind: 'statement',
  mark: name,
  speaker,
  form,
});
const claim = (
  name: string,
  claimant: string,
  addressee: string,
  concept: string,
  position: Claim['position'],
): Claim => ({ kind: 'claim', mark: name, claimant, addressee, concept, position });

const [brandt, northline, okafor, union, ministry, lind] = [
  'Ilse Brandt',
  'Northline',
  'Tomas Okafor',
  'Dockers’ Union',
  'Ministry of Transport',
  'Greta Lind',
];

const findings: Finding[] = [
  mention('ma', northline),
  mention('mb', brandt),
  mention('mc', brandt),
  mention('md', okafor),
  mention('me', union),
  mention('mf', okafor),
  mention('mg', ministry),
  mention('mh', ministry),
  mention('mi', lind),
  mention('mj', lind),
  mention('mk', northline),
  mention('ml', lind),
  mention('mm', brandt),
  mention('mn', union),
  mention('mo', brandt),
  statement('sa', brandt, 'direct quote'),
  statement('sb', brandt, 'direct quote'),
  statement('sc', okafor, 'indirect speech'),
  statement('sd', okafor, 'direct quote'),
  statement('se', ministry, 'indirect speech'),
  statement('sf', lind, 'paraphrase'),
  statement('sg', lind, 'direct quote'),
  statement('sh', brandt, 'indirect speech'),
  claim('ca', brandt, ministry, 'Harbour toll', 1),
  claim('cb', okafor, brandt, 'Harbour toll', -1),
  claim('cc', okafor, brandt, 'Talks with the union', 1),
  claim('cd', ministry, brandt, 'Federal permit', 1),
  claim('ce', lind, northline, 'Harbour toll', 0),
];

const { text, ranges } = mark(marked.trimEnd());

const rangeOf = ({ mark: name }: Finding): Range => {
  const range = ranges[name]?.[0];
  if (!range) throw new Error(`the article has no mark ${name}`);
  return range;
};

/** The article and its findings in the order of reading: what holds others before these. */
export const harbour = {
  title: 'Port Ellery argues over the harbour toll',
  text,
  findings: findings
    .map((finding) => ({ ...finding, range: rangeOf(finding) }))
    .toSorted((a, b) => compareRanges(a.range, b.range)),
};
