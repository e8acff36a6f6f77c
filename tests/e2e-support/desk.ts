/** A desk to code at: a new project of a few articles in the window, its first one open and ready for keys. */
import { type Launched, expect, test as base } from './fixtures';
import { makeProject } from './project-file';
import { changeFile } from './sqlite';

export { expect };

export interface Desk extends Launched {
  /** The project file; it can be read once the app is closed. */
  file: string;
}

interface DeskFixtures {
  /** @param sql changes the file before it is opened */
  openDesk(articles: readonly string[], sql?: string): Promise<Desk>;
}

export const test = base.extend<DeskFixtures>({
  openDesk: async ({ launch, folder }, use) => {
    await use(async (articles, sql) => {
      const file = makeProject(folder, 'Desk', articles);
      if (sql !== undefined) changeFile(file, sql);
      const running = await launch({ args: [file] });
      await expect(running.app.text).toBeFocused();
      return { ...running, file };
    });
  },
});
