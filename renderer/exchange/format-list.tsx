import { useState } from 'react';
import {
  Header,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Radio,
  RadioGroup,
} from 'react-aria-components';
import {
  type Direction,
  type FormatInfo,
  holdables,
  type Holding,
  optionsFor,
} from '../../shared/formats/format';
import { countOf } from '../articles/describe';
import { TextField } from '../ui/fields';
import { groupsOf } from './format-groups';

interface FormatListProps<F extends FormatInfo> {
  /** Empty until they are known. */
  formats: readonly F[];
  chosen: F | undefined;
  onChoose: (format: F) => void;
  /** Whether the keyboard begins at the chosen format. */
  autoFocus?: boolean;
}

const matches = ({ name, what, extensions }: FormatInfo, words: string): boolean =>
  `${name} ${what} ${extensions.join(' ')}`.toLowerCase().includes(words.trim().toLowerCase());

const endingOf = ({ container, extensions }: FormatInfo): string =>
  container === 'folder' ? 'folder' : extensions.length === 0 ? '' : `.${extensions[0]}`;

/** All formats under their headings, with a field that narrows them down; Enter there takes the first. */
export function FormatList<F extends FormatInfo>({
  formats,
  chosen,
  onChoose,
  autoFocus = false,
}: FormatListProps<F>) {
  const [words, setWords] = useState('');
  const shown = formats.filter((format) => matches(format, words));
  const groups = groupsOf(shown);
  const [first] = groups.flatMap((group) => group.formats);
  return (
    <div className="format-list">
      <TextField
        label="Find a format"
        value={words}
        onChange={setWords}
        placeholder="R, MAXQDA, json …"
        onEnter={() => {
          if (first) onChoose(first);
        }}
      />
      <p role="status" className="visually-hidden">
        {words.trim() !== '' && countOf(shown.length, 'format')}
      </p>
      {formats.length > 0 && (
        <ListBox
          aria-label="Format"
          className="format-options"
          autoFocus={autoFocus}
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
          {groups.map((group) =>
            group.title === null ? (
              group.formats.map((format) => <FormatItem key={format.id} format={format} />)
            ) : (
              <ListBoxSection key={group.title} id={group.title} className="format-group">
                <Header className="format-heading">{group.title}</Header>
                {group.formats.map((format) => (
                  <FormatItem key={format.id} format={format} />
                ))}
              </ListBoxSection>
            ),
          )}
        </ListBox>
      )}
    </div>
  );
}

function FormatItem({ format }: { format: FormatInfo }) {
  return (
    <ListBoxItem id={format.id} textValue={format.name} className="format-option">
      <span>{format.name}</span>
      <small dir="ltr">{endingOf(format)}</small>
    </ListBoxItem>
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
  direction: Direction;
  options: Readonly<Record<string, string>>;
  onChange: (options: Record<string, string>) => void;
}

/** The settings of a format that change something in this direction. */
export function FormatOptions({ format, direction, options, onChange }: FormatOptionsProps) {
  return optionsFor(format, direction).map((option) => (
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
