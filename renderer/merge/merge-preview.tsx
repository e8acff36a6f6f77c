import { useEffect, useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { MergePreview as Preview } from '../../shared/api-merge';
import { Problem } from '../exchange/problem';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import type { Decided } from './deciding';
import { MergeItems } from './merge-items';
import { MergeMatches } from './merge-matches';
import { MergeOverview } from './merge-overview';
import { categoryNames, categoryOrder } from './words';

interface MergePreviewProps {
  preview: Preview;
  decided: Decided;
  problem: string | null;
  /** How many files come after this one. */
  waiting: number;
  onDecide: (next: Decided) => void;
  onLeave: () => void;
  onMerge: () => void;
}

/** What merging a file would do, list by list, with every decision at hand; nothing is written yet. */
export function MergePreview({
  preview,
  decided,
  problem,
  waiting,
  onDecide,
  onLeave,
  onMerge,
}: MergePreviewProps) {
  const [tab, setTab] = useState('overview');
  const { changes, counts, matches } = preview;
  const isNothing = changes.added + changes.updated + changes.removed === 0;
  const totals = categoryOrder.flatMap((category) => {
    const total = counts.reduce((sum, one) => (one.category === category ? sum + one.count : sum), 0);
    return total === 0 || category === 'same' ? [] : [{ category, total }];
  });
  // The keyboard begins with what merging would do; arrows lead from list to list.
  const begins = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The tabs are drawn a moment after their list.
    const frame = requestAnimationFrame(() =>
      begins.current?.querySelector<HTMLElement>('[role="tab"]')?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, []);
  const toConfirm = matches.reduce((sum, one) => sum + one.toConfirm, 0);
  return (
    <Dialog
      title={`Merge ${preview.fileName}`}
      size="wide"
      onClose={onLeave}
      footer={
        <>
          <span className="footer-note">
            {isNothing
              ? 'All that is in it is here already.'
              : 'It becomes one step of the history: Undo takes it back as a whole.'}
            {waiting > 0 && ` ${waiting.toLocaleString('en')} more to come.`}
          </span>
          <Button onPress={onLeave}>{waiting > 0 ? 'Skip it' : 'Cancel'}</Button>
          <Button look="primary" isDisabled={isNothing} onPress={onMerge}>
            Merge
          </Button>
        </>
      }
    >
      <Problem message={problem} />
      <Tabs className="tabs" selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
        <TabList ref={begins} className="tab-list" aria-label="What merging would do">
          <Tab id="overview" className="tab">
            Overview
          </Tab>
          {totals.map(({ category, total }) => (
            <Tab key={category} id={category} className={`tab ${category}`}>
              {categoryNames[category]} <span className="tab-count">{total.toLocaleString('en')}</span>
            </Tab>
          ))}
          <Tab id="matches" className="tab">
            Who is who
            {toConfirm > 0 && <span className="tab-count"> {toConfirm.toLocaleString('en')} to confirm</span>}
          </Tab>
        </TabList>
        <TabPanel id="overview" className="tab-panel">
          <MergeOverview preview={preview} />
        </TabPanel>
        {totals.map(({ category }) => (
          <TabPanel key={category} id={category} className="tab-panel">
            <MergeItems {...{ category, counts, decided, onDecide }} />
          </TabPanel>
        ))}
        <TabPanel id="matches" className="tab-panel">
          <MergeMatches {...{ matches, decided, onDecide }} />
        </TabPanel>
      </Tabs>
    </Dialog>
  );
}
