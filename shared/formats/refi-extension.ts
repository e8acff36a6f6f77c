/**
 * `claimbook.json` in the archive of a REFI-QDA project, beside what other programs read: how articles are laid out, and
 * which users are more than a coder. Other programs pass over it.
 */
import { z } from 'zod';
import { coderRoles } from '../records';
import type { Dataset } from './dataset';
import type { DatasetBuilder } from './dataset-builder';
import type { Input } from './format';
import type { Losses } from './losses';
import { withRoles } from './lost-facts';
import { guidKey, type RefiGuids } from './refi-guids';

export const extensionFile = 'claimbook.json';

const extensionSchema = z.object({
  version: z.literal(1),
  /** By the GUIDs of the articles, with the texts that they belong to. */
  layouts: z.record(z.string(), z.object({ textSha256: z.string(), layout: z.string() })),
  /** By the GUIDs of the users; `of` is the GUID of the user whose second round it is. */
  coders: z.record(z.string(), z.object({ role: z.enum(coderRoles), of: z.string().nullable() })).default({}),
});
type RefiExtension = z.infer<typeof extensionSchema>;

/** What only Claimbook reads, and a note of it; null where there is nothing of the kind. */
export function extensionOf(
  { registries, articles }: Dataset,
  guids: RefiGuids,
  { hasLayouts }: { hasLayouts: boolean },
  losses: Losses,
): RefiExtension | null {
  const layouts: RefiExtension['layouts'] = {};
  if (hasLayouts)
    for (const { article } of articles()) {
      const { id, textSha256, layout, title } = article;
      if (!layout) continue;
      layouts[guids.of(id)] = { textSha256, layout };
      losses.add(
        'article layout',
        'kept as extension',
        'Headings, lists and pages are kept for Claimbook only.',
        title,
      );
    }
  const coders: RefiExtension['coders'] = {};
  for (const { id, name, role, ofCoderId } of withRoles(registries.coders)) {
    coders[guids.of(id)] = { role, of: ofCoderId === null ? null : guids.of(ofCoderId) };
    losses.add(
      'coder role',
      'kept as extension',
      'Who is a layer of what was settled, and whose second round a coder is, is kept for Claimbook only.',
      name,
    );
  }
  const isEmpty = Object.keys(layouts).length === 0 && Object.keys(coders).length === 0;
  return isEmpty ? null : { version: 1, layouts, coders };
}

/** Puts it where the project still has the text, or the user, that it belongs to. */
export async function readExtension(
  { files }: Input,
  found: {
    /** By the keys of their GUIDs. */
    articles: ReadonlyMap<string, string>;
    coderBy(key: string): string | null;
  },
  builder: DatasetBuilder,
): Promise<void> {
  const file = files.find(({ name }) => name === extensionFile);
  if (!file) return;
  let raw: unknown;
  try {
    raw = JSON.parse(await file.text());
  } catch {
    raw = null;
  }
  const parsed = extensionSchema.safeParse(raw);
  if (!parsed.success) {
    builder.losses.add(
      'article layout',
      'mismatch',
      'What Claimbook added to the file cannot be read; the project counts.',
      file.name,
    );
    return;
  }
  for (const [guid, { textSha256, layout }] of Object.entries(parsed.data.layouts)) {
    const id = found.articles.get(guidKey(guid));
    if (id !== undefined && builder.get('article', id).textSha256 === textSha256)
      builder.update('article', id, { layout });
    else
      builder.losses.add(
        'article layout',
        'mismatch',
        'Another program has changed or removed the text of an article; the layout that it had is left out.',
        id === undefined ? guid : builder.get('article', id).title,
      );
  }
  const rounds: { id: string; name: string; ofCoderId: string | null }[] = [];
  for (const [guid, { role, of }] of Object.entries(parsed.data.coders)) {
    const id = found.coderBy(guidKey(guid));
    if (id === null)
      builder.losses.add(
        'coder role',
        'mismatch',
        'Another program has removed a user whose part Claimbook had noted; the note is left out.',
        guid,
      );
    else {
      builder.update('coder', id, { role });
      rounds.push({ id: guid, name: builder.get('coder', id).name, ofCoderId: of });
    }
  }
  builder.secondRounds(rounds, (guid) => found.coderBy(guidKey(guid)));
}
