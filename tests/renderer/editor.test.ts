import { Editor, Transforms } from 'slate';
import { describe, expect, it, vi } from 'vitest';
import { highlightRules, type PaintedCode } from '../../renderer/editor/highlights';
import { atMostPerLine } from '../../renderer/editor/margin';
import { rangeWithEdge } from '../../renderer/editor/overlays';
import { idsAt, nextPick } from '../../renderer/editor/pointer';
import { createTextEditor, slateValue } from '../../renderer/editor/slate-text';
import { clip } from '../../renderer/editor/viewport';
import { IntervalIndex } from '../../shared/interval-index';
import { type Layout, noLayout } from '../../shared/layout';
import { paragraphsOf } from '../../shared/text';
import { mark, only, show } from '../support/marked-text';

describe('what a click picks', () => {
  it('is the innermost annotation first, then the next one, and then the first again', () => {
    expect(nextPick(['inner', 'middle', 'outer'], null)).toBe('inner');
    expect(nextPick(['inner', 'middle', 'outer'], 'inner')).toBe('middle');
    expect(nextPick(['inner', 'middle', 'outer'], 'outer')).toBe('inner');
  });

  it('is the innermost one when the picked annotation is elsewhere, and nothing beside all', () => {
    expect(nextPick(['inner', 'outer'], 'elsewhere')).toBe('inner');
    expect(nextPick([], 'elsewhere')).toBeNull();
  });

  it('takes an annotation once, however many of its spans are there, the shortest first', () => {
    const read = mark('[a:The city [b:must [c:pay]c]b for it]a');
    const index = new IntervalIndex(
      ['a', 'b', 'c'].map((name) => ({
        id: name,
        annotationId: name === 'c' ? 'a' : name,
        ...only(read, name),
      })),
    );
    expect(idsAt(index, read.text.indexOf('pay'))).toEqual(['a', 'b']);
    expect(idsAt(index, read.text.indexOf('must'))).toEqual(['b', 'a']);
    expect(idsAt(index, read.text.length)).toEqual([]);
  });
});

describe('an edge that is dragged', () => {
  const moved = (marked: string, edge: 'start' | 'end', to: string, words = true): string | null => {
    const read = mark(marked);
    const range = rangeWithEdge(
      read.text,
      only(read, 's'),
      edge,
      read.text.indexOf(to) + 2,
      words ? { language: null } : null,
    );
    return range && show(read.text, 's', range);
  };

  it('goes to the border of the word, and the other edge stays', () => {
    expect(moved('The [s:city must]s pay for it', 'end', 'pay')).toBe('The [s:city must pay]s for it');
    expect(moved('The city [s:must pay]s for it', 'start', 'city')).toBe('The [s:city must pay]s for it');
    expect(moved('قال [s:وزير]s الداخلية أمس', 'end', 'الداخلية')).toBe('قال [s:وزير الداخلية]s أمس');
  });

  it('goes to any character where words do not matter, but never into one', () => {
    expect(moved('The [s:city must]s pay for it', 'end', 'pay', false)).toBe('The [s:city must pa]sy for it');
    expect(moved('The [s:city]s x👩‍👩‍👧‍👦 for it', 'end', 'x👩', false)).toBe('The [s:city x👩‍👩‍👧‍👦]s for it');
  });

  it('goes nowhere when nothing would be left', () => {
    expect(moved('The [s:city must]s pay', 'end', 'The')).toBeNull();
    expect(moved('The [s:city must]s pay', 'start', 'pay')).toBeNull();
  });
});

describe('cards at one line', () => {
  const starting = (...tops: number[]) => tops.map((top, at) => ({ annotationId: `a${at}`, top }));
  const idsOf = (starts: ReturnType<typeof atMostPerLine>): string[] =>
    starts.map(({ annotationId, hidden }) =>
      hidden > 0 ? `${annotationId} and ${hidden - 1} more` : annotationId,
    );

  it('all get one while they are few', () => {
    expect(idsOf(atMostPerLine(starting(10, 10, 12, 41), null))).toEqual(['a0', 'a1', 'a2', 'a3']);
  });

  it('are counted where they are too many, and the selected one is never among those', () => {
    const crowd = starting(10, 10, 10, 10, 10, 10, 10);
    expect(idsOf(atMostPerLine(crowd, null))).toEqual(['a0', 'a1', 'a2', 'a3', 'a4 and 2 more']);
    expect(idsOf(atMostPerLine(crowd, 'a6'))).toEqual(['a0', 'a1', 'a2', 'a6', 'a3 and 2 more']);
  });
});

describe('highlight rules', () => {
  const code = (id: string, lineStyle: PaintedCode['lineStyle']): PaintedCode => ({
    id,
    name: id,
    kind: 'other',
    color: '#e69f00',
    lineStyle,
    position: 0,
  });
  const ruleOf = (name: string): string =>
    highlightRules([code('claim', 'fill'), code('actor', 'dotted')])
      .split('::')
      .find((rule) => rule.startsWith(`highlight(${name})`)) ?? '';

  it('give each style its own look, and none rests on colour alone when it overlaps itself', () => {
    expect(ruleOf('annotation-0-0')).toMatch(/background-color/);
    expect(ruleOf('annotation-0-0')).not.toMatch(/underline/);
    expect(ruleOf('annotation-0-1')).toMatch(/background-color[^}]*underline solid/);
    expect(ruleOf('annotation-1-0')).not.toMatch(/background-color/);
    expect(ruleOf('annotation-1-0')).toMatch(/underline dotted/);
  });

  it('set the line of a deeper overlap lower', () => {
    const offsetAt = (depth: number): number =>
      Number(/underline-offset: ([\d.]+)em/.exec(ruleOf(`annotation-1-${depth}`))?.[1]);
    expect(offsetAt(1)).toBeGreaterThan(offsetAt(0));
    expect(offsetAt(3)).toBeGreaterThan(offsetAt(2));
  });
});

describe('the text on its way to the page', () => {
  it('has one block per paragraph, empty ones too, with the words as they are stored', () => {
    const text = '\nHe said 物价\n\nقال\n';
    expect(slateValue(text, paragraphsOf(text), noLayout)).toMatchObject(
      ['', 'He said 物价', '', 'قال', ''].map((words) => ({ children: [{ text: words }] })),
    );
  });

  it('says which paragraph is a heading or an item, and on which a page begins', () => {
    const text = 'Title\nwords that run\nover a page\none';
    const layout: Layout = {
      blocks: [
        { kind: 'heading', level: 1, start: 0, end: 5 },
        { kind: 'item', level: 1, ordered: true, start: 33, end: 36 },
      ],
      pages: [
        { label: 'iv', start: 0, end: 25 },
        { label: 'v', start: 25, end: 36 },
      ],
    };
    expect(
      slateValue(text, paragraphsOf(text), layout).map(({ look }) => [look.block?.kind, look.page]),
    ).toEqual([
      ['heading', 'iv'],
      [undefined, null],
      [undefined, 'v'],
      ['item', null],
    ]);
  });

  it('is cut to what a window shows of it', () => {
    const window = { start: 10, end: 20 };
    expect(clip({ start: 5, end: 12 }, window)).toEqual({ start: 10, end: 12 });
    expect(clip({ start: 0, end: 99 }, window)).toEqual(window);
    expect(clip({ start: 20, end: 25 }, window)).toBeNull();
  });
});

describe('the editor that shows the text', () => {
  const text = 'One line\nand the next';
  const open = () => {
    const editor = createTextEditor();
    editor.children = slateValue(text, paragraphsOf(text), noLayout);
    editor.onChange = vi.fn<typeof editor.onChange>();
    return editor;
  };

  it('takes over a selection without telling its components, which would set back what is being dragged', async () => {
    const editor = open();
    const end = { path: [1, 0], offset: 3 };
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 4 }, focus: end });
    Transforms.select(editor, end);
    await Promise.resolve();
    expect(editor.selection).toEqual({ anchor: end, focus: end });
    Transforms.deselect(editor);
    await Promise.resolve();
    expect(editor.selection).toBeNull();
    expect(editor.onChange).not.toHaveBeenCalled();
  });

  it('keeps the text whatever is done to it', async () => {
    const editor = open();
    const before = structuredClone(editor.children);
    Transforms.select(editor, { anchor: Editor.start(editor, []), focus: Editor.end(editor, []) });
    editor.insertText('typed');
    editor.insertBreak();
    editor.deleteBackward('character');
    editor.deleteFragment();
    Transforms.removeNodes(editor, { at: [0] });
    await Promise.resolve();
    expect(editor.children).toEqual(before);
    expect(editor.onChange).not.toHaveBeenCalled();
  });
});
