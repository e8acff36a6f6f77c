import { CircleSlash2, Layers, Pencil, MessageCircleQuestion, EqualNot, Undo2, WrapText } from 'lucide-react';
import { Fragment } from 'react';
import type { DisputedPassage, Version } from '../../shared/api';
import { paragraphDirection } from '../../shared/text-direction';
import { runAction } from '../actions';
import { isWritable, useStore } from '../store';
import { Button } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { TextField } from '../ui/fields';
import { noteOf, versionsOf, withoutVersion } from './adjudicate-state';
import { keyOfWay, mostVersions } from './adjudication-actions';
import { decisionWords, differenceWords } from './words';
import { setAdjudicate } from './set-adjudicate';

/** One disagreement: the words in their place, what each coder says of them, and the ways to settle it. */
export function PassageView({ passage }: { passage: DisputedPassage }) {
  const { articleTitle, articleDate, differences } = passage;
  const coders = useStore((state) => state.records.coder);
  const nameOf = (id: string): string => coders.get(id)?.name ?? '';
  const marked = versionsOf(passage);
  const readings = useStore((state) => state.records.reading);
  const { silent, unread } = withoutVersion(passage, readings.values());
  const canSettle = useStore(isWritable);
  return (
    <section className="dispute" aria-label="Disagreement">
      <header>
        <h2 dir={paragraphDirection(articleTitle, 0)}>{articleTitle}</h2>
        <p className="dispute-about">
          {articleDate !== null && <span>{articleDate}</span>}
          {differences.map((difference) => (
            <span key={differenceWords(difference)} className="dispute-difference">
              <EqualNot size={12} aria-hidden />
              <bdi>{differenceWords(difference)}</bdi>
            </span>
          ))}
        </p>
      </header>
      <Decision passage={passage} nameOf={nameOf} />
      <Words passage={passage} />
      <ol className="versions" aria-label="Versions">
        {marked.map(({ coderId, annotations }, place) => (
          <li key={coderId} aria-label={`Version ${place + 1}: ${nameOf(coderId)}`}>
            <header>
              <bdi className="version-coder">{nameOf(coderId)}</bdi>
            </header>
            {annotations.map((version) => (
              <OneVersion key={version.annotationId} version={version} />
            ))}
            <Button
              isDisabled={!canSettle}
              label={`Take ${nameOf(coderId)}’s version`}
              onPress={() => runAction(`adjudicate.take-${place + 1}`)}
            >
              Take
              {place < mostVersions && <kbd>{place + 1}</kbd>}
            </Button>
          </li>
        ))}
      </ol>
      {silent.length > 0 && (
        <p className="dispute-silent">
          Not marked by <Names names={silent.map(nameOf)} />.
        </p>
      )}
      {unread.length > 0 && (
        <p className="dispute-silent">
          Not finished by <Names names={unread.map(nameOf)} />.
        </p>
      )}
      <Note passage={passage} canSettle={canSettle} />
      <div className="dispute-ways" role="group" aria-label="Settle">
        {marked.length > 1 && <Way id="both" icon={Layers} words={marked.length === 2 ? 'Both' : 'All'} />}
        <Way id="none" icon={CircleSlash2} words="None" />
        <Way id="third" icon={Pencil} words="Another way…" />
        <Way id="open" icon={MessageCircleQuestion} words="Leave open" />
        <span className="spacer" />
        <Way id="text" icon={WrapText} words="Show in text" />
      </div>
    </section>
  );
}

const Names = ({ names }: { names: readonly string[] }) =>
  names.map((name, at) => (
    <Fragment key={at}>
      {at > 0 && ', '}
      <bdi>{name}</bdi>
    </Fragment>
  ));

function Way({ id, icon, words }: { id: string; icon: typeof Layers; words: string }) {
  const action = `adjudicate.${id}`;
  const key = keyOfWay(action);
  const canSettle = useStore(isWritable);
  return (
    <Button
      icon={icon}
      look={id === 'text' ? 'quiet' : 'plain'}
      isDisabled={!canSettle && id !== 'text'}
      onPress={() => runAction(action)}
    >
      {words}
      {key !== null && <kbd>{key}</kbd>}
    </Button>
  );
}

/** The words between those before and after them; where they run is told by their direction. */
function Words({ passage: { quote, before, after } }: { passage: DisputedPassage }) {
  return (
    <blockquote className="dispute-words" dir={paragraphDirection(`${before}${quote}${after}`, 0)}>
      <span className="around">{before}</span>
      <mark>{quote}</mark>
      <span className="around">{after}</span>
    </blockquote>
  );
}

/** What one annotation says. What differs from other versions has a sign before it and bold words. */
function OneVersion({ version }: { version: Version }) {
  const code = useStore(({ records }) => records.code.get(version.codeId));
  const { ranges, rangesDiffer, codeDiffers, values, note } = version;
  return (
    <dl className="version">
      <Said label="Code" differs={codeDiffers}>
        {code && <CodeMark code={code} />}
        <bdi>{code?.name ?? 'Deleted code'}</bdi>
      </Said>
      <Said label="Words" differs={rangesDiffer}>
        <span dir="auto">“{ranges.map(({ quote }) => quote).join('” … “')}”</span>
      </Said>
      {values.map(({ attributeId, name, values: said, differs }) => (
        <Said key={attributeId} label={name} differs={differs}>
          {said.length === 0 ? <span className="nothing-said">nothing</span> : <bdi>{said.join('; ')}</bdi>}
        </Said>
      ))}
      {note !== '' && (
        <Said label="Note" differs={false}>
          <span dir="auto">{note}</span>
        </Said>
      )}
    </dl>
  );
}

function Said({ label, differs, children }: { label: string; differs: boolean; children: React.ReactNode }) {
  return (
    <div className={differs ? 'said differs' : 'said'}>
      <dt>
        {differs && <EqualNot size={12} aria-hidden />}
        <bdi>{label}</bdi>
        {differs && <span className="visually-hidden"> (differs)</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Note({ passage, canSettle }: { passage: DisputedPassage; canSettle: boolean }) {
  const note = useStore(({ adjudicate }) => noteOf(adjudicate, passage));
  const key = keyOfWay('adjudicate.note');
  return (
    <div className="adjudicate-note">
      <TextField
        label="Why"
        lines={2}
        value={note}
        isDisabled={!canSettle}
        placeholder="Kept with the decision"
        more={key === null ? undefined : <kbd>{key}</kbd>}
        onChange={(words) =>
          setAdjudicate({ notes: { ...useStore.getState().adjudicate.notes, [passage.id]: words } })
        }
      />
    </div>
  );
}

function Decision({ passage, nameOf }: { passage: DisputedPassage; nameOf: (coderId: string) => string }) {
  const { decision } = passage;
  const canSettle = useStore(isWritable);
  if (!decision) return null;
  return (
    <section className="dispute-decision" aria-label="Decision">
      <p>
        <strong>{decisionWords(passage, nameOf)}</strong>, decided by <bdi>{nameOf(decision.coderId)}</bdi> on{' '}
        {decision.at.slice(0, 10)}.
        {decision.outdated && ' Something was changed since, so it has to be settled again.'}
      </p>
      {decision.note !== '' && <p dir="auto">{decision.note}</p>}
      {canSettle && (
        <Button icon={Undo2} look="quiet" onPress={() => runAction('adjudicate.reopen')}>
          Take the decision back
        </Button>
      )}
    </section>
  );
}
