/** Which rows of the staging area share the keys by which duplicates are found. */
import { likeliest } from '../../shared/likeliest';

export class RowKeys {
  /** Rows by the key that they share, for the search for duplicates. */
  private readonly byKey = new Map<number, number | number[]>();

  note(id: number, keys: readonly number[]): void {
    for (const key of keys) {
      const sharing = this.byKey.get(key);
      if (sharing === undefined) this.byKey.set(key, id);
      else if (typeof sharing === 'number') this.byKey.set(key, [sharing, id]);
      else if (sharing.length < 20) sharing.push(id);
    }
  }

  /** Whether any row has, or had, one of these keys. */
  hasAny(keys: readonly number[]): boolean {
    return keys.some((key) => this.byKey.has(key));
  }

  /** All rows that share a key with what has these names and this text, the likeliest first. */
  likeliest(names: readonly number[], texts: readonly number[]): number[] {
    const having = (key: number): number[] => {
      const sharing = this.byKey.get(key) ?? [];
      return typeof sharing === 'number' ? [sharing] : sharing;
    };
    return likeliest(names.map(having), texts.map(having));
  }
}
