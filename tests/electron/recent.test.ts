import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  addRecent,
  forgetRecent,
  listRecent,
  readSettings,
  recentPath,
  writeSettings,
} from '../../electron/recent';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-recent-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const at = (minute: number): string => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
const project = (name: string): string => path.join(folder, `${name}.claimbook`);
const names = (): string[] => listRecent(folder).map((entry) => entry.fileName);

describe('recent projects', () => {
  it('are none at first', () => {
    expect(listRecent(folder)).toEqual([]);
  });

  it('stand with the last opened first, each once', () => {
    for (const [minute, name] of ['one', 'نقاش', 'one'].entries())
      addRecent(folder, project(name), at(minute));
    expect(names()).toEqual(['one.claimbook', 'نقاش.claimbook']);
    expect(listRecent(folder)[0]?.openedAt).toBe(at(2));
  });

  it('say which files are no longer there', () => {
    fs.writeFileSync(project('here'), '');
    addRecent(folder, project('gone'), at(0));
    addRecent(folder, project('here'), at(1));
    expect(listRecent(folder).map((entry) => entry.missing)).toEqual([false, true]);
  });

  it('are found and forgotten by their id, without their path', () => {
    addRecent(folder, project('one'), at(0));
    addRecent(folder, project('two'), at(1));
    const id = listRecent(folder).find((entry) => entry.fileName === 'one.claimbook')?.id ?? '';
    expect(recentPath(folder, id)).toBe(project('one'));
    forgetRecent(folder, id);
    expect(recentPath(folder, id)).toBeNull();
    expect(names()).toEqual(['two.claimbook']);
  });

  it('are at most twenty', () => {
    for (let index = 0; index < 25; index++) addRecent(folder, project(`p${index}`), at(index));
    expect(names()).toHaveLength(20);
    expect(names()[0]).toBe('p24.claimbook');
  });
});

describe('the settings file', () => {
  it('keeps what is not changed', () => {
    writeSettings(folder, { coderName: 'Ann' });
    addRecent(folder, project('one'), at(0));
    expect(readSettings(folder)).toMatchObject({ coderName: 'Ann', recent: [{ path: project('one') }] });
  });

  it('may be damaged without harm', () => {
    for (const damaged of ['', '{"recent": [', '[]', 'null', '{"recent": 7, "bounds": "wide"}']) {
      fs.writeFileSync(path.join(folder, 'settings.json'), damaged);
      expect(readSettings(folder)).toEqual({ coderName: '', recent: [], bounds: null });
    }
    addRecent(folder, project('one'), at(0));
    expect(names()).toEqual(['one.claimbook']);
  });

  it('loses only the part that is damaged', () => {
    const raw = { coderName: 'Ann', recent: 7, bounds: { x: 1, y: 2, width: 800, height: 600 } };
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(raw));
    expect(readSettings(folder)).toEqual({ ...raw, recent: [] });
  });

  it('that cannot be written is a warning, never an error', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const file = path.join(folder, 'not-a-folder');
    fs.writeFileSync(file, '');
    writeSettings(path.join(file, 'profile'), { coderName: 'Ann' });
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});
