/** The staging area: which rows it looks at for a duplicate, and how long it keeps what it knows of their groups. */
import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openForReading } from '../../electron/db/open';
import type { KeyedArticle } from '../../electron/exchange/prepare-article';
import { findDuplicate } from '../../electron/project/find-duplicate';
import { Staging } from '../../electron/project/staging';
import type { Duplicate } from '../../shared/api';
import { keysOfNames, keysOfText } from '../../shared/article-keys';
import { usualSettings } from '../../shared/import-settings';
import { bringIn } from '../support/bring-in';
import { openWorld } from '../support/host-world';

const settings = JSON.stringify(usualSettings);
const story = (seed: string): string =>
  Array.from({ length: 120 }, (_, at) => `${seed}${(at * 7919) % 1009}`).join(' ');

function article(text: string, textKeys = keysOfText(text), url = ''): KeyedArticle {
  const [title = ''] = text.split(' ');
  const none = { source: '', author: '', date: null, section: '', accession: '', language: null, note: '' };
  return {
    place: '',
    fields: { title, url, ...none },
    particulars: [],
    warnings: [],
    encoding: '',
    encodings: [],
    text,
    layout: '',
    textSha256: createHash('sha256').update(text).digest('hex'),
    textKeys,
  };
}

function openStaging(): Staging {
  const staging = new Staging();
  onTestFinished(() => staging.close());
  return staging;
}

function newFile(staging: Staging): number {
  return staging.beginFile(staging.addSource({ pasted: '' }), 'a.txt', 1, settings);
}

describe('rows that share keys with a text', () => {
  it('are so many at most, those that share most keys first', () => {
    const staging = openStaging();
    const file = newFile(staging);
    const add = (text: string, keys: number[], url?: string): string =>
      staging.addRow(file, article(text, keys, url), 'take', null);
    for (let at = 0; at < 12; at++) add(`decoy${at}`, [1]);
    const copy = add('copy', [1, 2, 3]);
    const half = add('half', [2, 9]);
    const named = add('named', [], 'https://paper.example/1');
    const found = staging.rowsSharing(
      keysOfNames({ url: 'https://paper.example/1', accession: '' }),
      [1, 2, 3],
      4,
    );
    expect(found.map(({ rowId }) => rowId)).toEqual([named, copy, expect.any(String), expect.any(String)]);
    expect(staging.rowsSharing([], [2, 9], 1)).toMatchObject([{ rowId: half, text: 'half' }]);
    expect(staging.rowsSharing([], [7], 8)).toEqual([]);
  });

  it('leave no place to those whose file is read again', () => {
    const staging = openStaging();
    const file = newFile(staging);
    for (let at = 0; at < 3; at++) staging.addRow(file, article(`old${at}`, [1, 2]), 'take', null);
    const kept = staging.addRow(newFile(staging), article('kept', [1]), 'take', null);
    staging.shelve(String(file), settings);
    expect(staging.rowsSharing([], [1, 2], 2)).toMatchObject([{ rowId: kept }]);
  });
});

describe('the duplicate of a text is found behind others that share one stretch with it', () => {
  const text = story('agency');
  const keys = keysOfText(text);
  /** Texts that are quite unlike it, and share one of its keys. */
  const decoys = Array.from({ length: 12 }, (_, at) => story(`decoy${at}x`));

  it('among what comes in', async () => {
    const world = await openWorld('Here already.');
    const staging = openStaging();
    const file = newFile(staging);
    for (const decoy of decoys) staging.addRow(file, article(decoy, [keys[0]!]), 'take', null);
    const copy = staging.addRow(file, article(`${text} End.`), 'take', null);
    await world.does('project.close');
    const db = openForReading(world.file);
    onTestFinished(() => void db.close());
    expect(findDuplicate(db, staging, article(text))).toMatchObject({
      how: 'similar text',
      of: { rowId: copy },
    });
  });

  it('in the project', async () => {
    const world = await openWorld('Here already.');
    const known = await bringIn(
      world.does,
      [...decoys, `${text} End.`].map((pasted) => ({ pasted })),
    );
    await world.does('project.close');
    const db = openForReading(world.file);
    onTestFinished(() => void db.close());
    // As if the stretch were in each of them; made by hand, since texts of so little likeness seldom share one.
    const shared = db
      .prepare('SELECT key FROM article_key WHERE article_id = ? ORDER BY key')
      .pluck()
      .all(known.at(-1)) as number[];
    const decoyKeys = known
      .slice(0, -1)
      .map((id) => db.prepare('SELECT key FROM article_key WHERE article_id = ?').pluck().get(id) as number);
    const asked = article(text, [...decoyKeys, ...shared]);
    expect(findDuplicate(db, openStaging(), asked)).toMatchObject({
      how: 'similar text',
      of: { articleId: known.at(-1) },
    });
  });
});

describe('the groups of likely duplicates', () => {
  const like = (rowId: string): Duplicate => ({
    how: 'similar text',
    similarity: 0.7,
    of: { rowId, title: 'first' },
  });
  const idsOf = (staging: Staging): string[][] =>
    staging.groups().map(({ members }) => members.map(({ id }) => id));

  it('are made once until rows change, whatever is typed and decided', () => {
    const staging = openStaging();
    const file = newFile(staging);
    const first = staging.addRow(file, article('first', []), 'take', null);
    const second = staging.addRow(file, article('second', []), 'take', like(first));
    const groups = staging.groups();
    expect(idsOf(staging)).toEqual([[first, second]]);
    staging.edit([second], { title: 'Corrected' });
    staging.decide([second], 'skip');
    staging.link({ shown: 'duplicates' });
    expect(staging.state().groups).toBe(1);
    expect(staging.groups()).toBe(groups);
    staging.addRow(file, article('third', []), 'take', null);
    expect(staging.groups()).toBe(groups);
  });

  it('are made anew when one is added, read again, put back or forgotten', () => {
    const staging = openStaging();
    const file = newFile(staging);
    const first = staging.addRow(file, article('first', []), 'take', null);
    expect(staging.groups()).toEqual([]);
    const other = newFile(staging);
    const second = staging.addRow(other, article('second', []), 'take', like(first));
    expect(idsOf(staging)).toEqual([[first, second]]);
    const shelf = staging.shelve(String(other), settings);
    expect(staging.groups()).toEqual([]);
    shelf.restore();
    expect(idsOf(staging)).toEqual([[first, second]]);
    staging.shelve(String(file), settings).drop();
    expect(staging.groups()).toEqual([]);
    const fourth = staging.addRow(other, article('fourth', []), 'take', like(second));
    expect(idsOf(staging)).toEqual([[second, fourth]]);
    staging.forgetSource(1);
    expect(staging.groups()).toEqual([]);
  });
});
