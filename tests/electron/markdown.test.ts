/** Markdown: its words as a reader sees them, and what its front matter says. */
import { expect, it } from 'vitest';
import { linesOf, readOne } from '../support/read-files';

it('keeps every word: breaks, HTML, tasks, notes at the foot, code, tables', async () => {
  const article = await readOne(
    'a.md',
    [
      'a line\nthat goes on<br>and `a &amp; b` \\*so\\* &amp; on', '<div>words <b>in</b> HTML</div>', '<!-- no words -->',
      '- [ ] task\n- two\n\n  more of two\n  1. first', '> said\n> she', '```\nif x:\n  go\n```', '| a | b |\n|---|---|\n| 1 | **2** |',
      'A claim[^1].', '[^1]: The note.', '[ref]: http://x.invalid',
    ].join('\n\n'),
  ); // prettier-ignore
  expect(linesOf(article)).toEqual([
    'a line that goes on', 'and a &amp; b *so* & on', 'words in HTML', '- task', '- two', '- more of two', '  1. first', '> said she',
    'if x:', '  go', '| a\tb', '| 1\t2', 'A claim[^1].', '[^1]: The note.',
  ]); // prettier-ignore
});

it('reads front matter with lists and long texts, and keeps what is none of its fields', async () => {
  const front =
    'title: >\n  A long\n  title\nauthors:\n  - Zoë\n  - "İpek Ö."\ntags: [tram, "night bus"]\n# a remark\nوصف: كلمات\n? odd';
  const { fields, particulars } = await readOne('a.md', `---\r\n${front}\n---\nWords.`);
  expect(fields).toMatchObject({ title: 'A long title', author: 'Zoë; İpek Ö.' });
  expect(particulars).toEqual([
    { name: 'tags', value: 'tram; night bus' },
    { name: 'وصف', value: 'كلمات' },
    { name: 'Front matter', value: '? odd' },
  ]);
});

it('leaves a date open that could be two days, and says so', async () => {
  const { fields, particulars, warnings } = await readOne('a.md', '---\ndate: 03/04/2020\n---\nWords.');
  expect([fields.date, particulars]).toEqual([null, [{ name: 'date', value: '03/04/2020' }]]);
  expect(warnings).toEqual([expect.stringContaining('could be two days')]);
  expect(
    (await readOne('a.md', '---\ndate: 03/04/2020\n---\nWords.', { dateOrder: 'day first' })).fields.date,
  ).toBe('2020-04-03');
});

it('of a megabyte is read in time', async () => {
  const begun = performance.now();
  await readOne(
    'a.md',
    '# Head\n\nSome *words* &amp; [more](http://x.invalid) of it.\n\n- item\n- item\n\n'.repeat(13_000),
  );
  expect(performance.now() - begun).toBeLessThan(10_000);
});
