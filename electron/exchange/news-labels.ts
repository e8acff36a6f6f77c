/**
 * The words by which news archives label what they say about an article, in the languages of their
 * interfaces. Those marked with a star in the lists of tests were seen in exports; the others are how the
 * archive's interface names the same thing.
 */
import type { ArticleFields } from '../../shared/api-articles';

type LabelKind = 'author' | 'section' | 'language' | 'date' | 'length' | 'title' | 'source' | 'other';

const labels: Record<LabelKind, string> = {
  author:
    'byline|by line|author|autor|autoren|von|auteur|auteurs|autor(es)|firma|autore|firmato|door|auteur(s)|autoria',
  section: 'section|rubrik|ressort|rubrique|sección|sezione|rubriek|sectie|seção|secção',
  language: 'language|sprache|langue|idioma|lengua|lingua|taal|língua',
  date: 'date|datum|fecha|data|publication date|veröffentlichungsdatum|date de publication',
  length: 'length|länge|longueur|longitud|extensión|lunghezza|lengte|comprimento|tamanho',
  title: 'headline|schlagzeile|titre|titular|titolo|kop|título',
  source: 'source|quelle|fuente|fonte|bron',
  other:
    'load-date|load date|ladedatum|date-chargement|date de chargement|fecha-carga|fecha de carga|data di caricamento|laaddatum|data de carga|' +
    'highlight|graphic|graphik|grafik|graphique|illustration|gráfico|grafico|publication-type|publication type|publikationstyp|zeitungstyp|' +
    'type-publication|type de publication|tipo-publicación|tipo de publicación|tipo di pubblicazione|publicatietype|tipo de publicação|' +
    'journal code|journal-code|zeitschriftencode|code revue|subject|thema|sujet|tema|asunto|materia|soggetto|onderwerp|assunto|' +
    'person|personne|persona|persoon|pessoa|company|firma|unternehmen|société|empresa|società|bedrijf|organization|organisation|' +
    'organización|organizzazione|organisatie|geographic|geographie|geographisch|localisation-geo|geográfico|geografico|geografisch|' +
    'country|land|pays|país|paese|state|city|industry|branche|secteur|industria|industrie|ticker|copyright|dateline|edition|ausgabe|édition|' +
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
  const found = /^\s*([\p{L}][\p{L}\p{M} \u00a0()/-]{1,30}?)\s?:(?:[\s\u00a0]+(.*))?$/su.exec(line);
  if (!found) return null;
  const [, label = '', value = ''] = found;
  return kindOf.has(plain(label)) ? { label: label.trim(), value: value.trim() } : null;
}

/** The field that a label fills; null where its value is kept as the source says it. */
export function fieldOfLabel(label: string): keyof ArticleFields | null {
  const kind = kindOf.get(plain(label));
  return kind === undefined || kind === 'length' || kind === 'other' ? null : kind;
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
/** How many articles the cover of an export promises. */
export const documentsPromised =
  /^\s*(?:documents?|dokumente?|documentos?|documenti|documenten)\s*\((\d{1,5})\)\s*$/iu;
/** The line that begins a document in the old exports of Nexis. */
export const documentNumber =
  /^\s*(?:(\d{1,5}) (?:of|von|de|di|van|sur) (\d{1,5}) (?:documents?|dokumente?n?|documentos?|documenti|documenten)|(?:document|dokument|documento) (\d{1,5}) (?:of|von|de|di|van|sur) (\d{1,5}))\s*$/iu;
/** A number of words, as Factiva writes it. */
export const wordCount =
  /^[\d.,\s\u00a0\u202f]+(?:words?|wörter|worte|mots?|palabras?|parole|woorden|palavras?)\s*$/iu;
