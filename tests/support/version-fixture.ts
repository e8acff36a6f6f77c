/** A small project in several scripts, kept once per released version and opened by every later one. */
import fs from 'node:fs';
import path from 'node:path';
import { createHost } from '../../electron/project/host';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { readHere } from '../../electron/project/reading';
import type { CallInput, CallName, Outputs } from '../../shared/api';
import { bringIn } from './bring-in';
import { mark, only } from './marked-text';
import { tempFolder } from './make-project';

export const fixtureOf = (version: number): string =>
  path.resolve(import.meta.dirname, `../samples/version-${version}.claimbook`);

const arabic = 'قالت الوزيرة 👩🏽‍⚖️ إن [a:الحدود ستبقى مفتوحة]a حتى الصيف.';
const japanese = '市長は「[a:税金を下げる]a」と約束した。🗳️';

/** Writes the project of today's version: the sample, two more articles, and one deed undone. */
export async function writeFixture(file: string): Promise<void> {
  const folder = tempFolder();
  let count = 0;
  const host = createHost({
    profileFolder: path.join(folder, 'profile'),
    now: () => new Date(Date.UTC(2026, 0, 1) + count * 1000).toISOString(),
    newId: () => `fixture-${String(++count).padStart(6, '0')}`,
    emit: { progress: () => undefined },
    appVersion: 'fixture',
    reading: readHere,
    readDataset: readDatasetHere,
  });
  const done = async <C extends CallName>(name: C, input?: CallInput<C>): Promise<Outputs[C]> => {
    const result = await host.call(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
    return result.value;
  };
  const made = path.join(folder, 'fixture.claimbook');
  host.grant('file', made);
  const { codes, attributes } = await done('project.create', {
    token: 'file',
    name: 'Fixture 🗂️',
    coderName: 'Zoë',
    sample: true,
  });
  const claim = codes.find(({ name }) => name === 'Claim');
  const claimant = attributes.find(({ codeId, name }) => codeId === claim?.id && name === 'Claimant');
  if (!claim || !claimant) throw new Error('the default codebook has no claim with a claimant');
  for (const [index, marked] of [arabic, japanese].entries()) {
    const read = mark(marked);
    const [articleId = ''] = await bringIn(done, [{ pasted: read.text }], { title: `№ ${index}` });
    const annotationId = `tagged-${index}`;
    await done('annotation.tag', {
      annotationId,
      articleId,
      codeId: claim.id,
      ranges: [only(read, 'a')],
    });
    await done('annotation.setValues', {
      annotationId,
      attributeId: claimant.id,
      values: [{ newActor: { name: index === 0 ? 'الوزيرة' : '市長', kind: 'person' } }],
    });
  }
  await done('annotation.setNote', { annotationId: 'tagged-0', note: 'undone in the fixture' });
  await done('history.undo');
  await host.close();
  fs.copyFileSync(made, file);
}
