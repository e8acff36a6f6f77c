/**
 * What version 2.0 of the Data Package standard demands of a descriptor with tables (datapackage.org), as far as it
 * concerns what we write, as a JSON Schema of our own. Anything that the standard does not name begins with `x-`.
 */
const text = { type: 'string' };
const name = { type: 'string', minLength: 1 };
const fieldTypes = ['string', 'integer', 'number', 'boolean', 'date', 'datetime'];
const relativePath = { type: 'string', pattern: String.raw`^(?!/|\.|~|[A-Za-z]:|[a-z]+://)(?!.*\.\./).+$` };
const dateTime = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$` };

const field = {
  type: 'object',
  required: ['name', 'type'],
  properties: { name, type: { enum: fieldTypes }, description: text },
  additionalProperties: false,
};

const foreignKey = {
  type: 'object',
  required: ['fields', 'reference'],
  properties: {
    fields: { type: 'array', items: name, minItems: 1, uniqueItems: true },
    reference: {
      type: 'object',
      required: ['resource', 'fields'],
      properties: { resource: name, fields: { type: 'array', items: name, minItems: 1 } },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

const schema = {
  type: 'object',
  required: ['fields'],
  properties: {
    fields: { type: 'array', items: field, minItems: 1 },
    primaryKey: { type: 'array', items: name, minItems: 1, uniqueItems: true },
    foreignKeys: { type: 'array', items: foreignKey, minItems: 1 },
    missingValues: { type: 'array', items: text },
  },
  additionalProperties: false,
};

const dialect = {
  type: 'object',
  properties: {
    delimiter: text,
    lineTerminator: text,
    quoteChar: { type: 'string', minLength: 1, maxLength: 1 },
    doubleQuote: { type: 'boolean' },
    header: { type: 'boolean' },
  },
  additionalProperties: false,
};

const resource = {
  type: 'object',
  required: ['name', 'path', 'type', 'schema'],
  properties: {
    name,
    path: relativePath,
    type: { const: 'table' },
    description: text,
    format: { const: 'csv' },
    mediatype: { type: 'string', pattern: '^.+/.+$' },
    encoding: text,
    bytes: { type: 'integer', minimum: 0 },
    hash: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
    dialect,
    schema,
  },
  additionalProperties: false,
};

export const dataPackageProfile = {
  type: 'object',
  required: ['$schema', 'resources'],
  properties: {
    $schema: { const: 'https://datapackage.org/profiles/2.0/datapackage.json' },
    name: { type: 'string', pattern: '^[a-z0-9._/-]+$' },
    title: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    created: dateTime,
    resources: { type: 'array', items: resource, minItems: 1 },
  },
  patternProperties: { '^x-': {} },
  additionalProperties: false,
};
