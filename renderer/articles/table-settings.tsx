import { Checkbox } from 'react-aria-components';
import type { Trial } from '../../shared/api';
import type { ReadSettings } from '../../shared/import-settings';
import { fillableFields, type TableMapping } from '../../shared/import-settings';
import { Select } from '../ui/fields';

interface TableSettingsProps {
  trial: Trial;
  settings: ReadSettings;
  onChange: (patch: Partial<ReadSettings>) => void;
}

const targets = [
  { id: 'text', label: 'Text' },
  ...fillableFields.map((id) => ({ id, label: labelOf(id) })),
  { id: 'keep', label: 'Kept as it is' },
  { id: 'leave out', label: 'Left out' },
];

function labelOf(field: string): string {
  if (field === 'url') return 'URL';
  if (field === 'accession') return 'Number in the archive';
  return `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

const delimiters = [
  { id: 'auto', label: 'Found out' },
  { id: ',', label: 'Comma' },
  { id: ';', label: 'Semicolon' },
  { id: '\t', label: 'Tab' },
  { id: '|', label: 'Vertical bar' },
];

/** Which column of a table fills which field. */
export function TableSettings({ trial: { table, sheets }, settings, onChange }: TableSettingsProps) {
  if (!table?.settings) return null;
  // What was found out is where the user begins; what parts the cells, and the sheet, may differ in the next file.
  const mapping: TableMapping = settings.table ?? { ...table.settings, delimiter: null, sheet: null };
  const set = (patch: Partial<TableMapping>): void => onChange({ table: { ...mapping, ...patch } });
  return (
    <fieldset className="field">
      <legend className="label">Table</legend>
      <div className="table-settings">
        <Select
          label="Columns are parted by"
          value={mapping.delimiter ?? 'auto'}
          options={delimiters}
          onChange={(id) => set({ delimiter: delimiterOf(id) })}
        />
        {sheets.length > 1 && (
          <Select
            label="Sheet"
            value={mapping.sheet ?? table.settings.sheet ?? sheets[0] ?? ''}
            options={sheets.map((name) => ({ id: name, label: name }))}
            onChange={(sheet) => set({ sheet })}
          />
        )}
        <Checkbox
          className="segment"
          isSelected={mapping.hasHeader}
          onChange={(hasHeader) => set({ hasHeader })}
        >
          The first row names the columns
        </Checkbox>
      </div>
      <table className="table mapping" aria-label="Columns">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Fills</th>
            <th scope="col">Its first values</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map(({ name, examples }) => (
            <tr key={name}>
              <th scope="row" dir="auto">
                {name}
              </th>
              <td>
                <Select
                  label={`What ${name} fills`}
                  hideLabel
                  value={mapping.columns[name] ?? 'keep'}
                  options={targets}
                  onChange={(id) => set({ columns: withColumn(mapping.columns, name, id) })}
                />
              </td>
              <td dir="auto" className="examples">
                {examples.join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

function withColumn(columns: TableMapping['columns'], name: string, target: string): TableMapping['columns'] {
  if (target !== 'keep') return { ...columns, [name]: target as TableMapping['columns'][string] };
  return Object.fromEntries(Object.entries(columns).filter(([column]) => column !== name));
}

const delimiterOf = (id: string): TableMapping['delimiter'] =>
  id === ',' || id === ';' || id === '\t' || id === '|' ? id : null;
