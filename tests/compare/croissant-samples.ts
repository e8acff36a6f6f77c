/** The terms of our Croissant descriptions, compared with those of descriptions that others have published. */
import fs from 'node:fs';
import path from 'node:path';
import { croissantOf } from '../../shared/formats/croissant';

type Terms = Record<string, unknown>;

/** Our terms must mean there what they mean here; samples may have more of them. */
export async function check(
  samplesFolder: string,
): Promise<{ file: string; expected: string; found: string }[]> {
  const folder = path.join(samplesFolder, 'croissant');
  const about = { name: '', description: '', encodingFormat: 'text/csv', now: new Date().toISOString() };
  const { '@context': ours } = croissantOf(about, []) as { '@context': Terms };
  const meaning = (term: string, terms: Terms): string => `${term} = ${JSON.stringify(terms[term])}`;
  return fs.readdirSync(folder).map((name) => {
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    const { '@context': theirs } = JSON.parse(text) as { '@context': Terms };
    const terms = Object.keys(ours);
    return {
      file: `croissant/${name}`,
      expected: terms.map((term) => meaning(term, ours)).join(', '),
      found: terms.map((term) => meaning(term, theirs)).join(', '),
    };
  });
}
