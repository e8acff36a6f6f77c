/** What the library says of articles that are coded twice. */
import { CopyCheck, type LucideIcon, CopyPlus, Hourglass } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from '../store';
import { Select } from '../ui/fields';
import { type Twice, twiceByArticle } from './acting';
import './double-coding.css';

export const twiceLooks: Record<Twice, string> = {
  'to do': 'to be coded twice',
  waiting: 'coded, waiting for others',
  finished: 'coded twice',
};

const icons: Record<Twice, LucideIcon> = { 'to do': CopyPlus, waiting: Hourglass, finished: CopyCheck };

export function TwiceMark({ twice }: { twice: Twice }) {
  const Icon = icons[twice];
  return (
    <span
      className={twice === 'to do' ? 'twice-mark is-due' : 'twice-mark'}
      title={capital(twiceLooks[twice])}
    >
      <Icon size={13} aria-hidden />
    </span>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** How far this person is with what they are to code twice, by article. */
export function useTwice(): ReadonlyMap<string, Twice> {
  const project = useStore((state) => state.project);
  const coder = useStore((state) => state.records.coder);
  const assignment = useStore((state) => state.records.assignment);
  const reading = useStore((state) => state.records.reading);
  const hidden = useStore((state) => state.hidden);
  return useMemo(
    () => twiceByArticle({ project, records: { coder, assignment, reading }, hidden }),
    [project, assignment, reading, coder, hidden],
  );
}

const all = 'all';

/** Narrows the library to what is coded twice; there only where something is. */
export function DoubleFilter() {
  const doubleCodings = useStore((state) => state.records.double_coding);
  const filter = useStore((state) => state.doubleFilter);
  if (doubleCodings.size === 0) return null;
  const own = [...doubleCodings.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return (
    <div className="double-filter">
      <Select
        label="Articles to list"
        hideLabel
        value={filter ?? all}
        options={[
          { id: all, label: 'All articles' },
          { id: 'twice', label: 'To be coded twice by me' },
          ...own.map(({ id, name }) => ({ id, label: name })),
        ]}
        onChange={(id) => useStore.setState({ doubleFilter: id === all ? null : id })}
      />
    </div>
  );
}
