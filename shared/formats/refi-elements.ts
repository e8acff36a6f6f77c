/** Parts of REFI-QDA elements that all readers need. */
import { textOf, type XmlElement } from '../xml';
import { guidKey } from './refi-guids';
import { utcTime } from './times';

export const childrenNamed = (element: XmlElement | null | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );

export const childNamed = (element: XmlElement | null | undefined, name: string): XmlElement | null =>
  element?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name) ??
  null;

/** The words of an element's description; empty for none. */
export const descriptionOf = (element: XmlElement): string => textOf(childNamed(element, 'Description'));

/** The key of the GUID that a reference names; in codebooks, members of sets name it otherwise. */
export const targetOf = ({ attributes }: XmlElement): string =>
  guidKey(attributes.targetGUID ?? attributes.guid ?? '');

/** The time that an element was made at, in UTC; nothing where it says none. */
export const timeOf = (written: string | undefined): { createdAt?: string } => {
  const createdAt = written === undefined ? null : utcTime(written);
  return createdAt === null ? {} : { createdAt };
};
