/** Files of one source that are read again in one walk through it. */
import type { Shelf } from './shelf';
import type { Staging } from './staging';

/** What a file was before stays until its reading has come to an end. */
export class FilesAgain {
  private readonly missing: Set<string>;
  /** What the file that is being read was before. */
  private shelf: Shelf | null = null;

  /**
   * @param ids by the names of the files in the source
   * @param settings JSON of those with which they are read now
   */
  constructor(
    private readonly staging: Staging,
    private readonly ids: ReadonlyMap<string, string>,
    private readonly settings: string,
  ) {
    this.missing = new Set(ids.keys());
  }

  /** Their names in the source. */
  get names(): string[] {
    return [...this.ids.keys()];
  }

  /** Those that were not found in the source so far. */
  get missingNames(): string[] {
    return [...this.missing];
  }

  /** @returns the id, and how many UTF-16 code units of the staging area the file takes no more. @throws Error for another's name */
  begin(name: string): { fileId: number; freed: number } {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`“${name}” is none of the ${this.ids.size} files to be read again`);
    this.missing.delete(name);
    const freed = this.staging.units(id);
    this.shelf = this.staging.shelve(id, this.settings);
    return { fileId: Number(id), freed };
  }

  end(): void {
    this.shelf?.drop();
    this.shelf = null;
  }

  /** Puts a file back as it was whose reading did not come to an end. */
  restore(): void {
    this.shelf?.restore();
    this.shelf = null;
  }
}
