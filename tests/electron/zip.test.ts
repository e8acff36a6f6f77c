/** Zip archives from anyone: what is in them is counted as it comes out, and tricks are refused in words. */
import fs from 'node:fs';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { filesAt } from '../../electron/exchange/source-files';
import { documentLimits, openZip } from '../../electron/exchange/zip';
import { tempFolder } from '../support/make-project';
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
    await expect(zip.read('a.txt')).rejects.toThrow(/a\.txt: its check sum is wrong/);
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
    for await (const file of filesAt(folder, null))
      found.push('problem' in file ? `${file.name}: ${file.problem}` : file.name);
    expect(found).toEqual([
      'corpus/9.txt',
      'corpus/10.txt',
      expect.stringMatching(/^corpus\/broken\.txt: .*not there any more/),
      'corpus/deep/a.txt',
      'corpus/deep/deeper/b.txt',
      'corpus/deep/round: It is a link to another folder. Choose that folder itself.',
      'corpus/empty.txt: It is empty.',
    ]);
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
