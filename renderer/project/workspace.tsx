import { Command, Download, PanelLeftOpen, PanelRightOpen } from 'lucide-react';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { useState } from 'react';
import { runAction } from '../actions';
import { Inspector } from '../annotations/inspector';
import { ArticleView } from '../articles/article-view';
import { Library } from '../articles/library';
import { describeShortcut } from '../shortcuts';
import { useStore } from '../store';
import { IconButton } from '../ui/button';
import { ReadOnlyBanner, WriteBanner } from './banners';
import { SaveStatus } from './save-status';

/** The open project: library, text and inspector side by side, sizes remembered on this machine. */
export function Workspace() {
  const name = useStore(({ records }) => [...records.project.values()][0]?.name ?? '');
  const platform = useStore((state) => state.start?.platform ?? 'linux');
  const layout = useDefaultLayout({ id: 'workspace', storage: localStorage });
  const library = usePanelRef();
  const inspector = usePanelRef();
  const [hidden, setHidden] = useState({ library: false, inspector: false });

  return (
    <div className="workspace">
      <header className="top-bar">
        {hidden.library && (
          <IconButton label="Show library" icon={PanelLeftOpen} onPress={() => library.current?.expand()} />
        )}
        <span className="project-name" dir="auto" title={name}>
          {name}
        </span>
        <SaveStatus />
        <span className="spacer" />
        <IconButton
          label="Export"
          icon={Download}
          hint={describeShortcut('Mod+e', platform)}
          onPress={() => runAction('project.export')}
        />
        <IconButton
          label="Commands"
          icon={Command}
          hint={describeShortcut('Mod+k', platform)}
          onPress={() => runAction('view.commands')}
        />
        {hidden.inspector && (
          <IconButton
            label="Show inspector"
            icon={PanelRightOpen}
            onPress={() => inspector.current?.expand()}
          />
        )}
      </header>
      <ReadOnlyBanner />
      <WriteBanner />
      <Group className="panes" {...layout}>
        <Panel
          id="library"
          panelRef={library}
          defaultSize="22%"
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
          defaultSize="26%"
          minSize="240px"
          maxSize="45%"
          collapsible
          onResize={({ inPixels }) => setHidden((now) => ({ ...now, inspector: inPixels === 0 }))}
        >
          {!hidden.inspector && <Inspector onHide={() => inspector.current?.collapse()} />}
        </Panel>
      </Group>
    </div>
  );
}
