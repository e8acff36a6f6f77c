import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Alias, Entry, EntryType } from '../../shared/registry';
import { failureIn } from '../../shared/result';
import { writes } from '../project/session';
import { IconButton } from '../ui/button';
import { TextField } from '../ui/fields';
import { SavedField } from '../ui/saved-field';

interface OtherNamesProps {
  type: EntryType;
  entry: Entry;
  aliases: readonly Alias[];
  isDisabled: boolean;
}

/** The other names of an entry: each can be corrected or removed, and one added. */
export function OtherNames({ type, entry, aliases, isDisabled }: OtherNamesProps) {
  const [typed, setTyped] = useState('');
  const refused = useRef<string | null>(null);
  const add = (): void => {
    const name = typed.trim();
    if (name === '') return;
    setTyped('');
    void writes
      .push('entry.addAlias', () => ({ type, entryId: entry.id, name }))
      .then(({ ok }) => {
        refused.current = ok ? null : name;
        if (!ok) setTyped((now) => (now === '' ? name : now));
      });
  };
  /** What was refused is not asked again only because the field is left. */
  const leave = (): void => {
    if (typed.trim() !== refused.current) add();
  };
  return (
    <section className="entry-part" aria-label="Other names">
      <h3>Other names</h3>
      {aliases.length > 0 && (
        <ul className="name-list">
          {aliases.map((alias, index) => (
            <li key={alias.id}>
              <SavedField
                label={`Other name ${index + 1}`}
                value={alias.name}
                isDisabled={isDisabled}
                check={(name) => (name === '' ? 'A name that is not used is removed with the cross.' : null)}
                save={async (name) =>
                  failureIn(await writes.push('entry.renameAlias', () => ({ type, aliasId: alias.id, name })))
                }
              />
              {!isDisabled && (
                <IconButton
                  label={`Remove the name ${alias.name}`}
                  icon={X}
                  onPress={() => void writes.push('entry.removeAlias', () => ({ type, aliasId: alias.id }))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!isDisabled && (
        <div className="add-name">
          <TextField
            label="Add another name"
            value={typed}
            placeholder={type === 'actor' ? 'Spelling, short form, title' : 'Another word for it'}
            onChange={setTyped}
            onEnter={add}
            onBlur={leave}
          />
        </div>
      )}
      {isDisabled && aliases.length === 0 && <p className="help">None.</p>}
    </section>
  );
}
