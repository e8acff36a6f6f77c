import type { ExportReport } from '../../shared/api';
import type { Pick as PickedFile } from '../../shared/shell-api';
import { shell } from '../api';
import { countOf } from '../articles/describe';
import { closeDialog } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { LossList, lossSummary } from './loss-list';

/** Of an export of one file for each article, nobody reads the list to its end. */
const mostFiles = 50;

/** What was written, and what was lost. */
export function ExportDone({ report, pick }: { report: ExportReport; pick: PickedFile }) {
  const more = report.files.length - mostFiles;
  return (
    <Dialog
      title="Exported"
      size="medium"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={() => void shell.showInFolder(report.token)}>Show in folder</Button>
          <Button look="primary" autoFocus onPress={closeDialog}>
            Close
          </Button>
        </>
      }
    >
      <p>
        {countOf(report.files.length, 'file')} written: <bdi className="file-name">{pick.fileName}</bdi> in{' '}
        <bdi>{pick.folder}</bdi>.
      </p>
      {report.losses.length > 0 && (
        <>
          <h3 className="part-title">What was lost</h3>
          <p>{lossSummary(report.losses)} The same lies beside the export, as text and as JSON.</p>
          <LossList losses={report.losses} label="What was lost" />
          <h3 className="part-title">What was written</h3>
        </>
      )}
      <table className="table" aria-label="What was written">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="number">
              Rows
            </th>
            <th scope="col" className="number">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {report.files.slice(0, mostFiles).map(({ name, rows, bytes }) => (
            <tr key={name}>
              <td className="file-cell">
                <bdi>{name}</bdi>
              </td>
              <td className="number">{rows?.toLocaleString('en') ?? ''}</td>
              <td className="number">{sizeOf(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="help">and {countOf(more, 'more file')}.</p>}
    </Dialog>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 10_000
    ? `${bytes.toLocaleString('en')} bytes`
    : `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
