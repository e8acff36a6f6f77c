import '../support/window-events';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../renderer/actions';
import { findCommands, withRecent } from '../../renderer/project/command-search';

const action = (id: string, label: string, menu: Action['menu'] = 'annotate'): Action => ({
  id,
  label,
  menu,
  shortcuts: [],
  isAvailable: () => true,
  run: () => undefined,
});

const some = [
  action('export', 'Export…', 'file'),
  action('next', 'Next annotation'),
  action('delete', 'Delete annotation'),
  action('tag', 'Tag selection as Næxt'),
  action('sentence', 'Select the next sentence', 'select'),
];

const listed = (typed: string, recent: string[] = []) =>
  findCommands(some, typed, recent).groups.map(({ title, actions }) => [
    title,
    ...actions.map(({ id }) => id),
  ]);

describe('the palette', () => {
  it('lists all commands by what they are for, those used last first and once', () => {
    expect(listed('', ['delete', 'gone'])).toEqual([
      ['Used last', 'delete'],
      ['Caret and selection', 'sentence'],
      ['Annotate', 'next', 'tag'],
      ['Project and articles', 'export'],
    ]);
  });

  it('lists what has all the words, in any order, the best fit first', () => {
    expect(listed('next')).toEqual([['', 'next', 'sentence']]);
    expect(listed('annotation de')).toEqual([['', 'delete']]);
    expect(listed('annotation', ['delete'])).toEqual([['', 'delete', 'next']]);
    expect(listed('nothing of this')).toEqual([]);
  });

  it('stays short and quick with 5,000 codes, and says how many more there are', () => {
    const many = [
      ...Array.from({ length: 5_000 }, (_, at) => action(`tag ${at}`, `Tag selection as رمز ${at}`)),
      ...some,
    ];
    const begin = performance.now();
    const all = findCommands(many, '', []);
    const found = findCommands(many, 'tag رمز', []);
    expect(performance.now() - begin).toBeLessThan(200);
    expect(all.groups.map(({ title }) => title)).toContain('Project and articles');
    expect(all.more).toBe(4_943);
    expect(found.groups[0]?.actions).toHaveLength(60);
    expect(found.more).toBe(4_940);
  });

  it('remembers what was used last, each once', () => {
    expect(withRecent(['a', 'b'], 'b')).toEqual(['b', 'a']);
  });
});
