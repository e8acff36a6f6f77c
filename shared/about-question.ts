/** What an answer to a question of a merge is decided from. */
import type { ParsedInput } from './api';
import { type CommandEnv, type Decision, refuse } from './commands';
import type { ArticleWithText } from './commands-annotations';
import type { AnyRecord, Attribute, AttributeValue, Question, RecordType, Span } from './records';

/** What an answer is decided from. */
export interface AboutQuestion {
  question: Question;
  /** The record in question; null where it is not here, or not any more. */
  record: AnyRecord | null;
  /** Of an annotation in question. */
  spans: readonly Span[];
  values: readonly AttributeValue[];
  /** The article in question, with its text; null for none, or where it is gone. */
  article: ArticleWithText | null;
  /** The attribute that the values in question are of; null for other fields, or where it is gone. */
  attribute: Attribute | null;
  has(type: RecordType, id: string): boolean;
  /** The ids of the record's ancestors-to-be when it is put under this one, itself included. */
  ancestors(type: 'code' | 'concept', id: string): readonly string[];
  codesWithShortcut(shortcut: string): readonly { id: string; name: string }[];
  /** The change that gives the annotation in question another code. */
  recode(codeId: string): Decision;
  /** How many values the attribute in question has, and the most that one annotation has of them. */
  valuesOfAttribute(): { all: number; most: number };
  /** The change that removes the record in question with all that cannot be without it. */
  removal(): Decision;
  /** Of a question about two entries: the change that makes one of them. */
  union(env: CommandEnv): Decision;
  /** The change that notes that the two are not the same; nothing for codes, which need no such note. */
  distinction(env: CommandEnv): Decision;
}

/** An answer, as it is given. */
export type Input = ParsedInput<'question.answer'>;

/** What cannot be changed any more. */
export const gone = refuse(
  'What this is about is not in the project any more. Answer that it is to stay as it is.',
);
