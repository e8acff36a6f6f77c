/** What the window remembers of comparing coders: who and how, and what the text shows of it. */
import {
  type AgreementSettings,
  type AgreementStage,
  agreementSettings,
  type DisagreeingPassage,
} from '../../shared/api-agreement';
import type { PlaceFilter } from '../../shared/compared-places';

export interface CompareState {
  /** Who is compared and how; null until somebody has chosen or the first comparison was opened. */
  settings: AgreementSettings | null;
  /** Whether the text shows the coders in lanes. */
  inText: boolean;
  /** Which places the text and its list show. */
  filter: PlaceFilter;
  /** What the host said of the article on screen; null before it answered. */
  compared: ComparedArticle | null;
  /** The place that is looked at. */
  placeId: string | null;
  /** Which passages the page lists. */
  query: PassageQuery;
  /** The passage of that list that is chosen, by its place in it. */
  passageAt: number | null;
}

/** What the list of disagreeing passages is narrowed to; null for anything. */
export interface PassageQuery {
  stage: AgreementStage | null;
  attributeId: string | null;
  codeId: string | null;
  articleId: string | null;
}

export const anyPassage: PassageQuery = { stage: null, attributeId: null, codeId: null, articleId: null };

export interface ComparedArticle {
  articleId: string;
  /** The settings that were asked with. */
  settings: AgreementSettings;
  /** The line of the history up to which it was looked at. */
  seq: number;
  passages: readonly DisagreeingPassage[];
  /** Why there are none, where the host could not say. */
  problem: string | null;
}

export const noComparison: CompareState = {
  settings: null,
  inText: false,
  filter: 'all',
  compared: null,
  placeId: null,
  query: anyPassage,
  passageAt: null,
};

/** More coders than this have no room beside the text. */
export const mostLanes = 6;

/** Settings with everything as it is unless somebody says otherwise. @throws for fewer than two coders */
export const settingsFor = (coderIds: readonly string[]): AgreementSettings =>
  agreementSettings.parse({ coderIds });
