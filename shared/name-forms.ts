/**
 * A name as it is compared with other spellings of it: its words without titles, articles and marks, each
 * by its sound, and by its consonants alone, in which Arabic and Latin writing of a name agree.
 */
import { foldForSearch } from './fold';

export interface NameForm {
  /** As it was written. */
  name: string;
  /** Folded words in the order of speech: a family name written first with a comma goes last. */
  words: string[];
  /** The words by their sound: `Kazemi` and `Kadhimi` are both `kazimi`. */
  sounds: string[];
  /** The consonants of the words: `mstf kzm` for both مصطفى الكاظمي and Mustafa al-Kazemi. */
  consonants: string[];
  /** Whether a title was left out. */
  hadTitle: boolean;
  /** Whether the family name was written first, with a comma. */
  wasTurned: boolean;
  /** Whether it is written in Arabic script. */
  isArabic: boolean;
}

/** What stands before a name; with `of` or the like behind it, it is an office and belongs to the name. */
const titles = new Set(
  `dr prof professor mr mrs ms miss sir lord lady dame president vice premier prime minister chancellor secretary
  senator governor mayor general colonel major captain king queen prince princess sheikh shaykh sheik imam ayatollah
  mullah sayyid sayed haji hajji spokesman spokeswoman spokesperson chairman chairwoman chairperson chair judge justice
  ambassador commissioner congressman congresswoman rep sen gov gen col lt sgt rev pope bishop archbishop
  herr frau prasident prasidentin bundesprasident bundesprasidentin kanzler kanzlerin bundeskanzler bundeskanzlerin ministerin
  innenminister innenministerin aussenminister aussenministerin finanzminister finanzministerin umweltminister
  umweltministerin ministerprasident ministerprasidentin burgermeister burgermeisterin oberburgermeister
  oberburgermeisterin sprecher sprecherin
  mme monsieur madame presidente ministre maire senor senora ministro ministra
  الدكتور الدكتوره د الرييس الوزير الوزيره السيد السيده الشيخ الاستاذ المهندس النايب الامير الملك الامام الحاج اللواء الجنرال`.split(
    /\s+/,
  ),
);

/** Behind a title they make it an office: `President of France`. */
const ofWords = new Set([
  'of',
  'for',
  'der',
  'des',
  'fur',
  'du',
  'de',
  'del',
  'dello',
  'della',
  'van',
  'und',
  'and',
]);

const articles = new Set(['the', 'die', 'der', 'das', 'le', 'la', 'les', 'el', 'al', 'ul']);
const legalForms = new Set(['ag', 'gmbh', 'inc', 'ltd', 'llc', 'corp', 'co', 'plc', 'sa', 'ev', 'se', 'kg']);

/** `al-`, `el-`, and the sounds that it takes on before some consonants. */
const joinedArticle = /(^|[\s-])(?:al|el|ul|as|ash|ar|an|at|ad|az)-(?=\p{L})/gu;

function foldedWords(name: string): string[] {
  const folded = foldForSearch(name);
  if (/^[a-z]+(?: [a-z]+)*$/.test(folded)) return folded.split(' ');
  return folded
    .replaceAll('ß', 'ss')
    .replaceAll(/['’‘`´ʿʾʼ]/g, '')
    .replace(joinedArticle, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** `Merkel, Angela` in the order of speech; other commas (`Ministry of Labour, Berlin, Germany`) stay. */
function turned(name: string): string | null {
  if (!/[,،]/.test(name)) return null;
  const [last, first, ...more] = name.split(/[,،]/).map((part) => part.trim());
  if (last === undefined || first === undefined || more.length > 0) return null;
  return last !== '' && first !== '' && !first.includes(' of ') ? `${first} ${last}` : null;
}

/** Whether a folded word only goes before names: `minister`, `herr`, `the`. */
export const isTitleOrArticle = (word: string): boolean => titles.has(word) || articles.has(word);

/** Without everything up to the last title, as long as a name remains that the title does not govern. */
function withoutTitle(words: readonly string[]): string[] {
  const at = words.findLastIndex((word) => titles.has(word));
  const next = words[at + 1];
  if (at === -1 || at > 3 || next === undefined || ofWords.has(next)) return [...words];
  return words.slice(at + 1);
}

/** Whether the words are those of an office or a body (`Ministry of Labour`), not of a person. */
export const hasOfWord = (words: readonly string[]): boolean => words.some((word) => ofWords.has(word));

const isArabicScript = (word: string): boolean => /\p{Script=Arabic}/u.test(word);

/** The word without an Arabic article; short words only look as if they had one. */
const withoutArticle = (word: string): string =>
  word.startsWith('ال') && word.length > 4 ? word.slice(2) : word;

/** @param isPhrase for names that are no proper names, such as those of concepts: they have no titles */
export function formOf(name: string, isPhrase: boolean): NameForm {
  const inSpokenOrder = isPhrase ? null : turned(name);
  const written = foldedWords(inSpokenOrder ?? name);
  const named = isPhrase ? written : withoutTitle(written);
  const bare = named
    .map(withoutArticle)
    .filter((word, index) => !articles.has(word) && (index === 0 || !legalForms.has(word)));
  const words = bare.length > 0 ? bare : named;
  return {
    name,
    words,
    sounds: words.map((word) => (isPhrase ? stemOf(word) : soundOf(word))),
    consonants: words.map(consonantsOf),
    hadTitle: named.length < written.length,
    wasTurned: inSpokenOrder !== null,
    isArabic: isArabicScript(name),
  };
}

/** One of a thing and several of it: `tariff`, `tariffs`. */
const stemOf = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ies|y)$/, 'i').replace(/(?<!s)(?:es|s)$/, '') : word;

const mostRemembered = 200_000;

/** Words come again and again in a registry, so what is found out about each is kept. */
function remembered(work: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = work(word);
      if (known.size >= mostRemembered) known.clear();
      known.set(word, found);
    }
    return found;
  };
}

/** Spellings of one sound made one: kh, q, ph, doubled letters, and the vowels that transliterations exchange. */
const soundOf = remembered((word) =>
  isArabicScript(word)
    ? word
    : word
        .replaceAll('kh', 'x')
        .replaceAll(/sch|sh|ch/g, 'ʃ')
        .replaceAll('gh', 'g')
        .replaceAll('dh', 'z')
        .replaceAll('th', 't')
        .replaceAll('ph', 'f')
        .replaceAll(/ck|[qc]/g, 'k')
        .replaceAll(/[eiy]+/g, 'i')
        .replaceAll(/[ouw]+/g, 'u')
        .replaceAll(/(.)\1+/gu, '$1')
        .replace(/(?<=[aiu])h$/, ''),
);

const arabicConsonants: Record<string, string> = {
  ب: 'b',
  ت: 't',
  ث: 't',
  ج: 'j',
  ح: 'h',
  خ: 'x',
  د: 'd',
  ذ: 'z',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'ʃ',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  غ: 'g',
  ف: 'f',
  ق: 'k',
  ك: 'k',
  ک: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  پ: 'b',
  چ: 'ʃ',
  گ: 'g',
  ژ: 'j',
};

/** The consonants that a word is heard by; p is b, and v is f, as in Arabic; a final h is not heard. */
const consonantsOf = remembered((word) => {
  if (!isArabicScript(word)) {
    return soundOf(word)
      .replace(/h$/, '')
      .replaceAll(/[aiu]/g, '')
      .replaceAll('p', 'b')
      .replaceAll('v', 'f')
      .replaceAll(/(.)\1+/gu, '$1');
  }
  let found = '';
  for (const letter of word) {
    const consonant = arabicConsonants[letter] ?? '';
    if (!found.endsWith(consonant) || consonant === '') found += consonant;
  }
  return found.replace(/h$/, '');
});

/** The first letters of an organisation's words, without those that abbreviations leave out. */
export function initialsOf(name: string): string[] {
  const words = foldForSearch(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !articles.has(word) && !ofWords.has(word));
  const first = (list: readonly string[]): string => list.map((word) => [...word][0] ?? '').join('');
  return [...new Set([first(words), first(telling)])].filter((initials) => initials.length > 1);
}

/** The abbreviation that a name is, folded (`UN`, `U.N.`), or null. */
export function abbreviationOf(name: string): string | null {
  const letters = name.trim().replaceAll(/\.(?=\p{Lu}|$)/gu, '');
  return /^[\p{Lu}\p{N}]{2,8}$/u.test(letters) ? foldForSearch(letters) : null;
}
