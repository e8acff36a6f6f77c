/**
 * Codes, actors and coders by their names. Files of others that belong together declare the same ones over and over: what
 * two of them declare under one xml:id and one name is one entry.
 */
export class TeiEntries {
  readonly codesByName = new Map<string, string>();
  readonly attributesByName = new Map<string, string>();
  readonly codersByName = new Map<string, string>();
  readonly actorsByName = new Map<string, string>();
  private readonly declared = new Map<string, string>();

  /** The id of what was declared so before, in this file or another; else of what is made now. */
  declare(
    type: 'code' | 'coder' | 'actor',
    { xmlId, name }: { xmlId: string; name: string },
    make: () => string,
  ): string {
    const key = JSON.stringify([type, xmlId, name]);
    const known = this.declared.get(key);
    if (known !== undefined) return known;
    const id = make();
    this.declared.set(key, id);
    return id;
  }
}
