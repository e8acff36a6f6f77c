import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameFor } from '../../shared/file-names';

describe('a file name made from what the user calls things', () => {
  it('keeps letters of all scripts, emoji and combining marks', () => {
    for (const name of ['Klimadebatte 2024', 'النقاش العام', '気候変動の議論', 'Wahl 🗳️', 'cafe\u0301']) {
      expect(fileNameFor(name, 'Project')).toBe(name);
    }
  });

  it('replaces what some file system refuses', () => {
    expect(fileNameFor('Who said what: a/b?', 'Project')).toBe('Who said what- a-b-');
    expect(fileNameFor('..\\..\\secret', 'Project')).toBe('-..-secret');
    expect(fileNameFor('con', 'Project')).toBe('con-');
    expect(fileNameFor('Debate. ', 'Project')).toBe('Debate');
  });

  it('falls back when nothing is left', () => {
    for (const name of ['', '   ', '...', '/', '\u0000'])
      expect(fileNameFor(name, 'Project')).toBe('Project');
  });

  it('never leaves the folder and is never too long, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const made = fileNameFor(name, 'Project');
        expect(made).not.toMatch(/[\\/:*?"<>|\p{Cc}]|^\.|[.\s]$/u);
        expect(made).not.toBe('');
        expect([...made].length).toBeLessThanOrEqual(101);
      }),
    );
  });
});
