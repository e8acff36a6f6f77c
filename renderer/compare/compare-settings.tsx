import { SlidersHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  Button as AriaButton,
  Checkbox,
  CheckboxGroup,
  Dialog,
  DialogTrigger,
  Label,
  Popover,
} from 'react-aria-components';
import type { AgreementCoders, AgreementSettings } from '../../shared/api-agreement';
import { compareNames } from '../actors/search';
import { dateProblem } from '../exchange/export-selection';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { TextField } from '../ui/fields';
import { anyPassage } from './compare-state';
import { compareWith } from './lane-actions';

interface Props {
  settings: AgreementSettings;
  coders: AgreementCoders;
}

const change = (settings: AgreementSettings, patch: Partial<AgreementSettings>): void =>
  compareWith({ settings: { ...settings, ...patch }, query: anyPassage, passageAt: null, placeId: null });

/** Who is compared, with which codes, in which articles, and how strictly. */
export function CompareSettings({ settings, coders }: Props) {
  return (
    <DialogTrigger>
      <AriaButton className="button plain">
        <SlidersHorizontal size={15} aria-hidden />
        Coders, codes, dates
      </AriaButton>
      <Popover className="popover compare-settings" offset={6} placement="bottom end">
        <Dialog aria-label="What is compared" className="settings">
          <Coders settings={settings} coders={coders} />
          <Codes settings={settings} />
          <Dates settings={settings} />
          <Numbers settings={settings} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Coders({ settings, coders: { coders, pairs } }: Props) {
  const records = useStore((state) => state.records.coder);
  const gold = [...records.values()].filter(({ role }) => role === 'gold');
  const offered = [
    ...coders.map(({ id, name, read, annotations, role }) => ({
      id,
      name,
      note: `${count(read, 'article')} read, ${count(annotations, 'annotation')}${role === 'again' ? ', second round' : ''}`,
    })),
    ...gold.map(({ id, name }) => ({ id, name, note: 'what was settled' })),
  ];
  const chosen = settings.coderIds;
  const seconds = coders.filter(({ role, ofCoderId }) => role === 'again' && ofCoderId !== null);
  return (
    <>
      <CheckboxGroup
        className="field"
        value={[...chosen]}
        onChange={(ids) => {
          if (ids.length >= 2)
            change(settings, { coderIds: offered.flatMap(({ id }) => (ids.includes(id) ? [id] : [])) });
        }}
      >
        <Label className="label">Coders</Label>
        <div className="check-list">
          {offered.map(({ id, name, note }) => (
            <Checkbox
              key={id}
              value={id}
              className="check"
              isDisabled={chosen.includes(id) && chosen.length <= 2}
            >
              <span className="compare-choice">
                <bdi>{name}</bdi>
                <span className="help">{note}</span>
              </span>
            </Checkbox>
          ))}
        </div>
      </CheckboxGroup>
      {chosen.length === 2 && (
        <p className="help">
          {count(
            pairs.find(({ coderIds }) => coderIds.every((id) => chosen.includes(id)))?.articles ?? 0,
            'article',
          )}{' '}
          read by both. At least two are compared.
        </p>
      )}
      {seconds.map(({ id, ofCoderId }) => (
        <Button key={id} look="quiet" onPress={() => change(settings, { coderIds: [ofCoderId ?? '', id] })}>
          {records.get(ofCoderId ?? '')?.name ?? ''}: first against second round
        </Button>
      ))}
    </>
  );
}

const count = (number: number, what: string): string =>
  `${number.toLocaleString('en')} ${number === 1 ? what : `${what}s`}`;

function Codes({ settings }: { settings: AgreementSettings }) {
  const records = useStore((state) => state.records.code);
  const codes = [...records.values()].toSorted((a, b) => a.position - b.position || compareNames(a, b));
  const chosen = settings.codeIds ?? codes.map(({ id }) => id);
  if (codes.length < 2) return null;
  return (
    <CheckboxGroup
      className="field"
      value={chosen}
      onChange={(ids) => {
        const known = codes.flatMap(({ id }) => (ids.includes(id) ? [id] : []));
        if (known.length > 0) change(settings, { codeIds: known.length === codes.length ? null : known });
      }}
    >
      <Label className="label">Codes</Label>
      <div className="check-list">
        {codes.map(({ id, name }) => (
          <Checkbox
            key={id}
            value={id}
            className="check"
            isDisabled={chosen.includes(id) && chosen.length === 1}
          >
            <bdi>{name}</bdi>
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  );
}

function Dates({ settings }: { settings: AgreementSettings }) {
  const [typed, setTyped] = useState({ from: settings.from ?? '', to: settings.to ?? '' });
  const take = (patch: Partial<typeof typed>): void => {
    const next = { ...typed, ...patch };
    setTyped(next);
    if (dateProblem(next.from) !== null || dateProblem(next.to) !== null) return;
    const [from, to] = [next.from.trim(), next.to.trim()];
    change(settings, { from: from === '' ? null : from, to: to === '' ? null : to });
  };
  return (
    <div className="two-columns">
      <TextField
        label="Articles from"
        value={typed.from}
        placeholder="2015-08"
        error={dateProblem(typed.from)}
        onChange={(from) => take({ from })}
      />
      <TextField
        label="Articles to"
        value={typed.to}
        placeholder="2016"
        error={dateProblem(typed.to)}
        onChange={(to) => take({ to })}
      />
    </div>
  );
}

/** Whole numbers with their bounds; what stands in a field counts when it is one. */
function Numbers({ settings }: { settings: AgreementSettings }) {
  return (
    <div className="two-columns">
      <WholeNumber
        label="Tolerance, characters"
        help="How far each end may be off."
        value={settings.tolerance}
        most={10_000}
        onChange={(tolerance) => change(settings, { tolerance })}
      />
      <WholeNumber
        label="Draws for intervals"
        help="0 for none."
        value={settings.resamples}
        most={10_000}
        onChange={(resamples) => change(settings, { resamples })}
      />
    </div>
  );
}

function WholeNumber({
  label,
  help,
  value,
  most,
  onChange,
}: {
  label: string;
  help: string;
  value: number;
  most: number;
  onChange: (value: number) => void;
}) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped((now) => (Number(now) === value ? now : String(value))), [value]);
  const isGood = (words: string): boolean => /^\d+$/.test(words.trim()) && Number(words) <= most;
  return (
    <TextField
      label={label}
      help={help}
      value={typed}
      error={isGood(typed) ? null : `A whole number from 0 to ${most.toLocaleString('en')}.`}
      onChange={(words) => {
        setTyped(words);
        if (isGood(words)) onChange(Number(words));
      }}
    />
  );
}
