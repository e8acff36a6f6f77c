import { useState } from 'react';
import { plainRoles } from '../../shared/formats/table-mapping';
import type { TableColumn } from '../../shared/formats/simple-table-reading';
import { attributeKinds } from '../../shared/records';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/fields';
import { Problem } from './problem';

/** What each column holds, by its name. */
export type Mapping = Record<string, string>;

interface ColumnMappingProps {
  columns: readonly TableColumn[];
  problem: string | null;
  onBack: () => void;
  onLeave: () => void;
  onRead: (mapping: Mapping) => void;
}

const nothing = 'nothing';

/** What a column can be taken for: a part of the annotation or its article, or the values of an attribute. */
function choicesFor({ name, role }: TableColumn) {
  const attributes = attributeKinds
    .filter((kind) => kind !== 'annotation')
    .map((kind) => ({ id: `${kind}: ${name}`, label: `attribute “${name}” (${kind})` }));
  const known = [nothing, ...plainRoles].map((id) => ({ id, label: id }));
  const all = [...known, ...attributes];
  return role === '' || all.some(({ id }) => id === role) ? all : [{ id: role, label: role }, ...all];
}

/** Lets the user say what each column of a table holds, with its first cells in sight. */
export function ColumnMapping({ columns, problem, onBack, onLeave, onRead }: ColumnMappingProps) {
  const [roles, setRoles] = useState<Mapping>(() =>
    Object.fromEntries(columns.map(({ name, role }) => [name, role === '' ? nothing : role])),
  );
  return (
    <Dialog
      title="Take in a dataset"
      size="large"
      onClose={onLeave}
      footer={
        <>
          <Button onPress={onBack}>Back</Button>
          <Button onPress={onLeave}>Cancel</Button>
          <Button
            look="primary"
            autoFocus
            onPress={() =>
              onRead(Object.fromEntries(Object.entries(roles).filter(([, role]) => role !== nothing)))
            }
          >
            Read the table
          </Button>
        </>
      }
    >
      <p>
        What does each column hold? Needed are the article (title, id or text), and the quote or where it
        begins and ends.
      </p>
      <Problem message={problem} />
      <table className="table matches" aria-label="Columns">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Holds</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.name}>
              <td>
                <bdi>{column.name}</bdi>
                <span className="loss-examples">
                  {column.examples.map((example, at) => (
                    <bdi key={at} className="column-example">
                      {example.length > 60 ? `${example.slice(0, 60).toWellFormed()}…` : example}
                    </bdi>
                  ))}
                </span>
              </td>
              <td>
                <Select
                  label={`${column.name} holds`}
                  hideLabel
                  options={choicesFor(column)}
                  value={roles[column.name] ?? nothing}
                  onChange={(role) => setRoles({ ...roles, [column.name]: role })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
