/** Links of a REFI-QDA project, sorted by what they are to us. Ends are keys of GUIDs. */
import { type XmlElement } from '../xml';
import { childrenNamed } from './refi-elements';
import { guidKey } from './refi-guids';
import { affiliationFrom } from './refi-registries-writing';
import { linkNames, valueLinkName } from './refi-selections';

export interface ReadLink {
  element: XmlElement;
  guid: string;
  name: string;
  origin: string;
  target: string;
}

export interface ReadLinks {
  /** The further pieces of a selection. */
  fragments: ReadonlyMap<string, readonly string[]>;
  /** The selection with the words that say a value. */
  evidence: ReadonlyMap<string, string>;
  /** The concept that a code below an attribute stands for. */
  concepts: ReadonlyMap<string, string>;
  copies: readonly ReadLink[];
  distinctions: readonly ReadLink[];
  affiliations: readonly ReadLink[];
  values: readonly ReadLink[];
  /** Of other programs. */
  others: readonly ReadLink[];
}

export function readLinks(links: XmlElement | null): ReadLinks {
  const fragments = new Map<string, string[]>();
  const evidence = new Map<string, string>();
  const concepts = new Map<string, string>();
  const lists = {
    copies: [] as ReadLink[],
    distinctions: [] as ReadLink[],
    affiliations: [] as ReadLink[],
    values: [] as ReadLink[],
    others: [] as ReadLink[],
  };
  for (const element of childrenNamed(links, 'Link')) {
    const { guid = '', name = '', originGUID = '', targetGUID = '' } = element.attributes;
    const link = { element, guid, name, origin: guidKey(originGUID), target: guidKey(targetGUID) };
    const { origin, target } = link;
    if (name === linkNames.fragment) {
      const pieces = fragments.get(origin);
      if (pieces) pieces.push(target);
      else fragments.set(origin, [target]);
    } else if (name === linkNames.evidence) evidence.set(origin, target);
    else if (name === linkNames.concept) concepts.set(origin, target);
    else if (name === linkNames.copy) lists.copies.push(link);
    else if (name === linkNames.distinct) lists.distinctions.push(link);
    else if (affiliationFrom(name)) lists.affiliations.push(link);
    else if (name.startsWith(valueLinkName)) lists.values.push(link);
    else lists.others.push(link);
  }
  return { fragments, evidence, concepts, ...lists };
}
