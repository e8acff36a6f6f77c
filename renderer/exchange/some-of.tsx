import { foldedName } from '../actors/search';
import { foldForSearch } from '../ui/fold';
import { TokenField } from '../ui/token-field';

interface SomeOfProps {
  label: string;
  all: readonly { id: string; name: string }[];
  /** Null for all. */
  chosen: readonly string[] | null;
  onChange: (chosen: string[] | null) => void;
}

/** With more than this, they are found by typing. */
const mostTicks = 8;
const mostFound = 50;

/** Some of a list, all of it to begin with: ticked off where they are few, named where they are many. */
export function SomeOf(props: SomeOfProps) {
  return props.all.length > mostTicks ? <NamedOnes {...props} /> : <Ticks {...props} />;
}

/** The last one cannot be taken away: an export of nobody is none. */
function Ticks({ label, all, chosen, onChange }: SomeOfProps) {
  const on = new Set(chosen ?? all.map(({ id }) => id));
  return (
    <fieldset className="field several">
      <legend className="label">{label}</legend>
      {all.map(({ id, name }) => (
        <Tick
          key={id}
          label={name}
          isOn={on.has(id)}
          onChange={(isOn) => {
            const ids = all.map((one) => one.id).filter((one) => (one === id ? isOn : on.has(one)));
            if (ids.length > 0) onChange(ids.length === all.length ? null : ids);
          }}
        />
      ))}
    </fieldset>
  );
}

function NamedOnes({ label, all, chosen, onChange }: SomeOfProps) {
  const ids = chosen ?? [];
  const search = (query: string) => {
    const wanted = foldForSearch(query);
    return all
      .filter((one) => !ids.includes(one.id) && foldedName(one).includes(wanted))
      .slice(0, mostFound)
      .map(({ id, name }) => ({ key: id, label: name }));
  };
  return (
    <TokenField
      label={label}
      help={`All ${all.length}; type a name to let only some go out`}
      tokens={ids.map((id) => ({ key: id, label: all.find((one) => one.id === id)?.name ?? id }))}
      many
      isDisabled={false}
      search={search}
      emptyMessage="Nothing of this name."
      onAdd={({ key }) => onChange([...ids, key])}
      onRemove={(index) => onChange(ids.length > 1 ? ids.toSpliced(index, 1) : null)}
    />
  );
}

interface TickProps {
  label: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}

export function Tick({ label, isOn, isDisabled = false, onChange }: TickProps) {
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <bdi>{label}</bdi>
    </label>
  );
}
