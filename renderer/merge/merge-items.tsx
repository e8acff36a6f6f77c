import { useEffect, useRef, useState } from 'react';
import type { MergeItem, MergePreview } from '../../shared/api-merge';
import type { Category, Take } from '../../shared/merge/merge-plan';
import type { RecordType } from '../../shared/records';
import { call } from '../api';
import { countOf } from '../articles/describe';
import { Problem } from '../exchange/problem';
import { Select, TextField } from '../ui/fields';
import { Pages } from '../ui/pages';
import { Choices } from './choices';
import type { Decided } from './deciding';
import { ItemWords } from './item-words';
import { PickList } from './pick-list';
import { SideBySide } from './side-by-side';
import {
  categoryAbout,
  categoryNames,
  itemName,
  ruleLabel,
  takeKeys,
  takeLabel,
  takesOfAll,
  typeName,
} from './words';

const pageSize = 100;
const asEachSays = 'each';
const everyType = 'all';

interface MergeItemsProps {
  category: Category;
  counts: MergePreview['counts'];
  decided: Decided;
  onDecide: (next: Decided) => void;
}

/** What became of records in one way: each with its passage on both sides, decided one by one or all together. */
export function MergeItems({ category, counts, decided, onDecide }: MergeItemsProps) {
  const [type, setType] = useState<RecordType | null>(null);
  const [words, setWords] = useState('');
  const [from, setFrom] = useState(0);
  const [found, setFound] = useState<{ items: MergeItem[]; total: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  // What is decided one by one is known here; only who is who and rules change what the host says.
  const decisions = useRef(decided);
  decisions.current = decided;
  const { matches, rules } = decided;

  useEffect(() => {
    let isCurrent = true;
    const input = { decisions: decisions.current, category, type, words, from, count: pageSize };
    void call('merge.items', input).then((result) => {
      if (!isCurrent) return;
      setProblem(result.ok ? null : result.error.message);
      if (!result.ok) return;
      setFound(result.value);
      const keys = result.value.items.map(({ key }) => key);
      setSelected((before) => (before !== null && keys.includes(before) ? before : (keys[0] ?? null)));
    });
    return () => {
      isCurrent = false;
    };
  }, [category, type, words, from, matches, rules]);

  const items = found?.items ?? [];
  const item = items.find(({ key }) => key === selected) ?? null;
  const takeOf = (one: MergeItem): Take => decided.items[one.key] ?? one.take;
  const decide = (one: MergeItem, take: Take): void => {
    if (!one.choices.includes(take) || one.choices.length < 2) return;
    onDecide({ ...decided, items: { ...decided.items, [one.key]: take } });
  };
  /** A key decides, and goes on to the next one. */
  const onKey = (key: string): boolean => {
    const take = item && takeKeys(item.choices).get(key);
    if (!item || !take) return false;
    decide(item, take);
    const next = items[items.indexOf(item) + 1];
    if (next) setSelected(next.key);
    return true;
  };
  const types = counts.filter((one) => one.category === category);
  return (
    <div className="merge-items">
      <p className="help">{categoryAbout[category]}</p>
      <div className="merge-tools">
        {types.length > 1 && (
          <Select
            label="Kind"
            value={type ?? everyType}
            options={[
              { id: everyType, label: 'All kinds' },
              ...types.map((one) => ({
                id: one.type,
                label: `${typeName(one.type)} (${one.count.toLocaleString('en')})`,
              })),
            ]}
            onChange={(id) => {
              setType(id === everyType ? null : (id as RecordType));
              setFrom(0);
            }}
          />
        )}
        <Rule {...{ category, type, decided, onDecide }} />
        <TextField
          label="Find"
          value={words}
          onChange={(next) => {
            setWords(next);
            setFrom(0);
          }}
        />
      </div>
      <Problem message={problem} />
      {found && (
        <div className="pick-and-look">
          <div className="pick-side">
            <PickList
              label={categoryNames[category]}
              selected={selected}
              onSelect={setSelected}
              onKey={onKey}
              empty={words === '' ? 'There are none.' : 'None holds these words.'}
              rows={items.map((one) => ({
                id: one.key,
                name: rowName(one, takeOf(one)),
                content: <Row item={one} take={takeOf(one)} isDecided={one.key in decided.items} />,
              }))}
            />
            <Pages
              label={`Pages of ${categoryNames[category]}`}
              from={from}
              size={pageSize}
              total={found.total}
              onGo={setFrom}
            />
          </div>
          {item && <Looked item={item} take={takeOf(item)} onTake={(take) => decide(item, take)} />}
        </div>
      )}
    </div>
  );
}

const rowName = (item: MergeItem, take: Take): string => {
  const { name, quote } = itemName(item, item.category === 'unplaced');
  const words = [
    name,
    quote,
    item.article?.title ?? '',
    item.choices.length > 1 ? takeLabel(take, item) : '',
  ];
  return words.filter((part) => part !== '').join(', ');
};

function Row({ item, take, isDecided }: { item: MergeItem; take: Take; isDecided: boolean }) {
  const isUnplaced = item.category === 'unplaced';
  return (
    <ItemWords {...{ item, isUnplaced }} name={itemName(item, isUnplaced).name}>
      {item.choices.length > 1 && (
        <span className={isDecided ? 'pick-take decided' : 'pick-take'}>{takeLabel(take, item)}</span>
      )}
    </ItemWords>
  );
}

const keyOrder: readonly Take[] = ['mine', 'theirs', 'both', 'open'];
const inKeyOrder = (takes: readonly Take[]): Take[] => keyOrder.filter((take) => takes.includes(take));

function Looked({ item, take, onTake }: { item: MergeItem; take: Take; onTake: (take: Take) => void }) {
  const keys = new Map([...takeKeys(item.choices)].map(([key, one]) => [one, key]));
  return (
    <section className="looked" aria-label="The chosen one">
      {item.article && (
        <p className="looked-where">
          {typeName(item.type)} · <bdi>{item.article.title}</bdi>
        </p>
      )}
      {item.choices.length > 1 ? (
        <Choices
          label="What becomes of it"
          chosen={take}
          choices={inKeyOrder(item.choices).map((id) => ({
            id,
            label: takeLabel(id, item),
            key: keys.get(id) ?? null,
          }))}
          onChoose={onTake}
        />
      ) : (
        <p className="help">There is nothing to decide about it.</p>
      )}
      <SideBySide
        mine={item.mine}
        theirs={item.theirs}
        differences={item.differences}
        missing={{ mine: 'It is not in this project.', theirs: 'It is not in the other file.' }}
      />
    </section>
  );
}

interface RuleProps extends Omit<MergeItemsProps, 'counts'> {
  type: RecordType | null;
}

/** One decision for all of a category, or for all of a kind in it. What was decided one by one stays. */
function Rule({ category, type, decided, onDecide }: RuleProps) {
  const takes = takesOfAll[category];
  if (takes.length === 0) return null;
  const isThis = (rule: Decided['rules'][number]): boolean =>
    rule.category === category && rule.type === type;
  const chosen = decided.rules.findLast(isThis)?.take ?? asEachSays;
  const single = Object.keys(decided.items).length;
  return (
    <div className="merge-rule">
      <Select
        label={type === null ? 'For all of these' : `For all of these: ${typeName(type).toLowerCase()}`}
        value={chosen}
        options={[
          { id: asEachSays, label: 'As usual' },
          ...takes.map((take) => ({ id: take, label: ruleLabel(take, category) })),
        ]}
        onChange={(id) => {
          const others = decided.rules.filter((rule) => !isThis(rule));
          const take = takes.find((one) => one === id);
          onDecide({ ...decided, rules: take ? [...others, { category, type, take }] : others });
        }}
      />
      {single > 0 && <span className="help">{countOf(single, 'decision')} of your own go first.</span>}
    </div>
  );
}
