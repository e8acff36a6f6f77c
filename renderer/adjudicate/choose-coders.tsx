import { ChevronDown } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Tick } from '../exchange/some-of';
import { setAdjudicate } from './set-adjudicate';

interface ChooseCodersProps {
  coders: readonly { id: string; name: string }[];
  chosen: readonly string[];
}

/** Whom to compare. */
export function ChooseCoders({ coders, chosen }: ChooseCodersProps) {
  const names = coders.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
  return (
    <DialogTrigger>
      <AriaButton
        className="select-button adjudicate-coders"
        aria-label={`Coders: ${names.join(', ') || 'none'}`}
      >
        {names.length === 0 ? (
          <span className="select-value">Choose coders</span>
        ) : (
          <span className="name-chain" title={names.join(', ')}>
            {names.map((name, at) => (
              <bdi key={at}>{at < names.length - 1 ? `${name},` : name}</bdi>
            ))}
          </span>
        )}
        <ChevronDown size={14} aria-hidden />
      </AriaButton>
      <Popover className="popover" offset={4} placement="bottom start">
        <Dialog className="adjudicate-choose" aria-label="Coders to compare">
          {coders.map(({ id, name }) => (
            <Tick
              key={id}
              label={name}
              isOn={chosen.includes(id)}
              onChange={(isOn) =>
                setAdjudicate({
                  coderIds: coders
                    .map((one) => one.id)
                    .filter((one) => (one === id ? isOn : chosen.includes(one))),
                  from: 0,
                  around: null,
                  queue: null,
                  selectedId: null,
                })
              }
            />
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
