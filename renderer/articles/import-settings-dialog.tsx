import { useEffect, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { ImportFile, Trial } from '../../shared/api';
import { readFileNamePattern } from '../../shared/file-name-pattern';
import type { ImportProfile, ReadSettings } from '../../shared/import-settings';
import { type DateOrder, dateOrders, usualSettings } from '../../shared/import-settings';
import { call } from '../api';
import { notify } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select, TextField } from '../ui/fields';
import { keepSettings, readAgain, useImporting } from './importing';
import { SplitSettings } from './split-settings';
import { TableSettings } from './table-settings';
import { TrialRows } from './trial-rows';

interface ImportSettingsDialogProps {
  /** The file that is read again; null for how files to come are read. */
  fileId: string | null;
  onClose: () => void;
}

/** How files are read where that cannot be told from them, with what comes of it; kept under a name. */
export function ImportSettingsDialog({ fileId, onClose }: ImportSettingsDialogProps) {
  const [file, setFile] = useState<ImportFile | null>(null);
  useEffect(() => {
    if (fileId === null) return;
    void call('import.file', { fileId }).then((found) => {
      if (found.ok) setFile(found.value);
    });
  }, [fileId]);
  return fileId === null || file ? <SettingsForm file={file} onClose={onClose} /> : null;
}

/** Milliseconds without a key press after which the preview follows. */
const pause = 300;
const previewed = 5;

function SettingsForm({ file, onClose }: { file: ImportFile | null; onClose: () => void }) {
  const kept = useImporting((state) => state.settings);
  const [settings, setSettings] = useState<ReadSettings>(file?.settings ?? kept);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [formats, setFormats] = useState<{ id: string; name: string }[]>([]);
  const set = (patch: Partial<ReadSettings>): void => setSettings((before) => ({ ...before, ...patch }));

  useEffect(() => {
    void call('import.formats', undefined).then((found) => {
      if (found.ok) setFormats(found.value);
    });
  }, []);
  useEffect(() => {
    if (!file) return undefined;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void call('import.try', { fileId: file.fileId, settings, count: previewed }).then((found) => {
        if (isCurrent && found.ok) setTrial(found.value);
      });
    }, pause);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [file, settings]);

  const use = (): void => {
    onClose();
    if (file) void readAgain([file.fileId], settings);
    else keepSettings(settings);
  };
  const useForAll = async (): Promise<void> => {
    onClose();
    if (file) await readAgain(await idsLike(file), settings);
  };
  const encodings = file?.encodings ?? [];
  return (
    <Dialog
      title={
        file
          ? `How ${file.fileName === '' ? 'the pasted text' : file.fileName} is read`
          : 'How files are read'
      }
      size={file ? 'wide' : 'medium'}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          {file?.readerId && (
            <Button onPress={() => void useForAll()}>Read all files of this kind this way</Button>
          )}
          <Button look="primary" onPress={use}>
            {file ? 'Read it this way' : 'Use for what is chosen next'}
          </Button>
        </>
      }
    >
      <div className={file ? 'import-settings two' : 'import-settings'}>
        <div className="import-settings-fields">
          <Profiles settings={settings} onLoad={setSettings} />
          <Select
            label="Format"
            value={settings.format ?? 'auto'}
            options={[
              { id: 'auto', label: 'Found out from the file' },
              ...formats.map(({ id, name }) => ({ id, label: name })),
            ]}
            onChange={(id) => set({ format: id === 'auto' ? null : id })}
          />
          {(encodings.length > 0 || settings.encoding !== null) && (
            <Select
              label="Encoding"
              value={settings.encoding ?? 'auto'}
              options={[
                { id: 'auto', label: 'Found out from the file' },
                ...encodings.map(({ encoding }) => ({ id: encoding, label: encoding })),
              ]}
              onChange={(id) => set({ encoding: id === 'auto' ? null : id })}
            />
          )}
          <Select
            label="Dates such as 03/04/2015"
            value={settings.dateOrder ?? 'ask'}
            options={[
              { id: 'ask', label: 'Left open, as they could be two days' },
              { id: 'day first', label: 'The day comes first: 3 April' },
              { id: 'month first', label: 'The month comes first: March 4' },
            ]}
            onChange={(id) => set({ dateOrder: orderOf(id) })}
          />
          <TextField
            label="Fields from the file's name"
            value={settings.fileName}
            onChange={(fileName) => set({ fileName })}
            placeholder="{source}/{date} {title}"
            help="Names in braces are filled; {*} stands for anything; / for the folder; {date:DDMMYYYY} for a date of digits."
            error={problemOfPattern(settings.fileName)}
          />
          {trial?.table && <TableSettings trial={trial} settings={settings} onChange={set} />}
          <SplitSettings settings={settings} onChange={set} trial={trial} />
          {(!file || file.readerId === 'pdf') && <PdfFields settings={settings} onChange={set} />}
        </div>
        {file && <TrialRows trial={trial} />}
      </div>
    </Dialog>
  );
}

function PdfFields({
  settings: { pdf },
  onChange,
}: {
  settings: ReadSettings;
  onChange: (patch: Partial<ReadSettings>) => void;
}) {
  return (
    <fieldset className="field">
      <legend className="label">PDF</legend>
      <Checkbox
        className="segment"
        isSelected={pdf.removesRunningHeads}
        onChange={(removesRunningHeads) => onChange({ pdf: { ...pdf, removesRunningHeads } })}
      >
        Leave out running heads and page numbers
      </Checkbox>
      <Checkbox
        className="segment"
        isSelected={pdf.joinsHyphens}
        onChange={(joinsHyphens) => onChange({ pdf: { ...pdf, joinsHyphens } })}
      >
        Join words parted at the end of a line
      </Checkbox>
    </fieldset>
  );
}

const orderOf = (id: string): DateOrder => dateOrders.find((order) => order === id) ?? null;

/** The ids of all files that the same reader has read, this one among them. */
async function idsLike(file: ImportFile): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; ; from += 500) {
    const found = await call('import.files', { from, count: 500 });
    if (!found.ok) return [file.fileId];
    const { files, total } = found.value;
    ids.push(...files.filter(({ readerId }) => readerId === file.readerId).map(({ fileId }) => fileId));
    if (from + 500 >= total) return ids;
  }
}

/** Settings under a name, for this import and later ones. */
function Profiles({
  settings,
  onLoad,
}: {
  settings: ReadSettings;
  onLoad: (settings: ReadSettings) => void;
}) {
  const [profiles, setProfiles] = useState<ImportProfile[]>([]);
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState('');
  useEffect(() => {
    void call('profile.list', undefined).then((found) => {
      if (found.ok) setProfiles(found.value);
    });
  }, []);
  const load = (id: string): void => {
    setChosen(id);
    const profile = profiles.find((one) => one.name === id);
    setName(profile?.name ?? '');
    onLoad(profile?.settings ?? usualSettings);
  };
  const save = async (): Promise<void> => {
    const isOwn = profiles.some((one) => one.name === name.trim());
    const saved = await call('profile.save', { profile: { name, settings }, replace: isOwn });
    if (!saved.ok) {
      notify('problem', saved.error.message);
      return;
    }
    setProfiles(saved.value);
    setChosen(name.trim());
  };
  const remove = async (): Promise<void> => {
    const left = await call('profile.remove', { name: chosen });
    if (left.ok) setProfiles(left.value);
    setChosen('');
  };
  return (
    <div className="import-profiles">
      <Select
        label="Profile"
        value={chosen}
        options={[{ id: '', label: 'None' }, ...profiles.map((one) => ({ id: one.name, label: one.name }))]}
        onChange={load}
      />
      <TextField label="Save as" value={name} onChange={setName} placeholder="My Nexis export" />
      <Button isDisabled={name.trim() === ''} onPress={() => void save()}>
        Save profile
      </Button>
      {chosen !== '' && <Button onPress={() => void remove()}>Remove profile</Button>}
    </div>
  );
}

function problemOfPattern(pattern: string): string | null {
  const read = readFileNamePattern(pattern);
  return read.ok ? null : read.problem;
}
