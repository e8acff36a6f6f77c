import { expect, test } from 'vitest';
import { nameInput } from '../../shared/names';
import { linesOf, readFile, readOne } from '../support/read-files';

test('plain text keeps its lines; title, date and language are guessed', async () => {
  const { text, fields } = await readOne(
    'courier 2026-03-14.txt',
    'Tram divides Ellmouth\r\n\r\nThe council and the mayor of the town met for\r\nhours.',
  );
  expect(text).toBe('Tram divides Ellmouth\n\nThe council and the mayor of the town met for\nhours.');
  expect(fields).toMatchObject({ title: 'Tram divides Ellmouth', date: '2026-03-14', language: 'en' });
});

test('a file of one line is called after itself', async () => {
  expect((await readOne('مقال.txt', 'صوّت مجلس المدينة على المشروع.')).fields).toMatchObject({
    title: 'مقال',
    language: 'ar',
  });
});

test('a title is guessed that an article can have, whatever the text and its file are called', async () => {
  const titleOf = async (fileName: string, content: string): Promise<string> => {
    const { title } = (await readOne(fileName, content)).fields;
    expect(nameInput.parse(title)).toBe(title);
    return title;
  };
  expect(await titleOf('b.txt', 'The council\u0092s\tplan\nSome words.')).toBe('The councils plan');
  expect(await titleOf('c.txt', '\u200b\nSome words.')).toBe('c');
  expect(await titleOf('\u0092\u200b.txt', '\u00ad\nSome words.')).toBe('Untitled');
  expect(await titleOf('d\u0092.md', '---\ntitle: "\u0080\u200d"\n---\nSome words.')).toBe('d');
  const page = (title: string): string =>
    `<html><head><title>${title}</title></head><body><p>Heading</p><p>Some words.</p></body></html>`;
  expect(await titleOf('e.html', page('The mayor\u0092s\n plan'))).toBe('The mayors plan');
  expect(await titleOf('e.html', page('\u200b'))).toBe('Heading');
  expect(await titleOf('e.html', page('x'.repeat(10_001)))).toBe('Heading');
});

test('characters that no format can carry are replaced one for one and counted', async () => {
  const { text, warnings } = await readOne('a.txt', 'one\u0001two three four five six seven');
  expect(text).toBe('one\ufffdtwo three four five six seven');
  expect(warnings.join()).toContain('1 ');
});

test('an article without words is a problem, not an article', async () => {
  expect(await readFile('a.txt', ' \n\u00a0\t')).toMatchObject({
    articles: [],
    skipped: [{ why: 'There are no words in it.' }],
  });
});

test('Markdown becomes words in paragraphs, and front matter becomes fields', async () => {
  const article = await readOne(
    'a.md',
    '---\ntitle: "Wind & Wald"\nauthor: J. Reuter\ndate: 2026-06-21\nlang: de\n---\n# Streit\n\nSie sagte *das* [hier](http://x.invalid) &amp; dort.\n\n- eins\n- zwei\n\n> Nein!\n',
  );
  expect(linesOf(article)).toEqual([
    'h1 Streit',
    'Sie sagte das hier & dort.',
    '- eins',
    '- zwei',
    '> Nein!',
  ]);
  expect(article.fields).toMatchObject({
    title: 'Wind & Wald',
    author: 'J. Reuter',
    date: '2026-06-21',
    language: 'de',
  });
});

const page = `<!doctype html><html lang="ar" dir="rtl"><head><title>الماء</title>
<meta property="og:site_name" content="صحيفة النهر"><meta property="article:published_time" content="2026-05-02T10:00:00Z">
<link rel="canonical" href="https://news.invalid/water"><script>globalThis.pwned = true</script></head>
<body><nav>القائمة</nav><article><h1>إصلاح المياه</h1><p>${'قالت الوزيرة إن المشروع ضروري. '.repeat(12)}</p><p>${'رفض المزارعون الخطة. '.repeat(12)}</p>
<img src="x" onerror="globalThis.pwned = true"></article></body></html>`;

test('a web page gives its article: paragraphs stay apart, metadata is found, nothing is run', async () => {
  const { text, fields } = await readOne('page.html', page);
  expect(text).toMatch(/ضروري\.\nرفض/);
  expect(text).not.toContain('pwned');
  expect('pwned' in globalThis).toBe(false);
  expect(fields).toMatchObject({
    source: 'صحيفة النهر',
    date: '2026-05-02',
    url: 'https://news.invalid/water',
    language: 'ar',
  });
});

test('a page whose bytes are UTF-8 is UTF-8, whatever it declares', async () => {
  const { text } = await readOne(
    'page.html',
    '<html><head><meta charset="windows-1252"></head><body><p>Straße ✓</p></body></html>',
  );
  expect(text).toBe('Straße ✓');
});

test('hostile files are read or refused at once: deep nesting, endless blanks', async () => {
  const started = performance.now();
  expect((await readOne('deep.html', `${'<div>'.repeat(2000)}the words`)).text).toBe('the words');
  expect((await readFile('deeper.html', '<div>'.repeat(200_000))).problem).toMatch(/nested/);
  expect((await readOne('quote.md', `${'>'.repeat(5000)} words`)).warnings).toEqual([
    expect.stringContaining('plain text'),
  ]);
  const list = Array.from({ length: 2000 }, (_, level) => `${'  '.repeat(level)}- item`).join('\n');
  expect((await readFile('list.md', list)).articles).toHaveLength(1);
  const blank = await readOne('blank.md', `---\ntitle: a${' '.repeat(100_000)}b \n---\nwords`);
  expect(blank.text).toBe('words');
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('marks that turn the direction, and letters that were encoded twice, are kept and told', async () => {
  const turned = await readOne('a.txt', 'He said \u202eyes\u202c.');
  expect(turned.text).toContain('\u202e');
  expect(turned.warnings).toEqual([expect.stringContaining('2 invisible marks')]);
  const twice = await readOne('b.txt', 'ZÃ¼rich, GrÃ¼ÃŸe, Ã¶ffentlich');
  expect(twice.warnings).toEqual([expect.stringContaining('encoded twice')]);
  expect((await readOne('c.txt', 'Zürich, São Paulo, Çınar, Ângela')).warnings).toEqual([]);
});

test('UTF-8 that is broken in places stays UTF-8, and says where', async () => {
  const words = Buffer.from('Zürich grüßt.\nDie Bürger übten Geduld für später.\nmehr ');
  const { text, warnings } = await readOne('a.txt', Buffer.concat([words, Buffer.from([0xe9, 0x20]), words]));
  expect(text).toContain('grüßt');
  expect(warnings[0]).toMatch(/broken in one place, first in line 3/);
  const latin = Buffer.from(
    'Z\xfcrich gr\xfc\xdft. Die B\xfcrger \xfcbten Geduld f\xfcr sp\xe4ter.',
    'latin1',
  );
  expect((await readOne('b.txt', Uint8Array.from(latin))).text).toContain('Zürich grüßt');
});

test('controls that nobody types are told: quotation marks of Windows that were taken for Latin-1', async () => {
  const { text, warnings } = await readOne('a.txt', 'He said \u0093yes\u0094 twice.');
  expect(text).toContain('\u0093');
  expect(warnings).toEqual([expect.stringContaining('2 invisible control characters')]);
});

test('a page is decoded as browsers do, whatever it calls the encoding', async () => {
  const page = (head: string): Uint8Array =>
    Buffer.from(`${head}<body><p>Gr\xfc\xdfe \x96 \x93x\x94 \x80</p></body></html>`, 'latin1');
  const heads = [
    '<html><head><meta charset="iso-8859-1"></head>',
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=us-ascii"></head>',
    '<?xml version="1.0" encoding="ISO-8859-1"?><html><head></head>',
  ];
  for (const head of heads) expect((await readOne('a.html', page(head))).text).toBe('Grüße – “x” €');
});

test('a text of 50 MB is refused with its limit, and at once', async () => {
  const started = performance.now();
  const { articles, problem } = await readFile('a.txt', Buffer.alloc(50_000_000, 'some words. '));
  expect([articles, problem]).toEqual([[], expect.stringContaining('5,000,000 characters')]);
  expect(performance.now() - started).toBeLessThan(10_000);
});
