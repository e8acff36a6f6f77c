/** One comparison of what a reader found with what another program, or a published list, says. */
export interface Row {
  what: string;
  expected: string;
  got: string;
  same: boolean;
}

export const row = (what: string, expected: string | number, got: string | number): Row => ({
  what,
  expected: String(expected),
  got: String(got),
  same: String(expected) === String(got),
});
