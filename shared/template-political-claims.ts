/**
 * Political claims analysis, after Ruud Koopmans and Paul Statham, "Political Claims Analysis:
 * Integrating Protest Event and Political Discourse Approaches", Mobilization 4 (1999): each claim is
 * asked who, when, where, how, to whom, what and why, and whom it is made for.
 */
import type { AttributeInput, CodebookInput } from './codebook';

const evaluation: AttributeInput['choices'] = [
  { name: 'negative', number: -1, definition: 'Criticised, or against their interests.' },
  { name: 'neutral', number: 0, definition: 'Neither, or both.' },
  { name: 'positive', number: 1, definition: 'Supported, or in their interests.' },
];

export const politicalClaimsTemplate: CodebookInput = {
  format: 'claimbook-codebook',
  version: 1,
  name: 'Political claims analysis',
  description: 'Who, when, where, how, to whom, what and why, after Koopmans and Statham.',
  codes: [
    {
      name: 'Claim',
      kind: 'claim',
      definition:
        'A strategic action in the public sphere: a demand, criticism, proposal, decision or protest that bears on the interests of others.',
      useWhen: 'An identifiable actor intervenes in the debate, by words or by deeds.',
      useNot:
        'An opinion is only ascribed to someone, or a fact is reported that nobody demands or criticises.',
      color: '#e69f00',
      lineStyle: 'fill',
      shortcut: '1',
      attributes: [
        {
          name: 'Claimant',
          kind: 'actor',
          many: true,
          required: true,
          help: 'Who makes the claim (the subject actor).',
        },
        { name: 'Date', kind: 'date', help: 'When it was made, if not on the day of the article.' },
        { name: 'Place', kind: 'text', help: 'Where it was made.' },
        {
          name: 'Form',
          kind: 'choice',
          required: true,
          help: 'How it was made.',
          choices: [
            { name: 'political decision', definition: 'A law, a decree, an executive measure.' },
            { name: 'judicial action', definition: 'A lawsuit, a charge, a ruling.' },
            { name: 'verbal statement', definition: 'An interview, a speech, a press release, a report.' },
            { name: 'conventional action', definition: 'A meeting, lobbying, a campaign, a resolution.' },
            { name: 'petition or vote', definition: 'A petition, a collection of signatures, a referendum.' },
            { name: 'demonstrative protest', definition: 'A legal and peaceful demonstration or vigil.' },
            { name: 'confrontational protest', definition: 'A blockade, an occupation, a strike.' },
            { name: 'violent protest', definition: 'Damage to things or injury to people.' },
          ],
        },
        {
          name: 'Addressee',
          kind: 'actor',
          many: true,
          help: 'To whom: who is to act, or is called upon, criticised or supported.',
        },
        {
          name: 'Evaluation of the addressee',
          kind: 'choice',
          help: 'How the claim judges the addressee.',
          choices: evaluation,
        },
        {
          name: 'Issue',
          kind: 'concept',
          many: true,
          required: true,
          help: 'What: the substance of the claim.',
        },
        {
          name: 'Position',
          kind: 'choice',
          required: true,
          help: 'For or against the issue as it is worded.',
          choices: [
            { name: 'against', number: -1, definition: 'The claimant rejects it.' },
            { name: 'ambivalent', number: 0, definition: 'Neither, or both.' },
            { name: 'for', number: 1, definition: 'The claimant supports it.' },
          ],
        },
        {
          name: 'Object actor',
          kind: 'actor',
          many: true,
          help: 'Whose interests are affected if the claim is realised.',
        },
        {
          name: 'Consequence for the object actor',
          kind: 'choice',
          help: 'Whether the claim is in their interests.',
          choices: evaluation,
        },
        { name: 'Justification', kind: 'concept', many: true, help: 'Why: the reasons given, the frame.' },
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
  ],
};
