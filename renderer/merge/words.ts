/** Merging in words: what became of records between two files, what may be done about it, and what waits. */
import type { MergeItem, MergePreview, QuestionShown, WorkSince } from '../../shared/api-merge';
import { isolated } from '../../shared/names';
import type { Category, Take } from '../../shared/merge/merge-plan';
import { isAboutTwo } from '../../shared/question-contents';
import type { Question, RecordType } from '../../shared/records';
import type { Answer, QuestionKind } from '../../shared/records-teamwork';
import { countOf } from '../articles/describe';
import { momentOf } from '../history/history-rows';

export const categoryNames: Record<Category, string> = {
  conflict: 'Conflicts',
  unplaced: 'Unplaced',
  boundary: 'Different boundary',
  value: 'Different value',
  removed: 'Removed',
  theirs: 'Only theirs',
  mine: 'Only mine',
  same: 'The same',
};

/** The order in which they need a person: what cannot settle itself comes first. */
export const categoryOrder = Object.keys(categoryNames) as Category[];

export const categoryAbout: Record<Category, string> = {
  conflict:
    'Both sides changed these differently, or one changed what the other removed. Left open, yours stands and a question waits.',
  unplaced:
    'Words of the other file that are not for sure in your text. Left open, each waits for a place, and what you have stays where it is.',
  boundary:
    'The same coder tagged nearly the same words with the same code. Both stay unless you choose one.',
  value: 'One side changed these since the files were last the same: the newer value comes in.',
  removed: 'One side removed these, and the other left them as they were.',
  theirs: 'These come in, unless you leave them out.',
  mine: 'These are not in the other file. They stay as they are.',
  same: 'These are alike on both sides.',
};

const typeNames: Partial<Record<RecordType, string>> = {
  actor_alias: 'Other names of actors',
  actor_affiliation: 'Affiliations',
  concept_alias: 'Other names of concepts',
  attribute_value: 'Values',
  double_coding: 'Double codings',
  adjudication: 'Decisions',
  adjudication_part: 'Parts of decisions',
  foreign_id: 'Names in other programs',
  project: 'Project',
  merge: 'Merges',
};

export const typeName = (type: RecordType): string =>
  typeNames[type] ?? `${type[0]!.toUpperCase()}${type.slice(1)}s`;

/** What a choice does to one item, as its button says it. */
export function takeLabel(
  take: Take,
  { mine, theirs, category }: Pick<MergeItem, 'mine' | 'theirs' | 'category'>,
): string {
  switch (take) {
    case 'open':
      return 'Leave open';
    case 'both':
      return 'Keep both';
    case 'mine':
      if (mine === null) return category === 'unplaced' ? 'Drop it' : 'Leave it out';
      return theirs === null ? 'Keep it' : 'Keep mine';
    case 'theirs':
      return theirs === null ? 'Remove it' : mine === null ? 'Bring it in' : 'Take theirs';
  }
}

/** What may be said of all items of a category at once. */
export const takesOfAll: Record<Category, readonly Take[]> = {
  conflict: ['open', 'mine', 'theirs'],
  unplaced: ['open', 'mine'],
  boundary: ['both', 'mine', 'theirs'],
  value: ['theirs', 'mine'],
  removed: ['theirs', 'mine'],
  theirs: ['theirs', 'mine'],
  mine: [],
  same: [],
};

const ruleLabels: Record<Take, string> = {
  mine: 'Keep mine',
  theirs: 'Take theirs',
  both: 'Keep both',
  open: 'Leave open',
};

export const ruleLabel = (take: Take, category: Category): string =>
  category === 'theirs'
    ? take === 'mine'
      ? 'Leave all out'
      : 'Bring all in'
    : category === 'unplaced' && take === 'mine'
      ? 'Keep only mine'
      : ruleLabels[take];

/** The key of each choice: 1 mine, 2 theirs, 3 both or open, 4 open where both can be kept, too. */
export function takeKeys(choices: readonly Take[]): ReadonlyMap<string, Take> {
  const keys = new Map<string, Take>();
  if (choices.includes('mine')) keys.set('1', 'mine');
  if (choices.includes('theirs')) keys.set('2', 'theirs');
  if (choices.includes('both')) keys.set('3', 'both');
  if (choices.includes('open')) keys.set(choices.includes('both') ? '4' : '3', 'open');
  return keys;
}

/**
 * The name of an item in a list: what, then its words.
 * @param isUnplaced whether it is about words of theirs that have no place here, which are then the ones to name
 */
export function itemName(
  { mine, theirs }: Pick<MergeItem, 'mine' | 'theirs'>,
  isUnplaced = false,
): { name: string; quote: string } {
  const side = isUnplaced ? (theirs ?? mine) : (mine ?? theirs);
  return {
    name: side?.name ?? '',
    quote: side?.passages.map(({ quote }) => quote).join(' … ') ?? '',
  };
}

/** `Ann, 12 changes, 3 Nov 2026 – 14 Nov 2026`. */
export function sinceInWords({ coder, lines, from, to }: WorkSince): string {
  const [first, last] = [dayOf(from), dayOf(to)];
  const when = first === last ? first : `${first} – ${last}`;
  return `${coder === '' ? 'Nobody' : isolated(coder)}: ${countOf(lines, 'change')}, ${when}`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
export const dayOf = (at: string): string => dayFormat.format(new Date(at));

/** On which base the two files are compared. */
export function baseInWords({ base, isSameProject }: Pick<MergePreview, 'base' | 'isSameProject'>): string {
  if (base) {
    const by = base.by === '' ? '' : ` by ${isolated(base.by)}`;
    return `Both files were the same up to “${isolated(base.label)}”${by}, ${momentOf(base.at)}. What was done since is compared field by field.`;
  }
  return isSameProject
    ? 'Both files come from one project, but their histories have nothing in common: what differs is a conflict.'
    : 'The two projects were started apart: articles are matched by their texts, entries by their definitions, and what differs is a conflict.';
}

/** Who said so and when; empty where nobody knows. */
export function byInWords(by: string, at: string | null): string {
  if (by === '' && at === null) return '';
  const who = by === '' ? 'Somebody' : isolated(by);
  return at === null ? who : `${who}, ${momentOf(at)}`;
}

const questionNames: Record<QuestionKind, string> = {
  value: 'Which value',
  removal: 'Removed or changed',
  place: 'Unplaced',
  name: 'Which key',
  order: 'Where it belongs',
};

export const questionName = (question: Pick<Question, 'kind' | 'field'>): string =>
  isAboutTwo(question) ? 'One or two' : questionNames[question.kind];

/** What is asked, for somebody who has never seen such a question. */
export function questionAbout({ question, mine }: Pick<QuestionShown, 'question' | 'mine'>): string {
  if (isAboutTwo(question))
    return 'These two look the same, did so before one was renamed, or are one in the other file. As one, the first stays, with the notes of both and with all that was said of either. As two, nobody asks again.';
  if (question.field === 'evidenceQuote')
    return 'The words on which a value rests are not for sure in your text. The value stands without them until they are found.';
  switch (question.kind) {
    case 'value':
      return 'Both sides changed this, each in another way.';
    case 'removal':
      return 'One side removed this, and the other changed it.';
    case 'place':
      return mine === null
        ? 'The other file marks words that are not for sure in your text. Choose where they belong, or drop it.'
        : 'The other file moved this to words that are not for sure in your text. Keep it where it is, or choose the words that are meant.';
    case 'name':
      return 'Another code has this key here, and a key tags with one code only.';
    case 'order':
      return 'Both together would lead in a circle, so what the other file says was not done.';
  }
}

export function answerLabel(
  answer: Answer,
  { question, theirs, mine }: Pick<QuestionShown, 'question' | 'theirs' | 'mine'>,
): string {
  if (isAboutTwo(question) && answer !== 'other')
    return answer === 'theirs' ? 'They are one' : 'They are two';
  switch (answer) {
    case 'mine':
      return question.kind === 'place' && mine === null
        ? 'Drop it'
        : mine === null
          ? 'Leave it out'
          : 'Keep mine';
    case 'theirs':
      return theirs === null ? 'Remove it' : 'Take theirs';
    case 'both':
      return 'Keep both';
    case 'other':
      return question.kind === 'place' ? 'Choose the words…' : 'I settled it myself';
  }
}

/** The keys of answers, as those of choices: 1 mine, 2 theirs, 3 both, 4 otherwise. */
export function answerKeys(choices: readonly Answer[]): ReadonlyMap<string, Answer> {
  const order: readonly Answer[] = ['mine', 'theirs', 'both', 'other'];
  return new Map(order.flatMap((answer, at) => (choices.includes(answer) ? [[String(at + 1), answer]] : [])));
}

/** What is said of articles that are coded twice, in which others' work is hidden. */
export const hiddenInWords = (articles: number): string =>
  articles === 1
    ? '1 article is left out of these lists and counts: it is double coded and not yet finished by all. It is merged all the same.'
    : `${articles.toLocaleString('en')} articles are left out of these lists and counts: they are double coded and not yet finished by all. They are merged all the same.`;

/** What a merge changed, as a sentence without its end; empty for nothing. */
export function changesInWords({ added, updated, removed }: MergePreview['changes']): string {
  const parts = [
    added > 0 ? `${countOf(added, 'record')} added` : '',
    updated > 0 ? `${updated.toLocaleString('en')} changed` : '',
    removed > 0 ? `${removed.toLocaleString('en')} removed` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
