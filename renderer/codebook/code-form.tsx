import { Archive, ArchiveRestore, GitFork, Merge, Plus, Trash2 } from 'lucide-react';
import type { TreeRow } from '../../shared/code-tree';
import { type Code, codeKinds, type LineStyle, lineStyles } from '../../shared/records';
import { isWritable, openDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { Select } from '../ui/fields';
import { SavedField } from '../ui/saved-field';
import { AttributeList } from './attribute-list';
import { edit, newCode, updateCode } from './code-edits';
import { CodeHistory } from './code-history';
import { CodeUse } from './code-use';
import { ColorField } from './color-field';
import { keyProblem } from './key-conflict';
import type { CodebookTask } from './tasks';

const styleNames: Record<LineStyle, string> = {
  fill: 'Filled',
  underline: 'Solid line',
  dotted: 'Dotted line',
  dashed: 'Dashed line',
  double: 'Double line',
};

const open = (task: CodebookTask): void => openDialog({ kind: 'codebook', task });

/** Everything about one code: what it is, when to use it, what it asks, and how it has been used. */
export function CodeForm({ row: { code } }: { row: TreeRow }) {
  const isReadOnly = !useStore(isWritable);
  return (
    <div className="code-form" data-code-form>
      {code.retired && (
        <p className="look-again">This code is retired: it keeps its annotations and tags nothing new.</p>
      )}
      <SavedField
        label="Name"
        value={code.name}
        isDisabled={isReadOnly}
        check={(name) => (name.trim() === '' ? 'A code needs a name.' : null)}
        save={(name) => updateCode(code.id, { name })}
      />
      <Looks code={code} isReadOnly={isReadOnly} />
      <SavedField
        label="Definition"
        lines={2}
        value={code.definition}
        isDisabled={isReadOnly}
        save={(definition) => updateCode(code.id, { definition })}
      />
      <div className="two-columns">
        <SavedField
          label="When to use it"
          lines={3}
          value={code.useWhen}
          isDisabled={isReadOnly}
          save={(useWhen) => updateCode(code.id, { useWhen })}
        />
        <SavedField
          label="When not to use it"
          lines={3}
          value={code.useNot}
          isDisabled={isReadOnly}
          save={(useNot) => updateCode(code.id, { useNot })}
        />
      </div>
      <AttributeList code={code} isReadOnly={isReadOnly} />
      {!isReadOnly && <Deeds code={code} />}
      <CodeUse code={code} />
      <CodeHistory codeId={code.id} />
    </div>
  );
}

function Looks({ code, isReadOnly }: { code: Code; isReadOnly: boolean }) {
  return (
    <>
      <div className="code-looks">
        <Select
          label="Kind"
          value={code.kind}
          isDisabled={isReadOnly}
          options={codeKinds.map((kind) => ({ id: kind, label: kind }))}
          onChange={(chosen) => {
            const kind = codeKinds.find((candidate) => candidate === chosen);
            if (kind) void updateCode(code.id, { kind });
          }}
        />
        <Select
          label="Line style"
          value={code.lineStyle}
          isDisabled={isReadOnly}
          options={lineStyles.map((lineStyle) => ({
            id: lineStyle,
            label: styleNames[lineStyle],
            mark: <CodeMark code={{ color: code.color, lineStyle }} />,
          }))}
          onChange={(chosen) => {
            const lineStyle = lineStyles.find((candidate) => candidate === chosen);
            if (lineStyle) void updateCode(code.id, { lineStyle });
          }}
        />
        <SavedField
          label="Key"
          value={code.shortcut ?? ''}
          isDisabled={isReadOnly}
          check={(key) => keyProblem(key, code.id)}
          save={(key) => updateCode(code.id, { shortcut: key.trim() === '' ? null : key.trim() })}
        />
      </div>
      <ColorField code={code} isReadOnly={isReadOnly} />
    </>
  );
}

function Deeds({ code: { id, retired } }: { code: Code }) {
  return (
    <div className="code-deeds" role="group" aria-label="Change the code">
      <Button icon={Plus} onPress={() => void newCode(id)}>
        New code beneath
      </Button>
      <Button icon={Merge} onPress={() => open({ kind: 'merge', codeId: id })}>
        Merge…
      </Button>
      <Button icon={GitFork} onPress={() => open({ kind: 'split', codeId: id })}>
        Split…
      </Button>
      <Button
        icon={retired ? ArchiveRestore : Archive}
        onPress={() => void edit('code.retire', { codeId: id, retired: !retired })}
      >
        {retired ? 'Bring back' : 'Retire'}
      </Button>
      <Button icon={Trash2} look="danger" onPress={() => open({ kind: 'remove-code', codeId: id })}>
        Delete…
      </Button>
    </div>
  );
}
