/**
 * What codes of REFI-QDA are to us. The format knows but codes, one below another; programs that read it show our
 * attributes, choices and concepts as codes too, and sets (groups of codes) say which is which. Descriptions carry
 * our other fields, each behind its label.
 */
import { derivedGuid } from './refi-guids';

/** Codes in none of the first three sets are of the kind `other`. */
export const roles = ['claim', 'actor', 'statement', 'attribute', 'concepts', 'retired'] as const;
export type Role = (typeof roles)[number];

/** The names of the sets, by which they are known again in whatever program they have been. */
export const setNames: Readonly<Record<Role, string>> = {
  claim: 'Claimbook: claims',
  actor: 'Claimbook: actors',
  statement: 'Claimbook: statements',
  attribute: 'Claimbook: attributes',
  concepts: 'Claimbook: concepts',
  retired: 'Claimbook: retired codes',
};

export const roleOfSet = (name: string): Role | null =>
  roles.find((role) => setNames[role] === name.trim()) ?? null;

export const conceptsName = 'Concepts';
export const conceptsGuid = derivedGuid('concepts');

export const codeLabels = ['Use when', 'Do not use when', 'Line style', 'Shortcut'] as const;
export const attributeLabels = ['Takes', 'Several values', 'Required', 'Target code', 'Retired'] as const;
export const choiceLabels = ['Number'] as const;
export const conceptLabels = ['Also called'] as const;
export const annotationLabels = ['Example', 'Review'] as const;

export const yes = 'yes';

/** What a code says of itself in REFI-QDA beyond our fields. */
export interface CodeExtra {
  /** Left out where it is true. */
  isCodable?: false;
  sets?: SetExtra[];
}

/** A set that an article or a code is in. */
export interface SetExtra {
  guid: string;
  name: string;
  description: string;
}
