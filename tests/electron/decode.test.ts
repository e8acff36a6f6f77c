import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decode } from '../../electron/exchange/decode';

const german =
  'Der Stadtrat stimmte am Dienstag für den Bau der Straßenbahn zum Hafen. „Das ist übereilt“, sagte Jürgen Groß. Die Bürger hören davon später, als sie möchten.';
const arabic =
  'صوّت مجلس المدينة يوم الثلاثاء على مشروع إصلاح إمدادات المياه رغم الاعتراضات، وقالت رئيسة المجلس إن القرار سيدخل حيز التنفيذ في الشهر المقبل.';
const russian =
  'Городской совет проголосовал во вторник за продление трамвайной линии до порта. Мэр назвал это решение историческим.';
const bytesOf = (text: string, encoding: string, addBOM = false): Uint8Array =>
  iconv.encode(text, encoding, { addBOM });

test('a text about databases or documents is a text, a database is none', () => {
  for (const text of ['SQLite is used by newspapers.', 'SQLite format 3 is old.', 'PK is a party.', '%PDF']) {
    expect(decode(bytesOf(text, 'utf-8'))).toMatchObject({ ok: true, text });
  }
  const database = Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84)]);
  expect(decode(database)).toMatchObject({ ok: false, message: 'This is a database, not a text.' });
  expect(decode(Buffer.from('\x89PNG\r\n', 'latin1'))).toMatchObject({ ok: false });
});

test.for([german, arabic, russian, '市议会周二投票 👩🏽‍🌾 e\u0301'])('UTF-8 is sure: %s', (text) => {
  expect(decode(bytesOf(text, 'utf-8'))).toEqual({
    ok: true,
    text,
    encoding: 'utf-8',
    warning: null,
    encodings: [],
  });
  expect(decode(bytesOf(text, 'utf-8', true))).toMatchObject({ ok: true, text, warning: null });
});

test.for(['utf-16le', 'utf-16be'])('%s is read with and without its mark', (encoding) => {
  for (const text of [german, arabic]) {
    const marked = decode(bytesOf(text, encoding, true));
    expect(marked).toMatchObject({ ok: true, encoding, warning: null });
    expect(marked.ok && marked.text.replace(/^\ufeff/, '')).toBe(text);
    expect(decode(bytesOf(text, encoding))).toMatchObject({ ok: true, text, encoding });
  }
});

test.for([
  ['windows-1252', german],
  ['windows-1256', arabic],
  ['koi8-r', russian],
  ['windows-1251', russian],
] as const)(
  '%s is read rightly with a warning, or the user is asked and it is among the choices',
  ([encoding, text]) => {
    const bytes = bytesOf(text, encoding);
    const read = decode(bytes);
    if (read.ok) {
      expect(read.text).toBe(text);
      expect(read.warning).not.toBeNull();
    } else {
      expect(read.encodings.map((each) => each.encoding)).toContain(encoding);
    }
    expect(decode(bytes, encoding)).toMatchObject({ ok: true, text, encoding });
  },
);

test.for([
  ['%PDF-1.7 and more', 'PDF'],
  ['PK\x03\x04word/document.xml', 'office document'],
  ['\x89PNG\r\n', 'PNG'],
  ['\0\x01\x02\x03\0\0\x07\x08', 'binary'],
  ['\x01\x02\x03\x04\x05\x06 text', 'binary'],
] as const)('data that is no text is refused and named: %s', ([start, named]) => {
  const read = decode(Buffer.from(start, 'latin1'));
  expect(read).toMatchObject({ ok: false, encodings: [] });
  expect(!read.ok && read.message).toContain(named);
});

test('a long file is told by its first words that are not ASCII', () => {
  const text = `${'plain words. '.repeat(400_000)}${arabic.repeat(5)}`;
  const started = performance.now();
  expect(decode(bytesOf(text, 'windows-1256'))).toMatchObject({ ok: true, encoding: 'windows-1256', text });
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('no guess reads as gaps, and the other readings are shown where they begin to differ', () => {
  const text = `${'A long beginning in plain letters. '.repeat(20)}Мэр хочет вернуть ночной автобус.`;
  const read = decode(bytesOf(text, 'koi8-r'));
  expect(read.ok && read.text).not.toContain('\ufffd');
  const offered = read.encodings.find(({ encoding }) => encoding === 'koi8-r');
  expect(offered?.preview).toContain('Мэр хочет вернуть ночной автобус.');
  expect(decode(bytesOf(german, 'utf-8')).encodings).toEqual([]);
});

test('bytes that mean nothing in the chosen encoding are told of', () => {
  const read = decode(bytesOf('Łódź chce nocny autobus — już.', 'windows-1250'), 'shift_jis');
  expect(read.ok && read.warning).toContain('shift_jis');
});

test.for(['utf-32le', 'utf-32be'])('%s is read with and without its mark', (encoding) => {
  for (const text of [german, arabic, '市议会周二投票 👩🏽‍🌾']) {
    const marked = decode(bytesOf(text, encoding, true));
    expect(marked).toMatchObject({ ok: true, encoding, warning: null });
    expect(marked.ok && marked.text.replace(/^\ufeff/, '')).toBe(text);
    expect(decode(bytesOf(text, encoding))).toMatchObject({ ok: true, text, encoding });
  }
});

test.for(['utf-16le', 'utf-16be'])(
  '%s without a mark is told in scripts of many characters, too',
  (encoding) => {
    const text = '市议会周二投票决定延长有轨电车线路到港口，市长称这是历史性的决定。\n反对派说太贵了。';
    expect(decode(bytesOf(text, encoding))).toMatchObject({ ok: true, text, encoding });
  },
);

test('UTF-16 that was cut off within a character says so', () => {
  const cut = decode(bytesOf(german, 'utf-16le', true).subarray(0, 41));
  expect(cut.ok && [cut.text, cut.warning]).toEqual([
    german.slice(0, 19),
    expect.stringContaining('cut off'),
  ]);
});

test('a stray NUL makes no text binary, and binary data of any kind is no text', () => {
  expect(decode(bytesOf(`${german}\0${german}`, 'utf-8'))).toMatchObject({ ok: true, encoding: 'utf-8' });
  expect(decode(bytesOf(`${german}\0${german}`, 'windows-1252'))).toMatchObject({ ok: true });
  let state = 7;
  const noise = (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24);
  for (let round = 0; round < 400; round++)
    expect(decode(noise(64 + round * 10)), `noise ${round}`).toMatchObject({ ok: false });
  // In a few bytes there may be none that no text has; with a NUL among them, they are no text all the same.
  for (let round = 0; round < 2000; round++) {
    const few = Uint8Array.from([0, ...noise(5 + (round % 60))]);
    expect(decode(few), `few ${[...few].join(' ')}`).toMatchObject({ ok: false });
  }
  const picture = Uint8Array.from([0x00, 0x01, 0x02, 0xff, 0xfe, 0x00, 0x03]);
  expect(decode(picture)).toMatchObject({ ok: false, message: expect.stringContaining('binary') });
});
