/** Word, OpenDocument, RTF and EPUB: their words in blocks, and what is no such file. */
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { docxOf, epubOf, odtOf, wordParagraph, wordTable } from '../support/office-files';
import { linesOf, readFile, readOne } from '../support/read-files';

const arabic = 'قالت الوزيرة 👩🏽‍⚖️ إن الحدود مفتوحة';

describe('a Word document', () => {
  it('gives headings, lists, quotations and tables in order, in any script', async () => {
    const article = await readOne(
      'a.docx',
      docxOf(
        [
          wordParagraph('Streit um Wasser', { style: 'Heading1' }),
          wordParagraph(arabic),
          wordParagraph('Forderungen', { style: 'Heading2' }),
          wordParagraph('erstens', { list: 0 }),
          wordParagraph('darunter', { list: 1 }),
          wordParagraph('„Nein!“', { style: 'Quote' }),
          wordTable([
            ['市', '议会'],
            ['a & b', '<c>'],
          ]),
          wordParagraph('Ende.'),
        ].join(''),
      ),
    );
    expect(linesOf(article)).toEqual([
      'h1 Streit um Wasser',
      arabic,
      'h2 Forderungen',
      '- erstens',
      '  1. darunter',
      '> „Nein!“',
      '| 市\t议会',
      '| a & b\t<c>',
      'Ende.',
    ]);
    expect(article.fields.title).toBe('Streit um Wasser');
  });

  it('keeps what was inserted and not what was deleted; comments are left out, and that is said', async () => {
    const body =
      '<w:p><w:r><w:t>Kept</w:t></w:r><w:ins><w:r><w:t> inserted</w:t></w:r></w:ins><w:del><w:r><w:delText> deleted</w:delText></w:r></w:del></w:p>';
    const comments = {
      'word/comments.xml':
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1"><w:p/></w:comment></w:comments>',
      'docProps/core.xml':
        '<cp:coreProperties xmlns:cp="a" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="b"><dc:creator>Zoë</dc:creator><dcterms:created>2020-01-02T03:04:05Z</dcterms:created></cp:coreProperties>',
    };
    const { text, warnings, fields, particulars } = await readOne('a.docx', docxOf(body, comments));
    expect(text).toBe('Kept inserted');
    expect(warnings).toEqual([expect.stringContaining('1 comment was left out')]);
    expect(fields).toMatchObject({ author: 'Zoë', date: null });
    expect(particulars).toContainEqual({ name: 'File created', value: '2020-01-02T03:04:05Z' });
  });

  it('that is none says what it is and what to do', async () => {
    const begin = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    const old = Buffer.concat([begin, Buffer.from('WordDocument', 'utf16le')]);
    const locked = Buffer.concat([begin, Buffer.from('EncryptedPackage', 'utf16le')]);
    const bomb = zipSync({
      '[Content_Types].xml': strToU8('<x/>'),
      '_rels/.rels': strToU8('<x/>'),
      'word/document.xml': new Uint8Array(40_000_000),
    });
    for (const [content, why] of [
      [old, /old Word \(\.doc\).*save it as \.docx/],
      [locked, /protected with a password/],
      [strToU8('no zip at all'), /no Word document/],
      [zipSync({ 'a.txt': strToU8('x') }), /parts are missing/],
      [docxOf('x').subarray(0, 900), /cut off|damaged|missing/],
      [bomb, /may be a trap/],
      [docxOf('', { 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }), /its own entities/],
    ] as const) {
      const { articles, problem } = await readFile('a.docx', Uint8Array.from(content));
      expect(articles).toEqual([]);
      expect(problem).toMatch(why);
    }
  });
});

describe('an OpenDocument text', () => {
  it('gives headings, lists, tables, notes and spaces; deletions and comments stay out', async () => {
    const article = await readOne(
      'a.odt',
      odtOf(`<text:tracked-changes><text:p>deleted words</text:p></text:tracked-changes>
        <text:h text:outline-level="2">Titel</text:h>
        <text:p>Eins<text:s text:c="3"/>zwei<text:line-break/>drei<office:annotation><text:p>comment</text:p></office:annotation>
          <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Die Note.</text:p></text:note-body></text:note></text:p>
        <text:list text:style-name="L1"><text:list-item><text:p>erstens</text:p>
          <text:list><text:list-item><text:p>${arabic}</text:p></text:list-item></text:list></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>`),
    );
    expect(linesOf(article)).toEqual([
      'h2 Titel',
      'Eins   zwei',
      'drei [1]',
      '1. erstens',
      `  1. ${arabic}`,
      '| a\tb',
      '- [1] Die Note.',
    ]);
    expect(article.fields).toMatchObject({ title: 'العنوان', author: 'Zoë', date: null });
    expect(article.warnings).toEqual([expect.stringContaining('1 comment')]);
  });

  it('that is encrypted, broken or nested without end is refused', async () => {
    const deep = `${'<text:section>'.repeat(5000)}x${'</text:section>'.repeat(5000)}`;
    for (const [content, why] of [
      [odtOf('x', { 'META-INF/manifest.xml': '<manifest><encryption-data/></manifest>' }), /password/],
      [odtOf('<text:p>cut'), /not sound XML: line \d+/],
      [odtOf(deep), /nested more than/],
      [odtOf('', { 'content.xml': '<a><b/></a>' }), /no text/],
    ] as const)
      expect((await readFile('a.odt', content)).problem).toMatch(why);
  });
});

describe('RTF', () => {
  const rtf = (body: string): string =>
    String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset178 Arab;}{\f2\fcharset128 Mincho;}{\f3\fcharset204 Cyr;}}{\info{\title A title}{\author Zo\'eb}}` +
    `${body}}`;

  it('decodes code pages, Unicode with its fallback, and surrogate pairs', async () => {
    const article = await readOne(
      'a.rtf',
      rtf(
        String.raw`\pard Gr\'fc\'dfe \u8211? \u-10179?\u-8704?\par{\f1 \'d3\'e1\'c7\'e3}\par{\f2 \'93\'fa\'96\'7b}\par{\f3 \'c4\'e0}\par {\uc2 \u20154 ??x}\par`,
      ),
    );
    expect(article.text).toBe('Grüße – 😀\nسلام\n日本\nДа\n人x');
    expect(article.fields).toMatchObject({ title: 'A title', author: 'Zoë' });
  });

  it('shows what a reader sees: results of fields, lists, tables, notes; no pictures, no hidden words', async () => {
    const article = await readOne(
      'a.rtf',
      rtf(
        String.raw`{\*\generator Word;}\pard\outlinelevel0 Heading\par\pard{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt the link}} and {\v hidden}{\pict ffd8}more\line line\par{\pntext\'b7\tab}\pard item\par\trowd\intbl a\cell b\cell\row\pard After{\chftn}{\footnote {\chftn} A note.}\~end\par`,
      ),
    );
    expect(linesOf(article)).toEqual([
      'h1 Heading',
      'the link and more',
      'line',
      '- item',
      '| a\tb',
      'After[1]\u00a0end',
      '- [1] A note.',
    ]);
  });

  it('of any text comes back as it was', async () => {
    const written = (text: string): string =>
      Array.from(text, (character) =>
        character === '\n'
          ? String.raw`\par `
          : /[\\{}]/.test(character)
            ? `\\${character}`
            : character < '\u0080'
              ? character
              : Array.from({ length: character.length }, (_, at) => {
                  const unit = character.charCodeAt(at);
                  return String.raw`\u` + `${unit > 32767 ? unit - 65536 : unit}?`;
                }).join(''),
      ).join('');
    const line = fc
      .string({
        unit: fc.oneof(
          fc.constantFrom('\\', '{', '}', 'a', 'é', '😀', 'س'),
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
        ),
        minLength: 1,
        maxLength: 40,
      })
      .map((text) => `x${text.replaceAll(/[\p{C}\p{Z}\s\ufffe\uffff]/gu, '')}x`);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
        const text = lines.join('\n');
        expect((await readOne('a.rtf', rtf(String.raw`\pard ` + written(text)))).text).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('that is nested or cut anywhere ends in a sentence or a text, never in a crash', async () => {
    const whole = Buffer.from(rtf(String.raw`\pard Some words\par{\b bold}\par`));
    for (let end = 0; end < whole.length; end += 7) {
      const { problem, articles, skipped } = await readFile('a.rtf', Uint8Array.from(whole.subarray(0, end)));
      expect(problem !== null || articles.length + skipped.length > 0, String(end)).toBe(true);
    }
    expect((await readFile('a.rtf', `{\\rtf1 ${'{'.repeat(1_000_000)}`)).problem).toMatch(/nested/);
    expect((await readFile('a.rtf', 'words', { format: 'rtf' })).problem).toMatch(/no RTF/);
  });
});

describe('an EPUB', () => {
  it('is one article of its chapters in reading order, without its table of contents', async () => {
    const article = await readOne(
      'a.epub',
      epubOf([
        '<h1>Erstes</h1><p>Grüße &amp; mehr</p>',
        `<h1>Zweites</h1><p>${arabic}</p><script>bad()</script>`,
      ]),
    );
    expect(linesOf(article)).toEqual(['h1 Erstes', 'Grüße & mehr', 'h1 Zweites', arabic]);
    expect(article.fields).toMatchObject({
      title: 'A book',
      author: 'A. Writer',
      source: 'House',
      date: '2021-05-04',
      language: 'de',
    });
  });

  it('says which chapters are missing or locked', async () => {
    const locked = epubOf(['<p>x</p>'], {
      'META-INF/encryption.xml': '<encryption><CipherReference URI="OEBPS/c 0.xhtml"/></encryption>',
    });
    expect((await readFile('a.epub', locked)).problem).toMatch(/DRM/);
    expect(
      (await readFile('a.epub', epubOf(['<p>x</p>'], { 'META-INF/container.xml': '<a/>' }))).problem,
    ).toMatch(/no sound EPUB/);
  });
});
