import { Command, Download, PanelLeftOpen, PanelRightOpen } from 'lucide-react';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { type ComponentType, useState } from 'react';
import { keyOf, runAction } from '../actions';
import { AdjudicateView } from '../adjudicate/adjudicate-view';
import { Inspector } from '../annotations/inspector';
import { ArticleView } from '../articles/article-view';
import { ActorsView } from '../actors/actors-view';
import { CodebookView } from '../codebook/codebook-view';
import { ComparePanel } from '../compare/compare-panel';
import { CompareView } from '../compare/compare-view';
import { articleComparison } from '../compare/compared-article';
import { ConceptsView } from '../concepts/concepts-view';
import { Library } from '../articles/library';
import { HistoryView } from '../history/history-view';
import { PlaceBanner } from '../merge/place-banner';
import { PlacingBanner } from '../merge/placing-banner';
import { QuestionCount } from '../merge/question-count';
import { useStore } from '../store';
import { IconButton } from '../ui/button';
import type { View } from '../views';
import { ReadOnlyBanner, WriteBanner } from './banners';
import { SaveStatus } from './save-status';
import { ViewSwitch } from './view-switch';

/** The views beside the text, which stays where it is behind them. */
const otherViews: Record<Exclude<View, 'article'>, ComponentType> = {
  codebook: CodebookView,
  actors: ActorsView,
  concepts: ConceptsView,
  history: HistoryView,
  compare: CompareView,
  adjudicate: AdjudicateView,
};

/** The open project: library, text and inspector side by side, sizes remembered on this machine. */
export function Workspace() {
  const name = useStore(({ records }) => [...records.project.values()][0]?.name ?? '');
  const view = useStore((state) => state.view);
  const isComparing = useStore((state) => articleComparison(state).coders.length > 0);
  const OtherView = view === 'article' ? null : otherViews[view];
  const exportKey = useStore((state) => keyOf(state, 'project.export'));
  const commandsKey = useStore((state) => keyOf(state, 'view.commands'));
  const layout = useDefaultLayout({ id: 'workspace', storage: localStorage });
  const library = usePanelRef();
  const inspector = usePanelRef();
  const [hidden, setHidden] = useState({ library: false, inspector: false });

  return (
    <div className="workspace">
      <header className="top-bar">
        {hidden.library && view === 'article' && (
          <IconButton label="Show library" icon={PanelLeftOpen} onPress={() => library.current?.expand()} />
        )}
        <span className="project-name" dir="auto" title={name}>
          {name}
        </span>
        <SaveStatus />
        <QuestionCount />
        <span className="spacer" />
        <ViewSwitch />
        <IconButton
          label="Export"
          icon={Download}
          {...(exportKey === null ? {} : { hint: exportKey })}
          onPress={() => runAction('project.export')}
        />
        <IconButton
          label="Commands"
          icon={Command}
          {...(commandsKey === null ? {} : { hint: commandsKey })}
          onPress={() => runAction('view.commands')}
        />
        {hidden.inspector && view === 'article' && (
          <IconButton
            label="Show inspector"
            icon={PanelRightOpen}
            onPress={() => inspector.current?.expand()}
          />
        )}
      </header>
      <ReadOnlyBanner />
      <PlaceBanner />
      <WriteBanner />
      <PlacingBanner />
      <div className="workspace-body">
        <Group className="panes" inert={OtherView !== null} {...layout}>
          <Panel
            id="library"
            panelRef={library}
            defaultSize="20%"
            minSize="180px"
            maxSize="40%"
            collapsible
            onResize={({ inPixels }) => setHidden((now) => ({ ...now, library: inPixels === 0 }))}
          >
            {!hidden.library && <Library onHide={() => library.current?.collapse()} />}
          </Panel>
          <Separator className="divider" aria-label="Width of the library" />
          <Panel id="article" minSize="320px">
            <main className="reading">
              <ArticleView />
            </main>
          </Panel>
          <Separator className="divider" aria-label="Width of the inspector" />
          <Panel
            id="inspector"
            panelRef={inspector}
            defaultSize="24%"
            minSize="240px"
            maxSize="45%"
            collapsible
            onResize={({ inPixels }) => setHidden((now) => ({ ...now, inspector: inPixels === 0 }))}
          >
            {!hidden.inspector &&
              (isComparing ? (
                <ComparePanel onHide={() => inspector.current?.collapse()} />
              ) : (
                <Inspector onHide={() => inspector.current?.collapse()} />
              ))}
          </Panel>
        </Group>
        {OtherView && <OtherView />}
      </div>
    </div>
  );
}
