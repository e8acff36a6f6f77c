import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { disagreementWords, stageWords } from '../../shared/agreement-words';
import {
  type AgreementReport,
  type AgreementSettings,
  agreementStages,
  type DisagreeingPassage,
} from '../../shared/api-agreement';
import { signsOf } from '../../shared/short-signs';
import { call } from '../api';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { Select } from '../ui/fields';
import { VirtualListBox } from '../ui/virtual-listbox';
import { anyPassage, type PassageQuery } from './compare-state';
import { compareWith } from './lane-actions';
import { focusPassages, goToPassage, passagesLabel } from './passage-query';

const rowHeight = 88;
const pageSize = 200;
const anyStage = 'any';

interface Props {
  settings: AgreementSettings;
  report: AgreementReport;
}

/** The passages on which the coders differ, of one stage or of all; Enter leads into the text. */
export function PassageList({ settings, report }: Props) {
  const query = useStore((state) => state.compare.query);
  const at = useStore((state) => state.compare.passageAt);
  const { passages, total, problem, loadMore } = usePassages(settings, report.seq, query);
  const coders = useMemo(() => {
    const signs = signsOf(report.coders.map(({ name }) => name));
    return report.coders.map((coder, index) => ({ ...coder, sign: signs[index] ?? '' }));
  }, [report.coders]);
  const rows = useMemo(() => passages.map((passage, index) => ({ passage, id: String(index) })), [passages]);
  // Who comes back from the text goes on with the passage that was shown there.
  const isResumed = useRef(at !== null);
  useEffect(() => {
    if (passages.length === 0 || !isResumed.current) return;
    isResumed.current = false;
    focusPassages();
  }, [passages]);
  const open = (id: string): void => {
    const passage = passages[Number(id)];
    compareWith({ passageAt: Number(id) });
    if (passage) void goToPassage(passage);
  };
  return (
    <section className="passages" aria-labelledby="passages-title">
      <header className="passages-header">
        <h2 id="passages-title">Where they differ</h2>
        <span className="count" aria-live="polite">
          {total === null ? '' : `${total.toLocaleString('en')} ${total === 1 ? 'passage' : 'passages'}`}
        </span>
        <span className="spacer" />
        <Select
          label="Stage"
          hideLabel
          value={query.stage ?? anyStage}
          options={[
            { id: anyStage, label: 'In any stage' },
            ...agreementStages.map((stage) => ({ id: stage, label: stageWords[stage] })),
          ]}
          onChange={(id) =>
            compareWith({
              query: {
                ...query,
                attributeId: null,
                stage: agreementStages.find((stage) => stage === id) ?? null,
              },
              passageAt: null,
            })
          }
        />
      </header>
      <Narrowed query={query} report={report} />
      {problem !== null && (
        <p role="alert" className="error compare-standing">
          {problem}
        </p>
      )}
      {rows.length > 0 && (
        <VirtualListBox
          label={passagesLabel}
          items={rows}
          rowHeight={rowHeight}
          idOf={({ id }) => id}
          nameOf={({ passage }) => nameOf(passage, coders)}
          selectedId={at === null ? null : String(at)}
          selectsOnMove
          onSelect={(id) => compareWith({ passageAt: Number(id) })}
          onOpen={open}
          onEnd={loadMore}
          renderRow={({ passage }) => <PassageRow passage={passage} coders={coders} />}
        />
      )}
      {rows.length === 0 && total === 0 && (
        <p className="empty">
          {query === anyPassage || JSON.stringify(query) === JSON.stringify(anyPassage)
            ? 'These coders agree wherever they can be compared.'
            : 'They do not differ here.'}
        </p>
      )}
      {rows.length > 0 && (
        <footer className="passages-footer">
          <span className="help">Enter shows the passage in the text.</span>
          <span className="spacer" />
          <Button isDisabled={at === null} onPress={() => open(String(at))}>
            Show in the text
          </Button>
        </footer>
      )}
    </section>
  );
}

/** What the list is narrowed to besides the stage, each with a way to let go of it. */
function Narrowed({ query, report }: { query: PassageQuery; report: AgreementReport }) {
  const articles = useStore((state) => state.records.article);
  const codes = useStore((state) => state.records.code);
  const parts: { key: keyof PassageQuery; label: string }[] = [];
  if (query.attributeId !== null)
    parts.push({
      key: 'attributeId',
      label: report.rows.find((row) => row.attributeId === query.attributeId)?.name ?? '',
    });
  if (query.codeId !== null) parts.push({ key: 'codeId', label: codes.get(query.codeId)?.name ?? '' });
  if (query.articleId !== null)
    parts.push({ key: 'articleId', label: articles.get(query.articleId)?.title ?? '' });
  if (parts.length === 0) return null;
  return (
    <ul className="passages-narrowed" aria-label="Only these">
      {parts.map(({ key, label }) => (
        <li key={key} className="history-subject">
          <bdi title={label}>{label}</bdi>
          <button
            type="button"
            className="token-remove"
            aria-label={`Not only ${label}`}
            onClick={() => compareWith({ query: { ...query, [key]: null }, passageAt: null })}
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface SignedCoder {
  id: string;
  name: string;
  sign: string;
}

function PassageRow({ passage, coders }: { passage: DisagreeingPassage; coders: readonly SignedCoder[] }) {
  return (
    <div className="passage-row">
      <span className="passage-head">
        <strong>{kindOf(passage)}</strong>
        <bdi className="passage-article" title={passage.articleTitle}>
          {passage.articleTitle}
        </bdi>
      </span>
      <q className="passage-quote" dir="auto" title={passage.quote}>
        {passage.quote}
      </q>
      <span className="passage-versions">
        {coders.map((coder) => (
          <Version key={coder.id} passage={passage} coder={coder} />
        ))}
      </span>
    </div>
  );
}

function Version({ passage, coder }: { passage: DisagreeingPassage; coder: SignedCoder }) {
  const codes = useStore((state) => state.records.code);
  const version = versionOf(passage, coder.id, (id) => codes.get(id)?.name ?? '');
  if (version === null) return null;
  return (
    <span className="passage-version" title={`${coder.name}: ${version}`}>
      <span className="coder-sign">{coder.sign}</span>
      <bdi>{version}</bdi>
    </span>
  );
}

const kindOf = ({ kind, attributeName }: DisagreeingPassage): string =>
  attributeName === null ? disagreementWords[kind] : `${disagreementWords[kind]}: ${attributeName}`;

/** What a coder said at a passage; null for one who has not read the article. */
function versionOf(
  { annotations, withoutIds, start, end, kind }: DisagreeingPassage,
  coderId: string,
  nameOfCode: (id: string) => string,
): string | null {
  if (withoutIds.includes(coderId)) return 'nothing marked';
  const own = annotations.find((annotation) => annotation.coderId === coderId);
  if (!own) return null;
  if (own.values !== null) return own.values.length === 0 ? 'nothing' : own.values.join(', ');
  if (kind !== 'boundary') return nameOfCode(own.codeId);
  const [before, after] = [own.start - start, end - own.end];
  if (before === 0 && after === 0) return 'the whole passage';
  const parts = [
    before > 0 ? `from ${before.toLocaleString('en')} characters later` : '',
    after > 0 ? `to ${after.toLocaleString('en')} characters earlier` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function nameOf(passage: DisagreeingPassage, coders: readonly SignedCoder[]): string {
  const { code } = useStore.getState().records;
  const versions = coders.flatMap(({ id, name }) => {
    const version = versionOf(passage, id, (codeId) => code.get(codeId)?.name ?? '');
    return version === null ? [] : [`${name}: ${version}`];
  });
  return `${kindOf(passage)}, ${passage.articleTitle}: ${passage.quote}. ${versions.join('; ')}`;
}

interface Passages {
  passages: readonly DisagreeingPassage[];
  total: number | null;
  problem: string | null;
  loadMore(): void;
}

/** The passages of a query, page by page. */
function usePassages(settings: AgreementSettings, seq: number, query: PassageQuery): Passages {
  const [passages, setPassages] = useState<readonly DisagreeingPassage[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(0);
  const isBusy = useRef(false);
  const key = JSON.stringify([settings, seq, query]);

  const load = async (from: number): Promise<void> => {
    const mine = asked.current;
    isBusy.current = true;
    const page = { from, count: pageSize };
    const result = await call('agreement.passages', { settings, ...query, page });
    if (mine !== asked.current) return;
    isBusy.current = false;
    setProblem(result.ok ? null : result.error.message);
    if (!result.ok) return;
    setTotal(result.value.total);
    setPassages((before) => [...before.slice(0, from), ...result.value.passages]);
  };
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    asked.current += 1;
    void latest.current(0);
  }, [key]);

  return {
    passages,
    total,
    problem,
    loadMore: () => {
      if (!isBusy.current && total !== null && passages.length < total) void load(passages.length);
    },
  };
}
