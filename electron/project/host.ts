/**
 * The project host: one per window, in the app as a utility process, on the command line and in tests as
 * it is. Every call is: parse the input, run the handler, answer with a `Result`.
 */
import type { z } from 'zod';
import { type CallInput, type CallName, type Handlers, type Outputs, callInputs } from '../../shared/api';
import { id } from '../../shared/api-common';
import { type Failure, type Result, fail } from '../../shared/result';
import { wholeCharacters } from '../../shared/text';
import { failureOf } from '../db/open';
import { soundBackups } from './backup';
import { createHandlers } from './handlers';
import { mergedBefore } from './merge-handlers';
import { type HostOptions, backUpIfDue, closeProject, createSession, type Session } from './session';
import { doneBefore } from './write';

export type { HostOptions } from './session';

export interface Host {
  call<C extends CallName>(name: C, input?: CallInput<C>, writeId?: string): Promise<Result<Outputs[C]>>;
  /** What comes over a port has no types: all of it is checked either way. */
  call(name: string, input: unknown, writeId?: unknown): Promise<Result<unknown>>;
  /** From now on the token stands for a path that the user chose. */
  grant(token: string, path: string): void;
  /** Ends all jobs and closes the project. */
  close(): Promise<void>;
}

export function createHost(options: HostOptions): Host {
  const session = createSession(options);
  const handlers = createHandlers(session);
  return {
    async call(name: string, input: unknown, writeId?: unknown): Promise<Result<never>> {
      try {
        if (!isCallName(name)) return unknownCall(name);
        // A write that comes while another one lasts would become a part of it; one that waited may begin another.
        while (session.longWrite && !mayComeBetween.has(name)) await session.longWrite;
        // Only now: other calls came while this one waited, and each has an id of its own.
        session.writeId = writeIdSchema.parse(writeId) ?? null;
        const again = doneBefore(session);
        if (again?.ok && name === 'merge.run') return mergedBefore(session, again.value) as Result<never>;
        return (again ?? (await answerTo(handlers, name, input))) as Result<never>;
      } catch (error) {
        return fail(failureFrom(error, session));
      } finally {
        // Only when the answer is on its way: a backup takes its time, and is no part of any answer.
        setImmediate(() => backUpIfDue(session));
      }
    },
    grant: (token, path) => session.grants.grant(token, path),
    close: () => closeProject(session),
  };
}

/** Calls that only read, and are answered while an import is being written. */
const mayComeBetween: ReadonlySet<CallName> = new Set(['article.open', 'job.cancel']);

const writeIdSchema = id.optional();

const isCallName = (name: string): name is CallName => Object.hasOwn(callInputs, name);

const unknownCall = (name: string): Result<never> =>
  fail({ code: 'invalid-input', message: `There is no call named “${name}”.` });

async function answerTo<C extends CallName>(
  handlers: Handlers,
  name: C,
  input: unknown,
): Promise<Result<unknown>> {
  const parsed = callInputs[name].safeParse(wholeCharacters(input));
  if (!parsed.success) return fail({ code: 'invalid-input', message: sentenceOf(name, parsed.error) });
  // TypeScript cannot follow that the schema and the handler of one name belong together.
  const handler = handlers[name] as (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
  return handler(parsed.data);
}

/** `ranges, 1, start` for the field at `['ranges', 0, 'start']`: names as words, counting from one. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) =>
      typeof part === 'number'
        ? String(part + 1)
        : String(part).replaceAll(/[A-Z]/g, (big) => ` ${big.toLowerCase()}`),
    )
    .join(', ');

function sentenceOf(name: CallName, { issues }: z.ZodError): string {
  const faults = issues.map(({ path, message }) =>
    path.length === 0 ? message : `${fieldOf(path)}: ${message}`,
  );
  return `The input of ${name} is not right. ${faults.join('; ')}.`;
}

function failureFrom(error: unknown, { project, options }: Session): Failure {
  let failure: Failure;
  try {
    failure = failureOf(error, 'reading the project');
  } catch (unforeseen) {
    console.error(unforeseen);
    return {
      code: 'unexpected',
      message: 'Something went wrong in Claimbook itself. Nothing was changed; the details are in its log.',
    };
  }
  if (failure.code !== 'damaged' || failure.backups.length > 0 || !project) return failure;
  return { ...failure, backups: soundBackups(options.profileFolder, project.path) };
}
