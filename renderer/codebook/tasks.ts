/** What a dialog of the codebook is about. */
import type { AttributeKind } from '../../shared/records';

export type CodebookTask =
  | { kind: 'merge'; codeId: string }
  | { kind: 'split'; codeId: string }
  | { kind: 'remove-code'; codeId: string }
  | { kind: 'remove-attribute'; attributeId: string }
  | { kind: 'remove-choice'; choiceId: string }
  | { kind: 'change-kind'; attributeId: string; to: AttributeKind; targetCodeId: string | null }
  | { kind: 'books' }
  /** Chooses a code among many: for the selected words, or for an annotation. */
  | { kind: 'pick'; annotationId: string | null };
