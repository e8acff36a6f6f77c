/** The codebooks that come with Claimbook. The first is what a new project has unless another is chosen. */
import { type Codebook, type CodebookInput, codebookSchema } from './codebook';
import { claimsTemplate } from './template-claims';
import { networksTemplate } from './template-networks';
import { politicalClaimsTemplate } from './template-political-claims';

export const templateIds = ['claims', 'networks', 'political-claims'] as const;
export type TemplateId = (typeof templateIds)[number];

const inputs: Record<TemplateId, CodebookInput> = {
  claims: claimsTemplate,
  networks: networksTemplate,
  'political-claims': politicalClaimsTemplate,
};

export const isTemplateId = (id: string): id is TemplateId => Object.hasOwn(inputs, id);

export const builtInTemplate = (id: TemplateId): Codebook => codebookSchema.parse(inputs[id]);
