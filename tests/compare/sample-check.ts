/** What the list of the samples says of a file, and what our reader found in it. */
export interface SampleCheck {
  file: string;
  expected: string;
  found: string;
}
