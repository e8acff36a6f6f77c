import { partialDate } from '../../shared/records';
import { everything, isEverything, type Selection } from '../../shared/formats/selection';
import { useStore } from '../store';
import { Select, TextField } from '../ui/fields';

interface ExportSelectionProps {
  selection: Selection;
  onChange: (selection: Selection) => void;
  /** What is typed into the fields for dates, which may be no date yet. */
  dates: { from: string; to: string };
  onDates: (dates: { from: string; to: string }) => void;
}

const texts = [
  { id: 'full', label: 'In full' },
  { id: 'scrambled', label: 'Scrambled: letters replaced, lengths kept' },
  { id: 'quotes', label: 'Only the words under annotations' },
  { id: 'none', label: 'Left out altogether' },
] as const;

/** Why what stands in a field is no date; null for a date or nothing. */
export const dateProblem = (words: string): string | null =>
  words.trim() === '' || partialDate.safeParse(words.trim()).success
    ? null
    : 'A date is YYYY, YYYY-MM or YYYY-MM-DD.';

/** What of the project goes out: whose annotations, with which codes, of which articles, with which words. */
export function ExportSelection({ selection, onChange, dates, onDates }: ExportSelectionProps) {
  const records = useStore((state) => state.records);
  const coders = [...records.coder.values()];
  const codes = [...records.code.values()].toSorted((one, other) => one.position - other.position);
  const sources = [...new Set([...records.article.values()].map(({ source }) => source))]
    .filter((source) => source !== '')
    .toSorted();
  const change = (patch: Partial<Selection>): void => onChange({ ...selection, ...patch });
  return (
    <details className="selection" open={!isEverything(selection)}>
      <summary>What goes out: {isEverything(selection) ? 'everything' : 'a part of the project'}</summary>
      <div className="selection-fields">
        <Several
          label="Coders"
          all={coders.map(({ id, name }) => ({ id, name }))}
          chosen={selection.coderIds}
          onChange={(coderIds) => change({ coderIds })}
        />
        <Several
          label="Codes"
          all={codes.map(({ id, name }) => ({ id, name }))}
          chosen={selection.codeIds}
          onChange={(codeIds) => change({ codeIds })}
        />
        {sources.length > 1 && (
          <Several
            label="Sources"
            all={sources.map((source) => ({ id: source, name: source }))}
            chosen={selection.sources}
            onChange={(chosen) => change({ sources: chosen })}
          />
        )}
        <div className="two-columns">
          <TextField
            label="Articles from"
            value={dates.from}
            placeholder="2015-08"
            error={dateProblem(dates.from)}
            onChange={(from) => onDates({ ...dates, from })}
          />
          <TextField
            label="Articles to"
            value={dates.to}
            placeholder="2016"
            error={dateProblem(dates.to)}
            onChange={(to) => onDates({ ...dates, to })}
          />
        </div>
        <Select
          label="Texts of articles"
          options={texts}
          value={selection.text}
          onChange={(id) => change({ text: texts.find((one) => one.id === id)?.id ?? everything.text })}
        />
        <Tick
          label="Only articles in which something is annotated"
          isOn={selection.onlyAnnotated}
          onChange={(onlyAnnotated) => change({ onlyAnnotated })}
        />
        <Tick
          label="Coders without their names"
          isOn={selection.pseudonyms}
          onChange={(pseudonyms) => change({ pseudonyms })}
        />
      </div>
    </details>
  );
}

interface SeveralProps {
  label: string;
  all: readonly { id: string; name: string }[];
  /** Null for all. */
  chosen: readonly string[] | null;
  onChange: (chosen: string[] | null) => void;
}

/** Some of a list, all of it to begin with. The last one cannot be taken away: an export of nobody is none. */
function Several({ label, all, chosen, onChange }: SeveralProps) {
  const on = new Set(chosen ?? all.map(({ id }) => id));
  return (
    <fieldset className="field several">
      <legend className="label">{label}</legend>
      <div className="check-list">
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
      </div>
    </fieldset>
  );
}

interface TickProps {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Tick({ label, isOn, onChange }: TickProps) {
  return (
    <label className="tick">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <span dir="auto">{label}</span>
    </label>
  );
}
