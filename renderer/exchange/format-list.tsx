import { useState } from 'react';
import { Label, ListBox, ListBoxItem, Radio, RadioGroup } from 'react-aria-components';
import { type FormatInfo, holdables, type Holding } from '../../shared/formats/format';
import { TextField } from '../ui/fields';

interface FormatListProps<F extends FormatInfo> {
  formats: readonly F[];
  chosen: F | undefined;
  onChoose: (format: F) => void;
}

const matches = ({ name, what, extensions }: FormatInfo, words: string): boolean =>
  `${name} ${what} ${extensions.join(' ')}`.toLowerCase().includes(words.trim().toLowerCase());

const endingOf = ({ container, extensions }: FormatInfo): string =>
  container === 'folder' ? 'folder' : extensions.length === 0 ? '' : `.${extensions[0]}`;

/** All formats by name, with a field that narrows them down. */
export function FormatList<F extends FormatInfo>({ formats, chosen, onChoose }: FormatListProps<F>) {
  const [words, setWords] = useState('');
  const shown = formats.filter((format) => matches(format, words));
  return (
    <div className="format-list">
      <TextField label="Find a format" value={words} onChange={setWords} placeholder="R, MAXQDA, json …" />
      <ListBox
        aria-label="Format"
        className="format-options"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={chosen ? [chosen.id] : []}
        onSelectionChange={(keys) => {
          const [id] = keys === 'all' ? [] : [...keys];
          const format = formats.find((one) => one.id === id);
          if (format) onChoose(format);
        }}
        renderEmptyState={() => <p className="help">No format is called that.</p>}
      >
        {shown.map((format) => (
          <ListBoxItem key={format.id} id={format.id} textValue={format.name} className="format-option">
            <span>{format.name}</span>
            <small>{endingOf(format)}</small>
          </ListBoxItem>
        ))}
      </ListBox>
    </div>
  );
}

const holdingWords: Record<Holding, string> = { yes: 'yes', partly: 'partly', no: 'no' };
const holdingMarks: Record<Holding, string> = { yes: '✓', partly: '~', no: '–' };

/** What a format is good for, and what it can hold. */
export function FormatAbout({ format }: { format: FormatInfo }) {
  return (
    <section aria-label={format.name}>
      <h3 className="format-name">{format.name}</h3>
      <p>{format.what}</p>
      <ul className="holdings" aria-label="What it can hold">
        {holdables.map((what) => (
          <li key={what} className={`holding ${format.holds[what]}`}>
            <span aria-hidden className="holding-mark">
              {holdingMarks[format.holds[what]]}
            </span>
            {what}
            <span className="visually-hidden">: {holdingWords[format.holds[what]]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FormatOptionsProps {
  format: FormatInfo;
  options: Readonly<Record<string, string>>;
  onChange: (options: Record<string, string>) => void;
}

/** The settings of a format. */
export function FormatOptions({ format, options, onChange }: FormatOptionsProps) {
  return format.options.map((option) => (
    <RadioGroup
      key={option.id}
      className="field"
      value={options[option.id] ?? option.usual}
      onChange={(id) => onChange({ ...options, [option.id]: id })}
    >
      <Label className="label">{option.name}</Label>
      <div className="cards">
        {option.choices.map(({ id, name, what }) => (
          <Radio key={id} value={id} className="card" aria-label={name}>
            <strong>{name}</strong>
            <span>{what}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  ));
}
