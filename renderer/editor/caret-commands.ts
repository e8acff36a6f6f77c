/** What keys do with caret and selection of the text on screen; where they go is decided in `shared/`. */
import type { Records } from '../../shared/changes';
import { type NameIndex, nameIndex, noNames } from '../../shared/known-names';
import { type Range, sameRange, snapToWords } from '../../shared/span';
import { type Growth, grown, shrunk } from '../../shared/text-growth';
import {
  type Direction,
  type Selected,
  type Unit,
  extendUnit,
  moveCaret,
  rangeOf,
  selectUnit,
} from '../../shared/text-movement';
import { editorFocus } from '../editor-focus';
import { notify, useStore } from '../store';

interface Place {
  articleId: string;
  text: string;
  language: string | null;
  selected: Selected;
}

/** The text on screen and what is selected in it: a caret at its beginning before there is another. */
function placeNow(): Place | null {
  const { article, records } = useStore.getState();
  if (!article) return null;
  return {
    articleId: article.id,
    text: article.text,
    language: records.article.get(article.id)?.language ?? null,
    selected: editorFocus.selected() ?? { anchor: 0, focus: 0 },
  };
}

/** Selects the next or previous whole unit. */
export function selectNext(unit: Unit, direction: Direction): void {
  const place = placeNow();
  if (!place) return;
  const known = unit === 'name' ? knownNames() : noNames;
  const next = selectUnit(place.text, place.selected, unit, direction, place.language, known);
  if (next) editorFocus.selectDirected(next);
  else if (unit === 'name') notify('info', noName[direction]);
}

const noName: Record<Direction, string> = {
  next: 'No further name in this article: none with a capital letter, and none of a known actor.',
  previous: 'No name before this place: none with a capital letter, and none of a known actor.',
};

let lastKnown: (Pick<Records, 'actor' | 'actor_alias'> & { names: NameIndex }) | null = null;

/** The names of all actors, which tell names in scripts without capitals; made out once for the same actors. */
function knownNames(): NameIndex {
  const { actor, actor_alias } = useStore.getState().records;
  if (lastKnown?.actor !== actor || lastKnown.actor_alias !== actor_alias) {
    const names = nameIndex([...actor.values(), ...actor_alias.values()].map(({ name }) => name));
    lastKnown = { actor, actor_alias, names };
  }
  return lastKnown.names;
}

/** Makes the selection longer or shorter by a unit, at the end that moves. */
export function extendBy(unit: Unit, direction: Direction): void {
  const place = placeNow();
  const next = place && extendUnit(place.text, place.selected, unit, direction, place.language);
  if (next) editorFocus.selectDirected(next, characterBeside(next));
}

/** Moves the caret to where the next or previous unit begins. */
export function caretTo(unit: Unit, direction: Direction): void {
  const place = placeNow();
  if (!place) return;
  const caret = moveCaret(place.text, place.selected, unit, direction, place.language);
  editorFocus.selectDirected(caret, characterBeside(caret));
}

/** The character at the end that moves, on the side of the selection: that is where to look. */
const characterBeside = ({ anchor, focus }: Selected): Range =>
  focus > anchor ? { start: focus - 1, end: focus } : { start: focus, end: focus + 1 };

/** The way that the selection grew, for going back. */
let way: { articleId: string; growth: Growth } = { articleId: '', growth: [] };

export const growSelection = (): void => alongGrowth(grown);
export const shrinkSelection = (): void => alongGrowth(shrunk);

function alongGrowth(step: typeof grown): void {
  const place = placeNow();
  if (!place) return;
  const { articleId, text, language, selected } = place;
  const before = way.articleId === articleId ? way.growth : [];
  const range = rangeOf(selected);
  const growth = step(before, range, text, language);
  way = { articleId, growth };
  const next = growth.at(-1);
  if (next && !sameRange(next, range)) editorFocus.selectDirected(directedAs(selected, next));
}

/** Makes the selection larger to whole words. */
export function snapSelection(): void {
  const place = placeNow();
  const snapped = place && snapToWords(place.text, rangeOf(place.selected), place.language);
  if (place && snapped) editorFocus.selectDirected(directedAs(place.selected, snapped));
}

/** A range with the direction of another selection, so that Shift with arrows goes on at the same end. */
const directedAs = ({ anchor, focus }: Selected, { start, end }: Range): Selected =>
  focus < anchor ? { anchor: end, focus: start } : { anchor: start, focus: end };
