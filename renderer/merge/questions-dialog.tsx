import { useEffect, useState } from 'react';
import type { QuestionShown } from '../../shared/api-merge';
import { isAboutTwo } from '../../shared/question-contents';
import type { Answer } from '../../shared/records-teamwork';
import { call } from '../api';
import { countOf } from '../articles/describe';
import { goToAnnotation } from '../annotations/go-to';
import { Problem } from '../exchange/problem';
import { writes } from '../project/session';
import { closeDialog, isWritable, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select, TextField } from '../ui/fields';
import { Pages } from '../ui/pages';
import { Choices } from './choices';
import { ItemWords } from './item-words';
import { PickList } from './pick-list';
import { beginPlacing } from './placing';
import { SideBySide } from './side-by-side';
import { answerKeys, answerLabel, byInWords, itemName, questionAbout, questionName } from './words';
import './merge.css';

const pageSize = 100;
type State = 'open' | 'answered';

/** What merges left to a person: each with both values, and answered from the keyboard. */
export function QuestionsDialog({ articleId = null }: { articleId?: string | null }) {
  const seq = useStore(({ seq: newest }) => newest);
  const canWrite = useStore(isWritable);
  const [state, setState] = useState<State>('open');
  const [from, setFrom] = useState(0);
  const [found, setFound] = useState<{ questions: QuestionShown[]; total: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const [note, setNote] = useState('');

  useEffect(() => {
    let isCurrent = true;
    void call('question.list', { state, articleId, from, count: pageSize }).then((result) => {
      if (!isCurrent) return;
      setProblem(result.ok ? null : result.error.message);
      if (!result.ok) return;
      const { questions } = result.value;
      setFound((before) => {
        // Who answers one goes on to the one that came after it.
        setSelected((chosen) => {
          if (questions.some(({ question }) => question.id === chosen)) return chosen;
          const place = before?.questions.findIndex(({ question }) => question.id === chosen) ?? -1;
          return questions[Math.min(Math.max(place, 0), questions.length - 1)]?.question.id ?? null;
        });
        return result.value;
      });
    });
    return () => {
      isCurrent = false;
    };
  }, [state, articleId, from, seq]);
  useEffect(() => setNote(''), [selected]);

  const questions = found?.questions ?? [];
  const shown = questions.find(({ question }) => question.id === selected) ?? null;
  const answer = async (given: Answer): Promise<void> => {
    if (!shown || !canWrite || shown.question.answer !== null || !shown.choices.includes(given)) return;
    if (given === 'other' && shown.question.kind === 'place') {
      closeDialog();
      await beginPlacing(shown);
      return;
    }
    const input = { questionId: shown.question.id, answer: given, note: note.trim() };
    const result = await writes.push('question.answer', () => input);
    setProblem(result.ok ? null : result.error.message);
  };
  const onKey = (key: string): boolean => {
    const given = shown && answerKeys(shown.choices).get(key);
    if (!given || shown.question.answer !== null) return false;
    void answer(given);
    return true;
  };
  return (
    <Dialog
      title="Open questions"
      size="wide"
      onClose={closeDialog}
      footer={
        <>
          <span className="footer-note" role="status">
            {found &&
              state === 'open' &&
              (found.total === 0 ? 'Nothing is open.' : `${countOf(found.total, 'question')} open.`)}
          </span>
          <Button look="primary" onPress={closeDialog}>
            Close
          </Button>
        </>
      }
    >
      <div className="merge-tools">
        <Select
          label="Show"
          value={state}
          options={[
            { id: 'open', label: 'Open' },
            { id: 'answered', label: 'Answered' },
          ]}
          onChange={(id) => {
            setState(id === 'answered' ? 'answered' : 'open');
            setFrom(0);
          }}
        />
        <p className="help">
          {state === 'open' && found?.total === 0
            ? 'What merges leave to you stands here, until it is answered.'
            : 'Merging left these to you. Until one is answered, what you had stands. Each answer can be undone.'}
        </p>
      </div>
      <Problem message={problem} />
      {found && (
        <div className="pick-and-look">
          <div className="pick-side">
            <PickList
              label="Questions"
              autoFocus
              selected={selected}
              onSelect={setSelected}
              onKey={onKey}
              empty={state === 'open' ? 'Nothing is open.' : 'None was answered yet.'}
              rows={questions.map((one) => ({
                id: one.question.id,
                name: rowName(one),
                content: <Row shown={one} />,
              }))}
            />
            <Pages
              label="Pages of questions"
              from={from}
              size={pageSize}
              total={found.total}
              onGo={setFrom}
            />
          </div>
          {shown && (
            <Looked
              shown={shown}
              note={note}
              onNote={setNote}
              canWrite={canWrite}
              onAnswer={(given) => void answer(given)}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}

const rowName = (one: QuestionShown): string => {
  const { name, quote } = itemName(one, isUnplaced(one));
  return [questionName(one.question), name, quote, one.article?.title ?? '']
    .filter((part) => part !== '')
    .join(', ');
};

const isUnplaced = ({ question }: QuestionShown): boolean => question.kind === 'place';

function Row({ shown }: { shown: QuestionShown }) {
  const { name } = itemName(shown, isUnplaced(shown));
  return (
    <ItemWords
      item={shown}
      isUnplaced={isUnplaced(shown)}
      name={name === '' ? shown.question.recordType : name}
    >
      <span className="pick-take">{questionName(shown.question)}</span>
    </ItemWords>
  );
}

interface LookedProps {
  shown: QuestionShown;
  note: string;
  canWrite: boolean;
  onNote: (note: string) => void;
  onAnswer: (answer: Answer) => void;
}

function Looked({ shown, note, canWrite, onNote, onAnswer }: LookedProps) {
  const { question, article, choices, obstacle } = shown;
  const keys = new Map([...answerKeys(choices)].map(([key, one]) => [one, key]));
  const isHere = question.recordType === 'annotation' && shown.mine !== null && article !== null;
  const show = (): void => {
    if (!article) return;
    closeDialog();
    void goToAnnotation(article.id, question.recordId);
  };
  return (
    <section className="looked" aria-label="The chosen question">
      <p className="looked-where">
        {questionName(question)}
        {article && (
          <>
            {' '}
            · <bdi>{article.title}</bdi>
          </>
        )}{' '}
        · from <bdi>{shown.fileName}</bdi>
      </p>
      {question.answer === null && <p>{questionAbout(shown)}</p>}
      {obstacle !== null && <p className="help">{obstacle}</p>}
      {question.answer !== null ? (
        <p>
          Answered: {answerLabel(question.answer, shown)}
          {question.note !== '' && (
            <>
              {' – '}
              <bdi>{question.note}</bdi>
            </>
          )}
          {question.answeredAt !== null && (
            <small className="side-by">{byInWords('', question.answeredAt)}</small>
          )}
        </p>
      ) : (
        <>
          <Choices
            label="Answer"
            chosen={null}
            isDisabled={!canWrite}
            choices={[...keys].map(([id, key]) => ({ id, label: answerLabel(id, shown), key }))}
            onChoose={onAnswer}
          />
          <TextField label="Why (may be empty)" value={note} onChange={onNote} isDisabled={!canWrite} />
        </>
      )}
      <SideBySide
        mine={shown.mine}
        theirs={shown.theirs}
        differences={shown.differences}
        titles={isAboutTwo(question) ? { mine: 'The one', theirs: 'The other' } : undefined}
        missing={{
          mine:
            question.kind === 'place'
              ? 'Its words were not found for sure in your text.'
              : 'It is not in this project.',
          theirs: isAboutTwo(question) ? 'It is not in this project.' : 'It was removed in the other file.',
        }}
      />
      {isHere && (
        <Button look="quiet" onPress={show}>
          Show it in the article
        </Button>
      )}
    </section>
  );
}
