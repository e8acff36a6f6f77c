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
import { type ViewSettings, usualSettings } from '../../shared/view-settings';
import { setViewSettings } from '../view-settings';

/** How the text is set and the window is drawn, beside the text that it changes. */
export function ViewSettingsMenu() {
  const settings = useStore((state) => state.viewSettings);
  const theme = useStore((state) => state.theme);
  return (
    <DialogTrigger>
      <PopoverButton label="Text settings" icon={ALargeSmall} />
      <Popover className="popover settings-popover" offset={6} placement="bottom end">
        <Dialog aria-label="Text settings" className="settings">
          <Figure label="Size" unit="%" value={settings.size} from={60} to={220} step={10} name="size" />
          <Figure
            label="Line length"
            unit="characters"
            value={settings.measure}
            from={40}
            to={120}
            step={5}
            name="measure"
          />
          <Figure
            label="Line height"
            unit="%"
            value={settings.leading}
            from={120}
            to={240}
            step={5}
            name="leading"
          />
          <Select
            label="Font"
            value={settings.font}
            options={[
              { id: 'serif', label: 'Serif' },
              { id: 'sans', label: 'Sans serif' },
              { id: 'system', label: 'As the system' },
            ]}
            onChange={(font) => setViewSettings({ font: font as ViewSettings['font'] })}
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
          <Select
            label="Movement"
            value={settings.motion}
            options={[
              { id: 'system', label: 'As the system' },
              { id: 'reduced', label: 'None' },
            ]}
            onChange={(motion) => setViewSettings({ motion: motion as ViewSettings['motion'] })}
          />
          <Select
            label="Window"
            value={settings.direction}
            options={[
              { id: 'ltr', label: 'Left to right' },
              { id: 'rtl', label: 'Right to left' },
            ]}
            onChange={(direction) => setViewSettings({ direction: direction as ViewSettings['direction'] })}
          />
          <Button
            look="quiet"
            onPress={() => {
              setTheme('system');
              setViewSettings({ ...usualSettings, worklist: settings.worklist });
            }}
          >
            Back to the usual
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface FigureProps {
  label: string;
  unit: string;
  value: number;
  from: number;
  to: number;
  step: number;
  name: 'size' | 'measure' | 'leading';
}

function Figure({ label, unit, value, from, to, step, name }: FigureProps) {
  return (
    <NumberField
      className="field figure-field"
      value={value}
      minValue={from}
      maxValue={to}
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
