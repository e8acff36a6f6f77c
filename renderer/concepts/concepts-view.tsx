import { ChevronDown, ChevronRight, Plus } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Records } from '../../shared/changes';
import { lookalikeKey } from '../../shared/names';
import type { Concept } from '../../shared/records';
import { counted } from '../../shared/registry';
import { foldedName, idsNamed } from '../actors/search';
import { writes } from '../project/session';
import { DuplicatesPanel } from '../registry/duplicates-panel';
import { DuplicatesSwitch } from '../registry/duplicates-switch';
import { FindOrAdd, NotListed } from '../registry/find-or-add';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { VirtualListBox } from '../ui/virtual-listbox';
import { showConcept } from '../views';
import { ConceptPage } from './concept-page';
import { type ConceptRow, conceptRows } from './tree-rows';
import '../registry/registry.css';
import { useUsage } from '../registry/use-entry';

/** The tree of concepts: what claims are about, and how often. */
export function ConceptsView() {
  const count = useStore((state) => state.records.concept.size);
  const showsDuplicates = useStore((state) => state.showsDuplicates);
  const selected = useStore(({ records, shownConceptId }) =>
    shownConceptId === null ? undefined : records.concept.get(shownConceptId),
  );
  return (
    <main className="view" aria-label="Concepts">
      <header className="view-header">
        <h1>Concepts</h1>
        <span className="count">{count.toLocaleString('en')}</span>
        <span className="spacer" />
        {count > 1 && <DuplicatesSwitch back="All concepts" />}
      </header>
      {showsDuplicates ? (
        <DuplicatesPanel type="concept" />
      ) : (
        <div className="registry">
          <ConceptTree />
          {selected ? (
            <ConceptPage key={selected.id} concept={selected} />
          ) : (
            <p className="empty in-middle">
              {count === 0
                ? 'No concepts yet. They are created where you need them: type a name into a field such as Concept, or above the list.'
                : 'Choose a concept to see more.'}
            </p>
          )}
        </div>
      )}
    </main>
  );
}

const rowHeight = 32;

function ConceptTree() {
  const concepts = useStore((state) => state.records.concept);
  const aliases = useStore((state) => state.records.concept_alias);
  const selectedId = useStore((state) => state.shownConceptId);
  const usage = useUsage('concept');
  const [query, setQuery] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const asked = useDeferredValue(query);
  const { rows, wanted } = useMemo(
    () => treeOf({ concepts, aliases, usage, closed }, asked),
    [concepts, aliases, usage, closed, asked],
  );
  const selected = selectedId === null ? undefined : concepts.get(selectedId);
  const isListed = useMemo(() => rows.some(({ concept }) => concept.id === selectedId), [rows, selectedId]);
  const name = query.trim();
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);
  const canAdd = useMemo(
    () => !isReadOnly && name !== '' && ![...concepts.values()].some((concept) => isCalled(concept, name)),
    [isReadOnly, concepts, name],
  );
  /** At the top of the tree, or under another. */
  const add = (parentId: string | null): void =>
    void writes
      .push('concept.create', () => ({ name, parentId }))
      .then((result) => {
        const id = result.ok ? result.value?.change.added[0]?.id : undefined;
        if (id === undefined) return;
        setQuery('');
        showConcept(id);
      });
  /** Of what is typed now: the list may be behind by a key. */
  const found = (): string | null => {
    const now = asked === query ? { rows, wanted } : treeOf({ concepts, aliases, usage, closed }, query);
    if (name === '' && now.rows.some(({ concept }) => concept.id === selectedId)) return selectedId;
    const hits = now.rows.filter(({ concept }) => now.wanted?.has(concept.id) ?? true);
    return (hits.find(({ concept }) => isCalled(concept, name)) ?? hits[0])?.concept.id ?? null;
  };
  const toggle = (id: string, isOpen: boolean): void =>
    setClosed((before) => {
      const next = new Set(before);
      if (isOpen) next.delete(id);
      else next.add(id);
      return next;
    });

  return (
    <div className="registry-list">
      <div className="registry-tools">
        <FindOrAdd
          label="Find concepts"
          query={query}
          onChange={setQuery}
          found={found}
          onShow={showConcept}
          add={isReadOnly || name === '' ? null : () => add(null)}
        />
      </div>
      {rows.length > 0 && (
        <VirtualListBox
          label="Concepts"
          items={rows}
          rowHeight={rowHeight}
          idOf={({ concept }) => concept.id}
          nameOf={describe}
          lettersOf={({ concept }) => foldedName(concept)}
          selectedId={selectedId}
          selectsOnMove
          onSelect={showConcept}
          tree={{ levelOf: ({ level }) => level, isOpenOf: ({ isOpen }) => isOpen, onToggle: toggle }}
          renderRow={(row) => <Row row={row} onToggle={toggle} />}
        />
      )}
      {rows.length === 0 && concepts.size > 0 && <p className="empty">No concept like that.</p>}
      {selected && !isListed && wanted !== null && <NotListed name={selected.name} />}
      <footer className="registry-footer">
        {canAdd ? (
          <>
            <Button icon={Plus} onPress={() => add(null)}>
              Add <bdi className="cut">{name}</bdi>
            </Button>
            {selected && (
              <Button onPress={() => add(selected.id)}>
                Add under <bdi className="cut">{selected.name}</bdi>
              </Button>
            )}
          </>
        ) : (
          <span className="count">{counted(concepts.size, 'concept')}</span>
        )}
      </footer>
    </div>
  );
}

interface Tree {
  concepts: Records['concept'];
  aliases: Records['concept_alias'];
  usage: Readonly<Record<string, number>>;
  closed: ReadonlySet<string>;
}

/** The rows for what is typed, and which of them it names; null where nothing is typed. */
function treeOf({ concepts, aliases, usage, closed }: Tree, typed: string) {
  const wanted = typed.trim() === '' ? null : idsNamed(typed.trim(), concepts, aliases);
  return { wanted, rows: conceptRows(concepts, usage, closed, wanted) };
}

const isCalled = (concept: Concept, name: string): boolean =>
  lookalikeKey(concept.name) === lookalikeKey(name);

const describe = ({ concept, uses, usesBelow }: ConceptRow): string =>
  [concept.name, counted(uses, 'use'), ...(usesBelow > uses ? [`${usesBelow} with those below`] : [])].join(
    ', ',
  );

function Row({ row, onToggle }: { row: ConceptRow; onToggle: (id: string, isOpen: boolean) => void }) {
  const { concept, level, isOpen, uses, usesBelow } = row;
  const Arrow = isOpen === true ? ChevronDown : ChevronRight;
  return (
    <div className="concept-row" title={concept.name} style={{ paddingInlineStart: 8 + (level - 1) * 18 }}>
      {isOpen === null ? (
        <span className="concept-toggle" />
      ) : (
        // The keyboard opens branches with the arrow keys.
        <span
          className="concept-toggle"
          onClick={(event) => {
            event.stopPropagation();
            onToggle(concept.id, !isOpen);
          }}
        >
          <Arrow size={14} aria-hidden />
        </span>
      )}
      <bdi className="concept-name">{concept.name}</bdi>
      <span className="actor-row-uses">
        {isOpen !== true && usesBelow > uses
          ? `${usesBelow.toLocaleString('en')}`
          : uses === 0
            ? '–'
            : uses.toLocaleString('en')}
      </span>
    </div>
  );
}
