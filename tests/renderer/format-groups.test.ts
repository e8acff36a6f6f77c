import { expect, test } from 'vitest';
import { exporters } from '../../electron/exchange/exporters';
import { importers } from '../../electron/exchange/importers';
import { groupsOf } from '../../renderer/exchange/format-groups';

const ids = (formats: readonly { id: string }[]): string[] => formats.map(({ id }) => id).toSorted();

test.each([
  ['goes out', exporters],
  ['comes in', importers],
])('every format that %s stands under exactly one heading, and none under “Others”', (_way, listed) => {
  const formats = listed.map(({ info }) => info);
  const groups = groupsOf(formats);
  expect(ids(groups.flatMap((group) => group.formats))).toEqual(ids(formats));
  expect(groups.find(({ title }) => title === 'Others')?.formats.map(({ id }) => id) ?? []).toEqual([]);
});

test('what has no name of its own stands before all headings, what is unknown after them', () => {
  const groups = groupsOf([{ id: 'new' }, { id: 'dna' }, { id: '' }, { id: 'csv' }]);
  expect(groups.map(({ title, formats }) => [title, ...ids(formats)])).toEqual([
    [null, ''],
    ['Tables', 'csv'],
    ['Qualitative programs', 'dna'],
    ['Others', 'new'],
  ]);
});
