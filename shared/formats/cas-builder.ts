/** A CAS of one text in the making, of the types that Claimbook writes. */
import { type Cas, type CasValue, type FeatureStructure, initialView } from './cas';
import { documentMetadata, metadataField, ownTypes } from './cas-layers';
import { CasTypes } from './cas-types';

const types = new CasTypes(ownTypes);
const sofa = '1';

/** Structures are numbered in the order in which they are added; the sofa is number 1. */
export class CasBuilder {
  private readonly structures = new Map<string, FeatureStructure>();
  private count = 1;

  constructor(private readonly text: string) {}

  /**
   * @param place where it lies; null for what lies nowhere, as links
   * @param features those that are null are left out
   * @returns its id
   */
  add(
    type: string,
    place: { begin: number; end: number } | null,
    features: Readonly<Record<string, CasValue | null>>,
  ): string {
    this.count += 1;
    const id = String(this.count);
    const held = Object.entries(features).filter((entry): entry is [string, CasValue] => entry[1] !== null);
    this.structures.set(id, {
      id,
      type,
      sofa: place ? sofa : null,
      begin: place?.begin ?? null,
      end: place?.end ?? null,
      features: new Map(held),
    });
    return id;
  }

  /** @param language a BCP 47 tag, or null where it is not known */
  metadata(title: string, id: string, collection: string, language: string | null): void {
    const whole = { begin: 0, end: this.text.length };
    this.add(documentMetadata, whole, {
      language: language ?? 'x-unspecified',
      documentTitle: title,
      documentId: id,
      collectionId: collection === '' ? null : collection,
      isLastSegment: false,
    });
  }

  /** A name and a value of the whole document; nothing where the value is null or empty. */
  field(key: string, value: string | null): void {
    if (value !== null && value !== '') this.add(metadataField, { begin: 0, end: 0 }, { key, value });
  }

  build(): Cas {
    const members = new Set(this.structures.keys());
    return {
      types,
      structures: this.structures,
      views: [{ sofa, name: initialView, text: this.text, members }],
    };
  }
}
