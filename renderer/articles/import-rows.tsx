import { TriangleAlert } from 'lucide-react';
import { memo, useState } from 'react';
import type { ImportRow } from '../../shared/api';
import { Button } from '../ui/button';
import { Select } from '../ui/fields';
import { countOf, sideOf } from './describe';
import { Cell, columns, type Field, fits, ValueBox, valueOf } from './import-cells';
import { ImportSettingsDialog } from './import-settings-dialog';
import { decide, decideMany, editMany, pageSize, select, useImporting } from './importing';
import { Pager } from './pager';

/** What was found, as a table that can be corrected in place, row by row or for many at once. */
export function ImportRows() {
  const rows = useImporting((state) => state.rows);
  const from = useImporting((state) => state.from);
  const total = useImporting((state) => state.total);
  const selected = useImporting((state) => state.selected);
  if (total === 0) return <p className="empty">Nothing here.</p>;
  const ids = rows.map(({ rowId }) => rowId);
  const areSelected = ids.every((id) => selected.has(id));
  return (
    <div className="import-rows">
      {total > 1 && <ForMany total={total} />}
      <div className="table-frame">
        <table className="table import-table">
          <thead>
            <tr>
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label="Select all on this page"
                  checked={areSelected}
                  onChange={() => select(ids, !areSelected)}
                />
              </th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">Take</span>
              </th>
            </tr>
          </thead>
          {rows.map((row, index) => (
            <Row key={row.rowId} row={row} number={from + index + 1} isSelected={selected.has(row.rowId)} />
          ))}
        </table>
      </div>
      <Pager size={pageSize} />
    </div>
  );
}

const Row = memo(function Row({
  row,
  number,
  isSelected,
}: {
  row: ImportRow;
  number: number;
  isSelected: boolean;
}) {
  const { rowId, fileName, place, format, encoding, textLength, excerpt, warnings, particulars, duplicate } =
    row;
  const origin = [fileName, place, format, `${textLength.toLocaleString('en')} characters`, encoding];
  const [isChoosing, choose] = useState(false);
  const isLeftOut = row.decision === 'skip';
  const given = particulars.map(({ name, value }) => `${name}: ${value}`).join(' · ');
  return (
    <tbody className={isLeftOut ? 'left-out' : undefined}>
      <tr className="import-fields">
        <td>
          <input
            type="checkbox"
            aria-label={`Select article ${number}`}
            checked={isSelected}
            onChange={() => select([rowId], !isSelected)}
          />
        </td>
        {columns.map(({ key, label, hint }) => (
          <td key={key} className={`import-${key}`}>
            <Cell row={row} field={key} label={`${label} of article ${number}`} hint={hint} />
          </td>
        ))}
        <td>
          <Button
            look="quiet"
            label={isLeftOut ? `Take article ${number}` : `Leave out article ${number}`}
            onPress={() => void decide([rowId], isLeftOut ? 'take' : 'skip')}
          >
            {isLeftOut ? 'Take' : 'Leave out'}
          </Button>
        </td>
      </tr>
      <tr className="import-about">
        <td />
        <td colSpan={columns.length + 1}>
          <div className={`import-origin ${sideOf(row.fields.title) ?? ''}`}>
            <p className="help">
              {isLeftOut && <strong>Left out · </strong>}
              <bdi>{origin.filter((part) => part !== '').join(' · ')}</bdi>
              {fileName !== '' && (
                <Button look="quiet" label={`Read otherwise: article ${number}`} onPress={() => choose(true)}>
                  Read otherwise…
                </Button>
              )}
            </p>
            {isChoosing && <ImportSettingsDialog fileId={row.fileId} onClose={() => choose(false)} />}
            <p className="import-excerpt" dir="auto">
              {excerpt}
            </p>
            {given !== '' && (
              <p className="help import-given" dir="auto" title={given}>
                {given}
              </p>
            )}
            {warnings.map((warning) => (
              <p key={warning} className="warning">
                <TriangleAlert size={13} aria-hidden /> {warning}
              </p>
            ))}
            {duplicate && <DuplicateNote row={row} number={number} />}
          </div>
        </td>
      </tr>
    </tbody>
  );
});

const likenesses: Record<NonNullable<ImportRow['duplicate']>['how'], string> = {
  'same text': 'The same text as',
  'same number': 'The same number as',
  'same address': 'The same address as',
  'similar text': 'Much like',
};

function DuplicateNote({ row, number }: { row: ImportRow; number: number }) {
  const { duplicate, decision, rowId } = row;
  if (!duplicate) return null;
  const { how, similarity, of } = duplicate;
  const copyOf = 'rowId' in of ? { rowId: of.rowId } : { articleId: of.articleId };
  const isCopy = typeof decision === 'object';
  return (
    <div className="duplicate-note">
      <p className="warning">
        <TriangleAlert size={13} aria-hidden />
        <span>
          {likenesses[how]} <q dir="auto">{of.title}</q>
          {'rowId' in of ? ' in this import' : ' in the project'}
          {how === 'similar text' && ` (${Math.round(similarity * 100)} % of the words)`}
          {isCopy && '; it comes in as a copy of it'}.
        </span>
      </p>
      <Button
        look="quiet"
        label={isCopy ? `No copy: article ${number}` : `Bring in as a copy: article ${number}`}
        onPress={() => void decide([rowId], isCopy ? 'take' : { copyOf })}
      >
        {isCopy ? 'No copy' : 'Bring in as a copy'}
      </Button>
    </div>
  );
}

/** One field, or the decision, of all rows that are shown or selected. */
function ForMany({ total }: { total: number }) {
  const selected = useImporting((state) => state.selected.size);
  const [field, setField] = useState<Field>('source');
  const [value, setValue] = useState('');
  const whom =
    selected > 0 ? `the ${selected.toLocaleString('en')} selected` : `all ${countOf(total, 'article')}`;
  return (
    <div className="for-many" role="group" aria-label={`For ${whom}`}>
      <span>For {whom}:</span>
      <Select
        label="Field"
        hideLabel
        value={field}
        options={columns.map(({ key, label }) => ({ id: key, label }))}
        onChange={(id) => setField(columns.find(({ key }) => key === id)?.key ?? 'source')}
      />
      <ValueBox
        field={field}
        label="Value"
        value={value}
        isWrong={!fits(field, value) && value !== ''}
        onChange={setValue}
      />
      <Button
        isDisabled={!fits(field, value)}
        onPress={() => void editMany({ [field]: valueOf(field, value) })}
      >
        Apply
      </Button>
      <span className="gap" />
      <Button onPress={() => void decideMany('take')}>Take</Button>
      <Button onPress={() => void decideMany('skip')}>Leave out</Button>
    </div>
  );
}
