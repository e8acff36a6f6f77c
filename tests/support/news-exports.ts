/** Exports of news archives of our own making, in the layouts and languages that the readers know. */
import { docxOf, wordParagraph } from './office-files';

export interface Story {
  title: string;
  source: string;
  /** As the archive writes it. */
  date: string;
  section: string;
  author: string;
  /** With its unit. */
  length: string;
  language: string;
  accession: string;
  paragraphs: readonly string[];
}

export const story = (more: Partial<Story> = {}): Story => ({
  title: 'Council votes on trams',
  source: 'The Ellmouth Courier',
  date: 'September 30, 2015 Wednesday 9:03 AM GMT',
  section: 'NEWS; Pg. 4',
  author: 'Zoë Writer',
  length: '870 words',
  language: 'ENGLISH',
  accession: 'COUR000020150930eb9u0001r',
  paragraphs: ['The council voted on Wednesday.', 'Trams will run again.'],
  ...more,
});

/** What an interface calls things. */
export interface Labels {
  section: string;
  length: string;
  byline: string;
  body: string;
  classification: string;
  language: string;
  loadDate: string;
  end: string;
  documents: string;
  /** Begins a document of the old exports. */
  number: (number: number, of: number) => string;
}

const labels = (words: string, number: Labels['number']): Labels => {
  const [section = '', length = '', byline = '', body = '', classification = '', language = '', ...more] =
    words.split('|');
  const [loadDate = '', end = '', documents = ''] = more;
  return { section, length, byline, body, classification, language, loadDate, end, documents, number };
};

export const english = labels(
  'Section|Length|Byline|Body|Classification|Language|Load-Date|End of Document|Documents',
  (number, of) => `${number} of ${of} DOCUMENTS`,
);

/** In the other languages of the interfaces; the date and the length are as they are written there. */
export const interfaces: Record<string, { labels: Labels; date: string; length: string; language: string }> =
  {
    en: {
      labels: english,
      date: 'September 30, 2015 Wednesday',
      length: '870 words',
      language: 'ENGLISH',
    },
    de: {
      labels: labels(
        'Rubrik|Länge|Autor|Haupttext|Klassifizierung|Sprache|Ladedatum|Ende des Dokuments|Dokumente',
        (number, of) => `Dokument ${number} von ${of}`,
      ),
      date: 'Mittwoch 30. September 2015',
      length: '870 Wörter',
      language: 'GERMAN; DEUTSCH',
    },
    fr: {
      labels: labels(
        'Rubrique|Longueur|Auteur|Corps|Classification|Langue|Date-chargement|Fin du document|Documents',
        (number, of) => `Document ${number} de ${of}`,
      ),
      date: 'mercredi 30 septembre 2015',
      length: '870 mots',
      language: 'FRENCH; FRANÇAIS',
    },
    es: {
      labels: labels(
        'Sección|Longitud|Autor|Cuerpo|Clasificación|Idioma|Fecha-carga|Fin del documento|Documentos',
        (number, of) => `${number} de ${of} DOCUMENTOS`,
      ),
      date: '30 de septiembre de 2015 miércoles',
      length: '870 palabras',
      language: 'SPANISH; ESPAÑOL',
    },
    it: {
      labels: labels(
        'Sezione|Lunghezza|Autore|Testo|Classificazione|Lingua|Data di caricamento|Fine del documento|Documenti',
        (number, of) => `${number} di ${of} DOCUMENTI`,
      ),
      date: 'mercoledì 30 settembre 2015',
      length: '870 parole',
      language: 'ITALIAN; ITALIANO',
    },
    nl: {
      labels: labels(
        'Rubriek|Lengte|Auteur|Tekst|Classificatie|Taal|Laaddatum|Einde van document|Documenten',
        (number, of) => `${number} van ${of} DOCUMENTEN`,
      ),
      date: '30 september 2015 woensdag',
      length: '870 woorden',
      language: 'DUTCH; NEDERLANDS',
    },
    pt: {
      labels: labels(
        'Seção|Comprimento|Autor|Corpo|Classificação|Idioma|Data de carga|Fim do documento|Documentos',
        (number, of) => `${number} de ${of} DOCUMENTOS`,
      ),
      date: '30 de setembro de 2015 quarta-feira',
      length: '870 palavras',
      language: 'PORTUGUESE; PORTUGUÊS',
    },
  };

export interface UniOptions {
  labels?: Labels;
  /** The headlines on the cover; no cover if null. */
  listed?: readonly string[] | null;
  /** Whether the last article ends. */
  isWhole?: boolean;
}

/** Nexis Uni: a cover with a list, and the articles, each with its end. */
export function nexisUni(
  stories: readonly Story[],
  { labels: l = english, listed = stories.map(({ title }) => title), isWhole = true }: UniOptions = {},
): Uint8Array {
  const cover =
    listed === null
      ? []
      : [
          'Date and Time: Friday, 5. July 2019 09:31:00 CEST',
          'Job Number: 00000001',
          `${l.documents} (${listed.length})`,
          ...listed.flatMap((title, index) => [
            `${index + 1}. ${title}`,
            'Client/Matter: -None-',
            'Search Terms: trams',
            'Narrowed by: ',
            'Content Type',
            'News',
          ]),
        ];
  const articles = stories.flatMap((one, index) => [
    wordParagraph(one.title, { style: 'Heading1' }),
    ...[
      one.source,
      one.date,
      'Copyright 2015 The Ellmouth Courier All Rights Reserved',
      `${l.section}:\u00a0${one.section}`,
      `${l.length}:\u00a0${one.length}`,
      `${l.byline}:\u00a0${one.author}`,
      l.body,
      ...one.paragraphs,
      l.classification,
      `${l.language}:\u00a0${one.language}`,
      'Subject:\u00a0TRAMS (90%); COUNCILS (88%)',
      `${l.loadDate}:\u00a0October 1, 2015`,
      ...(isWhole || index < stories.length - 1 ? [l.end] : []),
    ].map((text) => wordParagraph(text)),
  ]);
  return docxOf([...cover.map((text) => wordParagraph(text)), ...articles].join(''));
}

/** Breaks a paragraph after at most 75 columns, between words. */
function wrapped(paragraph: string): string {
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 75) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

const inMiddle = (line: string): string => line.padStart(40 + line.length / 2);

/** The old Nexis as text, with CRLF and a mark of UTF-8. */
export function nexisText(stories: readonly Story[], l: Labels = english): string {
  const text = stories
    .map((one, index) =>
      [
        inMiddle(l.number(index + 1, stories.length)),
        '',
        inMiddle(one.source),
        inMiddle(one.date),
        wrapped(one.title),
        ...[`${l.byline}: `, `${l.section}: `, `${l.length}: `].map(
          (label, at) => `${label.toUpperCase()}${[one.author, one.section, one.length][at]}`,
        ),
        ...one.paragraphs.map(wrapped),
        `${l.loadDate.toUpperCase()}: October 1, 2015`,
        `${l.language.toUpperCase()}: ${one.language}`,
        'PUBLICATION-TYPE: Newspaper',
        inMiddle('Copyright 2015 The Ellmouth Courier'),
      ].join('\n\n'),
    )
    .join('\n\n');
  return `\ufeffTime Of Request: Friday\n\n${text}\n`.replaceAll('\n', '\r\n');
}

export const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The old Nexis as HTML. */
export function nexisHtml(stories: readonly Story[], l: Labels = english): string {
  const block = (name: string, ...lines: string[]): string =>
    `<br><DIV CLASS="${name}">${lines.map((line) => `<P CLASS="c6"><SPAN CLASS="c2">${line}</SPAN></P>`).join('\n')}</DIV>`;
  const label = (name: string, value: string): string =>
    block('c5', `</SPAN><SPAN CLASS="c8">${name.toUpperCase()}: </SPAN><SPAN CLASS="c2">${html(value)}`);
  const documents = stories.map((one, index) =>
    [
      `<A NAME="DOC_ID_0_${index}"></A><!-- Hide XML section from browser\n<DOC NUMBER=${index + 1}>\n<DOCFULL> -->`,
      block('c0', l.number(index + 1, stories.length)),
      block('c0', html(one.source)),
      block('c3', html(one.date)),
      block('c5', html(one.title)),
      label(l.byline, one.author),
      label(l.section, one.section),
      label(l.length, one.length),
      block('c5', ...one.paragraphs.map(html)),
      label(l.loadDate, 'October 1, 2015'),
      label(l.language, one.language),
      block('c3', 'Copyright 2015 The Ellmouth Courier'),
      '<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->',
    ].join('\n'),
  );
  return `<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">\n<STYLE TYPE="text/css"><!--\n.c0 { text-align: center; }\n.c3 { text-align: center; margin-left: 13%; }\n.c5 { text-align: left; }\n--></STYLE></HEAD><BODY>\n${documents.join('\n')}\n</BODY></HTML>`;
}

/** Factiva with the codes of fields. */
export function factivaTable(stories: readonly Story[]): string {
  const row = (code: string, value: string): string =>
    `<tr><td align="right" class="index"><b>${code}</b>&nbsp;</td><td>${value}</td></tr>`;
  const paragraphs = (list: readonly string[]): string =>
    list.map((text) => `<p class="articleParagraph enarticleParagraph">${html(text)}</p>`).join('\n');
  const articles = stories.map(
    (one) =>
      `<div class="article enArticle"><table>${[
        row('SE', html(one.section)),
        row('HD', `<b class="enHeadline">${html(one.title)}</b>`),
        row('BY', `By ${html(one.author)}`),
        row('WC', one.length),
        row('PD', one.date),
        row('ET', '15:32'),
        row('SN', html(one.source)),
        row('SC', 'COUR'),
        row('LA', one.language),
        row('CY', '(c) 2015 The Ellmouth Courier'),
        row('LP', paragraphs(one.paragraphs.slice(0, 1))),
        row('TD', paragraphs(one.paragraphs.slice(1))),
        row('NS', 'gpol : Domestic Politics | gcat : Political/General News'),
        row('AN', `Document ${one.accession}`),
      ].join('\n')}</table><br/></div>`,
  );
  return factivaPage(articles);
}

const factivaPage = (articles: readonly string[]): string =>
  `<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/><title>Factiva</title></head><body><h1>Factiva</h1>${articles.join('<br/><span></span>')}<div id="pageFooter">© 2015 Factiva, Inc.</div></body></html>`;

/** Factiva without codes, its parts in a row. */
export const factivaParts = (stories: readonly Story[]): string =>
  factivaPage(
    stories.map(
      (one) =>
        `<div id="article-${one.accession}" class="article"><div class="article enArticle"><div>${html(one.section)}</div><div id="hd"><span class="enHeadline">${html(one.title)}</span></div><div class="author">By ${html(one.author)}</div><div>${one.length}</div><div>${one.date}</div><div>${html(one.source)}</div><div>COUR</div><div>26</div><div>${one.language}</div><div>(c) 2015 The Ellmouth Courier. All rights reserved.</div>${one.paragraphs.map((text) => `<p class="articleParagraph enarticleParagraph">${html(text)}</p>`).join('')}<p>Document ${one.accession}</p></div></div>`,
    ),
  );

/** Factiva as XML. */
export const factivaXml = (stories: readonly Story[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0"><ppsarticleResultSet count="${stories.length}">${stories
    .map(
      (one) =>
        `<ppsarticle><article><accessionNo>${one.accession}</accessionNo><baseLanguage>${one.language}</baseLanguage><byline>By ${html(one.author)}</byline><headline><paragraph display="Proportional">${html(one.title)}</paragraph></headline><leadParagraph>${one.paragraphs.slice(0, 1).map(xmlParagraph).join('')}</leadParagraph><publicationDate><date>${one.date}</date><time>01:35:58Z</time></publicationDate><sectionName>${html(one.section)}</sectionName><sourceName>${html(one.source)}</sourceName><region code="usa"><name>United States</name></region><tailParagraphs>${one.paragraphs.slice(1).map(xmlParagraph).join('')}</tailParagraphs><wordCount>${one.length}</wordCount></article></ppsarticle>\n`,
    )
    .join('')}</ppsarticleResultSet></ppsArticleResponse></PPSResponse>`;

const xmlParagraph = (text: string): string =>
  `<paragraph display="Proportional" truncation="None">${html(text)}</paragraph>`;

const rtfWords = (text: string): string =>
  [...text]
    .map((character) => {
      if (/[\\{}]/.test(character)) return `\\${character}`;
      if (/[ -~]/.test(character)) return character;
      return Array.from({ length: character.length }, (_, at) => {
        const unit = character.charCodeAt(at);
        return `\\u${unit > 0x7fff ? unit - 0x10000 : unit}?`;
      }).join('');
    })
    .join('');

const rtfOf = (lines: readonly string[]): string =>
  String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\uc1\pard ${lines.map((line) => `${rtfWords(line)}\\par `).join('\n')}}`;

/** Factiva as RTF, without codes. */
export const factivaRtf = (stories: readonly Story[]): string =>
  rtfOf([
    ...stories.flatMap((one) => [
      one.title,
      `By ${one.author}`,
      one.length,
      one.date,
      one.source,
      'COUR',
      one.language,
      '(c) 2015 The Ellmouth Courier. All rights reserved.',
      ...one.paragraphs,
      `Document ${one.accession}`,
      '',
    ]),
    'Search Summary',
    'Text: trams',
  ]);

/** Factiva as RTF, with codes: a code, a tab and the value in each line. */
export const factivaRtfCodes = (stories: readonly Story[]): string =>
  rtfOf(
    stories.flatMap((one) => [
      `SE\t${one.section}`,
      `HD\t${one.title}`,
      `BY\tBy ${one.author}`,
      `WC\t${one.length}`,
      `PD\t${one.date}`,
      `SN\t${one.source}`,
      `LA\t${one.language}`,
      `LP\t${one.paragraphs[0] ?? ''}`,
      `TD\t${one.paragraphs[1] ?? ''}`,
      ...one.paragraphs.slice(2),
      `NS\tgpol : Domestic Politics`,
      `AN\tDocument ${one.accession}`,
    ]),
  ).replaceAll('\t', String.raw`\tab `);

/** Factiva as RTF, with codes, as tables: a field's paragraphs stand in one cell. */
export function factivaRtfTable(stories: readonly Story[]): string {
  const row = (code: string, ...lines: string[]): string =>
    `\\trowd\\cellx900\\cellx9000\\pard\\intbl {\\b ${code}}\\cell ${lines.map(rtfWords).join('\\par ')}\\cell\\row\n`;
  const articles = stories.map((one) =>
    [
      row('SE', one.section),
      row('HD', one.title),
      row('BY', `By ${one.author}`),
      row('WC', one.length),
      row('PD', one.date),
      row('SN', one.source),
      row('LA', one.language),
      row('LP', ...one.paragraphs.slice(0, 1)),
      row('TD', ...one.paragraphs.slice(1)),
      row('NS', 'gpol : Domestic Politics'),
      row('AN', `Document ${one.accession}`),
    ].join(''),
  );
  return String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\uc1 ${articles.join(String.raw`\pard\par `)}}`;
}

/** Europresse of today. */
export const europresse = (stories: readonly Story[]): string =>
  `<!DOCTYPE html> <html> <head> <meta charset="utf-8"> <title></title> </head> <body> ${stories
    .map(
      (one) =>
        `<article> <header> <img sourcecode="LM" src="http://nouveau.eureka.cc/x.gif" /> <div class="rdp__DocPublicationName"> <span class="DocPublicationName">${html(one.source)} </span> </div> <div class="rdp__DocHeader"> <span class="DocHeader">${html(one.section)}, ${one.date}, p. 16</span> </div> <div class="titreArticle"> <p class="titreArticleVisu rdp__articletitle">${html(one.title)}</p> </div> <p class="sm-margin-bottomNews">${html(one.author)}</p> </header> <section> <div class="DocText"> <div class="docOcurrContainer"> ${one.paragraphs.map((text) => `<p>${html(text)}</p>`).join(' ')} </div> </div> </section> <aside> <div> <b>Illustration(s) : </b> <p>A photo.</p> </div> <div> <b>Note(s) : </b> </div> </aside> <footer> <small>© 2015 Owner. Tous droits réservés.</small> <p>Numéro de document : ${one.accession}</p> <div> <span>Ce certificat est émis à des fins de visualisation personnelle.</span> </div> </footer> </article>`,
    )
    .join(' ')} </body> </html>`;

/** Europresse of before: one cell of a table for each article. */
export const europresseTable = (stories: readonly Story[]): string =>
  `<html xmlns:n1="http://www.cedrom-sni.com/schema/newsv1.xsd"><head></head><body>${stories
    .map(
      (one) =>
        `<table><tr><td style="word-wrap: break-word;"><table id="tbHeaderImages"><tr><td><br></td></tr></table><span class="DocPublicationName">${html(one.source)}</span><br><span class="DocHeader">${html(one.section)}, </span><span class="DocHeader">${one.date}</span><span class="DocHeader">, p. 03</span><br><br><span class="TitreArticleVisu">${html(one.title)}</span><br><br>${html(one.author)}<br><p></p>${one.paragraphs.map((text) => `${html(text)}<p></p>`).join('')}<b><i>© 2015 Owner. Tous droits réservés.</i></b><p></p>Numéro de document : ${one.accession}<br><br><table><tr><td>Ce certificat est émis à <b>University</b></td></tr></table></td></tr></table>`,
    )
    .join('\n<p><br><br>')}</body></html>`;
