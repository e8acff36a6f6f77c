/** EPUB books: chapters as XHTML is written, what stands beside them, and what locks or breaks a book. */
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { epubOf } from '../support/office-files';
import { linesOf, readFile, readOne } from '../support/read-files';

const xhtml = (head: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>${head}</head><body>${body}</body></html>`;
const book = (metadata: string, manifest: string, spine: string, more = ''): Record<string, string> => ({
  'OEBPS/book.opf': `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>${metadata}</metadata><manifest>${manifest}</manifest><spine>${spine}</spine>${more}</package>`,
});

describe('a chapter of an EPUB', () => {
  it('is whole, whatever elements of XHTML are empty', async () => {
    const chapter = xhtml(
      '<title/><script src="x.js"/><style/>',
      '<a id="p1"/><p>one<br/>line</p><p/><div class="a/b"/><textarea/><iframe src="z"/><p>two &amp; &#233; <![CDATA[<three> & four]]></p>',
    );
    const article = await readOne('a.epub', epubOf(['x'], { 'OEBPS/c 0.xhtml': chapter }));
    expect(linesOf(article)).toEqual(['one', 'line', 'two & é <three> & four']);
    const anchors = await readOne('a.epub', epubOf(['<p><a id="x"/>t</p>'.repeat(6000)]));
    expect(anchors.text).toBe(Array.from({ length: 6000 }, () => 't').join('\n'));
  });

  it('keeps numbers of pages out of its sentences, and numbers of notes out of its words', async () => {
    const chapter = xhtml(
      '',
      '<p>In 2019<a epub:type="noteref" href="#n">3</a> the <span epub:type="pagebreak" title="12">12</span>sea<sup><a role="doc-noteref" href="#m">[4]</a></sup> rose.</p><nav epub:type="page-list"><ol><li>12</li></ol></nav><aside epub:type="footnote"><p>3 A note.</p></aside>',
    );
    const { text } = await readOne('a.epub', epubOf(['x'], { 'OEBPS/c 0.xhtml': chapter }));
    expect(text).toBe('In 2019[3] the sea[4] rose.\n3 A note.');
  });

  it('is decoded as it declares', async () => {
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="iso-8859-2"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>\xb9\xe8</p></body></html>',
      'latin1',
    );
    const parts = unzipSync(epubOf(['x']));
    const { text } = await readOne('a.epub', zipSync({ ...parts, 'OEBPS/c 0.xhtml': latin }));
    expect(text).toBe('šč');
  });
});

describe('an EPUB', () => {
  it('has what stands beside its reading order at the end, and neither contents nor pictures', async () => {
    const item = (id: string, more = ''): string => `<item id="${id}" href="${id}.xhtml" ${more}/>`;
    const parts = {
      ...book(
        '<dc:title>T</dc:title><dc:identifier>urn:uuid:1</dc:identifier><dc:identifier>urn:isbn:978-3-16-148410-0</dc:identifier><dc:date>3/4/2021</dc:date>',
        `${item('notes')}${item('toc')}${item('one')}${item('gone')}<item id="cover" href="cover.svg" media-type="image/svg+xml"/>`,
        '<itemref idref="cover"/><itemref idref="toc"/><itemref idref="notes" linear="no"/><itemref idref="one"/><itemref idref="one"/><itemref idref="gone"/>',
        '<guide><reference type="toc" href="toc.xhtml#a"/></guide>',
      ),
      'OEBPS/notes.xhtml': xhtml('', '<p>Notes</p>'),
      'OEBPS/toc.xhtml': xhtml('', '<p>Contents</p>'),
      'OEBPS/one.xhtml': xhtml('', '<h2>One</h2>'),
    };
    const { text, warnings, fields, particulars } = await readOne('a.epub', epubOf([], parts));
    expect(text).toBe('One\nNotes');
    expect(warnings).toEqual([expect.stringMatching(/1 of its chapters.*OEBPS\/gone\.xhtml/)]);
    expect(fields).toMatchObject({ accession: 'ISBN 9783161484100', date: null });
    expect(particulars).toContainEqual({ name: 'Date', value: '3/4/2021' });
  });

  it('whose fonts alone are locked is read, and one whose chapters are is not', async () => {
    const locked = (uri: string): Promise<string | null> =>
      readFile(
        'a.epub',
        epubOf(['<p>x</p>'], {
          'META-INF/encryption.xml': `<encryption xmlns="a"><EncryptedData><CipherData><CipherReference URI="${uri}"/></CipherData></EncryptedData></encryption>`,
        }),
      ).then(({ problem }) => problem);
    expect(await locked('OEBPS/fonts/a.otf')).toBe(null);
    expect(await locked('OEBPS/c%200.xhtml.bak')).toBe(null);
    expect(await locked('OEBPS/c%200.xhtml')).toMatch(/DRM/);
  });

  it('that leads out of itself, is cut off, too long or nested without end is told', async () => {
    const begin = performance.now();
    const whole = epubOf(['<p>x</p>']);
    const outside = book('', '<item id="a" href="../../../etc/passwd"/>', '<itemref idref="a"/>');
    const { skipped } = await readFile('a.epub', epubOf([], outside));
    expect(skipped).toEqual([{ place: '', why: 'There are no words in it.' }]);
    const long = Array.from({ length: 400_000 }, (_, at) => `${(at * 7919) % 1e6}`).join(' ');
    for (const [content, why] of [
      [whole.subarray(0, whole.length / 2), /damaged|cut off/],
      [epubOf([`<p>${long}</p>`, `<p>${long}</p>`]), /book is too long/],
      [epubOf([`${'<div>'.repeat(100_000)}x`]), /nested more than/],
      [epubOf([], { 'OEBPS/book.opf': '<package><spine>' }), /not sound XML/],
    ] as const)
      expect((await readFile('a.epub', content)).problem).toMatch(why);
    expect(performance.now() - begin).toBeLessThan(20_000);
  }, 60_000);
});
