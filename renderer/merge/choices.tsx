import { Button } from '../ui/button';

interface ChoicesProps<T extends string> {
  label: string;
  choices: readonly { id: T; label: string; key: string | null }[];
  chosen: T | null;
  isDisabled?: boolean;
  onChoose: (id: T) => void;
}

/** A few things that can be done about one item, each with its key. */
export function Choices<T extends string>({
  label,
  choices,
  chosen,
  isDisabled = false,
  onChoose,
}: ChoicesProps<T>) {
  return (
    <div className="verdicts" role="group" aria-label={label}>
      {choices.map(({ id, label: name, key }) => (
        <span key={id} className={id === chosen ? 'verdict chosen' : 'verdict'}>
          <Button
            look={id === chosen ? 'primary' : 'plain'}
            label={id === chosen ? `${name}, chosen` : name}
            isDisabled={isDisabled}
            onPress={() => onChoose(id)}
          >
            {name}
            {key !== null && <kbd aria-hidden>{key}</kbd>}
          </Button>
        </span>
      ))}
    </div>
  );
}
