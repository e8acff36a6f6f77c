/** Languages by their names, as archives in several languages write them. */

/** The languages of news archives; each by its code alone, or with a script where that is usual. */
const codes =
  'en de fr es it nl pt ar zh ja ko ru uk pl cs sk hu ro bg el tr he fa ur hi bn ta te th vi id ms sv da no nb nn fi et lv lt sl hr sr bs mk sq ca gl eu ga cy is mt sw af am hy ka az kk uz'.split(
    ' ',
  );
/** In which languages an archive may name them. */
const namedIn = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'];

/** ISO 639-2 codes that are not the beginning of a name. */
const threeLetters = new Map(
  Object.entries({
  eng: 'en', ger: 'de', deu: 'de', fre: 'fr', fra: 'fr', spa: 'es', ita: 'it', dut: 'nl', nld: 'nl', por: 'pt',
  ara: 'ar', chi: 'zh', zho: 'zh', jpn: 'ja', kor: 'ko', rus: 'ru', ukr: 'uk', pol: 'pl', tur: 'tr', gre: 'el',
  ell: 'el', heb: 'he', per: 'fa', fas: 'fa', swe: 'sv', dan: 'da', nor: 'no', fin: 'fi', cat: 'ca',
}),
); // prettier-ignore

let byName: Map<string, string> | null = null;

const plain = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

function names(): Map<string, string> {
  if (byName) return byName;
  byName = new Map();
  for (const code of codes) {
    for (const language of [...namedIn, code]) {
      const name = new Intl.DisplayNames([language], { type: 'language' }).of(code);
      if (name !== undefined && !byName.has(plain(name))) byName.set(plain(name), code);
    }
  }
  return byName;
}

/** A BCP 47 tag from a tag, a code or a name (`English`, `Deutsch; German`, `ANGLAIS`, `eng`); null if unknown. */
export function readLanguage(text: string): string | null {
  const trimmed = text.trim();
  const tag = /^([a-z]{2})(?:[-_]([a-z]{2,4}|\d{3}))*$/i.exec(trimmed);
  if (tag && codes.includes((tag[1] ?? '').toLowerCase())) {
    try {
      return Intl.getCanonicalLocales(trimmed.replaceAll('_', '-'))[0] ?? null;
    } catch {
      return null;
    }
  }
  for (const part of trimmed.split(/[;,/|()]/)) {
    const name = plain(part);
    const found = names().get(name) ?? threeLetters.get(name);
    if (found !== undefined) return found;
  }
  return null;
}
