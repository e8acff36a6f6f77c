/** Discourse network analysis: which actors agree or disagree with which concepts, one statement each. */
import type { CodebookInput } from './codebook';

export const networksTemplate: CodebookInput = {
  format: 'claimbook-codebook',
  version: 1,
  name: 'Discourse network analysis',
  description: 'Person, organization, concept and agreement: statements from which networks are built.',
  codes: [
    {
      name: 'Statement',
      kind: 'statement',
      definition: 'A passage in which an actor says what they think of a concept, for or against it.',
      useWhen: 'Someone is quoted or paraphrased with a position on what the debate is about.',
      useNot: 'The passage only names the concept, or it is the journalist who speaks.',
      color: '#e69f00',
      lineStyle: 'fill',
      shortcut: '1',
      attributes: [
        { name: 'Person', kind: 'actor', required: true, help: 'Who speaks.' },
        { name: 'Organization', kind: 'actor', help: 'For whom the person speaks in this statement.' },
        { name: 'Concept', kind: 'concept', required: true, help: 'What it is about, worded as a demand.' },
        {
          name: 'Agreement',
          kind: 'choice',
          required: true,
          help: 'Whether the person agrees with the concept as it is worded.',
          choices: [
            { name: 'yes', number: 1, definition: 'The person supports the concept.' },
            { name: 'no', number: 0, definition: 'The person rejects the concept.' },
          ],
        },
      ],
    },
  ],
};
