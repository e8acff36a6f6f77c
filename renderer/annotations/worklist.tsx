import { isTeam } from '../double-coding/acting';
import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Popover,
  Radio,
  RadioGroup,
} from 'react-aria-components';
import type { WorklistEntry } from '../../shared/api';
import { type ToDo, describeToDo } from '../../shared/completeness';
import { call } from '../api';
import { type AppState, useStore } from '../store';
import { useAfterPaint } from '../ui/after-paint';
import { Button } from '../ui/button';
import { CodeMark } from '../ui/code-mark';
import { setViewSettings } from '../view-settings';
import { select } from './annotation-edits';
import { goToAnnotation } from './go-to';
import { toDosHere, worklistCoder } from './to-dos';

const pageSize = 50;

/**
 * How many annotations of the article are incomplete; opens the list of them and of the whole project. Where
 * several people code, each sees their own, until they ask for everybody's.
 */
export function WorklistButton() {
  const records = useStore((state) => state.records);
  const article = useStore((state) => state.article);
  const project = useStore((state) => state.project);
  const viewSettings = useStore((state) => state.viewSettings);
  const shown = useAfterPaint(
    useMemo(() => ({ records, article, project, viewSettings }), [records, article, project, viewSettings]),
  );
  const count = toDosHere(shown).length;
  const coderId = useStore(worklistCoder);
  const [isOpen, setOpen] = useState(false);
  if (!project) return null;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton className={count > 0 ? 'to-do-count' : 'to-do-count none'}>
        {count === 0 ? 'Complete' : `${count.toLocaleString('en')} incomplete`}
      </AriaButton>
      <Popover className="popover to-dos" placement="bottom end" offset={4} isNonModal>
        <Dialog aria-label="Incomplete annotations" className="to-dos-content">
          <WhoseList />
          <ArticleToDos onChoose={() => setOpen(false)} />
          <ProjectToDos key={coderId} onChoose={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Whose annotations are counted and listed; nothing to choose where one person codes, or nobody can. */
function WhoseList() {
  const worklist = useStore((state) => state.viewSettings.worklist);
  const isAsked = useStore(({ project, records }) => project?.coderId != null && isTeam(records));
  if (!isAsked) return null;
  return (
    <RadioGroup
      aria-label="Whose annotations"
      value={worklist}
      onChange={(whose) => setViewSettings({ worklist: whose === 'mine' ? 'mine' : 'everybody' })}
    >
      <div className="segments">
        <Radio value="mine" className="segment">
          Mine
        </Radio>
        <Radio value="everybody" className="segment">
          Everybody’s
        </Radio>
      </div>
    </RadioGroup>
  );
}

/** The heading of a list: where, and whose where that can be told apart. */
function useHeading(where: string): string {
  const isMine = useStore((state) => worklistCoder(state) !== null);
  const others = useStore(({ records }) => isTeam(records));
  if (isMine) return `Mine in ${where}`;
  return others ? `Everybody’s in ${where}` : `In ${where}`;
}

/** As many as a list can show without being in the way; the next ones come up as these are done. */
const mostHere = 100;

function ArticleToDos({ onChoose }: { onChoose: () => void }) {
  const toDos = useStore(toDosHere);
  const placed = useStore((state) => state.article?.placed);
  const placeOf = new Map(placed?.map((place) => [place.id, place]));
  const heading = useHeading('this article');
  return (
    <section aria-label={heading}>
      <h3>{heading}</h3>
      {toDos.length === 0 && <p className="options-empty">Nothing is missing here.</p>}
      <ul>
        {toDos.slice(0, mostHere).map((toDo) => (
          <li key={toDo.annotationId}>
            <Row
              toDo={toDo}
              codeId={placeOf.get(toDo.annotationId)?.codeId ?? ''}
              quote={placeOf.get(toDo.annotationId)?.quote ?? ''}
              onPress={() => {
                onChoose();
                select(toDo.annotationId);
              }}
            />
          </li>
        ))}
      </ul>
      {toDos.length > mostHere && <p className="options-empty">And {toDos.length - mostHere} more.</p>}
    </section>
  );
}

interface Found {
  entries: readonly WorklistEntry[];
  /** Where the next page begins; null at the end. */
  after: string | null;
}

function ProjectToDos({ onChoose }: { onChoose: () => void }) {
  const openId = useStore((state) => state.article?.id ?? null);
  const coderId = useStore(worklistCoder);
  const heading = useHeading('other articles');
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  /** Pages may be empty where nothing is missing for long: it goes on until there is something to show. */
  const load = useCallback(
    async (after: string | null, before: readonly WorklistEntry[]): Promise<void> => {
      let next = after;
      let entries: WorklistEntry[] = [];
      do {
        const page = await call('worklist.list', {
          limit: pageSize,
          ...(coderId === null ? {} : { coderId }),
          ...(next === null ? {} : { afterArticleId: next }),
        });
        if (!page.ok) {
          setProblem(page.error.message);
          return;
        }
        ({ entries, afterArticleId: next } = page.value);
      } while (entries.length === 0 && next !== null);
      setFound({ entries: [...before, ...entries], after: next });
    },
    [coderId],
  );
  useEffect(() => void load(null, []), [load]);

  const elsewhere = found?.entries.filter(({ articleId }) => articleId !== openId) ?? [];
  const byArticle = Map.groupBy(elsewhere, ({ articleId }) => articleId);
  return (
    <section aria-label={heading} aria-busy={found === null && problem === null}>
      <h3>{heading}</h3>
      {problem !== null && <p className="error">{problem}</p>}
      {found !== null && elsewhere.length === 0 && found.after === null && (
        <p className="options-empty">Nothing is missing there.</p>
      )}
      {[...byArticle].map(([articleId, entries]) => (
        <div key={articleId}>
          <h4 dir="auto">{entries[0]?.articleTitle}</h4>
          <ul>
            {entries.map((entry) => (
              <li key={entry.annotationId}>
                <Row
                  toDo={entry}
                  codeId={entry.codeId}
                  quote={entry.quote}
                  onPress={() => {
                    onChoose();
                    void goToAnnotation(entry.articleId, entry.annotationId);
                  }}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {found !== null && found.after !== null && (
        <Button look="quiet" onPress={() => void load(found.after, found.entries)}>
          Show more
        </Button>
      )}
    </section>
  );
}

function Row({
  toDo,
  codeId,
  quote,
  onPress,
}: {
  toDo: ToDo;
  codeId: string;
  quote: string;
  onPress: () => void;
}) {
  const code = useStore((state: AppState) => state.records.code.get(codeId));
  return (
    <AriaButton className="to-do" onPress={onPress}>
      {code && <CodeMark code={code} />}
      <span className="to-do-quote" dir="auto">
        {quote}
      </span>
      <span className="to-do-reason">{describeToDo(toDo)}</span>
    </AriaButton>
  );
}
