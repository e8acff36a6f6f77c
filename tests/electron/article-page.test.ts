import { expect, it } from 'vitest';
import { makeProject } from '../support/make-project';

it('an article of the open project is given as one page with its annotations', async () => {
  const { host, done, file, grant } = await makeProject({ sample: true });
  await done('project.close');
  const { articles } = await done('project.open', { token: grant(file), coderName: 'Ann' });
  const article = articles.find(({ title }) => title.startsWith('Ellmouth'))!;
  const { html } = await done('article.page', { articleId: article.id });
  expect(html).toContain(`<title>${article.title}</title>`);
  const { annotations } = await done('article.open', { articleId: article.id });
  expect(html.match(/<li id="note-\d+">/g)).toHaveLength(annotations.length);

  const result = await host.call('article.page', { articleId: 'no article' });
  expect(result).toMatchObject({ ok: false, error: { code: 'not-found' } });
});
