import { openWindow, settled } from '../support/window-on-host';
import { describe, expect, it } from 'vitest';
import { goToAnnotation } from '../../renderer/annotations/go-to';
import { tagSelection } from '../../renderer/annotations/annotation-edits';
import { goTo } from '../../renderer/history/go-to';
import { type AppState, useStore } from '../../renderer/store';

const now = (): AppState => useStore.getState();
const said = (): string[] => now().notices.map(({ message }) => message);

/** A window with one annotation, whose user looks at the actors. */
async function scene() {
  const window = await openWindow('Prices\n\nThe mayor said that prices rose.');
  window.selectWords('prices rose');
  await tagSelection(window.codes['Claim']!);
  const annotationId = now().selectedId!;
  useStore.setState({ view: 'actors', selectedId: null });
  return { ...window, annotationId };
}

describe('going from a list to a passage', () => {
  it('shows the text and selects the annotation', async () => {
    const { articleId, annotationId } = await scene();
    expect(await goToAnnotation(articleId, annotationId)).toBe(true);
    expect(now()).toMatchObject({ view: 'article', selectedId: annotationId });
    expect(said()).toEqual([]);
  });

  it('says that the annotation is gone', async () => {
    const { articleId } = await scene();
    expect(await goToAnnotation(articleId, 'gone')).toBe(false);
    expect(said()).toEqual(['This annotation is not in the project any more.']);
  });

  it('stays where it is and says so when the article is gone', async () => {
    const { annotationId } = await scene();
    expect(await goToAnnotation('gone', annotationId)).toBe(false);
    expect(now()).toMatchObject({ view: 'actors', selectedId: null });
    expect(said()).toEqual(['This article is not in the project any more.']);
  });

  it('says so of an actor too, once', async () => {
    await scene();
    await goTo({ type: 'actor', id: 'gone' });
    await settled();
    expect(said()).toEqual(['This actor is not in the project any more.']);
  });
});
