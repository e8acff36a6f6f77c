import type { LucideIcon } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { type Action, keyOf, runAction } from '../actions';
import { useStore } from '../store';

interface ButtonProps {
  children: ReactNode;
  /** Its accessible name, where the words on it say too little; it must hold them. */
  label?: string;
  onPress: () => void;
  icon?: LucideIcon;
  /** `primary` is the one thing to do here; `quiet` recedes until it is pointed at. */
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  isDisabled?: boolean;
  autoFocus?: boolean;
}

export function Button({
  children,
  icon: Icon,
  look = 'plain',
  label,
  autoFocus = false,
  ...press
}: ButtonProps) {
  const keepsFocus = useFocusKept(press);
  return (
    <AriaButton
      className={`button ${look}`}
      autoFocus={autoFocus}
      {...keepsFocus}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {Icon && <Icon size={15} aria-hidden />}
      {children}
    </AriaButton>
  );
}

/**
 * A button that disables itself by its press keeps the focus, or the keyboard would be nowhere: until the
 * focus moves on it only says that it is disabled, and does nothing.
 */
function useFocusKept({ isDisabled = false, onPress }: Pick<ButtonProps, 'isDisabled' | 'onPress'>) {
  const [isFocused, setFocused] = useState(false);
  return {
    isDisabled: isDisabled && !isFocused,
    ...(isDisabled ? { 'aria-disabled': true } : {}),
    onFocusChange: setFocused,
    onPress: () => {
      if (!isDisabled) onPress();
    },
  };
}

interface IconButtonProps {
  label: string;
  icon: LucideIcon;
  onPress: () => void;
  isDisabled?: boolean;
  /** Shown in the tooltip after the label, such as a key. */
  hint?: string;
}

/** A button that is only an icon: its name is in the tooltip. */
export const IconButton = memo(function IconButton({ label, icon: Icon, hint, ...press }: IconButtonProps) {
  const keepsFocus = useFocusKept(press);
  return (
    <TooltipTrigger delay={500}>
      <AriaButton className="button icon-only" aria-label={label} {...keepsFocus}>
        <Icon size={16} aria-hidden />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {hint !== undefined && <kbd>{hint}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
});

/** An icon that opens a popover: stands in a `DialogTrigger`, which hears its press. */
export function PopoverButton({
  label,
  icon: Icon,
  isOn = false,
}: {
  label: string;
  icon: LucideIcon;
  /** Marked while what it opens has an effect. */
  isOn?: boolean;
}) {
  return (
    <AriaButton className={isOn ? 'button icon-only on' : 'button icon-only'} aria-label={label}>
      <Icon size={16} aria-hidden />
    </AriaButton>
  );
}

/** The button of an action: its label, icon, key and condition are the action's own. */
export const ActionButton = memo(function ActionButton({
  action,
  label,
}: {
  action: Action;
  label?: string;
}) {
  const isAvailable = useStore((state) => action.isAvailable(state));
  const key = useStore((state) => keyOf(state, action.id));
  if (!action.icon) throw new Error(`action ${action.id} has no icon to make a button of`);
  return (
    <IconButton
      label={label ?? action.label}
      icon={action.icon}
      isDisabled={!isAvailable}
      onPress={() => runAction(action.id)}
      {...(key === null ? {} : { hint: key })}
    />
  );
});
