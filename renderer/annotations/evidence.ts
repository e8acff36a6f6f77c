import { useMemo } from 'react';
import { evidenceFits } from '../../shared/completeness';
import type { EvidenceMark } from '../editor/article-text';
import { useStore } from '../store';
import { valuesByAnnotation } from './values';

const none: readonly EvidenceMark[] = [];

/** The words that say the values of the selected annotation, as far as they are found in the text. */
export function useEvidence(): readonly EvidenceMark[] {
  const selectedId = useStore((state) => state.selectedId);
  const values = useStore((state) => state.records.attribute_value);
  const attributes = useStore((state) => state.records.attribute);
  const text = useStore((state) => state.article?.text ?? '');
  return useMemo(() => {
    const bound = valuesByAnnotation(values).get(selectedId ?? '') ?? [];
    const marks = bound.flatMap((value) =>
      value.evidenceStart === null || value.evidenceEnd === null || !evidenceFits(text, value)
        ? []
        : [
            {
              range: { start: value.evidenceStart, end: value.evidenceEnd },
              label: attributes.get(value.attributeId)?.name ?? '',
            },
          ],
    );
    return marks.length === 0 ? none : marks;
  }, [selectedId, values, attributes, text]);
}
