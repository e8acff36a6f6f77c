import { ALargeSmall, Minus, Plus } from 'lucide-react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Group,
  Input,
  Label,
  NumberField,
  Popover,
} from 'react-aria-components';
import { useStore } from '../store';
import { Button, PopoverButton } from '../ui/button';
import { Select } from '../ui/fields';
import { setTheme } from '../theme';
import { type ViewFigure, type ViewSettings, limitsOf, usualSettings } from '../../shared/view-settings';
import { setViewSettings } from '../view-settings';

const figures: readonly { name: ViewFigure; label: string; unit: string; step: number }[] = [
  { name: 'size', label: 'Size', unit: '%', step: 10 },
  { name: 'measure', label: 'Line length', unit: 'characters', step: 5 },
  { name: 'leading', label: 'Line height', unit: '%', step: 5 },
];

/** How the text is set and the window is drawn, beside the text that it changes. */
export function ViewSettingsMenu() {
  const theme = useStore((state) => state.theme);
  return (
    <DialogTrigger>
      <PopoverButton label="Text settings" icon={ALargeSmall} />
      <Popover className="popover settings-popover" offset={6} placement="bottom end">
        <Dialog aria-label="Text settings" className="settings">
          {figures.map((figure) => (
            <Figure key={figure.name} {...figure} />
          ))}
          <Choice
            name="font"
            label="Font"
            labels={{ serif: 'Serif', sans: 'Sans serif', system: 'As the system' }}
          />
          <Select
            label="Colours"
            value={theme}
            options={[
              { id: 'system', label: 'As the system' },
              { id: 'light', label: 'Light' },
              { id: 'dark', label: 'Dark' },
            ]}
            onChange={(id) => setTheme(id === 'light' || id === 'dark' ? id : 'system')}
          />
          <Choice name="motion" label="Movement" labels={{ system: 'As the system', reduced: 'None' }} />
          <Choice name="direction" label="Window" labels={{ ltr: 'Left to right', rtl: 'Right to left' }} />
          <Button look="quiet" onPress={backToUsual}>
            Back to the usual
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Whose worklist is shown is no matter of looks, and stays. */
function backToUsual(): void {
  const { worklist } = useStore.getState().viewSettings;
  setTheme('system');
  setViewSettings({ ...usualSettings, worklist });
}

interface ChoiceProps<Name extends 'font' | 'motion' | 'direction'> {
  name: Name;
  label: string;
  /** What the values are called, in the order of the list. */
  labels: Record<ViewSettings[Name], string>;
}

function Choice<Name extends 'font' | 'motion' | 'direction'>({ name, label, labels }: ChoiceProps<Name>) {
  const value = useStore((state) => state.viewSettings[name]);
  return (
    <Select
      label={label}
      value={value}
      options={Object.entries<string>(labels).map(([id, text]) => ({ id, label: text }))}
      onChange={(id) => setViewSettings({ [name]: id })}
    />
  );
}

function Figure({ name, label, unit, step }: (typeof figures)[number]) {
  const value = useStore((state) => state.viewSettings[name]);
  const { least, most } = limitsOf(name);
  return (
    <NumberField
      className="field figure-field"
      value={value}
      minValue={least}
      maxValue={most}
      step={step}
      onChange={(next) => {
        if (Number.isFinite(next)) setViewSettings({ [name]: next });
      }}
    >
      <Label className="label">
        {label} <span className="unit">{unit}</span>
      </Label>
      <Group className="stepper">
        <AriaButton slot="decrement" className="button icon-only">
          <Minus size={14} aria-hidden />
        </AriaButton>
        <Input className="input" />
        <AriaButton slot="increment" className="button icon-only">
          <Plus size={14} aria-hidden />
        </AriaButton>
      </Group>
    </NumberField>
  );
}
