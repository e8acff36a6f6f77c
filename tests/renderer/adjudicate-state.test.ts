import { describe, expect, it } from 'vitest';
import { withoutVersion } from '../../renderer/adjudicate/adjudicate-state';
import type { DisputedPassage } from '../../shared/api';

const said = { annotations: [{}] } as DisputedPassage['versions'][number];
const passage = {
  articleId: 'talks',
  versions: [
    { ...said, coderId: 'ann' },
    { coderId: 'bo', annotations: [] },
    { coderId: 'cleo', annotations: [] },
    { coderId: 'dee', annotations: [] },
  ],
};

describe('coders without a version', () => {
  it('have marked nothing only where they have finished the article', () => {
    const readings = [
      { articleId: 'talks', coderId: 'ann', state: 'done' as const },
      { articleId: 'talks', coderId: 'bo', state: 'no claim found' as const },
      { articleId: 'talks', coderId: 'cleo', state: 'in progress' as const },
      { articleId: 'prices', coderId: 'dee', state: 'done' as const },
    ];
    expect(withoutVersion(passage, readings)).toEqual({ silent: ['bo'], unread: ['cleo', 'dee'] });
  });
});
