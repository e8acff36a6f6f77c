import { ListFilter } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  Checkbox,
  CheckboxGroup,
  Dialog,
  DialogTrigger,
  Input,
  Label,
  Popover,
  SearchField,
} from 'react-aria-components';
import { type AnnotationFilter, asksNothing, everything, questionsOf } from '../../shared/annotation-filter';
import { signed } from '../../shared/frame-summary';
import { searchActors } from '../actors/search';
import { useStore } from '../store';
import { Button, PopoverButton } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { positionFigures } from './choices';
import { offeredCodes } from './offered-codes';
import { valueOfKey } from './values';

const ask = (patch: Partial<AnnotationFilter>): void =>
  useStore.setState(({ annotationFilter }) => ({ annotationFilter: { ...annotationFilter, ...patch } }));

/** Chooses which annotations are shown, in the list, in the text and beside it. */
export function FilterMenu() {
  const filter = useStore((state) => state.annotationFilter);
  const asked = questionsOf(filter);
  return (
    <DialogTrigger>
      <PopoverButton
        label={asked === 0 ? 'Filter annotations' : `Filter annotations, ${asked} in use`}
        icon={ListFilter}
        isOn={asked > 0}
      />
      <Popover className="popover settings-popover" offset={6} placement="bottom end">
        <Dialog aria-label="Filter annotations" className="settings">
          <Questions filter={filter} />
          <Button look="quiet" isDisabled={asksNothing(filter)} onPress={() => ask(everything)}>
            Show all
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Questions({ filter }: { filter: AnnotationFilter }) {
  const records = useStore((state) => state.records);
  const codes = offeredCodes(records).inUse;
  const coders = [...records.coder.values()];
  const { code, attribute, choice } = records;
  const figures = useMemo(() => positionFigures({ code, attribute, choice }), [code, attribute, choice]);
  return (
    <>
      <CheckboxGroup className="field" value={[...filter.codes]} onChange={(ids) => ask({ codes: ids })}>
        <Label className="label">Codes</Label>
        <div className="check-list">
          {codes.slice(0, mostCodes).map((code) => (
            <Checkbox key={code.id} value={code.id} className="check">
              <CodeMark code={code} />
              <bdi>{code.name}</bdi>
            </Checkbox>
          ))}
        </div>
      </CheckboxGroup>
      {figures.length > 0 && (
        <CheckboxGroup
          className="field"
          value={filter.positions.map(String)}
          onChange={(ids) => ask({ positions: ids.map(Number) })}
        >
          <Label className="label">Position</Label>
          <div className="segments">
            {figures.map((figure) => (
              <Checkbox key={figure} value={String(figure)} className="segment">
                <span className="segment-label">{signed(figure)}</span>
              </Checkbox>
            ))}
          </div>
        </CheckboxGroup>
      )}
      {coders.length > 1 && (
        <CheckboxGroup className="field" value={[...filter.coders]} onChange={(ids) => ask({ coders: ids })}>
          <Label className="label">Coders</Label>
          <div className="check-list">
            {coders.map(({ id, name }) => (
              <Checkbox key={id} value={id} className="check">
                <bdi>{name}</bdi>
              </Checkbox>
            ))}
          </div>
        </CheckboxGroup>
      )}
      <Actors chosen={filter.actors} />
      <Checkbox
        className="check"
        isSelected={filter.incomplete}
        onChange={(incomplete) => ask({ incomplete })}
      >
        <span>Only incomplete ones</span>
      </Checkbox>
    </>
  );
}

/** The chosen actors, and those whose names fit what is typed. */
function Actors({ chosen }: { chosen: readonly string[] }) {
  const actors = useStore((state) => state.records.actor);
  const aliases = useStore((state) => state.records.actor_alias);
  const [query, setQuery] = useState('');
  const found = useMemo(
    () =>
      query.trim() === ''
        ? []
        : searchActors(query, actors, aliases).flatMap(({ key }) => {
            const value = valueOfKey(key);
            return 'actorId' in value && !chosen.includes(value.actorId) ? [value.actorId] : [];
          }),
    [query, actors, aliases, chosen],
  );
  const listed = [...chosen, ...found.slice(0, mostActors)];
  return (
    <div className="field">
      <SearchField className="search" value={query} onChange={setQuery}>
        <Label className="label">Actors</Label>
        <Input className="input" dir="auto" placeholder="Any of them, in any role" />
      </SearchField>
      {listed.length > 0 && (
        <CheckboxGroup
          aria-label="Actors"
          value={[...chosen]}
          onChange={(ids) => {
            ask({ actors: ids });
            setQuery('');
          }}
        >
          <div className="check-list">
            {listed.map((id) => (
              <Checkbox key={id} value={id} className="check">
                <bdi>{actors.get(id)?.name ?? ''}</bdi>
              </Checkbox>
            ))}
          </div>
        </CheckboxGroup>
      )}
      {query.trim() !== '' && found.length === 0 && <p className="help">No other actor has this name.</p>}
    </div>
  );
}

/** The best matches: more of them are found by typing more. */
const mostActors = 8;

/** More codes than this are found by the library's search of the codebook, not in a list of boxes. */
const mostCodes = 40;
