import { useEffect, useState } from 'react';
import type { TemplateInfo } from '../../shared/api';
import { call, shell } from '../api';
import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select, TextField } from '../ui/fields';
import { createProject } from './session';

/** Asks what the project is called and who codes, then where its file goes. */
export function NewProjectDialog() {
  const knownName = useStore((state) => state.start?.coderName ?? '');
  const [name, setName] = useState('');
  const [coderName, setCoderName] = useState(knownName);
  const [problem, setProblem] = useState<string | null>(null);
  const [templates, setTemplates] = useState<readonly TemplateInfo[]>([]);
  const [templateId, setTemplateId] = useState('claims');
  useEffect(() => {
    void call('codebook.templates', undefined).then((result) => {
      if (result.ok) setTemplates(result.value);
    });
  }, []);
  const template = templates.find(({ id }) => id === templateId);
  const isComplete = name.trim() !== '' && coderName.trim() !== '';

  const create = async (): Promise<void> => {
    if (!isComplete) return;
    setProblem(null);
    const pick = await shell.chooseNewProject(name.trim());
    if (!pick) return;
    const input = { name: name.trim(), coderName: coderName.trim(), sample: false, templateId };
    const failure = await createProject(pick, input);
    if (failure) setProblem(failure.message);
  };

  return (
    <Dialog
      title="New project"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look="primary" isDisabled={!isComplete} onPress={() => void create()}>
            Create…
          </Button>
        </>
      }
    >
      <TextField
        label="Project name"
        value={name}
        onChange={setName}
        onEnter={() => void create()}
        autoFocus
        isRequired
      />
      <TextField
        label="Your name"
        help="Each annotation remembers who made it."
        value={coderName}
        onChange={setCoderName}
        onEnter={() => void create()}
        isRequired
      />
      {template && (
        <div className="field">
          <Select
            label="Codebook to begin with"
            value={templateId}
            options={templates.map(({ id, name: label }) => ({ id, label }))}
            onChange={setTemplateId}
          />
          <p className="help" dir="auto">
            {template.description === '' ? template.codes.join(', ') : template.description}
          </p>
        </div>
      )}
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
