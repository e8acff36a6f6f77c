import { TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { colorWarnings, palette, suggestColor } from '../../shared/color';
import type { Code } from '../../shared/records';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { updateCode } from './code-edits';

/** The colour of a code: from a palette that stays apart for all eyes, or any other, with a warning. */
export function ColorField({ code, isReadOnly }: { code: Code; isReadOnly: boolean }) {
  const codes = useStore((state) => state.records.code);
  const others = useMemo(
    () => [...codes.values()].filter(({ id, retired }) => id !== code.id && !retired),
    [codes, code.id],
  );
  const warnings = useMemo(() => colorWarnings(code.color, others), [code.color, others]);
  const color = code.color.toLowerCase();
  const choose = (next: string): void => void updateCode(code.id, { color: next });

  return (
    <div className="field">
      <div className="color-line">
        <RadioGroup
          className="color-field"
          value={palette.some((entry) => entry.color === color) ? color : null}
          isDisabled={isReadOnly}
          orientation="horizontal"
          onChange={choose}
        >
          <Label className="label">Colour</Label>
          <div className="swatches">
            {palette.map((entry) => (
              <Radio
                key={entry.color}
                value={entry.color}
                className="swatch"
                aria-label={entry.name}
                style={{ '--code': entry.color }}
              >
                <span title={entry.name} />
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <OtherColor color={color} isDisabled={isReadOnly} onChoose={choose} />
        {!isReadOnly && (
          <Button onPress={() => choose(suggestColor(others.map((other) => other.color)))}>Suggest</Button>
        )}
      </div>
      {warnings.map((warning) => (
        <p key={warning} className="warning" role="status">
          <TriangleAlert size={14} aria-hidden />
          <span dir="auto">{warning}</span>
        </p>
      ))}
    </div>
  );
}

interface OtherColorProps {
  color: string;
  isDisabled: boolean;
  onChoose: (color: string) => void;
}

/** The system's colour picker. It reports each colour passed over; the one that was chosen comes last. */
function OtherColor({ color, isDisabled, onChoose }: OtherColorProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  useEffect(() => {
    const element = input.current;
    if (!element) return undefined;
    // React's onChange fires while colours are passed over; the native event when one is chosen.
    const onChange = (): void => choose.current(element.value);
    element.addEventListener('change', onChange);
    return () => element.removeEventListener('change', onChange);
  }, []);
  useEffect(() => {
    if (input.current) input.current.value = color;
  }, [color]);
  return (
    <label className="other-color">
      <span className="label">Other</span>
      <input ref={input} type="color" aria-label="Other colour" defaultValue={color} disabled={isDisabled} />
    </label>
  );
}
