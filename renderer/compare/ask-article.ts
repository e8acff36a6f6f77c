/** Keeps what the host says of the compared article up with the article: asked again after every change. */
import { useEffect } from 'react';
import type { AgreementSettings, DisagreeingPassage } from '../../shared/api-agreement';
import { call } from '../api';
import { useStore } from '../store';
import { settingsIn } from './compared-article';

const pageSize = 500;

/** So long nothing may have changed before the host is asked again: who tags quickly is not held up. */
const pause = 250;

export function useComparedArticle(): void {
  const articleId = useStore(({ article, compare }) => (compare.inText ? (article?.id ?? null) : null));
  const seq = useStore((state) => state.seq);
  const key = useStore((state) => (state.compare.inText ? JSON.stringify(settingsIn(state)) : null));

  useEffect(() => {
    if (articleId === null || key === null) return undefined;
    const settings = JSON.parse(key) as AgreementSettings | null;
    if (!settings) return undefined;
    let isWanted = true;
    const isFirst = useStore.getState().compare.compared?.articleId !== articleId;
    const timer = setTimeout(
      () => {
        void passagesOf(articleId, settings, () => isWanted).then(({ passages, problem }) => {
          if (!isWanted) return;
          useStore.setState(({ compare }) => ({
            compare: { ...compare, compared: { articleId, settings, seq, passages, problem } },
          }));
        });
      },
      isFirst ? 0 : pause,
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [articleId, seq, key]);
}

/** All disagreements of an article. The article alone is asked about, whatever else the settings choose. */
async function passagesOf(
  articleId: string,
  settings: AgreementSettings,
  isWanted: () => boolean,
): Promise<{ passages: DisagreeingPassage[]; problem: string | null }> {
  const alone = { ...settings, articleIds: [articleId], from: null, to: null, sources: null, resamples: 0 };
  const passages: DisagreeingPassage[] = [];
  for (;;) {
    const page = { from: passages.length, count: pageSize };
    const result = await call('agreement.passages', { settings: alone, page });
    if (!result.ok) return { passages: [], problem: result.error.message };
    passages.push(...result.value.passages);
    if (result.value.passages.length === 0 || passages.length >= result.value.total || !isWanted())
      return { passages, problem: null };
  }
}
