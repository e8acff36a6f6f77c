/**
 * The default codebook: claims, actors and statements, and what is asked of each.
 * Colours come from the Okabe–Ito set, which stays apart for colour-blind eyes; the line style says
 * the same without colour.
 */
import type { AttributeInput, CodebookInput } from './codebook';

const certainty: AttributeInput = {
  name: 'Certainty',
  kind: 'choice',
  help: 'How sure you are of this annotation.',
  choices: [
    { name: 'certain', definition: 'The words leave no doubt.' },
    { name: 'probable', definition: 'The context speaks for it.' },
    { name: 'doubtful', definition: 'It could be read in another way.' },
  ],
};

export const claimsTemplate: CodebookInput = {
  format: 'claimbook-codebook',
  version: 1,
  name: 'Claims, actors and statements',
  description: 'Who demands what of whom, and in which words: for most studies of a public debate.',
  codes: [
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
        { name: 'Claimant', kind: 'actor', many: true, required: true, help: 'Who makes the claim.' },
        { name: 'Addressee', kind: 'actor', many: true, help: 'Who is to act, or is criticised.' },
        { name: 'Concept', kind: 'concept', many: true, required: true, help: 'What the claim is about.' },
        {
          name: 'Position',
          kind: 'choice',
          required: true,
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
          target: ['Statement'],
          help: 'The statement that makes the claim.',
        },
        certainty,
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
      attributes: [
        { name: 'Who', kind: 'actor', required: true, help: 'Which actor of the registry is mentioned.' },
      ],
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
        {
          name: 'Speaker',
          kind: 'actor',
          many: true,
          required: true,
          help: 'Who speaks; several for a joint statement.',
        },
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
        {
          name: 'Reported in',
          kind: 'annotation',
          target: ['Statement'],
          help: 'The statement that reports this one: A says that B demands something.',
        },
        certainty,
      ],
    },
  ],
};
