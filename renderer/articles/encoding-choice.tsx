import { useState } from 'react';
import type { EncodingChoice as Choice } from '../../shared/api';
import { Button } from '../ui/button';
import { Select } from '../ui/fields';

/** What each encoding is for, in words: its name alone says little to most. */
const purposes: Record<string, string> = {
  'windows-1252': 'Western European',
  'windows-1256': 'Arabic, Persian',
  'windows-1250': 'Central European',
  'windows-1251': 'Cyrillic',
  'koi8-r': 'Russian',
  'utf-16le': 'Unicode',
  macintosh: 'Western European',
  shift_jis: 'Japanese',
  gb18030: 'Chinese',
  'euc-kr': 'Korean',
};

interface EncodingChoiceProps {
  choices: readonly Choice[];
  /** The one that is chosen at first, where it is among them. */
  present?: string;
  onChoose: (encoding: string) => void;
}

/** Asks for the encoding of a file, by how it would read. */
export function EncodingChoice({ choices, present, onChoose }: EncodingChoiceProps) {
  const first = choices.find(({ encoding }) => encoding === present) ?? choices[0];
  const [chosen, setChosen] = useState(first?.encoding ?? '');
  const preview = choices.find(({ encoding }) => encoding === chosen)?.preview;
  return (
    <div className="encoding-choice">
      <Select
        label="Encoding"
        value={chosen}
        options={choices.map(({ encoding }) => ({
          id: encoding,
          label: [purposes[encoding], encoding].filter(Boolean).join(' · '),
        }))}
        onChange={setChosen}
      />
      <p className="encoding-preview" dir="auto">
        {preview}
      </p>
      <Button isDisabled={chosen === present} onPress={() => onChoose(chosen)}>
        Read it this way
      </Button>
    </div>
  );
}
