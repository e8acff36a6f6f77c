/** Word documents: what mammoth passes over and must not be lost, what nobody sees, and what is no document. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxOf, wordParagraph, wordTable } from '../support/office-files';
import { linesOf, readFile, readOne } from '../support/read-files';

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const run = (text: string, looks = ''): string =>
  `<w:r>${looks === '' ? '' : `<w:rPr>${looks}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, looks = ''): string => `<w:p><w:pPr>${looks}</w:pPr>${content}</w:p>`;
const lines = async (body: string, more: Record<string, string> = {}): Promise<string[]> =>
  linesOf(await readOne('a.docx', docxOf(body, more)));

describe('the text of a Word document', () => {
  it('holds words in wrappers of every kind, and characters without their readings', async () => {
    const { text, warnings } = await readOne(
      'a.docx',
      docxOf(
        paragraph(
          `<w:r><w:ruby><w:rubyPr/><w:rt>${run('かん')}</w:rt><w:rubyBase>${run('漢')}</w:rubyBase></w:ruby></w:r><w:dir w:val="rtl">${run('مرحبا')}</w:dir><w:bdo w:val="ltr">${run(' b')}</w:bdo><w:smartTag>${run(' c')}</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>${run(' d')}</w:sdtContent></w:sdt><w:fldSimple w:instr="DATE">${run(' e')}</w:fldSimple>`,
        ),
      ),
    );
    expect(text).toBe('漢مرحبا b c d e');
    expect(warnings).toEqual([expect.stringContaining('ruby')]);
  });

  it('holds what was moved once, at its new place', async () => {
    expect(
      await lines(
        paragraph(`<w:moveFrom>${run('moved')}</w:moveFrom>${run('a ')}`) +
          paragraph(`<w:moveTo>${run('moved')}</w:moveTo>`),
      ),
    ).toEqual(['a', 'moved']);
  });

  it('loses what was deleted: words, rows, and the end of a paragraph', async () => {
    const deletedRow = `<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>${wordParagraph('gone')}</w:tc></w:tr>`;
    expect(
      await lines(
        `<w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr>${run('one ')}<w:del>${run('no')}</w:del></w:p>${paragraph(run('line'))}` +
          wordTable([['kept']]).replace('</w:tbl>', `${deletedRow}</w:tbl>`),
      ),
    ).toEqual(['one line', '| kept']);
  });

  it('is without hidden words, and says so', async () => {
    const hidden = `${run('seen')}${run('unseen', '<w:vanish/>')}${run('!', '<w:vanish w:val="0"/>')}`;
    const { text, warnings } = await readOne('a.docx', docxOf(paragraph(hidden)));
    expect(text).toBe('seen!');
    expect(warnings).toEqual([expect.stringContaining('hides')]);
  });

  it('is without words that a style hides, unless the run says otherwise or two styles undo one another', async () => {
    const style = (type: string, id: string, inner: string): string =>
      `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${id}"/>${inner}</w:style>`;
    const vanish = '<w:rPr><w:vanish/></w:rPr>';
    const styles = `<w:styles ${word}>${[
      style('paragraph', 'Secret', vanish),
      style('paragraph', 'Made', '<w:basedOn w:val="Secret"/>'),
      style('paragraph', 'Open', '<w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="0"/></w:rPr>'),
      style('character', 'Whisper', vanish),
      style('character', 'MadeWhisper', '<w:basedOn w:val="Whisper"/>'),
      style('character', 'Loop', '<w:basedOn w:val="Loop"/>'),
    ].join('')}</w:styles>`;
    const box = `<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>${wordParagraph('boxed', { style: 'Secret' })}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
    const { text, warnings } = await readOne(
      'a.docx',
      docxOf(
        ['Secret', 'Made', 'Open'].map((id) => wordParagraph(`paragraph ${id}`, { style: id })).join('') +
          ['Whisper', 'MadeWhisper', 'Loop']
            .map((id) => paragraph(run('seen ') + run(id, `<w:rStyle w:val="${id}"/>`)))
            .join('') +
          paragraph(
            run('both', '<w:rStyle w:val="Whisper"/>') +
              run('gone') +
              run(' said', '<w:vanish w:val="false"/>'),
            '<w:pStyle w:val="Secret"/>',
          ) +
          paragraph(run('around') + box + run(' the box')) +
          wordParagraph('مخفي', { style: 'Made', list: 0 }) +
          '<w:p><w:r><w:t>plain</w:t></w:r></w:p>',
        { 'word/styles.xml': styles },
      ),
    );
    expect(text.split('\n')).toEqual([
      'paragraph Open',
      'seen',
      'seen',
      'seen Loop',
      'both said',
      'around the box',
      'plain',
    ]);
    expect(warnings).toEqual([expect.stringContaining('hides')]);
  });

  it('is without words that the usual style or the defaults of the document hide', async () => {
    const hides = '<w:rPr><w:vanish/></w:rPr>';
    for (const hidden of [
      `<w:docDefaults><w:rPrDefault>${hides}</w:rPrDefault></w:docDefaults>`,
      `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>${hides}</w:style>`,
    ]) {
      const { text } = await readOne(
        'a.docx',
        docxOf(wordParagraph('unseen') + paragraph(run('seen', '<w:vanish w:val="0"/>')), {
          'word/styles.xml': `<w:styles ${word}>${hidden}</w:styles>`,
        }),
      );
      expect(text).toBe('seen');
    }
  });

  it('holds the words of a text box once, whichever programs it was written for', async () => {
    const box = `<w:txbxContent>${wordParagraph('In the box')}</w:txbxContent>`;
    const choice = `<mc:Choice Requires="wps"><w:drawing><wp:anchor xmlns:wp="p"><wp:posOffset>12345</wp:posOffset><wps:wsp xmlns:wps="s"><wps:txbx>${box}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>`;
    const alternate = (inner: string): string =>
      paragraph(
        `${run('Around')}<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">${inner}</mc:AlternateContent></w:r>`,
      );
    const old = `<mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>${box}</v:textbox></v:shape></w:pict></mc:Fallback>`;
    const picture = '<mc:Fallback><w:pict/></mc:Fallback>';
    for (const inner of [choice + old, choice, choice + picture])
      expect(await lines(alternate(inner))).toEqual(['Around', 'In the box']);
  });

  it('holds formulas as a row of signs, and says so', async () => {
    const math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
    const formula = `<m:oMath ${math}><m:r><m:t>E=m</m:t></m:r><m:sSup><m:sSupPr><m:ctrlPr/></m:sSupPr><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>`;
    const { text, warnings } = await readOne('a.docx', docxOf(paragraph(run('So ') + formula)));
    expect(text).toBe('So E=mc2');
    expect(warnings).toEqual([expect.stringContaining('Formulas')]);
  });

  it('keeps spaces, tabs, breaks and hyphens as they are', async () => {
    const { text } = await readOne(
      'a.docx',
      docxOf(
        paragraph(
          `${run('a  b')}<w:r><w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t><w:cr/><w:t>e</w:t><w:br w:type="page"/><w:t>f\u00a0g</w:t><w:noBreakHyphen/><w:t>h</w:t><w:softHyphen/><w:t>i</w:t></w:r>`,
        ) + wordTable([['a  b', 'c']]),
      ),
    );
    expect(text).toBe('a  b\tc\nd\ne\nf\u00a0g\u2011h\u00adi\na b\tc');
  });
});

describe('the blocks of a Word document', () => {
  it('are headings by style, by what a style is made from, and by their level in the outline', async () => {
    const styles = `<w:styles ${word}>${[
      '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>',
      '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My style"/><w:basedOn w:val="berschrift2"/></w:style>',
      '<w:style w:type="paragraph" w:styleId="Lead"><w:name w:val="Lead"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>',
      '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>',
      '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>',
    ].join('')}</w:styles>`;
    expect(
      await lines(
        ['T', 'berschrift2', 'Mine', 'Lead', 'Loop']
          .map((style) => wordParagraph(style, { style }))
          .join('') +
          paragraph(run('outline'), '<w:outlineLvl w:val="3"/>') +
          paragraph(run('body text'), '<w:outlineLvl w:val="9"/>'),
        { 'word/styles.xml': styles },
      ),
    ).toEqual(['h1 T', 'h2 berschrift2', 'h2 Mine', 'h3 Lead', 'Loop', 'h4 outline', 'body text']);
  });

  it('are items of lists as deep as Word has them', async () => {
    const levels = Array.from({ length: 9 }, (_, level) => level);
    const numbering = `<w:numbering ${word}><w:abstractNum w:abstractNumId="0">${levels.map((level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="${level % 2 ? 'decimal' : 'bullet'}"/></w:lvl>`).join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
    expect(
      await lines(levels.map((level) => wordParagraph('x', { list: level })).join(''), {
        'word/numbering.xml': numbering,
      }),
    ).toEqual(levels.map((level) => `${'  '.repeat(level)}${level % 2 ? '1.' : '-'} x`));
  });

  it('end with the notes, each after its number', async () => {
    const note = (kind: string, text: string): string =>
      `<w:${kind}s ${word}><w:${kind} w:id="2"><w:p><w:r><w:${kind}Ref/></w:r>${run(` ${text}`)}</w:p>${wordParagraph('goes on')}</w:${kind}></w:${kind}s>`;
    expect(
      await lines(
        paragraph(
          `${run('a')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('b')}<w:r><w:endnoteReference w:id="2"/></w:r>`,
        ),
        {
          'word/footnotes.xml': note('footnote', 'At the foot.'),
          'word/endnotes.xml': note('endnote', 'At the end.'),
        },
      ),
    ).toEqual(['a[1]b[2]', '- [1] At the foot.', '- goes on', '- [2] At the end.', '- goes on']);
  });
});

describe('a Word file that means harm or is none', () => {
  it('cannot leave out words by a map that it brings along', async () => {
    expect(await lines(wordParagraph('kept'), { 'mammoth/style-map': 'p => !' })).toEqual(['kept']);
  });

  it('is told by name: old Excel, PowerPoint and Outlook, and Word in one XML file', async () => {
    const old = (stream: string): Uint8Array =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from(stream, 'utf16le'),
      ]);
    const start = '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>';
    for (const [content, why] of [
      [old('Workbook'), /\.xls.*save it as \.xlsx/],
      [old('PowerPoint Document'), /\.ppt/],
      [old('__properties_version1.0'), /Outlook/],
      [old('something else'), /old Office/],
      [strToU8(start), /single XML file.*save it as \.docx/],
      [docxOf('', { 'word/document.xml': '' }), /document\.xml is not sound/],
      [docxOf('', { 'word/document.xml': '<a/>' }), /no text in word\/document\.xml/],
      [
        zipSync({ '[Content_Types].xml': strToU8('<x/>'), '_rels/.rels': strToU8('<x/>') }),
        /document\.xml is missing/,
      ],
    ] as const)
      expect((await readFile('a.doc', Uint8Array.from(content), { format: 'docx' })).problem).toMatch(why);
    expect((await readFile('a.xml', start)).format).toBe('docx');
  });

  it('ends within seconds: entities, depth, a file of nothing but text', async () => {
    const begin = performance.now();
    const deep = `${'<w:ins>'.repeat(100_000)}${'</w:ins>'.repeat(100_000)}`;
    const entity = `<?xml version="1.0"?><!-- ${' '.repeat(5000)} --><!DOCTYPE x [<!ENTITY a "b">]><w:document ${word}><w:body>&a;</w:body></w:document>`;
    for (const [content, why] of [
      [docxOf(paragraph(deep)), /nested more than/],
      [docxOf('', { 'word/document.xml': entity }), /its own entities/],
      [
        docxOf(paragraph(run(Array.from({ length: 900_000 }, (_, at) => `${(at * 7919) % 1e6}`).join(' ')))),
        /too long/,
      ],
      [
        docxOf('x', { 'word/styles.xml': `<w:styles ${word}>${' '.repeat(21_000_000)}</w:styles>` }),
        /may be a trap/,
      ],
    ] as const) {
      const { articles, problem } = await readFile('a.docx', content);
      expect(articles).toEqual([]);
      expect(problem).toMatch(why);
    }
    expect(performance.now() - begin).toBeLessThan(20_000);
  }, 60_000);
});
