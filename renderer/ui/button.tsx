import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { type Action, runAction } from '../actions';
import { describeShortcut } from '../shortcuts';
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

export function Button({ children, label, icon: Icon, look = 'plain', ...rest }: ButtonProps) {
  const named = label === undefined ? {} : { 'aria-label': label };
  return (
    <AriaButton className={`button ${look}`} {...named} {...rest}>
      {Icon && <Icon size={15} aria-hidden />}
      {children}
    </AriaButton>
  );
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
export function IconButton({ label, icon: Icon, hint, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton className="button icon-only" aria-label={label} {...rest}>
        <Icon size={16} aria-hidden />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
        {hint !== undefined && <kbd>{hint}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** The button of an action: its label, icon, key and condition are the action's own. */
export function ActionButton({ action, label }: { action: Action; label?: string }) {
  const isAvailable = useStore((state) => action.isAvailable(state));
  const platform = useStore((state) => state.start?.platform ?? 'linux');
  const key = action.shortcuts[0];
  if (!action.icon) throw new Error(`action ${action.id} has no icon to make a button of`);
  return (
    <IconButton
      label={label ?? action.label}
      icon={action.icon}
      isDisabled={!isAvailable}
      onPress={() => runAction(action.id)}
      {...(key === undefined ? {} : { hint: describeShortcut(key, platform) })}
    />
  );
}
