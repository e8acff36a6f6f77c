/** What is said of the annotation under the pointer while coders are compared: a card below its first line. */
import { useLayoutEffect, useState } from 'react';
import type { Range } from '../../shared/span';
import { CodeMark } from '../ui/code-mark';
import { NameChain } from '../ui/name-chain';
import type { LaneLooks } from './lane-gutter';
import type { CardContent } from './margin';
import type { PlacedAnnotation } from './overlays';
import type { TextMap } from './slate-text';
import { clientRects, clip } from './viewport';

interface Props {
  map: TextMap;
  sheet: HTMLElement;
  coders: LaneLooks['coders'];
  /** The one under the pointer, or null. */
  annotation: PlacedAnnotation | null;
  near: Range;
  /** Null for an annotation that is gone. */
  describe(annotationId: string): CardContent | null;
}

/** Of the card, in pixels: it must not run out of the sheet. As in lanes.css. */
const width = 280;

export function LaneCard(props: Props): React.JSX.Element | null {
  const { map, sheet, coders, annotation, near, describe } = props;
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);

  useLayoutEffect(() => {
    const [first] = annotation?.ranges ?? [];
    const seen = first && clip(first, near);
    const rect = seen && clientRects(map, { start: seen.start, end: seen.start + 1 })[0];
    if (!rect) return setPlace(null);
    const origin = sheet.getBoundingClientRect();
    const most = Math.max(8, origin.width - width - 8);
    setPlace({ left: Math.min(rect.left - origin.left, most), top: rect.bottom - origin.top });
  }, [map, sheet, annotation, near]);

  const content = annotation && describe(annotation.id);
  const coder = coders[annotation?.lane ?? -1];
  if (!place || !content || !coder) return null;
  const { code, who, what, toWhom, position } = content;
  return (
    <div aria-hidden="true" className="lane-card" style={place} key={annotation.id}>
      <span className="lane-card-coder">
        <span className="coder-sign">{coder.sign}</span>
        <bdi>{coder.name}</bdi>
      </span>
      <span className="lane-card-code">
        <CodeMark code={code} />
        <bdi>{code.name}</bdi>
        {position && (
          <span className="margin-card-position" dir="ltr">
            {position.figure}
          </span>
        )}
      </span>
      {who !== code.name && <NameChain names={[who, toWhom].filter((name) => name !== '')} />}
      {what !== '' && <bdi>{what}</bdi>}
    </div>
  );
}
