import { useMemo, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { countOfShare } from '../../shared/draw';
import type { CallInput } from '../../shared/api';
import { countOf } from '../articles/describe';
import { useAnswer } from '../codebook/use-answer';
import { dateProblem, sourcesOf } from '../exchange/export-selection';
import { SomeOf } from '../exchange/some-of';
import { writes } from '../project/session';
import { closeDialog, notify, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select, TextField } from '../ui/fields';
import { peopleOf } from './acting';
import './double-coding.css';

type Kind = CallInput<'doubleCoding.draw'>['kind'];
type Measure = 'share' | 'articles';

/** A number to draw by; anyone may type another, or the one of an earlier draw. */
const someSeed = (): string => String(crypto.getRandomValues(new Uint32Array(1))[0]! % 1_000_000);

const wholeNumber = (words: string): number | null => (/^\d{1,9}$/.test(words.trim()) ? Number(words) : null);

const anyone = 'any';
const nobody = 'unread';

/** Chooses who codes twice, and how many articles out of which; they are drawn at random. */
export function DrawDialog() {
  const records = useStore((state) => state.records);
  const me = useStore((state) => state.project?.coderId ?? '');
  const people = useMemo(() => peopleOf({ records }), [records]);
  const sources = useMemo(() => sourcesOf(records.article), [records.article]);
  const [kind, setKind] = useState<Kind>(people.length > 1 ? 'between' : 'again');
  const [name, setName] = useState(() => `Double coding ${records.double_coding.size + 1}`);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [measure, setMeasure] = useState<Measure>('share');
  const [amount, setAmount] = useState('10');
  const [reading, setReading] = useState(anyone);
  const [dates, setDates] = useState({ from: '', to: '', finished: '' });
  const [chosenSources, setSources] = useState<string[] | null>(null);
  const [seed, setSeed] = useState(someSeed);

  const ids = people.map(({ id }) => id);
  const coderIds =
    kind === 'again' && chosen === null ? (ids.includes(me) ? [me] : ids) : [...(chosen ?? ids)];
  const problems = Object.values(dates).map(dateProblem);
  const dateOf = (words: string): string | null => (words.trim() === '' ? null : words.trim());
  const where = {
    kind,
    coderIds,
    from: {
      readById: kind === 'between' && reading !== anyone && reading !== nobody ? reading : null,
      unread: kind === 'between' && reading === nobody,
      from: dateOf(dates.from),
      to: dateOf(dates.to),
      finishedUntil: kind === 'again' ? dateOf(dates.finished) : null,
      sources: chosenSources,
    },
  };
  const hasDates = problems.every((problem) => problem === null);
  const count = useAnswer('doubleCoding.count', hasDates && coderIds.length > 0 ? where : null).value;
  const there = count?.articles ?? 0;

  const given = wholeNumber(amount);
  const isShare = measure === 'share';
  const amountProblem =
    given === null || given < 1 || (isShare && given > 100)
      ? isShare
        ? 'A share is a whole number from 1 to 100.'
        : 'A number of articles is 1 or more.'
      : null;
  const seedNumber = wholeNumber(seed);
  const tooFew = kind === 'between' && coderIds.length < 2;
  const isReady =
    hasDates && !tooFew && amountProblem === null && seedNumber !== null && name.trim() !== '' && there > 0;

  const drawNow = (): void => {
    if (!isReady || given === null) return;
    closeDialog();
    const input: CallInput<'doubleCoding.draw'> = {
      ...where,
      name: name.trim(),
      amount: isShare ? { share: given / 100 } : { articles: given },
      seed: seedNumber,
    };
    void writes
      .push('doubleCoding.draw', () => input)
      .then((result) => {
        if (!result.ok || !result.value) return;
        const drawn = result.value.change.added.filter((record) => record.type === 'assignment');
        const many = new Set(drawn.map(({ articleId }) => articleId)).size;
        notify(
          'info',
          `${countOf(many, 'article')} drawn for ${input.name}. The library marks those that are yours.`,
        );
      });
  };

  return (
    <Dialog
      title="Draw articles for double coding"
      size="large"
      onClose={closeDialog}
      footer={
        <>
          <span className="footer-note" role="status">
            {count === null ? '' : statusOf(there, kind, isShare && given !== null ? given : null)}
          </span>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look="primary" isDisabled={!isReady} onPress={drawNow}>
            Draw
          </Button>
        </>
      }
    >
      <RadioGroup
        className="field"
        value={kind}
        onChange={(next) => setKind(next === 'again' ? 'again' : 'between')}
      >
        <Label className="label">Who codes twice</Label>
        <div className="segments">
          <Radio value="between" className="segment" isDisabled={people.length < 2}>
            Several coders the same articles
          </Radio>
          <Radio value="again" className="segment">
            A coder their own, once more
          </Radio>
        </div>
      </RadioGroup>
      <p className="draw-note">
        {kind === 'between'
          ? 'Until all of them have finished an article, nobody sees what others did in it.'
          : 'The coder does articles that they have finished a second time, without seeing the first. Both rounds are kept and can be compared.'}
      </p>
      <div className="draw-fields">
        <div className="whole">
          <TextField label="Name" value={name} onChange={setName} onEnter={drawNow} isRequired autoFocus />
        </div>
        <div className="whole">
          <SomeOf
            label="Coders"
            all={people}
            chosen={kind === 'again' && chosen === null ? coderIds : chosen}
            onChange={setChosen}
          />
          {tooFew && (
            <p className="error" role="alert">
              Choose at least two coders.
            </p>
          )}
        </div>
        <Select
          label="How many"
          value={measure}
          options={[
            { id: 'share', label: 'A share, in per cent' },
            { id: 'articles', label: 'A number of articles' },
          ]}
          onChange={(next) => setMeasure(next === 'share' ? 'share' : 'articles')}
        />
        <TextField
          label={isShare ? 'Per cent' : kind === 'again' ? 'Articles of each coder' : 'Articles'}
          value={amount}
          onChange={setAmount}
          onEnter={drawNow}
          error={amountProblem}
        />
        {kind === 'between' ? (
          <div className="whole">
            <Select
              label="Out of"
              value={reading}
              options={[
                { id: anyone, label: 'All articles' },
                { id: nobody, label: 'Articles that none of them has begun' },
                ...people.map((one) => ({ id: one.id, label: `Articles that ${one.name} has finished` })),
              ]}
              onChange={setReading}
            />
          </div>
        ) : (
          <div className="whole">
            <TextField
              label="Finished until"
              value={dates.finished}
              onEnter={drawNow}
              placeholder="2026-01"
              help="A day, month or year, so that the coder has forgotten them; empty for any."
              error={dateProblem(dates.finished)}
              onChange={(finished) => setDates({ ...dates, finished })}
            />
          </div>
        )}
        <TextField
          label="Articles from"
          value={dates.from}
          onEnter={drawNow}
          placeholder="2015-08"
          error={dateProblem(dates.from)}
          onChange={(from) => setDates({ ...dates, from })}
        />
        <TextField
          label="Articles to"
          value={dates.to}
          onEnter={drawNow}
          placeholder="2016"
          error={dateProblem(dates.to)}
          onChange={(to) => setDates({ ...dates, to })}
        />
        {sources.length > 1 && (
          <div className="whole">
            <SomeOf label="Sources" all={sources} chosen={chosenSources} onChange={setSources} />
          </div>
        )}
        <div className="whole">
          <TextField
            label="Number to draw by"
            value={seed}
            onChange={setSeed}
            onEnter={drawNow}
            help="The same number draws the same articles again, for the methods section."
            error={seedNumber === null ? 'A whole number of at most nine digits.' : null}
          />
        </div>
      </div>
    </Dialog>
  );
}

function statusOf(there: number, kind: Kind, percent: number | null): string {
  if (there === 0)
    return kind === 'again'
      ? 'They have finished no article that could be drawn.'
      : 'No article to draw from.';
  const from = `${countOf(there, 'article')} to draw from`;
  if (percent === null || kind === 'again') return from;
  return `${countOf(countOfShare(percent / 100, there), 'article')} of ${there.toLocaleString('en')}`;
}
