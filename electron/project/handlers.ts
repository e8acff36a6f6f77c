/** Every call of `shared/api.ts` and who answers it: one that nobody answers does not compile. */
import type { Handlers } from '../../shared/api';
import { annotationHandlers } from './annotation-handlers';
import { articleHandlers } from './article-handlers';
import { exportHandlers } from './export-handlers';
import { frameHandlers } from './frame-handlers';
import { projectHandlers } from './project-handlers';
import { registryHandlers } from './registry-handlers';
import type { Session } from './session';

export const createHandlers = (session: Session): Handlers => ({
  ...projectHandlers(session),
  ...articleHandlers(session),
  ...annotationHandlers(session),
  ...frameHandlers(session),
  ...registryHandlers(session),
  ...exportHandlers(session),
});
