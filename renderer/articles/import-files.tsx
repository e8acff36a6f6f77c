import { useState } from 'react';
import type { ImportFile } from '../../shared/api';
import { Button } from '../ui/button';
import { countOf } from './describe';
import { EncodingChoice } from './encoding-choice';
import { ImportSettingsDialog } from './import-settings-dialog';
import { pageSize, readAgain, useImporting } from './importing';
import { Pager } from './pager';

/** What could not be read, or not whole, and why; where only the encoding is in doubt, it can be chosen. */
export function FileProblems() {
  const troubled = useImporting((state) => state.troubled);
  const count = useImporting((state) => state.state.problems);
  return (
    <>
      {troubled.map((file) => (
        <Problem key={file.fileId} file={file} />
      ))}
      {count > troubled.length && (
        <p className="help">
          And {countOf(count - troubled.length, 'more file')} with something to say: see Files.
        </p>
      )}
    </>
  );
}

const nameOf = ({ fileName }: ImportFile): string => (fileName === '' ? 'Pasted text' : fileName);

function Problem({ file }: { file: ImportFile }) {
  const [isChoosing, choose] = useState(false);
  const { problem, skipped, skippedCount, encodings, encoding, settings, fileId } = file;
  return (
    <section className="draft-problem" aria-label={nameOf(file)}>
      <p>
        <bdi className="file-name">{nameOf(file)}</bdi> {problem}
      </p>
      {skipped.length > 0 && (
        <ul className="skipped">
          {skipped.slice(0, 5).map(({ place, why }) => (
            <li key={`${place} ${why}`}>{place === '' ? why : `${place}: ${why}`}</li>
          ))}
          {skippedCount > 5 && <li>and {countOf(skippedCount - 5, 'more part')}</li>}
        </ul>
      )}
      {encodings.length > 0 && problem !== null && (
        <EncodingChoice
          choices={encodings}
          present={encoding}
          onChoose={(chosen) => void readAgain([fileId], { ...settings, encoding: chosen })}
        />
      )}
      {file.size > 0 && (
        <Button look="quiet" label={`Read ${nameOf(file)} otherwise…`} onPress={() => choose(true)}>
          Read otherwise…
        </Button>
      )}
      {isChoosing && <ImportSettingsDialog fileId={file.fileId} onClose={() => choose(false)} />}
    </section>
  );
}

/** All files, each with what was made of it and the way to have it read otherwise. */
export function ImportFiles() {
  const files = useImporting((state) => state.files);
  return (
    <div className="import-rows">
      <div className="table-frame">
        <table className="table" aria-label="Files">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Read as</th>
              <th scope="col">Encoding</th>
              <th scope="col" className="number">
                Articles
              </th>
              <th scope="col">
                <span className="visually-hidden">Read otherwise</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <FileRow key={file.fileId} file={file} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager size={pageSize} />
    </div>
  );
}

function FileRow({ file }: { file: ImportFile }) {
  const [isChoosing, choose] = useState(false);
  return (
    <tr>
      <td className="file-cell">
        <bdi>{nameOf(file)}</bdi>
      </td>
      <td>{file.format ?? file.problem}</td>
      <td>{file.encoding}</td>
      <td className="number">{file.rows.toLocaleString('en')}</td>
      <td>
        <Button look="quiet" label={`Read ${nameOf(file)} otherwise…`} onPress={() => choose(true)}>
          Read otherwise…
        </Button>
        {isChoosing && <ImportSettingsDialog fileId={file.fileId} onClose={() => choose(false)} />}
      </td>
    </tr>
  );
}
