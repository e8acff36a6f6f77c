/** Web pages as they are saved: what is their text, what they say of it, and what never gets in. */
import { describe, expect, it, test } from 'vitest';
import { linesOf, readFile, readOne } from '../support/read-files';
import { much } from '../support/extent';

const words = 'The council of the town said that the tram would be built, and nobody knew when. ';
const page = (body: string, head = ''): string =>
  `<!doctype html><html><head><title>Page</title>${head}</head><body>${body}</body></html>`;
const article = (body: string, head = ''): string =>
  page(`<nav><a href="/">Menu</a></nav><article><h1>Title</h1>${body}</article>`, head);
const linked = (data: unknown): string =>
  `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

describe('the blocks of a page', () => {
  const blocks = async (body: string): Promise<string[]> => linesOf(await readOne('a.html', page(body)));

  it('are headings, paragraphs, items, quotations, rows and preformatted lines', async () => {
    expect(
      await blocks(
        '<h2>Head</h2>loose<p>one<br>two</p><ul><li>a<ol><li>b</li></ol></li><li>c</li></ul><blockquote><p>q</p></blockquote><table><tr><th>x</th><td>1\n 2</td></tr></table><pre>\nline\n  more</pre>',
      ),
    ).toEqual([
      'h2 Head',
      'loose',
      'one',
      'two',
      '- a',
      '  1. b',
      '- c',
      '> q',
      '| x\t1 2',
      'line',
      '  more',
    ]);
  });

  it('of a table that only puts things side by side are those within it', async () => {
    const story = '<h1>Head</h1><p>One.</p><p>Two.</p>';
    const within = ['h1 Head', 'One.', 'Two.'].map((line) =>
      expect.stringMatching(new RegExp(`${line.slice(2)}$`)),
    );
    expect(await blocks(`<table><tr><td>${story}</td><td><ul><li>menu</li></ul></td></tr></table>`)).toEqual([
      ...within,
      '- menu',
    ]);
    expect(await blocks('<table role="presentation"><tr><td>a</td><td>b</td></tr></table>')).toEqual([
      'a',
      'b',
    ]);
    expect(await blocks('<table><tr><td>a</td></tr><tr><td>b</td></tr></table>')).toEqual(['a', 'b']);
    const nested = '<table><tr><td>a</td><td><table><tr><td>1</td><td>2</td></tr></table></td></tr></table>';
    expect(await blocks(nested)).toEqual(['a', '| 1\t2']);
  });

  it('of a row keep their columns when cells before them are empty', async () => {
    expect(
      await blocks(
        '<table><tr><th>a</th><th>b</th></tr><tr><td></td><td>5</td></tr><tr><td></td><td> </td></tr></table>',
      ),
    ).toEqual(['| a\tb', '| \t5']);
  });

  it('show short quotations in quotation marks, and no reading aids', async () => {
    expect(
      await blocks('<p>She said <q>no</q> to <ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>.</p>'),
    ).toEqual(['She said “no” to 漢字.']);
  });

  it('hold what is shown: nothing hidden, no script, no words of controls', async () => {
    expect(
      await blocks(
        '<p hidden>a</p><p style="display: none">b</p><script>c</script><style>d</style><noscript>e</noscript><select><option>f</option></select><p>shown&nbsp;\u0001words</p>',
      ),
    ).toEqual(['shown\u00a0\ufffdwords']);
    expect(await blocks('<div style="display:none"><p>until a script runs</p></div>')).toEqual([
      'until a script runs',
    ]);
  });
});

describe('what a page says of itself', () => {
  it('is found in JSON-LD, also where things are named elsewhere, and texts hold line breaks and entities', async () => {
    const data = linked({
      '@graph': [
        { '@type': 'Person', '@id': '#p', name: 'Zoë Reporter' },
        {
          '@type': ['NewsArticle'],
          headline: 'Tram &amp; bus',
          author: [{ '@id': '#p' }, 'https://example.invalid/profile'],
          datePublished: '2020-03-04T10:00:00+01:00',
          publisher: { '@type': 'Organization', name: 'The Courier' },
          articleSection: ['Politics', 'Town'],
          isAccessibleForFree: 'False',
          url: 'https://courier.invalid/tram',
          description: 'one LINE two',
        },
      ],
    }).replace('LINE', '\n');
    const { fields, particulars, warnings } = await readOne(
      'a.html',
      article(`<p>${words.repeat(9)}</p>`, data),
    );
    expect(fields).toMatchObject({
      title: 'Tram & bus',
      author: 'Zoë Reporter',
      date: '2020-03-04',
      source: 'The Courier',
      section: 'Politics; Town',
      url: 'https://courier.invalid/tram',
    });
    expect(particulars).toContainEqual({ name: 'Free to read', value: 'no' });
    expect(warnings).toEqual([expect.stringContaining('not free to read')]);
  });

  it('is never a script, and an address of a profile is no author', async () => {
    const head = `<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content=" JaVaScript:alert(1)"><meta property="article:author" content="https://social.invalid/zoe"><meta name="author" content="Zoë">`;
    const { fields, text } = await readOne(
      'a.html',
      article(`<p><a href="javascript:steal()">${words.repeat(9)}</a></p>`, head),
    );
    expect(fields).toMatchObject({ url: '', author: 'Zoë' });
    expect(text).not.toContain('steal');
  });

  it('gives its address where a browser saved it from, and makes parts of an address whole', async () => {
    const saved = '<!-- saved from url=(0031)https://courier.invalid/news/1 -->\n';
    expect((await readOne('a.html', `${saved}${page('<p>Words.</p>')}`)).fields.url).toBe(
      'https://courier.invalid/news/1',
    );
    const part = page('<p>Words.</p>', '<link rel="canonical" href="/news/tram">');
    expect((await readOne('a.html', `${saved}${part}`)).fields.url).toBe('https://courier.invalid/news/tram');
    expect((await readOne('a.html', part)).fields.url).toBe('');
  });

  it('has a date only where it can mean nothing else', async () => {
    const time = (day: string): string => `<time datetime="${day}T08:00">${day}</time>`;
    const dateOf = async (body: string): Promise<string | null> =>
      (await readOne('a.html', page(body))).fields.date;
    expect(
      await dateOf(
        `<article>${time('2020-01-02')}<p>${words}</p></article><aside>${time('2019-05-05')}</aside>`,
      ),
    ).toBe('2020-01-02');
    expect(await dateOf(`<p>${words}</p>${time('2020-01-02')}${time('2019-05-05')}`)).toBeNull();
    expect(
      await dateOf(
        `<p>${words}</p>${time('2019-05-05')}<time itemprop="datePublished" datetime="2020-01-02">`,
      ),
    ).toBe('2020-01-02');
  });
});

test('of a page with much around its article, the share that was left out is said in numbers', async () => {
  const comments = Array.from(
    { length: 60 },
    (_, at) => `<li><a href="/${at}">Another piece number ${at} of this paper</a></li>`,
  );
  const { text, warnings } = await readOne(
    'a.html',
    page(
      `<article><h1>Title</h1><p>${words.repeat(9)}</p><p>${words.repeat(8)}</p></article><div class="sidebar"><ul>${comments.join('')}</ul></div>`,
    ),
  );
  expect(text).not.toContain('Another piece');
  expect(warnings).toEqual([
    expect.stringMatching(/^\d\d % of the page’s words .* [\d,]+ characters\) were left out/),
  ]);
});

test('large pages are read in time: real paragraphs, comments, very many links, thousands of cells', async () => {
  const many = (count: number, one: (at: number) => string): string =>
    Array.from({ length: count }, (_, at) => one(at)).join('');
  const pages = [
    article(
      many(
        much(10_000),
        (at) => `<p>${at} ${words}<a href="/${at}">a link</a> and <em>more</em>, and more.</p>`,
      ),
    ),
    article(
      many(
        much(8000),
        (at) =>
          `<div class="comment"><span>user ${at}</span><div><p>${words}</p><button>like</button></div></div>`,
      ),
    ),
    page(many(much(100_000), (at) => `<a href="/${at}">link ${at}</a> `)),
    page(`<table>${many(much(20_000), (at) => `<tr><td>${at}</td><td>b</td><td>c</td></tr>`)}</table>`),
    page(
      many(
        2000,
        (at) => `<table><tr><td>${at}<table><tr><td>a</td><td>b</td></tr></table></td></tr></table>`,
      ),
    ),
    page(`${many(300, () => '<table><tr><td>')}deep${many(300, () => '</td></tr></table>')}`),
  ];
  for (const [at, each] of pages.entries()) {
    const begun = performance.now();
    expect((await readFile('a.html', each)).articles, `page ${at}`).toHaveLength(1);
    // Ten times what it takes on a machine of its own.
    expect(performance.now() - begun, `page ${at}`).toBeLessThan(2000 + (each.length / 1e6) * 10_000);
  }
}, 60_000);
