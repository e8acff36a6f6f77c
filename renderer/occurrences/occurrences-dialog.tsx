import { type ReactNode, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { v7 as newId } from 'uuid';
import type { ValueInput } from '../../shared/api';
import { searchActors } from '../actors/search';
import { offeredCodes } from '../annotations/offered-codes';
import { keyOfValue, labelOf, valueOfKey } from '../annotations/values';
import { countOf } from '../articles/describe';
import { writes } from '../project/session';
import { closeDialog, notify, useStore } from '../store';
import { Button } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/fields';
import { TokenField } from '../ui/token-field';
import { OccurrenceList } from './occurrence-list';
import { type Ticks, isTicked, taggedNotice, withTicks } from './ticks';
import { mostHits, useOccurrences } from './use-occurrences';
import { type GivenValues, mentionField, valuesToCopy } from './values-to-give';
import './occurrences.css';

const noTicks: Ticks = new Map();

interface OccurrencesDialogProps {
  words: string;
  articleId: string;
  /** The annotation whose code and values the others may have; null where there is none. */
  modelId: string | null;
}

/** All places of the selected words, to be accepted one by one and tagged in one step. */
export function OccurrencesDialog({ words, articleId, modelId }: OccurrencesDialogProps) {
  const records = useStore((state) => state.records);
  const codes = offeredCodes(records).inUse;
  const [isEverywhere, setEverywhere] = useState(false);
  const [options, setOptions] = useState({ matchCase: false, wholeWords: true, ignoreMarks: true });
  const search = useOccurrences({ words, articleId: isEverywhere ? null : articleId, options });
  const [chosenCode, setCode] = useState(() => firstCode(modelId));
  const [ticks, setTicks] = useState(noTicks);
  const [actor, setActor] = useState<ValueInput | null>(null);
  const [copies, setCopies] = useState(true);

  // A code that was deleted meanwhile tags nothing.
  const codeId = codes.some(({ id }) => id === chosenCode) ? chosenCode : (codes[0]?.id ?? '');
  const toCopy = valuesToCopy(records, modelId, codeId);
  const field = mentionField(records, codeId);
  const accepted = search.hits.filter((hit) => isTicked(hit, ticks, codeId));
  const isReady = search.progress === null && accepted.length > 0 && codeId !== '';

  const tag = (): void => {
    const isCopy = copies && toCopy.length > 0;
    const values: GivenValues = isCopy
      ? toCopy
      : actor && field
        ? [{ attributeId: field.id, values: [actor] }]
        : [];
    const items = accepted.map(({ articleId: id, start, end, quote }) => ({
      annotationId: newId(),
      articleId: id,
      range: { start, end },
      quote,
    }));
    closeDialog();
    const call = { items, codeId, values, modelId: isCopy ? modelId : null, readingArticleId: articleId };
    void writes
      .push('annotation.tagMany', () => call)
      .then((result) => {
        if (!result.ok || !result.value) return;
        const { label, change } = result.value;
        const made = change.added.filter(({ type }) => type === 'annotation').length;
        notify('info', taggedNotice(label, made));
      });
  };

  return (
    <Dialog
      title="Tag all occurrences"
      size="large"
      onClose={closeDialog}
      footer={
        <>
          <span className="footer-note" role="status">
            {statusOf(search, accepted.length)}
          </span>
          <Button
            isDisabled={search.hits.length === 0}
            onPress={() => setTicks(withTicks(ticks, search.hits, true))}
          >
            All
          </Button>
          <Button
            isDisabled={search.hits.length === 0}
            onPress={() => setTicks(withTicks(ticks, search.hits, false))}
          >
            None
          </Button>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look="primary" isDisabled={!isReady} onPress={tag}>
            {`Tag ${countOf(accepted.length, 'place')}`}
          </Button>
        </>
      }
    >
      <p className="occurrence-sought" dir="auto" title={words}>
        {words}
      </p>
      <div className="occurrence-options">
        <RadioGroup
          className="field"
          value={isEverywhere ? 'all' : 'this'}
          onChange={(where) => setEverywhere(where === 'all')}
        >
          <Label className="label">Where</Label>
          <div className="segments">
            <Radio value="this" className="segment">
              In this article
            </Radio>
            <Radio value="all" className="segment">
              In all articles
            </Radio>
          </div>
        </RadioGroup>
        <Select
          label="Tag as"
          value={codeId}
          options={codes.map((code) => ({ id: code.id, label: code.name, mark: <CodeMark code={code} /> }))}
          onChange={setCode}
        />
        <div className="occurrence-checks" role="group" aria-label="What counts as the same words">
          <Check isOn={options.wholeWords} onChange={(wholeWords) => setOptions({ ...options, wholeWords })}>
            Whole words
          </Check>
          <Check isOn={options.matchCase} onChange={(matchCase) => setOptions({ ...options, matchCase })}>
            Match case
          </Check>
          <Check
            isOn={options.ignoreMarks}
            onChange={(ignoreMarks) => setOptions({ ...options, ignoreMarks })}
          >
            Ignore accents and vowel signs
          </Check>
        </div>
      </div>
      {toCopy.length > 0 && (
        <Check isOn={copies} onChange={setCopies}>
          With the values that it has here: <bdi>{wordsOf(toCopy)}</bdi>
          <span className="help">
            What these words say is bound to them at every place; what was found elsewhere is marked as
            inferred.
          </span>
        </Check>
      )}
      {field && !(copies && toCopy.length > 0) && (
        <TokenField
          label={field.name}
          help="The actor that each place mentions"
          tokens={actor ? [{ key: keyOfValue(actor), label: labelOf(actor, records, []) }] : []}
          search={(query) => searchActors(query, records.actor, records.actor_alias)}
          onAdd={({ key }) => setActor(valueOfKey(key))}
          onRemove={() => setActor(null)}
          isDisabled={false}
          many={false}
          emptyMessage="Type a name"
        />
      )}
      {search.problem !== null && (
        <p role="alert" className="error">
          {search.problem}
        </p>
      )}
      {search.hits.length > 0 ? (
        <OccurrenceList
          hits={search.hits}
          ticks={ticks}
          codeId={codeId}
          onChange={setTicks}
          onEnter={() => {
            if (isReady) tag();
          }}
        />
      ) : (
        <p className="occurrence-list empty">
          {search.progress !== null
            ? 'Looking…'
            : search.problem === null
              ? 'These words stand nowhere like that.'
              : ''}
        </p>
      )}
    </Dialog>
  );

  function wordsOf(values: GivenValues): string {
    return values
      .map(({ attributeId, values: given }) => {
        const name = records.attribute.get(attributeId)?.name ?? '';
        return `${name}: ${given.map((value) => labelOf(value, records, [])).join(', ')}`;
      })
      .join('; ');
  }
}

/** The code of the model, else the first that mentions actors: names are what is found again. */
function firstCode(modelId: string | null): string {
  const state = useStore.getState();
  const model = modelId === null ? undefined : state.records.annotation.get(modelId);
  const codes = offeredCodes(state.records).inUse;
  return model?.codeId ?? codes.find(({ kind }) => kind === 'actor')?.id ?? codes[0]?.id ?? '';
}

function statusOf(
  { hits, progress, isCut }: { hits: readonly unknown[]; progress: number | null; isCut: boolean },
  accepted: number,
): string {
  if (progress !== null)
    return `${countOf(hits.length, 'place')} so far, ${Math.round(progress * 100)} % looked through`;
  const found = isCut ? `the first ${mostHits.toLocaleString('en')} places` : countOf(hits.length, 'place');
  return `${accepted.toLocaleString('en')} of ${found} ticked`;
}

function Check({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className="tick">
      <input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />
      <span>{children}</span>
    </label>
  );
}
