/** What annotations of theirs are called in mine, where that is not as in theirs. */
import type { Remembered } from './remembered';

/** My ids for annotations of theirs, as far as they are not their own. */
export class AnnotationNames {
  private readonly ids = new Map<string, string>();

  constructor(private readonly remembered: Remembered) {}

  mine(theirId: string): string {
    return this.ids.get(theirId) ?? this.remembered.mine(theirId) ?? theirId;
  }

  /** Their id of an annotation of mine, whether or not they still have it. */
  theirs(mineId: string): string {
    return this.remembered.theirs(mineId);
  }

  /** @returns whether this is news that the next merge has to know */
  set(theirId: string, mineId: string): boolean {
    const isNews = this.mine(theirId) !== mineId;
    if (isNews) this.ids.set(theirId, mineId);
    return isNews;
  }

  get renamed(): ReadonlyMap<string, string> {
    return this.ids;
  }
}
