import { useState } from 'react';
import type { Project } from '../../shared/records';
import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/fields';
import { writes } from './session';

/** What the project is called and what it is about. */
export function ProjectDetailsDialog() {
  const project = useStore(({ records }) => [...records.project.values()][0]);
  return project ? <DetailsForm project={project} /> : null;
}

function DetailsForm({ project }: { project: Project }) {
  const isReadOnly = useStore((state) => state.project?.readOnly ?? true);
  const [name, setName] = useState(project.name);
  const [description, setDescription] = useState(project.description);
  const error = name.trim() === '' ? 'A project needs a name.' : null;

  const save = async (): Promise<void> => {
    if (error !== null || isReadOnly) return;
    const changed = {
      ...(name.trim() === project.name ? {} : { name: name.trim() }),
      ...(description === project.description ? {} : { description }),
    };
    const result = await writes.push('project.update', () => changed);
    if (result.ok) closeDialog();
  };

  return (
    <Dialog
      title="Project details"
      size="medium"
      onClose={closeDialog}
      footer={
        isReadOnly ? (
          <Button onPress={closeDialog}>Close</Button>
        ) : (
          <>
            <Button onPress={closeDialog}>Cancel</Button>
            <Button look="primary" isDisabled={error !== null} onPress={() => void save()}>
              Save
            </Button>
          </>
        )
      }
    >
      <TextField
        label="Project name"
        value={name}
        error={error}
        isDisabled={isReadOnly}
        autoFocus
        onChange={setName}
        onEnter={() => void save()}
      />
      <TextField
        label="Description"
        lines={5}
        value={description}
        isDisabled={isReadOnly}
        help="What is studied, by whom, with which articles. It travels with the project and its JSON export."
        onChange={setDescription}
      />
    </Dialog>
  );
}
