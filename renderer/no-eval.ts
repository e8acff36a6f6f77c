/** Keeps zod from compiling its checks with `new Function`, which the content policy forbids. First import. */
import { z } from 'zod';

z.config({ jitless: true });
