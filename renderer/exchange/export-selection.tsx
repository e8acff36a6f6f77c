import { useMemo } from 'react';
import { partialDate } from '../../shared/record-fields';
import type { Article } from '../../shared/records';
import { everything, isEverything, type Selection } from '../../shared/formats/selection';
import { compareNames } from '../actors/search';
import { useStore } from '../store';
import { Select, TextField } from '../ui/fields';
import { Fold } from './fold';
import { SomeOf, Tick } from './some-of';

interface ExportSelectionProps {
  selection: Selection;
  onChange: (selection: Selection) => void;
  /** What is typed into the fields for dates, which may be no date yet. */
  dates: { from: string; to: string };
  onDates: (dates: { from: string; to: string }) => void;
}

const texts = [
  { id: 'full', label: 'In full' },
  { id: 'scrambled', label: 'Scrambled: letters replaced, lengths kept' },
  { id: 'quotes', label: 'Only the words under annotations' },
  { id: 'none', label: 'Left out altogether' },
] as const;

/** Why what stands in a field is no date; null for a date or nothing. */
export const dateProblem = (words: string): string | null =>
  words.trim() === '' || partialDate.safeParse(words.trim()).success
    ? null
    : 'A date is YYYY, YYYY-MM or YYYY-MM-DD.';

/** The sources that articles name, by name. */
export function sourcesOf(articles: ReadonlyMap<string, Article>): { id: string; name: string }[] {
  const names = new Set([...articles.values()].map(({ source }) => source));
  names.delete('');
  return [...names].map((name) => ({ id: name, name })).toSorted(compareNames);
}

/** What of the project goes out: whose annotations, with which codes, of which articles, with which words. */
export function ExportSelection({ selection, onChange, dates, onDates }: ExportSelectionProps) {
  const records = useStore((state) => state.records);
  const coders = useMemo(() => [...records.coder.values()].toSorted(compareNames), [records.coder]);
  const codes = useMemo(
    () => [...records.code.values()].toSorted((one, other) => one.position - other.position),
    [records.code],
  );
  const sources = useMemo(() => sourcesOf(records.article), [records.article]);
  const change = (patch: Partial<Selection>): void => onChange({ ...selection, ...patch });
  const isAll = isEverything(selection) && dates.from.trim() === '' && dates.to.trim() === '';
  return (
    <Fold title="What goes out" note={isAll ? 'everything' : 'a part of the project'} startsOpen={!isAll}>
      <SomeOf
        label="Coders"
        all={coders}
        chosen={selection.coderIds}
        onChange={(coderIds) => change({ coderIds })}
      />
      <SomeOf
        label="Codes"
        all={codes}
        chosen={selection.codeIds}
        onChange={(codeIds) => change({ codeIds })}
      />
      {sources.length > 1 && (
        <SomeOf
          label="Sources"
          all={sources}
          chosen={selection.sources}
          onChange={(chosen) => change({ sources: chosen })}
        />
      )}
      <div className="two-columns">
        <TextField
          label="Articles from"
          value={dates.from}
          placeholder="2015-08"
          error={dateProblem(dates.from)}
          onChange={(from) => onDates({ ...dates, from })}
        />
        <TextField
          label="Articles to"
          value={dates.to}
          placeholder="2016"
          error={dateProblem(dates.to)}
          onChange={(to) => onDates({ ...dates, to })}
        />
      </div>
      <Select
        label="Texts of articles"
        options={texts}
        value={selection.text}
        onChange={(id) => change({ text: texts.find((one) => one.id === id)?.id ?? everything.text })}
      />
      <Tick
        label="Only articles in which something is annotated"
        isOn={selection.onlyAnnotated}
        onChange={(onlyAnnotated) => change({ onlyAnnotated })}
      />
      <Tick
        label="Coders without their names"
        isOn={selection.pseudonyms}
        onChange={(pseudonyms) => change({ pseudonyms })}
      />
    </Fold>
  );
}
