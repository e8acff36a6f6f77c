import type { z } from 'zod';
import type { agreementInputs, AgreementOutputs } from '../../shared/api-agreement';
import type { Result } from '../../shared/result';
import { call } from '../api';

type Name = keyof typeof agreementInputs;
export const ask = <C extends Name>(
  name: C,
  input: z.input<(typeof agreementInputs)[C]>,
): Promise<Result<AgreementOutputs[C]>> => call(name as never, input as never) as never;
