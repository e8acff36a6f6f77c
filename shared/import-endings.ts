/** The endings of files that articles can be read from, for the dialog in which files are chosen. */
export const importEndings: readonly string[] =
  'txt text md markdown html htm xhtml mht mhtml eml docx odt fodt rtf pdf epub csv tsv tab xlsx xlsm ods json jsonl ndjson xml zip'.split(
    ' ',
  );
