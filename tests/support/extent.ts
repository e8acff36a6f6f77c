/**
 * How much the tests do of what proves more the more of it is done. `npm test` does a part, which is done in
 * minutes; with `CLAIMBOOK_TEST_EXTENT=full` all of it is done.
 */
export const isFull = process.env['CLAIMBOOK_TEST_EXTENT'] === 'full';

/** Runs of a property: fast-check tries others each time, so that many short runs of the tests find what a long one does. */
export const runs = (full: number): number => (isFull ? full : Math.ceil(full / 3));

/** How many there are of what takes long because it is much: with a limit for each, what grows by its square still shows. */
export const much = (full: number): number => (isFull ? full : Math.ceil(full / 4));
