/** What the tests use of the library, which comes without types. */
declare module 'jsonld' {
  interface ExpandOptions {
    base: string;
    /** Throws for every term that would be dropped. */
    safe: boolean;
    documentLoader(url: string): Promise<never>;
  }
  const jsonld: { expand(document: object, options: ExpandOptions): Promise<Record<string, unknown>[]> };
  export default jsonld;
}
