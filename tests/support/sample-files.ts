/** Sound files of our own making, at least one for each reader: what fuzzing begins with. */
import { strToU8, zipSync } from 'fflate';
import writeWorkbook from 'write-excel-file/node';
import { docxOf, epubOf, odtOf, wordParagraph, wordTable } from './office-files';
import { pdfOf, setInColumns } from './pdf-files';

export interface SampleFile {
  /** The id of the reader that it is for. */
  reader: string;
  name: string;
  bytes: Uint8Array;
}

const arabic = 'قالت الوزيرة إن الحدود ستبقى مفتوحة 👩🏽‍⚖️';
const story = `The council voted. ${arabic}. 市议会投票。 Zoë said “no”.`;

const nexisText = ['1', '2', '3']
  .map(
    (number) => `                               ${number} of 3 DOCUMENTS


                                 The Ellmouth Courier

                            January 1${number}, 2010 Monday

Headline number ${number}

BYLINE: Zoë Writer

SECTION: NEWS; Pg. 4

LENGTH: 355 words

${story} This is hard-wrapped at about
seventy-five columns, as these files are.

A second paragraph ${number}.

LOAD-DATE: January 1${number}, 2010

LANGUAGE: ENGLISH

                       Copyright 2010 The Ellmouth Courier
`,
  )
  .join('\n');

const nexisHtml = `<html><head><style>.c0 { text-align: center; }</style></head><body>${[1, 2]
  .map(
    (number) => `<!-- Hide XML section from browser
<DOC NUMBER=${number}><DOCFULL> --><div class="c0"><p class="c1">${number} of 2 DOCUMENTS</p></div>
<div class="c0"><p>Paper</p></div><div class="c0"><p>12 April 2013 Tuesday</p></div><div class="c5"><p>Title ${number}</p></div>
<div class="c5"><p><span>LENGTH: </span>14 words</p></div><div class="c5"><p>${story}</p><p>More.</p></div>
<div class="c5"><p><span>LANGUAGE: </span>ENGLISH</p></div><!-- Hide XML section from browser
</DOCFULL></DOC> -->`,
  )
  .join('')}</body></html>`;

const nexisUni = docxOf(
  ['Documents (2)', '1. First', '2. Second']
    .map((text) => wordParagraph(text))
    .concat(
      ['First', 'Second'].map((title) =>
        [
          title, 'The Courier', 'September 30, 2015 Wednesday 9:03 AM GMT', 'Copyright 2015', 'Section: NEWS', 'Length:\u00a0870 words', 'Byline: Zoë',
          'Body', story, 'More words.', 'Classification', 'Language: ENGLISH', 'Subject: TRAMS (90%)', 'End of Document',
        ].map((text) => wordParagraph(text)).join(''),
      ),
    )
    .join(''),
); // prettier-ignore

const factivaHtml = `<html><head><title>Factiva</title></head><body>${[1, 2]
  .map(
    (
      number,
    ) => `<div class="article enArticle"><table><tr><td class="index"><b>HD</b>&nbsp;</td><td><b>Title ${number}</b></td></tr>
<tr><td class="index"><b>WC</b></td><td>29 words</td></tr><tr><td class="index"><b>PD</b></td><td>29 December 2011</td></tr>
<tr><td class="index"><b>SN</b></td><td>Paper</td></tr><tr><td class="index"><b>LP</b></td><td><p class="articleParagraph">${story}</p></td></tr>
<tr><td class="index"><b>TD</b></td><td><p>More.</p></td></tr><tr><td class="index"><b>AN</b></td><td>Document TESTEN0020111229e7ct0001${number}</td></tr></table></div>`,
  )
  .join('')}</body></html>`;

const factivaXml = `<?xml version="1.0" encoding="utf-8"?><PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0"><ppsarticleResultSet count="1"><ppsarticle><article><accessionNo>TEST0000020120109e51700030</accessionNo><baseLanguage>EN</baseLanguage><headline><paragraph>A <hlt>title</hlt></paragraph></headline><leadParagraph><paragraph>${story}</paragraph></leadParagraph><publicationDate><dateTime>2012-01-09T01:35:58Z</dateTime></publicationDate><sourceName>Paper</sourceName><tailParagraphs><paragraph>More.</paragraph></tailParagraphs></article></ppsarticle></ppsarticleResultSet></ppsArticleResponse></PPSResponse>`;

const factivaRtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard {\b A headline}\par By Zo\'eb\par 355 words\par 29 December 2011\par The Courier\par COUR\par English\par (c) 2011 The Courier\par Some words of the text \u8211? and more.\par Document COUR000020111229e7ct0001r\par }`;

const europresse = `<html><body><article><header><div><span class="DocPublicationName">Journal</span></div><div><span class="DocHeader">Politique, mardi 14 mars 2006, p. 16</span></div><div class="titreArticle"><p class="titreArticleVisu">Titre</p></div><div>Zoë Auteur</div></header><section><div class="DocText"><p>${story}</p></div></section><footer><small>© 2006</small><p>Numéro de document : news·20060315·LM·0q1503</p></footer></article></body></html>`;

const page = `<!doctype html><html lang="ar"><head><title>عنوان</title><meta property="og:site_name" content="Paper"><script type="application/ld+json">{"@type":"NewsArticle","headline":"H","datePublished":"2020-01-02","author":[{"name":"Zoë"}]}</script><script>alert(1)</script></head><body><nav>Menu</nav><article><h1>Title</h1><p>${story.repeat(4)}</p><ul><li>one<ul><li>two</li></ul></li></ul><table><tr><td>a</td><td>b</td></tr></table><a href="javascript:x()">x</a></article></body></html>`;

const mhtml = `From: <Saved by Blink>
Snapshot-Content-Location: https://paper.example/story
Subject: A story
Date: Tue, 2 May 2023 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----x"

------x
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<html><body><article><h1>Z=C3=BCrich</h1><p>${'Some words of the story. '.repeat(12)}</p></article></body></html>
------x--
`;

/** One file for each reader; some readers have two. */
export async function sampleFiles(): Promise<SampleFile[]> {
  const workbook = await writeWorkbook([
    [{ value: 'title' }, { value: 'text' }, { value: 'date' }],
    [{ value: 'A' }, { value: story }, { value: new Date(Date.UTC(2020, 0, 2)), type: Date, format: 'yyyy-mm-dd' }],
  ]).toBuffer();
  const text = (reader: string, name: string, content: string): SampleFile => ({ reader, name, bytes: strToU8(content) });
  return [
    text('plain-text', 'a.txt', `Title\n\n${story}\nMore.`),
    { reader: 'plain-text', name: 'utf-16.txt', bytes: Uint8Array.from(Buffer.from(`\ufeff${story}`, 'utf16le')) },
    { reader: 'html', name: 'corpus.zip', bytes: zipSync({ 'a/1.txt': strToU8(story), 'a/2.html': strToU8(page) }) },
    text('markdown', 'a.md', `---\ntitle: T\ndate: 2020-01-02\n---\n# Head\n\n${story}\n\n- one\n  - two\n\n> no\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`),
    text('html', 'a.html', page),
    text('mhtml', 'a.mhtml', mhtml),
    text('mail', 'a.eml', `Received: by x\nSubject: News\nFrom: Zoe <z@paper.example>\nDate: Tue, 2 May 2023 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\nMIME-Version: 1.0\n\n${story}\n`),
    text('csv', 'a.csv', `title,text,date,source\n"A","${story}\nsecond line",2020-01-02,Paper\nB,"x ""y""",03/04/2020,Paper\n`),
    text('csv', 'a.tsv', `doc_id\ttext\n1\t${story}\n2\tmore\n`),
    { reader: 'xlsx', name: 'a.xlsx', bytes: Uint8Array.from(workbook) },
    text('json', 'a.json', JSON.stringify({ articles: [{ title: 'A', content: story, source: { name: 'P' }, publishedAt: '2020-01-02' }] })),
    text('jsonl', 'a.jsonl', `${JSON.stringify({ text: story, title: 'A' })}\n${JSON.stringify({ text: 'b' })}\n`),
    { reader: 'docx', name: 'a.docx', bytes: docxOf([wordParagraph('Head', { style: 'Heading1' }), wordParagraph(story), wordParagraph('item', { list: 0 }), wordTable([['a', 'b']])].join('')) },
    { reader: 'odt', name: 'a.odt', bytes: odtOf(`<text:h text:outline-level="1">Head</text:h><text:p>${story}</text:p><text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>`) },
    text('rtf', 'a.rtf', String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 A;}{\f1\fcharset178 B;}}\pard Gr\'fc\'dfe \u8211? {\b bold}\par{\f1 \'d3\'e1}\par\trowd\intbl a\cell b\cell\row\pard {\footnote note}end\par}`),
    { reader: 'epub', name: 'a.epub', bytes: epubOf([`<h1>One</h1><p>${story}</p>`, '<p>Two</p>']) },
    { reader: 'pdf', name: 'a.pdf', bytes: pdfOf(setInColumns(Array.from({ length: 12 }, (_, at) => `Paragraph ${at} ${'of some words '.repeat(30)}`), { count: 2, head: () => 'Head', foot: String }), { info: { Title: 'T' } }) },
    { reader: 'nexis-uni', name: 'b.docx', bytes: nexisUni },
    text('nexis-text', 'b.txt', nexisText),
    text('nexis-html', 'b.html', nexisHtml),
    text('factiva-html', 'c.html', factivaHtml),
    text('factiva-xml', 'c.xml', factivaXml),
    text('factiva-rtf', 'c.rtf', factivaRtf),
    text('europresse', 'd.html', europresse),
  ];
} // prettier-ignore
