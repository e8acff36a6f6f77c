/** What must hold in a DNA 3 database, so that DNA opens it and finds everything it looks for; each as SQL. */
import Database from 'better-sqlite3';

/** Each query gives the rows that break the rule. */
const rules: Readonly<Record<string, string>> = {
  'the version begins with 3.': `SELECT 1 WHERE NOT EXISTS
    (SELECT 1 FROM SETTINGS WHERE Property = 'version' AND Value LIKE '3.%')`,
  'there is an Admin with ID 1 and a password': `SELECT 1 WHERE NOT EXISTS
    (SELECT 1 FROM CODERS WHERE ID = 1 AND LENGTH(Password) = 64)`,
  'every statement has one value for each variable of its type, in the table of its data type, and no other': `
    WITH data AS (
      SELECT StatementId, VariableId, 'boolean' AS DataType FROM DATABOOLEAN
      UNION ALL SELECT StatementId, VariableId, 'integer' FROM DATAINTEGER
      UNION ALL SELECT StatementId, VariableId, 'short text' FROM DATASHORTTEXT
      UNION ALL SELECT StatementId, VariableId, 'long text' FROM DATALONGTEXT
    ), expected AS (
      SELECT STATEMENTS.ID AS StatementId, VARIABLES.ID AS VariableId, DataType
      FROM STATEMENTS JOIN VARIABLES ON VARIABLES.StatementTypeId = STATEMENTS.StatementTypeId
    )
    SELECT * FROM (SELECT * FROM data EXCEPT SELECT * FROM expected)
    UNION ALL SELECT * FROM (SELECT * FROM expected EXCEPT SELECT * FROM data)`,
  'an entity is of the variable whose value it is': `
    SELECT 1 FROM DATASHORTTEXT JOIN ENTITIES ON ENTITIES.ID = Entity WHERE ENTITIES.VariableId <> DATASHORTTEXT.VariableId`,
  'each short-text variable has an entity for nothing': `
    SELECT 1 FROM VARIABLES WHERE DataType = 'short text'
      AND NOT EXISTS (SELECT 1 FROM ENTITIES WHERE VariableId = VARIABLES.ID AND Value = '')`,
  'only short-text variables have entities and attribute variables': `
    SELECT 1 FROM VARIABLES WHERE DataType <> 'short text'
      AND (ID IN (SELECT VariableId FROM ENTITIES) OR ID IN (SELECT VariableId FROM ATTRIBUTEVARIABLES))`,
  'every entity has a value for each attribute variable of its variable, and no other': `
    WITH expected AS (
      SELECT ENTITIES.ID AS EntityId, ATTRIBUTEVARIABLES.ID AS AttributeVariableId
      FROM ENTITIES JOIN ATTRIBUTEVARIABLES ON ATTRIBUTEVARIABLES.VariableId = ENTITIES.VariableId
    ), found AS (SELECT EntityId, AttributeVariableId FROM ATTRIBUTEVALUES)
    SELECT * FROM (SELECT * FROM expected EXCEPT SELECT * FROM found)
    UNION ALL SELECT * FROM (SELECT * FROM found EXCEPT SELECT * FROM expected)`,
  'an entity stands below one of the same variable': `
    SELECT 1 FROM ENTITIES JOIN ENTITIES AS parent ON parent.ID = ENTITIES.ChildOf
    WHERE parent.VariableId <> ENTITIES.VariableId OR parent.ID = ENTITIES.ID`,
  'every ordered pair of coders has a relation, once': `
    WITH expected AS (SELECT a.ID AS Coder, b.ID AS OtherCoder FROM CODERS AS a JOIN CODERS AS b ON a.ID <> b.ID),
      found AS (SELECT Coder, OtherCoder FROM CODERRELATIONS)
    SELECT * FROM (SELECT * FROM expected EXCEPT SELECT * FROM found)
    UNION ALL SELECT * FROM (SELECT * FROM found EXCEPT SELECT * FROM expected)
    UNION ALL SELECT Coder, OtherCoder FROM CODERRELATIONS GROUP BY Coder, OtherCoder HAVING count(*) > 1`,
  'texts have no carriage returns': `SELECT 1 FROM DOCUMENTS WHERE Text LIKE '%' || char(13) || '%'`,
  'nothing is null that DNA reads without asking': `
    SELECT 1 FROM DOCUMENTS WHERE Coder IS NULL
    UNION ALL SELECT 1 FROM STATEMENTS WHERE DocumentId IS NULL OR StatementTypeId IS NULL OR Coder IS NULL
    UNION ALL SELECT 1 FROM ENTITIES WHERE Red IS NULL OR Green IS NULL OR Blue IS NULL
    UNION ALL SELECT 1 FROM VARIABLES WHERE StatementTypeId IS NULL`,
};

/** The rules that a file breaks; none for a file that DNA can work with. Offsets are UTF-16 code units. */
export function brokenInvariants(path: string): string[] {
  const db = new Database(path, { readonly: true });
  try {
    const broken = Object.entries(rules).flatMap(([rule, sql]) =>
      db.prepare(sql).all().length > 0 ? [rule] : [],
    );
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') broken.push('the pages are sound');
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0) broken.push('all keys lead somewhere');
    const placed = db
      .prepare('SELECT Text, Start, Stop FROM STATEMENTS JOIN DOCUMENTS ON DOCUMENTS.ID = DocumentId')
      .all() as { Text: string; Start: number; Stop: number }[];
    if (placed.some(({ Text, Start, Stop }) => Stop > Text.length || !Text.slice(Start, Stop).isWellFormed()))
      broken.push('statements lie in their texts and cut no character');
    return broken;
  } finally {
    db.close();
  }
}
