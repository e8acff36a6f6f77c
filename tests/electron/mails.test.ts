/** Pages saved into one file, and mails: which of their parts is the article, and what their headers say. */
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { linesOf, readFile, readOne } from '../support/read-files';

interface Part {
  headers: string;
  body: string;
}
const lines = (text: string): string => text.replaceAll('\n', '\r\n');
const inParts = (head: string, parts: Part[], boundary = '----x'): string =>
  lines(
    `${head}; boundary="${boundary}"\n\n${parts.map(({ headers, body }) => `--${boundary}\n${headers}\n\n${body}\n`).join('')}--${boundary}--\n`,
  );
const saved = `From: <Saved by Blink>
Snapshot-Content-Location: https://courier.invalid/tram
Subject: =?utf-8?Q?Z=C3=BCrich_votes?=
Date: Tue, 2 May 2023 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"`;
const html = (words: string): string => `<html><body><p>${words}</p></body></html>`;
const quoted: Part = {
  headers:
    'Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://courier.invalid/tram',
  body: '<html><body><p>Z=C3=BCrich votes on the =\ntram =F0=9F=9A=8B.</p></body></html>',
};

describe('a page in one file', () => {
  it('is its page, not the frames of advertisements in it', async () => {
    const frame = {
      headers: 'Content-Type: text/html\nContent-Location: cid:frame-1',
      body: html('Buy this.'),
    };
    const style = { headers: 'Content-Type: text/css', body: 'p { color: red }' };
    const read = await readFile('a.mhtml', inParts(saved, [frame, quoted, style]));
    expect(read.format).toBe('mhtml');
    const [{ text, fields, particulars } = { text: '', fields: null, particulars: null }] = read.articles;
    expect(text).toBe('Zürich votes on the tram 🚋.');
    expect(fields).toMatchObject({ title: 'Zürich votes', url: 'https://courier.invalid/tram', date: null });
    expect(particulars).toContainEqual({ name: 'Frames left out', value: '1' });
    expect(particulars).toContainEqual({ name: 'Date of the file', value: 'Tue, 2 May 2023 10:00:00 -0000' });
  });

  it('is the part that the file names, in the encoding that the part says', async () => {
    const other = { headers: 'Content-Type: text/html\nContent-ID: <other>', body: html('No.') };
    const root = {
      headers:
        'Content-Type: text/html; charset="windows-1251"\nContent-ID: <root>\nContent-Transfer-Encoding: base64',
      body: iconv.encode(html('Городской совет'), 'windows-1251').toString('base64'),
    };
    const file = inParts('MIME-Version: 1.0\nContent-Type: multipart/related; start="<root>"', [other, root]);
    expect((await readOne('a.mht', file)).text).toBe('Городской совет');
  });

  it('of mere frames is the frame with the words, and without a page says so', async () => {
    const set = {
      headers: 'Content-Type: text/html',
      body: '<html><frameset><frame src="cid:1"></frameset></html>',
    };
    const frame = { headers: 'Content-Type: text/html', body: html('All the words.') };
    expect((await readOne('a.mhtml', inParts(saved, [set, frame]))).text).toBe('All the words.');
    const image = { headers: 'Content-Type: image/png', body: 'x' };
    expect((await readFile('a.mhtml', inParts(saved, [image]))).problem).toMatch(/no web page in it/);
    const cut = inParts(saved, [quoted]).replace(/<\/p>[\s\S]*/, '');
    expect((await readOne('a.mhtml', cut)).text).toBe('Zürich votes on the tram 🚋.');
  });

  it('with many images is read at once', async () => {
    const image = {
      headers: 'Content-Type: image/png\nContent-Transfer-Encoding: base64',
      body: `${'A'.repeat(76)}\n`.repeat(13_000),
    };
    const file = inParts(saved, [quoted, ...Array.from({ length: 10 }, () => image)]);
    const begun = performance.now();
    expect((await readOne('a.mhtml', file)).text).toContain('tram');
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe('a mail', () => {
  const head =
    'Subject: =?iso-8859-1?Q?Gr=FC=DFe?=\nFrom: "Zoë W." <zoe@courier.invalid>\nDate: Tue, 02 May 2023 23:30:00 +0200\nMIME-Version: 1.0\n';

  it('gives all its words, with what its headers say, and names what was attached', async () => {
    const letter = `<html><body><table><tr><td><h1>News</h1><p>One.</p></td></tr><tr><td><p>Two.</p><p style="display:none">preview</p></td></tr></table></body></html>`;
    const file = inParts(`${head}Content-Type: multipart/mixed`, [
      {
        headers: 'Content-Type: multipart/alternative; boundary=c',
        body: `--c\nContent-Type: text/plain\n\nplain\n--c\nContent-Type: text/html\n\n${letter}\n--c--`,
      },
      {
        headers: 'Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment; filename=a.pdf',
        body: 'x',
      },
      { headers: 'Content-Type: text/html', body: html('Sent by a list.') },
    ]);
    const article = await readOne('a.eml', file);
    expect(linesOf(article)).toEqual([expect.stringMatching(/^h1 News/), 'One.', 'Two.', 'Sent by a list.']);
    expect(article.fields).toMatchObject({ title: 'Grüße', author: 'Zoë W.', date: '2023-05-02' });
    expect(article.particulars).toContainEqual({ name: 'Attachments, not read', value: 'a.pdf' });
  });

  it('of mere text keeps its lines', async () => {
    const file = lines(`${head}Content-Type: text/plain; charset=utf-8\n\nGrüße 市,\n\nzwei.\n`);
    expect((await readOne('a.eml', file)).text).toBe('Grüße 市,\n\nzwei.');
  });

  it('is not taken for one because a text begins with a colon', async () => {
    expect((await readFile('a.txt', 'Subject: trams\nThe council voted.')).format).toBe('plain-text');
  });
});
