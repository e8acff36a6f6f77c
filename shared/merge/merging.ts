/** A merge on its way: what all its parts read, and where they put what they find. */
import { isAboutTwo, pairIn } from '../question-contents';
import type { AnyRecord, ForeignId, Merge, Question, RecordType } from '../records';
import type { QuestionKind } from '../records-teamwork';
import { pairKey } from '../registry';
import { ChangeBuilder } from './change-builder';
import { choose, type Chosen } from './choices';
import { Tally } from './counts';
import type { Decided } from './decided';
import type { ToMine } from './links';
import type { Category, ItemField, MergeChoices, MergeEnv, MergeItem, Take } from './merge-plan';
import { Needs } from './needs';
import type { News, Stamp } from './news';
import type { Side } from './side';

/** One file's part in a merge. */
export interface Party {
  side: Side;
  /** What the other file does not know of this one. */
  news: News;
  decided: Decided;
  /** The names of its coders, by its ids. */
  coderNames: ReadonlyMap<string, string>;
}

export interface Asked {
  kind: QuestionKind;
  articleId: string | null;
  recordType: RecordType;
  recordId: string;
  field: string;
  mine: unknown;
  theirs: unknown;
  mineLast: Stamp | null;
  theirLast: Stamp | null;
  /** What a person has decided with the merge; null where it stays open. */
  answer: 'mine' | 'theirs' | null;
}

const noFields: readonly ItemField[] = [];

export class Merging {
  readonly changes = new ChangeBuilder();
  readonly needs = new Needs();
  readonly items: MergeItem[] = [];
  readonly tally = new Tally();
  readonly questions: Question[] = [];
  /** What other programs call records, in mine and theirs, of the registries and of each article. */
  readonly foreignIds: { mine: readonly ForeignId[]; theirs: readonly ForeignId[] }[] = [];
  private readonly asked: ReadonlySet<string>;

  constructor(
    readonly mine: Party,
    readonly theirs: Party,
    readonly toMine: ToMine,
    readonly choices: MergeChoices,
    readonly env: MergeEnv,
    readonly merge: Merge,
    /** Which of the files has all of its history. */
    readonly whole: { mine: boolean; theirs: boolean },
  ) {
    this.asked = new Set(mine.side.registries.questions.map(questionKey));
  }

  choose(item: { key: string; category: Category; type: RecordType }, byItself?: Take): Chosen {
    return choose(this.choices, item, byItself);
  }

  /** Counts an item and, unless it is the same on both sides, keeps it. */
  list(
    item: Pick<MergeItem, 'key' | 'category' | 'type' | 'mineId' | 'theirsId' | 'take'> & Partial<MergeItem>,
  ): void {
    // What was merged before is nothing that anyone decides about.
    if (item.type === 'merge') return;
    this.tally.add(item.mineArticleId ?? null, item.type, item.category);
    if (item.category === 'same') return;
    this.items.push({
      mineArticleId: null,
      theirsArticleId: null,
      fields: noFields,
      by: null,
      choosable: item.category !== 'mine',
      ...item,
    });
  }

  /** Whether the very same was asked before. */
  wasAsked = (about: Asked): boolean => this.asked.has(questionKey(this.question(about)));

  /** Asks a person, unless the very same was asked before. */
  ask(about: Asked): void {
    const question = this.question(about);
    if (!this.asked.has(questionKey(question))) this.questions.push({ ...question, id: this.env.newId() });
  }

  /** The question as it is kept; without an id. */
  private question({ mineLast, theirLast, answer, ...about }: Asked): Question {
    const by = ({ coderNames }: Party, last: Stamp | null): string =>
      last?.coderId == null ? '' : (coderNames.get(last.coderId) ?? '');
    return {
      type: 'question',
      id: '',
      mergeId: this.merge.id,
      ...about,
      mine: JSON.stringify(about.mine ?? null),
      theirs: JSON.stringify(about.theirs ?? null),
      mineBy: by(this.mine, mineLast),
      mineAt: mineLast?.at ?? null,
      theirsBy: by(this.theirs, theirLast),
      theirsAt: theirLast?.at ?? null,
      answer,
      note: '',
      answeredById: answer === null ? null : this.env.coderId,
      answeredAt: answer === null ? null : this.env.now,
    };
  }

  /** Takes over a question that theirs still has open. */
  bringQuestion(question: Question): void {
    if (!this.asked.has(questionKey(question))) this.questions.push(question);
  }

  /** A record that stands after the merge as it is in my file, or as it is given here. */
  stands(record: AnyRecord): void {
    this.needs.use(record);
  }

  /** Adds a record, which stands then. */
  bring(record: AnyRecord): void {
    this.changes.add(record);
    this.needs.use(record);
  }
}

function questionKey(question: Question): string {
  const { kind, recordType, recordId, field, mine, theirs } = question;
  // Two entries are the same two under other names, and whichever of them is named first.
  if (isAboutTwo(question)) {
    const { first, other } = pairIn(question);
    return JSON.stringify([kind, recordType, pairKey(first.id, other.id)]);
  }
  return JSON.stringify([kind, recordType, recordId, field, mine, theirs]);
}
