import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../shared/result';
import { Button } from '../ui/button';
import { TextField } from '../ui/fields';

interface NewItemProps {
  label: string;
  placeholder: string;
  onAdd: (name: string) => Promise<Failure | null>;
}

/** A field that makes something by its name; what is refused stays to be mended. */
export function NewItem({ label, placeholder, onAdd }: NewItemProps) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    if (name.trim() === '') return;
    const failure = await onAdd(name);
    setProblem(failure?.message ?? null);
    if (failure === null) setName('');
  };
  return (
    <div className="new-item">
      <TextField
        label={label}
        placeholder={placeholder}
        value={name}
        error={problem}
        onChange={(text) => {
          setName(text);
          setProblem(null);
        }}
        onEnter={() => void add()}
      />
      <Button icon={Plus} isDisabled={name.trim() === ''} onPress={() => void add()}>
        Add
      </Button>
    </div>
  );
}
