/** One project file that several coders open in turn, as on a shared drive. */
import type { Applied, CallInput, ProjectSnapshot } from '../../shared/api';
import { mark } from './marked-text';
import { addArticle, type HostWorld, hostWorld } from './host-world';

export interface CodersWorld extends HostWorld {
  /** Ids of the articles, in order. */
  articles: string[];
  /** Ids of codes by their names, of attributes by code and name: `Claim/Claimant`. */
  codes: Record<string, string>;
  attributes: Record<string, string>;
  /** Ids of the coders by their names: those that have opened it. */
  coders: Record<string, string>;
  /** Opens the project as a coder. */
  as(name: string): Promise<ProjectSnapshot>;
  /** Tags the words of a mark, as whoever has it open. */
  tag(annotationId: string, code: string, article: number, name: string): Promise<Applied>;
  finish(article: number, state?: 'done' | 'no claim found'): Promise<Applied>;
  draw(more?: Partial<CallInput<'doubleCoding.draw'>>): Promise<Applied>;
}

/** A project with these marked texts as articles, which Ada made and each of the coders has opened once. */
export async function codersWorld(texts: readonly string[], names: readonly string[]): Promise<CodersWorld> {
  const world = hostWorld();
  const marked = texts.map(mark);
  const made = await world.does('project.create', {
    token: world.token(world.file),
    name: 'Debate',
    coderName: 'Ada',
  });
  const articles: string[] = [];
  for (const { text } of marked) articles.push(await addArticle(world, text));
  const codes = Object.fromEntries(made.codes.map(({ id, name }) => [name, id]));
  const codeNames = new Map(made.codes.map(({ id, name }) => [id, name]));
  const attributes = Object.fromEntries(
    made.attributes.map(({ id, codeId, name }) => [`${codeNames.get(codeId)}/${name}`, id]),
  );
  const coders: Record<string, string> = {};
  const as = async (name: string): Promise<ProjectSnapshot> => {
    const opened = await world.does('project.open', { token: world.file, coderName: name });
    coders[name] = opened.coderId ?? '';
    return opened;
  };
  for (const name of names) await as(name);
  return {
    ...world,
    articles,
    codes,
    attributes,
    coders,
    as,
    tag: (annotationId, code, article, name) =>
      world.does('annotation.tag', {
        annotationId,
        articleId: articles[article]!,
        codeId: codes[code] ?? code,
        ranges: marked[article]!.ranges[name] ?? [],
      }),
    finish: (article, state = 'done') => world.does('reading.set', { articleId: articles[article]!, state }),
    draw: (more = {}) =>
      world.does('doubleCoding.draw', {
        kind: 'between',
        coderIds: names.map((name) => coders[name]!),
        name: 'Training',
        amount: { share: 1 },
        seed: 1,
        ...more,
      }),
  };
}
