import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
  TextArea,
  TextField as AriaTextField,
} from 'react-aria-components';

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  /** Why the value is wrong, as a sentence; null when it is fine. */
  error?: string | null;
  lines?: number;
  isDisabled?: boolean;
  isRequired?: boolean;
  autoFocus?: boolean;
  placeholder?: string;
  onBlur?: () => void;
  onEnter?: () => void;
  /** Stands at the end of the label's line. */
  more?: ReactNode;
}

/** One line of text, or several. Typed text takes its direction from its first letter. */
export function TextField({
  label,
  help,
  error = null,
  lines = 1,
  placeholder,
  onEnter,
  more,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField
      className="field"
      isInvalid={error !== null}
      {...rest}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && lines === 1 && onEnter) {
          event.preventDefault();
          onEnter();
        } else {
          // Escape belongs to the dialog around the field.
          event.continuePropagation();
        }
      }}
    >
      {more ? (
        <div className="label-line">
          <Label className="label">{label}</Label>
          {more}
        </div>
      ) : (
        <Label className="label">{label}</Label>
      )}
      {lines === 1 ? (
        <Input className="input" dir="auto" placeholder={placeholder} />
      ) : (
        <TextArea className="input" dir="auto" rows={lines} placeholder={placeholder} />
      )}
      {help !== undefined && error === null && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError className="error">{error}</FieldError>
    </AriaTextField>
  );
}

export interface SelectOption {
  id: string;
  label: string;
  /** Shown before the label. */
  mark?: ReactNode;
}

interface SelectProps {
  label: string;
  options: readonly SelectOption[];
  value: string;
  onChange: (id: string) => void;
  isDisabled?: boolean;
  /** Named for screen readers only. */
  hideLabel?: boolean;
}

export function Select({ label, options, value, onChange, isDisabled, hideLabel = false }: SelectProps) {
  return (
    <AriaSelect
      className="field"
      isDisabled={isDisabled ?? false}
      value={value}
      onChange={(key) => {
        if (key !== null && key !== value) onChange(String(key));
      }}
      {...(hideLabel ? { 'aria-label': label } : {})}
    >
      {!hideLabel && <Label className="label">{label}</Label>}
      <Button className="select-button">
        <SelectValue className="select-value" />
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="options" items={options}>
          {({ id, label: name, mark }) => (
            <ListBoxItem id={id} className="option" textValue={name}>
              {mark}
              <span dir="auto">{name}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
