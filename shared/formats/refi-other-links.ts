/** Links of a REFI-QDA project between passages: values of ours that point to an annotation, and whatever others drew. */
import { guidKey, isGuid } from './refi-guids';
import type { ReadLink } from './refi-links-reading';
import { evidenceOf, type MadeAnnotation, type ProjectReading } from './refi-reading-state';
import { valueLinkName } from './refi-selections';

const nowhere = 'A link to something that is not in the file is left out.';

export function readValueLinks(project: ProjectReading): void {
  const { builder, links, made, notes } = project;
  const attributes = new Map(
    builder
      .all('attribute')
      .filter(({ kind }) => kind === 'annotation')
      .map(({ id, codeId, name }) => [`${codeId} ${name}`, id]),
  );
  for (const { element, guid, name, origin, target } of links.values) {
    const attributeName = name.slice(valueLinkName.length);
    const attributeOf = ({ codeId }: MadeAnnotation): string | undefined =>
      attributes.get(`${codeId} ${attributeName}`);
    const from = made.get(origin)?.find((one) => attributeOf(one) !== undefined);
    const to = made.get(target)?.[0];
    if (!from || !to) {
      builder.losses.add('value', 'mismatch', nowhere, name);
      continue;
    }
    const { articleId } = builder.get('annotation', from.id);
    builder.value(from.id, attributeOf(from)!, {
      targetAnnotationId: to.id,
      inferred: notes.isInferred(element),
      evidence: evidenceOf(project, articleId, guidKey(guid)),
      foreign: { id: isGuid(guid) ? guid : '' },
    });
  }
}

/** A link of another program is named in the note of the annotation, or article, that it begins or ends at. */
export function readOtherLinks(
  project: ProjectReading,
  { articles, actors }: { articles: ReadonlyMap<string, string>; actors: ReadonlyMap<string, string> },
): void {
  const { builder, links, made, codes, notes } = project;
  const nameOf = (key: string): string | null => {
    const [annotation] = made.get(key) ?? [];
    if (annotation) return `“${builder.quotesOf(annotation.id).join(' … ')}”`;
    const article = articles.get(key);
    if (article !== undefined) return builder.get('article', article).title;
    const actor = actors.get(key);
    if (actor !== undefined) return builder.get('actor', actor).name;
    const role = codes.get(key);
    if (role?.kind === 'entry') return role.name;
    return role ? builder.get(role.kind, role.id).name : notes.wordsOf(key);
  };
  const add = ({ origin, target }: ReadLink, words: string): boolean => {
    for (const key of [origin, target]) {
      const annotations = made.get(key) ?? [];
      for (const { id } of annotations) builder.addToNote(id, words);
      if (annotations.length > 0) return true;
    }
    const article = articles.get(origin) ?? articles.get(target);
    if (article === undefined) return false;
    const { note } = builder.get('article', article);
    builder.update('article', article, { note: note === '' ? words : `${note}\n${words}` });
    return true;
  };
  for (const link of links.others) {
    const [from, to] = [nameOf(link.origin), nameOf(link.target)];
    if (from === null || to === null) builder.losses.add('foreign data', 'mismatch', nowhere, link.name);
    else if (
      add(link, [`Link “${link.name}”: ${from} → ${to}`, notes.wordsAt(link.element)].join('\n').trim())
    ) {
      notes.take(link.origin);
      notes.take(link.target);
    } else
      builder.losses.add(
        'foreign data',
        'dropped',
        'Links between codes and cases are left out.',
        `${link.name}: ${from} → ${to}`,
      );
  }
}
