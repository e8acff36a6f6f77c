import { Download, FolderOpen, Save, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { CodebookSource, TemplateInfo } from '../../shared/api';
import { call, shell } from '../api';
import { isWritable, closeDialog, notify, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { edit } from './code-edits';
import { useAnswer } from './use-answer';

/** Codebooks outside the project: bring one in, save this one for new projects, or write it to a file. */
export function BooksDialog() {
  const canWrite = useStore(isWritable);
  const [source, setSource] = useState<{ from: CodebookSource; fileName: string | null } | null>(null);
  const [templates, setTemplates] = useState<readonly TemplateInfo[]>([]);
  const readTemplates = async (): Promise<void> => {
    const result = await call('codebook.templates', undefined);
    if (result.ok) setTemplates(result.value);
    else notify('problem', result.error.message);
  };
  useEffect(() => void readTemplates(), []);

  const chooseFile = async (): Promise<void> => {
    const pick = await shell.chooseCodebook();
    if (pick) setSource({ from: { token: pick.token }, fileName: pick.fileName });
  };
  const chosenId = source && 'templateId' in source.from ? source.from.templateId : null;

  return (
    <Dialog
      title="Templates and files"
      size="medium"
      onClose={closeDialog}
      footer={<Button onPress={closeDialog}>Close</Button>}
    >
      {canWrite && (
        <section className="stack" aria-label="Bring in">
          <RadioGroup
            className="field"
            value={chosenId}
            onChange={(templateId) => setSource({ from: { templateId }, fileName: null })}
          >
            <Label className="label">Bring codes into this project</Label>
            <div className="cards">
              {templates.map(({ id, name, description, isSaved }) => (
                <Radio key={id} value={id} className="card" aria-label={name}>
                  <strong dir="auto">{name}</strong>
                  <span dir="auto">{description === '' && isSaved ? 'Saved by you' : description}</span>
                </Radio>
              ))}
            </div>
          </RadioGroup>
          <div className="bring-in-buttons">
            <Button icon={FolderOpen} onPress={() => void chooseFile()}>
              From a file…
            </Button>
            {templates.some(({ id, isSaved }) => isSaved && id === chosenId) && (
              <RemoveTemplate
                templateId={chosenId ?? ''}
                onRemoved={() => {
                  setSource(null);
                  void readTemplates();
                }}
              />
            )}
          </div>
          {source && (
            <Arrival key={JSON.stringify(source.from)} source={source.from} fileName={source.fileName} />
          )}
        </section>
      )}
      <SaveBook templates={templates} onSaved={() => void readTemplates()} />
    </Dialog>
  );
}

function RemoveTemplate({ templateId, onRemoved }: { templateId: string; onRemoved: () => void }) {
  const [isAsked, setAsked] = useState(false);
  const remove = async (): Promise<void> => {
    const result = await call('codebook.removeTemplate', { templateId });
    if (result.ok) onRemoved();
    else notify('problem', result.error.message);
  };
  return isAsked ? (
    <Button look="danger" autoFocus onPress={() => void remove()}>
      Remove it for good
    </Button>
  ) : (
    <Button icon={Trash2} onPress={() => setAsked(true)}>
      Remove this template…
    </Button>
  );
}

/** What would come in, and the button that brings it. */
function Arrival({ source, fileName }: { source: CodebookSource; fileName: string | null }) {
  const { value: plan, problem } = useAnswer('codebook.plan', { source });
  if (problem !== null) {
    return (
      <p role="alert" className="error">
        {problem}
      </p>
    );
  }
  if (!plan) return null;
  const { codes, attributes, choices } = plan.added;
  const hasNews = codes.length + attributes.length + choices.length > 0;
  return (
    <div className="arrival" role="group" aria-label="What comes in">
      <p>
        <strong dir="auto">{plan.name}</strong>
        {fileName !== null && <bdi className="passage-title"> {fileName}</bdi>}
      </p>
      <dl className="arrival-list">
        <Part what="New codes" names={codes} />
        <Part what="New attributes" names={attributes} />
        <Part what="New choices" names={choices} />
        <Part what="Already here" names={plan.matched} />
        <Part what="Stays as it is" names={plan.kept} isSentences />
      </dl>
      <Button
        look="primary"
        isDisabled={!hasNews}
        onPress={() =>
          void edit('codebook.apply', { source }).then((failure) => {
            if (failure !== null) return;
            closeDialog();
            notify('info', `The codebook ${plan.name} was brought in.`);
          })
        }
      >
        {hasNews ? 'Bring in' : 'Nothing new'}
      </Button>
    </div>
  );
}

const mostNamed = 30;

function Part({
  what,
  names,
  isSentences = false,
}: {
  what: string;
  names: readonly string[];
  isSentences?: boolean;
}) {
  if (names.length === 0) return null;
  const more = names.length - mostNamed;
  return (
    <div>
      <dt>{what}</dt>
      <dd dir="auto">
        {names.slice(0, mostNamed).join(isSentences ? ' ' : ', ')}
        {more > 0 && ` and ${more.toLocaleString('en')} more`}
      </dd>
    </div>
  );
}

function SaveBook({ templates, onSaved }: { templates: readonly TemplateInfo[]; onSaved: () => void }) {
  const projectName = useStore(({ records }) => [...records.project.values()][0]?.name ?? '');
  const [name, setName] = useState(projectName);
  const [problem, setProblem] = useState<string | null>(null);
  const replaces = templates.some((template) => template.isSaved && template.name === name.trim());

  const save = async (): Promise<void> => {
    const result = await call('codebook.saveTemplate', { name, replace: replaces });
    setProblem(result.ok ? null : result.error.message);
    if (!result.ok) return;
    notify('info', `The template ${result.value.name} can be chosen for new projects.`);
    onSaved();
  };
  const exportFile = async (): Promise<void> => {
    const pick = await shell.chooseExport('file', `${projectName} codebook.json`);
    if (!pick) return;
    const result = await call('codebook.exportFile', { token: pick.token });
    setProblem(result.ok ? null : result.error.message);
    if (result.ok) notify('info', `${result.value.codes} codes were written to ${result.value.fileName}.`);
  };
  return (
    <section className="stack" aria-label="Save">
      <div className="new-item">
        <TextField
          label="Save this codebook for new projects"
          value={name}
          error={problem}
          onChange={(text) => {
            setName(text);
            setProblem(null);
          }}
        />
        <Button icon={Save} isDisabled={name.trim() === ''} onPress={() => void save()}>
          {replaces ? 'Replace template' : 'Save template'}
        </Button>
      </div>
      <div className="bring-in-buttons">
        <Button icon={Download} onPress={() => void exportFile()}>
          Export to a file…
        </Button>
        <span className="help">JSON, which colleagues bring in with “From a file”.</span>
      </div>
    </section>
  );
}
