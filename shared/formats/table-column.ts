/** A column of the tables that a project is exported as. */
export interface TableColumn {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime';
  /** What it means, as a sentence. */
  what: string;
  /** Of an integer: it may need more than 32 bits. */
  isLarge?: true;
}
