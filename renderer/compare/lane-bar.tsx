import './lanes.css';
import { Users, X } from 'lucide-react';
import { memo } from 'react';
import { Checkbox, CheckboxGroup, Dialog, DialogTrigger, Label, Popover } from 'react-aria-components';
import { filtersFor, type PlaceFilter, passesFilter } from '../../shared/compared-places';
import { useStore } from '../store';
import { ActionButton, IconButton, PopoverButton } from '../ui/button';
import { Select } from '../ui/fields';
import { articleComparison, comparableCoders, settingsIn } from './compared-article';
import { mostLanes, settingsFor } from './compare-state';
import { compareWith, laneActions, setLanes } from './lane-actions';
import { filterWords } from './place-words';

/** Above the text while coders are compared: whose lane is whose, which places are shown, and the way out. */
export const LaneBar = memo(function LaneBar() {
  const { coders, places, isCounted, isKnown } = useStore(articleComparison);
  const filter = useStore((state) => state.compare.filter);
  const ids = coders.map(({ id }) => id);
  const counted = (wanted: PlaceFilter): string =>
    places.filter((place) => passesFilter(place, wanted, ids)).length.toLocaleString('en');
  return (
    <div className="lane-bar" role="group" aria-label="Comparison">
      <ul className="lane-legend" aria-label="Lanes">
        {coders.map(({ id, name, sign, hasRead }) => (
          <li key={id} title={hasRead ? name : `${name} has not finished this article`}>
            <span className="coder-sign">{sign}</span>
            <bdi>{name}</bdi>
            {!hasRead && <span className="badge">not finished</span>}
          </li>
        ))}
      </ul>
      <LaneCoders />
      <span className="spacer" />
      {isCounted && isKnown && (
        <Select
          label="Places"
          hideLabel
          value={filter}
          options={filtersFor(ids).map((id) => ({
            id,
            label: `${filterWords(id, coders)} (${counted(id)})`,
          }))}
          onChange={(next) => {
            const chosen = filtersFor(ids).find((candidate) => candidate === next);
            if (chosen) compareWith({ filter: chosen, placeId: null });
          }}
        />
      )}
      {laneActions
        .filter(({ id }) => id === 'compare.next' || id === 'compare.previous')
        .map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      <IconButton label="Stop comparing" icon={X} onPress={() => setLanes(false)} />
    </div>
  );
});

/** Chooses whose lanes are shown, in the order of the coders. */
function LaneCoders() {
  const coders = useStore((state) => state.records.coder);
  const key = useStore((state) => settingsIn(state)?.coderIds.join(' ') ?? '');
  const chosen = key.split(' ');
  const known = comparableCoders({ coder: coders });
  const gold = [...coders.values()].filter(({ role }) => role === 'gold');
  const offered = [...known, ...gold];
  if (offered.length < 3) return null;
  return (
    <DialogTrigger>
      <PopoverButton label="Choose coders to compare" icon={Users} />
      <Popover className="popover settings-popover" offset={6} placement="bottom start">
        <Dialog aria-label="Coders to compare" className="settings">
          <CheckboxGroup
            className="field"
            value={chosen}
            onChange={(ids) => {
              if (ids.length < 2) return;
              const { compare } = useStore.getState();
              const coderIds = offered.flatMap(({ id }) => (ids.includes(id) ? [id] : []));
              compareWith({
                settings: { ...(compare.settings ?? settingsFor(coderIds)), coderIds },
                placeId: null,
              });
            }}
          >
            <Label className="label">Coders, a lane each</Label>
            <div className="check-list">
              {offered.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  value={id}
                  className="check"
                  isDisabled={chosen.includes(id) ? chosen.length <= 2 : chosen.length >= mostLanes}
                >
                  <bdi>{name}</bdi>
                </Checkbox>
              ))}
            </div>
          </CheckboxGroup>
          <p className="help">At least two, at most {mostLanes}.</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
