/** Which regions of a row belong to an annotation that we once wrote. */
import { type JsonAnnotation, pieceId } from './coded-json';
import type { Region } from './rows';

/** The regions of a row that no annotation has taken yet. */
export class RegionsLeft {
  private readonly places = new Map<string, Set<Region>>();
  private readonly byId = new Map<string, Region>();

  constructor(regions: readonly Region[]) {
    for (const region of regions) {
      const key = keyOf(region.start, region.end, region.label);
      const there = this.places.get(key);
      if (there) there.add(region);
      else this.places.set(key, new Set([region]));
      this.byId.set(region.id, region);
    }
  }

  /** The regions that an annotation of ours consists of; null, and none is taken, where one of them is gone. */
  take({ id, code, label, spans }: JsonAnnotation): readonly Region[] | null {
    const taken: { there: Set<Region>; region: Region }[] = [];
    for (const [at, { start, end }] of spans.entries()) {
      const there = this.places.get(keyOf(start, end, label || code)) ?? new Set<Region>();
      const own = this.byId.get(pieceId(id, at));
      const region = own && there.has(own) ? own : there.values().next().value;
      if (!region) {
        for (const one of taken) one.there.add(one.region);
        return null;
      }
      there.delete(region);
      taken.push({ there, region });
    }
    return taken.map(({ region }) => region);
  }

  rest(): Region[] {
    return [...this.places.values()].flatMap((there) => [...there]);
  }
}

const keyOf = (start: number, end: number, label: string): string => `${start} ${end} ${label}`;
