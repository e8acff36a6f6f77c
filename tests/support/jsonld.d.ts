declare module 'jsonld' {
  export interface RemoteDocument {
    document: unknown;
    documentUrl: string;
    contextUrl: null;
  }
  /** In safe mode what a processor would drop is an error. */
  export function expand(
    document: unknown,
    options: { safe: boolean; documentLoader(url: string): Promise<RemoteDocument> },
  ): Promise<unknown[]>;
  const jsonld: { expand: typeof expand };
  export default jsonld;
}
