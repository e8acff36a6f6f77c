import { PencilLine } from 'lucide-react';
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components';
import { useRef } from 'react';
import type { Range } from '../../shared/span';
import { allActions, keyOf } from '../actions';
import { editorFocus } from '../editor-focus';
import { describeShortcut } from '../shortcuts';
import { useStore } from '../store';
import { goToFirstField } from './to-fields';

/** Where the menu was asked for, in CSS pixels of the window, and what lies there. */
export interface MenuPlace {
  range: Range | null;
  ids: readonly string[];
  x: number;
  y: number;
}

/** The context menu of the text: the actions that can be done with what is selected. */
export function TextMenu({ place, onClose }: { place: MenuPlace | null; onClose: () => void }) {
  return place && <OpenMenu place={place} onClose={onClose} />;
}

function OpenMenu({ place, onClose }: { place: MenuPlace; onClose: () => void }) {
  const state = useStore();
  const anchor = useRef<HTMLSpanElement>(null);
  const platform = state.start?.platform ?? 'linux';
  const fieldsKey = keyOf(state, 'view.annotation-fields');
  const offered = allActions(state).filter(
    ({ id, isAvailable, keyOnly }) =>
      !keyOnly && isAvailable(state) && (id.startsWith('annotation.tag.') || others.has(id)),
  );
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: place.x, top: place.y }} />
      <Popover
        className="popover"
        aria-label="Annotate"
        triggerRef={anchor}
        isOpen
        placement="bottom start"
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
      >
        <Menu
          aria-label="Annotate"
          className="menu"
          autoFocus="first"
          onAction={(id) => {
            onClose();
            const action = offered.find((candidate) => candidate.id === id);
            if (id === editId) requestAnimationFrame(() => void goToFirstField());
            else {
              editorFocus.focus();
              void action?.run();
            }
          }}
        >
          {state.selectedId !== null && (
            <MenuItem id={editId} className="option" textValue="Edit annotation">
              <PencilLine size={14} aria-hidden />
              <span className="option-label">Edit annotation</span>
              {fieldsKey !== null && <kbd>{fieldsKey}</kbd>}
            </MenuItem>
          )}
          {state.selectedId !== null && offered.length > 0 && <Separator className="menu-line" />}
          {offered.map(({ id, label, icon: Icon, shortcuts }) => (
            <MenuItem key={id} id={id} className="option" textValue={label}>
              {Icon && <Icon size={14} aria-hidden />}
              <span className="option-label" dir="auto">
                {label}
              </span>
              {shortcuts[0] !== undefined && <kbd>{describeShortcut(shortcuts[0], platform)}</kbd>}
            </MenuItem>
          ))}
          {offered.length === 0 && state.selectedId === null && (
            <MenuItem id="none" isDisabled className="option">
              Select words to tag them
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </>
  );
}

const editId = 'edit';
const others: ReadonlySet<string> = new Set([
  'annotation.tag-other',
  'annotation.addSpan',
  'annotation.tag-all',
  'annotation.remove',
]);
