/**
 * The words by which news archives label what they say about an article, in the languages of their
 * interfaces.
 *
 * Seen in exports, or in the tables of programs that read them: all English ones; in German `Rubrik`, `Länge`,
 * `Autor`, `Von`, `Sprache`, `Update`, `Grafik`, `Dokument n von m`; in French `Rubrique`, `Longueur`,
 * `Auteur`, `Langue`, `Sujet`, `Encart`, `Localisation-geo`, `Societe`, `Symbole-boursier`,
 * `Secteur-activite`, `Date-chargement`, `Type-publication`, `Document n de m`; in Dutch the number of the
 * document as in English. The others are our translations: no export with them was at hand.
 */
import type { ArticleFields } from '../../shared/api-articles';

type LabelKind =
  'author' | 'section' | 'language' | 'date' | 'length' | 'title' | 'source' | 'loadDate' | 'other';

const labels: Record<LabelKind, string> = {
  author:
    'byline|by line|author|autor|autoren|von|auteur|auteurs|autor(es)|autore|firmato|door|auteur(s)|autoria',
  section: 'section|rubrik|ressort|rubrique|sección|seccion|sezione|rubriek|sectie|seção|secção',
  language: 'language|sprache|langue|idioma|lengua|lingua|taal|língua',
  date: 'date|datum|fecha|data|publication date|veröffentlichungsdatum|date de publication',
  length: 'length|länge|laenge|longueur|longitud|extensión|lunghezza|lengte|comprimento|tamanho',
  title: 'headline|schlagzeile|titre|titular|titolo|kop|título',
  source: 'source|quelle|fuente|fonte|bron',
  loadDate:
    'load-date|load date|update|ladedatum|date-chargement|date de chargement|fecha-carga|fecha de carga|data di caricamento|laaddatum|data de carga',
  other:
    'highlight|insert|encart|graphic|graphik|grafik|graphique|illustration|gráfico|grafico|' +
    'publication-type|publication type|type|publikationstyp|zeitungstyp|' +
    'type-publication|type de publication|tipo-publicación|tipo de publicación|tipo di pubblicazione|publicatietype|tipo de publicação|' +
    'journal code|journal-code|pub-code|zeitschriftencode|code revue|subject|thema|sujet|tema|asunto|materia|soggetto|onderwerp|assunto|' +
    'person|name|personne|persona|persoon|pessoa|company|firma|unternehmen|société|societe|empresa|società|bedrijf|' +
    'ticker|stock-symbol|symbole-boursier|organization|organisation|' +
    'organización|organizzazione|organisatie|geographic|geo-localization|geographie|geographisch|localisation-geo|geográfico|geografico|geografisch|' +
    'country|land|pays|país|paese|state|city|industry|activity-sector|branche|secteur|secteur-activite|industria|industrie|' +
    'copyright|dateline|edition|ausgabe|édition|' +
    'edición|edizione|editie|edição|series|serie|correction-date|correction|memo|notes|cite|document-type|pub-type|distribution|acc-no|' +
    'issn|isbn|url|page|seite|pagina|página|time of request|terms|project id|combined source|send to',
};

const plain = (label: string): string =>
  label
    .normalize('NFC')
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim()
    .toLowerCase();

const kindOf = new Map<string, LabelKind>();
for (const [kind, list] of Object.entries(labels) as [LabelKind, string][])
  for (const label of list.split('|')) if (!kindOf.has(label)) kindOf.set(label, kind);

export interface Labelled {
  label: string;
  value: string;
}

/** `Length:` and what follows it, where the label is one that archives use; null for other lines. */
export function labelledLine(line: string): Labelled | null {
  const found = anyLabel(line);
  return found !== null && kindOf.has(plain(found.label)) ? found : null;
}

/** A line that could begin with a label, of whatever words. */
export function anyLabel(line: string): Labelled | null {
  const found = /^\s*(\p{L}[\p{L}\p{M} \u00a0()/-]{1,30}?)\s?:(?:[\s\u00a0]+(.*))?$/su.exec(line);
  return found ? { label: (found[1] ?? '').trim(), value: (found[2] ?? '').trim() } : null;
}

/** Whether archives put a label after an article's text: an author or a section stands before it. */
export const canFollowText = ({ label }: Labelled): boolean =>
  !['author', 'section', 'length', 'title', 'source', 'date'].includes(kindOf.get(plain(label)) ?? '');

/** Whether a label says when the archive got the article, which is the last that it says. */
export const isLoadDate = ({ label }: Labelled): boolean => kindOf.get(plain(label)) === 'loadDate';

/** The field that a label fills; null where its value is kept as the source says it. */
export function fieldOfLabel(label: string): keyof ArticleFields | null {
  const kind = kindOf.get(plain(label));
  return kind === undefined || kind === 'length' || kind === 'loadDate' || kind === 'other' ? null : kind;
}

const one = (list: string): RegExp => new RegExp(`^\\s*(?:${list})\\s*$`, 'iu');

/** A line that begins the text in an export of Nexis Uni. */
export const bodyBegins = one(
  'body|text|haupttext|corps|corps du texte|cuerpo|cuerpo del texto|corpo|testo|tekst|hoofdtekst|corpo do texto',
);
/** A line that ends an article in it. */
export const documentEnds = one(
  'end of document|ende des dokuments|dokumentende|fin du document|fin de document|fin del documento|fine del documento|einde van document|einde document|fim do documento',
);
/** A line that begins the classification after the text. */
export const classificationBegins = one(
  'classification|klassifizierung|klassifikation|clasificación|classificazione|classificatie|classificação',
);
/** A line in an export of Nexis Uni under which the words of pictures stand. */
export const pictureBegins = one('graphics?|gra(?:f|ph)iken?|graphiques?|gráficos?|grafic[oi]|grafieken');
/** What stands in place of an article that the archive could not give. */
export const articleRefused = /^we are sorry but there is an error in this document\b/i;
/** A line on the cover of an export of Nexis Uni. */
export const coverLine =
  /^\s*(?:job number|auftragsnummer|jobnummer|numéro de (?:la )?tâche|número de (?:trabajo|tarea|trabalho)|numero (?:del )?lavoro|taaknummer)\s*:/iu;
/** How many articles the cover of an export promises. */
export const documentsPromised =
  /^\s*(?:documents?|dokumente?|documentos?|documenti|documenten)\s*\((\d{1,5})\)\s*$/iu;
/** The line that begins a document in the old exports of Nexis. */
export const documentNumber =
  /^\s*(?:(?:focus - )?(\d{1,5}) (?:of|von|de|di|van|sur) (\d{1,5}) (?:documents?|dokumente?n?|documentos?|documenti|documenten)|(?:document|dokument|documento) (\d{1,5}) (?:of|von|de|di|van|sur) (\d{1,5}))\s*$/iu;
/** Which of the documents that were found an old export holds, as its first lines say. */
export const documentsChosen =
  /^\s*(?:download|print|druck|printopdracht|[\p{L} -]*request)[^:\n]*:.*?(\d{1,5})\s*-\s*(\d{1,5})\s*$/iu;
/** A number of words, as Factiva writes it. */
export const wordCount =
  /^[\d.,\s\u00a0\u202f]+(?:words?|wörter|worte|mots?|palabras?|parole|woorden|palavras?)\s*$/iu;
