import { Plus, X } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import type { Trial } from '../../shared/api';
import type { ReadSettings } from '../../shared/import-settings';
import { fillableFields, type SplitRules } from '../../shared/import-settings';
import { compileRule } from '../../shared/split-rules';
import { Button, IconButton } from '../ui/button';
import { Select, TextField } from '../ui/fields';

interface SplitSettingsProps {
  settings: ReadSettings;
  onChange: (patch: Partial<ReadSettings>) => void;
  trial: Trial | null;
}

const firstRules: SplitRules = {
  begins: String.raw`^Document \d+`,
  ends: '',
  fields: [{ field: 'title', pattern: '^(.+)$' }],
  takesOut: true,
};
const targets = ['text', ...fillableFields].map((id) => ({ id, label: id }));

/** Rules that split one text into articles, for exports that no reader knows. */
export function SplitSettings({ settings: { split }, onChange, trial }: SplitSettingsProps) {
  const set = (patch: Partial<SplitRules>): void => {
    if (split) onChange({ split: { ...split, ...patch } });
  };
  const setField = (at: number, patch: Partial<SplitRules['fields'][number]>): void => {
    if (split) set({ fields: split.fields.map((one, index) => (index === at ? { ...one, ...patch } : one)) });
  };
  return (
    <fieldset className="field">
      <legend className="label">Several articles in one text</legend>
      <Checkbox
        className="segment"
        isSelected={split !== null}
        onChange={(isOn) => onChange({ split: isOn ? firstRules : null })}
      >
        Split the text by rules
      </Checkbox>
      {split && (
        <div className="split-settings">
          <TextField
            label="An article begins at"
            value={split.begins}
            onChange={(begins) => set({ begins })}
            help="A regular expression; ^ and $ stand for the ends of a line."
            error={problemOf(split.begins)}
          />
          <TextField
            label="It ends at (may be empty)"
            value={split.ends}
            onChange={(ends) => set({ ends })}
            error={problemOf(split.ends)}
          />
          {split.fields.map(({ field, pattern }, at) => (
            <div key={at} className="split-field" role="group" aria-label={`Rule ${at + 1}`}>
              <Select
                label={`Field of rule ${at + 1}`}
                hideLabel
                value={field}
                options={targets}
                onChange={(id) => setField(at, { field: fillableFields.find((one) => one === id) ?? 'text' })}
              />
              <TextField
                label={`Pattern of rule ${at + 1}`}
                value={pattern}
                onChange={(next) => setField(at, { pattern: next })}
                error={problemOf(pattern)}
              />
              <IconButton
                label={`Remove rule ${at + 1}`}
                icon={X}
                onPress={() => set({ fields: split.fields.filter((_, index) => index !== at) })}
              />
            </div>
          ))}
          <Button
            icon={Plus}
            onPress={() => set({ fields: [...split.fields, { field: 'source', pattern: '^Source: (.*)$' }] })}
          >
            Add a rule for a field
          </Button>
          <Checkbox
            className="segment"
            isSelected={split.takesOut}
            onChange={(takesOut) => set({ takesOut })}
          >
            Take out of the text what the rules match
          </Checkbox>
          {trial?.split && (
            <p className="help" role="status">
              {trial.split.begins.length.toLocaleString('en')} beginnings in the first{' '}
              {trial.split.text.length.toLocaleString('en')} characters.
            </p>
          )}
        </div>
      )}
    </fieldset>
  );
}

function problemOf(rule: string): string | null {
  const compiled = compileRule(rule);
  return compiled.ok ? null : compiled.problem;
}
