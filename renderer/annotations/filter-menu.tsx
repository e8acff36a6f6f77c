import { ListFilter } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { Checkbox, CheckboxGroup, Dialog, DialogTrigger, Label, Popover } from 'react-aria-components';
import { type AnnotationFilter, asksNothing, everything, questionsOf } from '../../shared/annotation-filter';
import { signed } from '../../shared/frame-summary';
import { searchActors } from '../actors/search';
import { useStore } from '../store';
import { Button, PopoverButton } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { TokenField } from '../ui/token-field';
import { codesOf } from './annotation-actions';
import { keyOfValue, valueOfKey } from './values';

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
  const codes = useMemo(() => codesOf({ records }), [records]);
  const coders = [...records.coder.values()];
  const figures = useMemo(
    () =>
      [...new Set([...records.choice.values()].flatMap(({ number }) => number ?? []))].toSorted(
        (a, b) => a - b,
      ),
    [records.choice],
  );
  const search = useCallback(
    (query: string) =>
      searchActors(query, records.actor, records.actor_alias).filter(
        ({ key }) => 'actorId' in valueOfKey(key),
      ),
    [records.actor, records.actor_alias],
  );
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
      <TokenField
        label="Actors"
        help="Any of them, in any role."
        tokens={filter.actors.map((actorId) => ({
          key: keyOfValue({ actorId }),
          label: records.actor.get(actorId)?.name ?? '',
        }))}
        many
        isDisabled={false}
        search={search}
        emptyMessage="No actor has this name."
        onAdd={({ key }) => {
          const value = valueOfKey(key);
          if ('actorId' in value) ask({ actors: [...new Set([...filter.actors, value.actorId])] });
        }}
        onRemove={(index) => ask({ actors: filter.actors.filter((_, at) => at !== index) })}
      />
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

/** More codes than this are found by the library's search of the codebook, not in a list of boxes. */
const mostCodes = 40;
