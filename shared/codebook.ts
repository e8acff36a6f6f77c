/**
 * The default codebook: claims, actors and statements, and what is asked of each.
 * Colours come from the Okabe–Ito set, which stays apart for colour-blind eyes; the line style says
 * the same without colour.
 */
import type { AnyRecord, Attribute, Choice, Code } from './records';

interface ChoiceDraft {
  name: string;
  number?: number;
  definition: string;
}
interface AttributeDraft {
  name: string;
  kind: Attribute['kind'];
  many?: boolean;
  help: string;
  choices?: ChoiceDraft[];
  /** The name of the code that a target annotation must have. */
  target?: string;
}
interface CodeDraft extends Pick<
  Code,
  'name' | 'kind' | 'definition' | 'useWhen' | 'useNot' | 'color' | 'lineStyle'
> {
  shortcut: string;
  attributes: AttributeDraft[];
}

const defaultCodes: CodeDraft[] = [
  {
    name: 'Claim',
    kind: 'claim',
    definition: 'A demand, a proposal or an evaluation that someone puts before the public.',
    useWhen: 'Someone wants something done, or says that something is right or wrong.',
    useNot: 'The journalist only reports facts, without a claimant.',
    color: '#e69f00',
    lineStyle: 'fill',
    shortcut: '1',
    attributes: [
      { name: 'Claimant', kind: 'actor', many: true, help: 'Who makes the claim.' },
      { name: 'Addressee', kind: 'actor', many: true, help: 'Who is to act, or is criticised.' },
      { name: 'Concept', kind: 'concept', many: true, help: 'What the claim is about.' },
      {
        name: 'Position',
        kind: 'choice',
        help: 'For or against the concept.',
        choices: [
          { name: 'against', number: -1, definition: 'The claimant rejects it.' },
          {
            name: 'neutral',
            number: 0,
            definition: 'The claimant neither rejects nor supports it, or does both.',
          },
          { name: 'for', number: 1, definition: 'The claimant supports it.' },
        ],
      },
      { name: 'Date', kind: 'date', help: 'When the claim was made, if not on the day of the article.' },
      {
        name: 'Made in',
        kind: 'annotation',
        target: 'Statement',
        help: 'The statement that makes the claim.',
      },
    ],
  },
  {
    name: 'Actor',
    kind: 'actor',
    definition: 'A mention of a person, an organisation, a group or a state that takes part in the debate.',
    useWhen: 'Someone is named, described or called by an office.',
    useNot: 'The name only dates or locates something.',
    color: '#0072b2',
    lineStyle: 'dotted',
    shortcut: '2',
    attributes: [{ name: 'Who', kind: 'actor', help: 'Which actor of the registry is mentioned.' }],
  },
  {
    name: 'Statement',
    kind: 'statement',
    definition: 'Words or deeds of an actor as the article reports them.',
    useWhen: 'The article says that someone said, wrote or did something as a contribution to the debate.',
    useNot: 'The journalist speaks in their own voice.',
    color: '#009e73',
    lineStyle: 'underline',
    shortcut: '3',
    attributes: [
      { name: 'Speaker', kind: 'actor', many: true, help: 'Who speaks; several for a joint statement.' },
      { name: 'Addressee', kind: 'actor', many: true, help: 'To whom it is said.' },
      {
        name: 'Form',
        kind: 'choice',
        help: 'How the article reports it.',
        choices: [
          { name: 'direct quote', definition: 'The words themselves, in quotation marks.' },
          { name: 'indirect speech', definition: 'The words reported in a subordinate clause.' },
          { name: 'paraphrase', definition: 'The gist, in the words of the journalist.' },
          { name: 'action', definition: 'A deed: a vote, a protest, a decision.' },
        ],
      },
    ],
  },
];

/** The records of the default codebook, with ids from `newId`. */
export function defaultCodebook(newId: () => string): AnyRecord[] {
  const codeIds = new Map(defaultCodes.map((draft) => [draft.name, newId()]));
  const records: AnyRecord[] = [];
  for (const [position, { attributes, ...draft }] of defaultCodes.entries()) {
    const codeId = idOf(draft.name);
    records.push({
      type: 'code',
      id: codeId,
      parentId: null,
      position,
      retired: false,
      ...draft,
    } satisfies Code);
    for (const [index, { choices = [], target, many = false, ...rest }] of attributes.entries()) {
      const attributeId = newId();
      records.push({
        type: 'attribute',
        id: attributeId,
        codeId,
        many,
        required: false,
        targetCodeId: target === undefined ? null : idOf(target),
        position: index,
        retired: false,
        ...rest,
      } satisfies Attribute);
      records.push(
        ...choices.map((entry, at): Choice => ({
          type: 'choice',
          id: newId(),
          attributeId,
          position: at,
          name: entry.name,
          number: entry.number ?? null,
          definition: entry.definition,
        })),
      );
    }
  }
  return records;

  function idOf(name: string): string {
    const found = codeIds.get(name);
    if (found === undefined) throw new Error(`the default codebook has no code named ${name}`);
    return found;
  }
}
