/** OpenDocument texts: blocks by their styles, what stands in cells, boxes and notes, and what nobody sees. */
import { describe, expect, it } from 'vitest';
import { odtOf } from '../support/office-files';
import { linesOf, readFile, readOne } from '../support/read-files';

const lines = async (body: string, more: Record<string, string> = {}): Promise<string[]> =>
  linesOf(await readOne('a.odt', odtOf(body, more)));
const namespaces =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"';
const comment = '<office:annotation><dc:creator>Z</dc:creator><text:p>a comment</text:p></office:annotation>';
const note = (mark: string, words: string): string =>
  `<text:note><text:note-citation>${mark}</text:note-citation><text:note-body>${words}</text:note-body></text:note>`;

describe('an OpenDocument text', () => {
  it('shows paragraphs as their styles, or the styles that these are made from, say', async () => {
    const styles = `<office:document-styles ${namespaces}><office:styles>
      <style:style style:name="P1" style:parent-style-name="Quotations"/><style:style style:name="P2" style:parent-style-name="P1"/>
      <style:style style:name="A" style:parent-style-name="B"/><style:style style:name="B" style:parent-style-name="A"/></office:styles></office:document-styles>`;
    expect(
      await lines(
        ['Title', 'Subtitle', 'P2', 'A']
          .map((style) => `<text:p text:style-name="${style}">${style}</text:p>`)
          .join(''),
        { 'styles.xml': styles },
      ),
    ).toEqual(['h1 Title', 'h2 Subtitle', '> P2', 'A']);
  });

  it('numbers the levels of lists that are numbered, and no others', async () => {
    const list = (inner: string, style = ''): string =>
      `<text:list${style}><text:list-item><text:p>x</text:p>${inner}</text:list-item></text:list>`;
    const styles = `<office:document-styles ${namespaces}><office:styles><text:list-style style:name="M"><text:list-level-style-bullet text:level="1"/><text:list-level-style-number text:level="2" style:num-format="1"/><text:list-level-style-number text:level="3" style:num-format=""/></text:list-style></office:styles></office:document-styles>`;
    expect(
      await lines(list(list(list(''))).replace('<text:list>', '<text:list text:style-name="M">'), {
        'styles.xml': styles,
      }),
    ).toEqual(['- x', '  1. x', '    - x']);
  });

  it('keeps notes of a cell at the end and comments out of it, and all of a cell in its row', async () => {
    const { text, warnings } = await readOne(
      'a.odt',
      odtOf(
        `<table:table><table:table-row><table:table-cell><text:p>a${comment}${note('1', '<text:p>First</text:p><text:p>second</text:p>')}</text:p><text:list><text:list-item><text:p>item</text:p></text:list-item></text:list></table:table-cell><table:table-cell><table:table><table:table-row><table:table-cell><text:p>in</text:p></table:table-cell><table:table-cell><text:p>ner</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table><text:p>End${note('*', '<text:p>Star</text:p>')}</text:p>`,
      ),
    );
    expect(text.split('\n')).toEqual(['a[1] item\tin ner', 'End[*]', '[1] First second', '[*] Star']);
    expect(warnings).toEqual([expect.stringContaining('1 comment was')]);
  });

  it('reads boxes and shapes as paragraphs of their own, without what describes them', async () => {
    const box =
      '<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box><draw:title>described</draw:title></draw:frame>';
    expect(
      await lines(
        `<text:p>wo${box}r<draw:g><draw:custom-shape><text:p>In a shape</text:p></draw:custom-shape></draw:g>ds</text:p>`,
      ),
    ).toEqual(['words', 'In a box', 'In a shape']);
  });

  it('folds the white space of the file, and keeps that of the text', async () => {
    expect(
      await lines(
        '<text:p>a <text:span> b</text:span>\n  c<text:s/><text:s text:c="2"/>d<text:tab/>e <text:line-break/> f\u00a0g\u00adh</text:p>',
      ),
    ).toEqual(['a b c   d\te', 'f\u00a0g\u00adh']);
  });

  it('is without hidden words, readings, scripts and its table of contents, and says so', async () => {
    const { text, warnings } = await readOne(
      'a.odt',
      odtOf(
        `<text:table-of-content><text:table-of-content-source text:outline-level="10"/><text:index-body><text:p>One 1</text:p></text:index-body></text:table-of-content><text:section text:display="none"><text:p>secret</text:p></text:section><text:p>a<text:hidden-text text:is-hidden="true">b</text:hidden-text><text:hidden-text text:is-hidden="false">c</text:hidden-text><text:script>run()</text:script><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby></text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>gone</text:p>`,
      ),
    );
    expect(text).toBe('ac漢');
    expect(warnings).toEqual([
      expect.stringContaining('hides'),
      expect.stringContaining('ruby'),
      expect.stringContaining('table of contents'),
    ]);
  });

  it('in a single file is read as well, and what is none says so', async () => {
    const flat = `<?xml version="1.0"?>\n<office:document ${namespaces}><office:meta><dc:title>T</dc:title></office:meta><office:body><office:text><text:p>flat words</text:p></office:text></office:body></office:document>`;
    const article = await readOne('a.fodt', flat);
    expect([article.text, article.fields.title]).toEqual(['flat words', 'T']);
    const whole = odtOf('<text:p>x</text:p>');
    for (const [content, why] of [
      ['no zip', /no OpenDocument text/],
      [whole.subarray(0, whole.length - 200), /damaged|cut off/],
      [odtOf('', { 'content.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), /not sound XML/],
    ] as const)
      expect((await readFile('a.odt', content)).problem).toMatch(why);
    expect((await readFile('a.odt', odtOf(''))).skipped).toEqual([
      { place: '', why: 'There are no words in it.' },
    ]);
  });
});
