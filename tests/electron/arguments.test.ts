import { describe, expect, it } from 'vitest';
import { readArguments } from '../../electron/arguments';

const folder = '/home/ann/work';
const packaged = (...words: string[]) => readArguments(['/opt/claimbook', ...words], folder, true);
const inDevelopment = (...words: string[]) => readArguments(['/dist/electron', ...words], folder, false);

describe('the words on the command line', () => {
  it('ask for the welcome when there are none', () => {
    expect(packaged()).toEqual({ kind: 'window', project: null });
    expect(inDevelopment('.')).toEqual({ kind: 'window', project: null });
  });

  it('name a project, from the folder where they were typed', () => {
    expect(packaged('debate.claimbook')).toEqual({
      kind: 'window',
      project: '/home/ann/work/debate.claimbook',
    });
    expect(packaged('/data/مشروع 🗳️.claimbook')).toEqual({
      kind: 'window',
      project: '/data/مشروع 🗳️.claimbook',
    });
  });

  it('name a project as an address, which is what file managers on Linux hand over', () => {
    expect(packaged('file:///data/my%20debate.claimbook')).toEqual({
      kind: 'window',
      project: '/data/my debate.claimbook',
    });
  });

  it('may begin with switches, which belong to Chromium', () => {
    expect(packaged('--no-sandbox', 'a.claimbook')).toEqual({
      kind: 'window',
      project: '/home/ann/work/a.claimbook',
    });
    expect(inDevelopment('--no-sandbox', '.', '--lang=ar', 'a.claimbook')).toEqual({
      kind: 'window',
      project: '/home/ann/work/a.claimbook',
    });
  });

  it('are a job of the command line when the first is a command, and keep its switches', () => {
    expect(packaged('export', 'a.claimbook', '--format', 'csv')).toEqual({
      kind: 'command',
      words: ['export', 'a.claimbook', '--format', 'csv'],
    });
    expect(inDevelopment('--no-sandbox', '.', 'formats', '--json')).toEqual({
      kind: 'command',
      words: ['formats', '--json'],
    });
  });

  it('ask for help without a window', () => {
    for (const word of ['--help', '-h', 'help']) {
      expect(packaged(word)).toEqual({ kind: 'command', words: ['help'] });
      expect(inDevelopment('.', word)).toEqual({ kind: 'command', words: ['help'] });
    }
    expect(packaged('info', '--help')).toEqual({ kind: 'command', words: ['info', '--help'] });
  });

  it('are a project when only a later word is a command', () => {
    expect(packaged('a.claimbook', 'export')).toMatchObject({ kind: 'window' });
  });
});
