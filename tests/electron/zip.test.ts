/** Zip archives from anyone: what is in them is counted as it comes out, and tricks are refused in words. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { filesAt } from '../../electron/exchange/source-files';
import { documentLimits, openZip } from '../../electron/exchange/zip';
import { tempFolder } from '../support/make-project';
import { docxOf, wordParagraph } from '../support/office-files';
import { readFile } from '../support/read-files';

/** Changes bytes after the n-th signature of a kind: 0x02014b50 begins an entry of the archive's list. */
function patched(zip: Uint8Array, change: (entry: Buffer, isListed: boolean) => void): Uint8Array {
  const bytes = Buffer.from(zip);
  for (let at = 0; at + 4 < bytes.length; at++) {
    const signature = bytes.readUInt32LE(at);
    if (signature === 0x02014b50) change(bytes.subarray(at), true);
    if (signature === 0x04034b50) change(bytes.subarray(at), false);
  }
  return Uint8Array.from(bytes);
}

const sound = zipSync({ 'a/ü.txt': strToU8('Grüße'), 'b.txt': strToU8('b') });

describe('a zip archive', () => {
  it('gives its files by name, whatever their scripts', async () => {
    const zip = await openZip(sound);
    expect(zip.entries.map(({ name }) => name)).toEqual(['a/ü.txt', 'b.txt']);
    expect(Buffer.from(await zip.read('a/ü.txt')).toString()).toBe('Grüße');
    zip.close();
  });

  it('with a flipped bit in a file that is not compressed is damaged', async () => {
    const flipped = Uint8Array.from(zipSync({ 'a.txt': strToU8('Yes to the harbour') }, { level: 0 }));
    flipped[Buffer.from(flipped).indexOf('Yes')]! ^= 1;
    const zip = await openZip(flipped);
    await expect(zip.read('a.txt')).rejects.toThrow(/checksum of .*a\.txt/);
    zip.close();
  });

  it('that leads out of itself, is encrypted or cut off is refused in words', async () => {
    const encrypted = patched(sound, (entry, isListed) => entry.writeUInt16LE(1, isListed ? 8 : 6));
    await expect(openZip(zipSync({ '../evil.txt': strToU8('x') }))).rejects.toThrow(
      /leads out of the archive/,
    );
    await expect(openZip(zipSync({ '/etc/evil.txt': strToU8('x') }))).rejects.toThrow(
      /leads out of the archive/,
    );
    await expect(openZip(sound.slice(0, -20))).rejects.toThrow(/damaged/);
    await expect((await openZip(encrypted)).read('b.txt')).rejects.toThrow(/encrypted/);
  });

  it('that would fill the memory is given up as it grows, whatever it says of its sizes', async () => {
    const bomb = zipSync({ 'bomb.txt': new Uint8Array(60_000_000) });
    await expect((await openZip(bomb)).read('bomb.txt')).rejects.toThrow(/may be a trap/);
    const lying = patched(bomb, (entry, isListed) => entry.writeUInt32LE(100, isListed ? 24 : 22));
    await expect((await openZip(lying)).read('bomb.txt')).rejects.toThrow(/may be a trap|damaged/);
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}.txt`, strToU8('x')])),
    );
    await expect(openZip(many, { ...documentLimits, entries: 200 })).rejects.toThrow(/more than 200 files/);
  });

  it('has no symbolic links and no archives within', async () => {
    const link = patched(sound, (entry, isListed) => {
      if (isListed && entry.subarray(46, 51).toString() === 'b.txt')
        entry.writeUInt32LE((0xa1ff << 16) >>> 0, 38);
    });
    expect((await openZip(link)).entries.map(({ name }) => name)).toEqual(['a/ü.txt']);
    const { articles, problem } = await readFile('corpus.zip', zipSync({ 'inner.zip': sound }));
    expect([articles, problem]).toEqual([[], expect.stringContaining('archive within an archive')]);
  });
});

/** An archive of one stored file, as programs of many kinds write it. */
function rawZip(
  name: Buffer,
  content: Buffer,
  { flags = 0, isZip64 = false, checksum = crc32(content) } = {},
): Uint8Array {
  const hasDescriptor = (flags & 8) !== 0;
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(checksum, 0);
  sizes.writeUInt32LE(content.length, 4);
  sizes.writeUInt32LE(content.length, 8);
  const fixed = (start: number, fields: [at: number, value: number][], length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    bytes.writeUInt32LE(start, 0);
    for (const [at, value] of fields) bytes.writeUInt16LE(value, at);
    return bytes;
  };
  const local = fixed(0x04034b50, [[4, 20], [6, flags], [26, name.length]], 30); // prettier-ignore
  if (!hasDescriptor) sizes.copy(local, 14);
  const descriptor = hasDescriptor ? Buffer.concat([Buffer.from('PK\x07\x08'), sizes]) : Buffer.alloc(0);
  const extra = Buffer.alloc(isZip64 ? 20 : 0);
  const listed = fixed(0x02014b50, [[4, 20], [6, 20], [8, flags], [28, name.length], [30, extra.length]], 46); // prettier-ignore
  sizes.copy(listed, 16);
  if (isZip64) {
    listed.fill(0xff, 20, 28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(16, 2);
    extra.writeUInt32LE(content.length, 4);
    extra.writeUInt32LE(content.length, 12);
  }
  const end = fixed(0x06054b50, [[8, 1], [10, 1]], 22); // prettier-ignore
  end.writeUInt32LE(listed.length + name.length + extra.length, 12);
  end.writeUInt32LE(local.length + name.length + content.length + descriptor.length, 16);
  return Uint8Array.from(Buffer.concat([local, name, content, descriptor, listed, name, extra, end]));
}

describe('a zip archive of another program', () => {
  const words = Buffer.from('قالت الوزيرة 👩🏽‍⚖️');
  const read = async (bytes: Uint8Array): Promise<[string | undefined, string]> => {
    const zip = await openZip(bytes);
    const name = zip.entries[0]?.name;
    return [name, Buffer.from(await zip.read(name ?? '')).toString()];
  };

  it('is read with sizes after the data, and with sizes of 64 bits', async () => {
    expect(await read(rawZip(Buffer.from('a.txt'), words, { flags: 8 }))).toEqual(['a.txt', String(words)]);
    expect(await read(rawZip(Buffer.from('a.txt'), words, { isZip64: true }))).toEqual([
      'a.txt',
      String(words),
    ]);
  });

  it('keeps the names of Macs, which do not say that they are UTF-8, and those of DOS', async () => {
    expect((await read(rawZip(Buffer.from('Zürich/市.txt'), words)))[0]).toBe('Zürich/市.txt');
    expect((await read(rawZip(Buffer.from('Z\x81rich.txt', 'latin1'), words)))[0]).toBe('Zürich.txt');
    expect((await read(rawZip(Buffer.from('a\\b.txt'), words)))[0]).toBe('a/b.txt');
    for (const trick of ['..\\evil.txt', 'C:\\evil.txt', 'a/../../evil.txt'])
      await expect(openZip(rawZip(Buffer.from(trick), words))).rejects.toThrow(/leads out of the archive/);
  });

  it('with a flipped bit is damaged, not another text', async () => {
    const bytes = rawZip(Buffer.from('a.txt'), words, { checksum: crc32(words) ^ 1 });
    await expect((await openZip(bytes)).read('a.txt')).rejects.toThrow(/checksum of a\.txt/);
    const { articles, problem } = await readFile('a.zip', bytes);
    expect([articles, problem]).toEqual([[], expect.stringContaining('damaged')]);
  });

  it('that is one document is read as that, whatever its ending', async () => {
    const { format, articles } = await readFile('a.zip', docxOf(wordParagraph('The council voted.')));
    expect([format, articles[0]?.text]).toEqual(['docx', 'The council voted.']);
  });

  it('with a file twice, or parts of saved pages, says so', async () => {
    const twice = patched(
      zipSync({ 'a.txt': strToU8('first'), 'b.txt': strToU8('other') }),
      (entry, isListed) => entry.write('a', isListed ? 46 : 30),
    );
    const read = await readFile('c.zip', twice);
    expect(read.articles.map(({ text }) => text)).toEqual(['first']);
    expect(read.problem).toMatch(/two files of this name/);
    const page = strToU8('<html><body><p>words</p></body></html>');
    const parts = { 'x/Page_files/a.js': page, 'x/Page_files/b/c.html': page, 'x/Page_files2/d.txt': page };
    const saved = await readFile(
      'c.zip',
      zipSync({ 'x/page.htm': page, ...parts, 'Page_files/e.txt': page }),
    );
    expect(saved.articles).toHaveLength(3);
    expect(saved.skipped).toEqual([
      {
        place: '',
        why: '“x/Page_files” with 2 files (images, styles, scripts) belong to saved pages beside them.',
      },
    ]);
  });

  it('is refused in the words of the disk when it is gone or may not be read', async () => {
    await expect(openZip(path.join(tempFolder(), 'gone.zip'))).rejects.toThrow(/not there any more/);
  });
});

describe('the files of a folder', () => {
  it('are listed in the order of people, without clutter, links in circles or devices', async () => {
    const folder = path.join(tempFolder(), 'corpus');
    fs.mkdirSync(path.join(folder, 'deep', 'deeper'), { recursive: true });
    for (const name of [
      '10.txt',
      '9.txt',
      'deep/a.txt',
      'deep/deeper/b.txt',
      '.hidden',
      '~$lock.docx',
      'Thumbs.db',
    ])
      fs.writeFileSync(path.join(folder, name), 'words');
    fs.writeFileSync(path.join(folder, 'empty.txt'), '');
    fs.symlinkSync(folder, path.join(folder, 'deep', 'round'));
    fs.symlinkSync(path.join(folder, 'gone'), path.join(folder, 'broken.txt'));
    const found: string[] = [];
    fs.mkdirSync(path.join(folder, 'page-Dateien', 'sub'), { recursive: true });
    for (const name of ['page.html', 'page-Dateien/a.js', 'page-Dateien/sub/b.css'])
      fs.writeFileSync(path.join(folder, name), 'words');
    execFileSync('mkfifo', [path.join(folder, 'pipe.txt')]);
    for await (const file of filesAt(folder, null)) {
      if ('problem' in file) found.push(`${file.name}: ${file.problem}`);
      else found.push('passedOver' in file ? `${file.name}: ${file.passedOver}` : file.name);
    }
    expect(found).toEqual([
      'corpus/9.txt',
      'corpus/10.txt',
      expect.stringMatching(/^corpus\/broken\.txt: .*not there any more/),
      'corpus/deep/a.txt',
      'corpus/deep/deeper/b.txt',
      'corpus/deep/round: It is a link to another folder. Choose that folder itself.',
      'corpus/empty.txt: It is empty.',
      'corpus/page.html',
      'corpus/pipe.txt: It is a device, not a file.',
      'corpus: “page-Dateien” with 2 files (images, styles, scripts) belong to saved pages beside them.',
    ]);
  });

  it('may vanish between listing and reading: that costs only themselves', async () => {
    const folder = path.join(tempFolder(), 'corpus');
    fs.mkdirSync(folder);
    for (const name of ['1.txt', '2.txt', '3.txt']) fs.writeFileSync(path.join(folder, name), 'words');
    const read: string[] = [];
    for await (const file of filesAt(folder, null)) {
      if (file.name.endsWith('/1.txt')) fs.rmSync(path.join(folder, '3.txt'));
      if (file.name.endsWith('/2.txt')) fs.rmSync(path.join(folder, '2.txt'));
      if ('problem' in file) read.push(file.problem);
      else if ('bytes' in file)
        read.push(
          await file.bytes().then(
            (bytes) => Buffer.from(bytes).toString(),
            (error: Error) => error.message,
          ),
        );
    }
    const gone = 'It is not there any more: it was moved or removed while it was read.';
    expect(read).toEqual(['words', gone, gone]);
  });

  it('are many thousands as well as ten', async () => {
    const folder = path.join(tempFolder(), 'corpus');
    fs.mkdirSync(folder);
    for (let at = 0; at < 20_000; at++) fs.writeFileSync(path.join(folder, `${at}.txt`), '');
    const start = performance.now();
    let count = 0;
    for await (const file of filesAt(folder, null)) if ('problem' in file) count += 1;
    expect(count).toBe(20_000);
    expect(performance.now() - start).toBeLessThan(6_000);
  }, 120_000);
});
