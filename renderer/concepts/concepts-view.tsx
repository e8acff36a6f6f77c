import { ChevronDown, ChevronRight, Plus } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { lookalikeKey } from '../../shared/names';
import { counted } from '../../shared/registry';
import { foldedName, idsNamed } from '../actors/search';
import { writes } from '../project/session';
import { DuplicatesPanel } from '../registry/duplicates-panel';
import { DuplicatesSwitch } from '../registry/duplicates-switch';
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
  const asked = useDeferredValue(query).trim();
  const rows = useMemo(() => {
    const wanted = asked === '' ? null : idsNamed(asked, concepts, aliases);
    return conceptRows(concepts, usage, closed, wanted);
  }, [concepts, aliases, usage, closed, asked]);
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
        <SearchField
          aria-label="Find concepts"
          className="search"
          value={query}
          onChange={setQuery}
          autoFocus
        >
          <Input className="input" dir="auto" placeholder="Find or add by name" />
        </SearchField>
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
      <AddConcept name={query.trim()} onAdded={() => setQuery('')} />
    </div>
  );
}

/** Adds a concept of the typed name, at the top or under the one that is shown. */
function AddConcept({ name, onAdded }: { name: string; onAdded: () => void }) {
  const concepts = useStore((state) => state.records.concept);
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);
  const parent = useStore(({ records, shownConceptId }) =>
    shownConceptId === null ? undefined : records.concept.get(shownConceptId),
  );
  const isKnown = useMemo(() => {
    const key = lookalikeKey(name);
    return [...concepts.values()].some((concept) => lookalikeKey(concept.name) === key);
  }, [concepts, name]);
  const add = (parentId: string | null): void =>
    void writes
      .push('concept.create', () => ({ name, parentId }))
      .then((result) => {
        const id = result.ok ? result.value?.change.added[0]?.id : undefined;
        if (id === undefined) return;
        onAdded();
        showConcept(id);
      });
  if (isReadOnly || name === '' || isKnown) {
    return (
      <footer className="registry-footer">
        <span className="count">{counted(concepts.size, 'concept')}</span>
      </footer>
    );
  }
  return (
    <footer className="registry-footer">
      <Button icon={Plus} onPress={() => add(null)}>
        Add <bdi className="cut">{name}</bdi>
      </Button>
      {parent && (
        <Button onPress={() => add(parent.id)}>
          Add under <bdi className="cut">{parent.name}</bdi>
        </Button>
      )}
    </footer>
  );
}

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
