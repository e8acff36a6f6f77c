import { useEffect, useState } from 'react';
import { allMeasures } from '../../shared/agreement/measures';
import type { AgreementReport, AgreementSettings } from '../../shared/api-agreement';
import { call } from '../api';
import { Fold } from '../exchange/fold';
import { notify } from '../store';
import { Button } from '../ui/button';

interface Props {
  settings: AgreementSettings;
  report: AgreementReport;
}

/** How the figures are made and where the formulas come from, and a paragraph that says so in a paper. */
export function Methods({ settings, report }: Props) {
  const used = new Set(report.rows.flatMap(({ figures }) => figures.map(({ measure }) => measure)));
  return (
    <section className="agreement-part" aria-labelledby="agreement-methods">
      <h2 id="agreement-methods">For the methods section</h2>
      <Fold title="Methods paragraph" note="to copy">
        <Paragraph settings={settings} seq={report.seq} />
      </Fold>
      <Fold title="How this is computed" note="every measure with its formula and source">
        <dl className="measures">
          {allMeasures
            .filter(({ id }) => used.has(id) || id === 'gamma')
            .map(({ id, name, formula, source }) => (
              <div key={id}>
                <dt>{name}</dt>
                <dd>{formula}</dd>
                <dd className="help">{source}</dd>
              </div>
            ))}
        </dl>
      </Fold>
    </section>
  );
}

function Paragraph({ settings, seq }: { settings: AgreementSettings; seq: number }) {
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    setText(null);
    void call('agreement.methods', { settings }).then((result) => {
      if (!isWanted) return;
      setProblem(result.ok ? null : result.error.message);
      if (result.ok) setText(result.value.text);
    });
    return () => {
      isWanted = false;
    };
  }, [settings, seq]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text ?? '');
    notify('info', 'The methods paragraph is on the clipboard.');
  };
  if (problem !== null)
    return (
      <p role="alert" className="error">
        {problem}
      </p>
    );
  return (
    <>
      <blockquote className="methods-text" aria-busy={text === null} lang="en" dir="ltr">
        {text ?? 'Writing…'}
      </blockquote>
      <div>
        <Button isDisabled={text === null} onPress={() => void copy()}>
          Copy
        </Button>
      </div>
    </>
  );
}
