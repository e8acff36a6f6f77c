/**
 * Whether a new name is that of a person or of an organisation, guessed from words that organisations carry
 * in their names. A wrong guess is seen where the name is offered, and corrected on the actor's page.
 */
import { foldForSearch } from './fold';
import type { ActorKind } from './records';

const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/).map(foldForSearch));

/** Anywhere in the part of a name that says what it is, in scripts with spaces. */
const bodies = setOf(`
  government ministry department council union party association federation confederation commission committee
  parliament senate congress assembly court police agency authority bureau office board bank university institute
  foundation company corporation inc ltd llc plc corp ngo movement alliance league coalition society organisation
  organization chamber cabinet forum
  bund verband ministerium partei regierung gewerkschaft verein ausschuss gericht kammer behörde amt rat senat
  bundestag bundesrat landtag stadtrat gemeinderat stiftung gesellschaft institut universität polizei kommission
  fraktion konzern gmbh ag ev
  ministère gouvernement parti syndicat conseil comité tribunal université banque fédération parlement
  ministerio gobierno partido sindicato consejo asociación comisión universidad banco parlamento
  ministero governo partito sindacato consiglio associazione
`);

/** Ends of German compounds: Innenministerium, Gewerkschaftsbund. */
const compound =
  /\p{L}(?:ministerium|verband|bund|partei|regierung|gewerkschaft|verein|ausschuss|gericht|kammer|behorde|stiftung|gesellschaft|institut|kommission|fraktion|rats?fraktion)$/u;

/** Who has a part in an organisation or speaks for it is a person: “leader of the Labour Party”. */
const roles = setOf(`
  minister ministers leader member chief head official deputy founder activist president chairman chairwoman chair
  chairperson spokesman spokeswoman spokesperson secretary mayor governor chancellor director adviser advisor
  commissioner senator councillor judge candidate lawyer lawmaker mr mrs ms dr sir lady
  ministerin sprecher sprecherin präsident präsidentin vorsitzender vorsitzende chef chefin mitglied abgeordneter
  abgeordnete kanzler kanzlerin bürgermeister bürgermeisterin richter richterin herr frau
  ministre président présidente porte-parole maire ministro ministra presidente
`);

/** The first word in Arabic, where what it is comes first; without its article. */
const arabicBodies = setOf(`
  وزارة حكومة اتحاد حزب مجلس جمعية نقابة هيئة منظمة مؤسسة لجنة شركة جامعة برلمان محكمة بنك حركة تحالف ائتلاف جبهة تيار
  مفوضية وكالة دائرة مديرية شرطة كتلة
`);

/** The last signs of Chinese and Japanese names of bodies. */
const hanBodies =
  /(?:政府|部|[黨党]|[協协][會会]|[委議议][員员]?[會会]|[聯联][盟合]|公司|大[學学]|[銀银]行|法院|局|署|院|工[會会]|基金[會会]|[組组][織织]|集[團团])$/u;

/** Where a name begins to say of what or for what it is: only what stands before says what it is. */
const ofWhat = /\s(?:of|for|on|against|für|fur|der|des|von|vom|zur|zum|de|del|della|du|para|pour)\s/u;

/** The kind that a name speaks for; a person where nothing speaks for an organisation. */
export function actorKindOf(name: string): Extract<ActorKind, 'person' | 'organisation'> {
  const folded = foldForSearch(name);
  if (/\p{Script=Han}$/u.test(folded)) return hanBodies.test(folded) ? 'organisation' : 'person';
  const wordsOf = (part: string): string[] => part.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = ''] = wordsOf(folded);
  if (/^\p{Script=Arabic}/u.test(first)) {
    return arabicBodies.has(first) || arabicBodies.has(first.replace(/^ال/, '')) ? 'organisation' : 'person';
  }
  const head = wordsOf(folded.split(ofWhat)[0] ?? '');
  const isBody = head.some((word) => bodies.has(word) || compound.test(word));
  return isBody && !head.some((word) => roles.has(word)) ? 'organisation' : 'person';
}
