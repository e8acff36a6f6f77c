import { useMemo } from 'react';
import type { Annotation } from '../../shared/records';
import { openDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { Select } from '../ui/fields';
import { recode } from './annotation-edits';
import { offeredCodes } from './offered-codes';

/** With more codes than this, they are found by typing. */
const mostInList = 60;

/** The code of an annotation: chosen from a list, or from the searchable picker where there are many. */
export function CodeField({ annotation, isDisabled }: { annotation: Annotation; isDisabled: boolean }) {
  const codes = useStore((state) => state.records.code);
  const own = codes.get(annotation.codeId);
  const offered = useMemo(() => {
    const { inUse } = offeredCodes({ code: codes });
    return own && !inUse.includes(own) ? [own, ...inUse] : inUse;
  }, [codes, own]);

  if (offered.length > mostInList) {
    return (
      <div className="field">
        <span className="label">Code</span>
        <div className="picked-code">
          {own && <CodeMark code={own} />}
          <span className="option-label" dir="auto" title={own?.name}>
            {own?.name}
          </span>
          {!isDisabled && (
            <Button
              onPress={() =>
                openDialog({ kind: 'codebook', task: { kind: 'pick', annotationId: annotation.id } })
              }
            >
              Change code…
            </Button>
          )}
        </div>
      </div>
    );
  }
  return (
    <Select
      label="Code"
      value={annotation.codeId}
      isDisabled={isDisabled}
      options={offered.map((code) => ({ id: code.id, label: code.name, mark: <CodeMark code={code} /> }))}
      onChange={(codeId) => void recode(annotation.id, codeId)}
    />
  );
}
