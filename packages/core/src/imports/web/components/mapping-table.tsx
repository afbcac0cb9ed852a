import {
  Badge,
  DataTable,
  type Refusal,
  SelectField,
  Text,
  type Tone,
  useT,
} from '@socle/plugin-sdk/web';
import { useState } from 'react';
import type { ColumnMapping } from '../../domain/import-target';
import type { TargetGroup, TargetOption } from '../../domain/target-groups';
import { targetValue } from '../../domain/target-value';
import type { TabularRow } from '../../reading/tabular';

interface MappingTableProps {
  mapping: readonly ColumnMapping[];
  preview: readonly TabularRow[];
  groups: readonly TargetGroup[];
  refusal: Refusal;
}

/** One row a column of the file: its name, examples of its values, and the field it fills. */
export function MappingTable({ mapping, preview, groups, refusal }: MappingTableProps) {
  const t = useT();
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({});
  const chosenFor = (entry: ColumnMapping): string => chosen[entry.column] ?? targetValue(entry);
  return (
    <DataTable
      caption={t('core.import.screen.mapping.title')}
      rows={mapping}
      rowKey={(entry) => String(entry.column)}
      columns={[
        {
          key: 'header',
          header: t('core.import.screen.column.column'),
          render: (entry) => entry.header,
        },
        {
          key: 'examples',
          header: t('core.import.screen.column.examples'),
          render: (entry) => <Text look="soft">{examplesOf(entry.column, preview)}</Text>,
        },
        {
          key: 'field',
          header: t('core.import.screen.column.field'),
          width: '18rem',
          render: (entry) => (
            <TargetSelect
              entry={entry}
              groups={groups}
              error={refusal.errors?.[`columns.${entry.column}`]}
              onChange={(value) => setChosen({ ...chosen, [entry.column]: value })}
            />
          ),
        },
        {
          key: 'match',
          header: t('core.import.screen.column.match'),
          render: (entry) => <Certainty entry={entry} value={chosenFor(entry)} />,
          width: '10rem',
        },
      ]}
    />
  );
}

interface TargetSelectProps {
  entry: ColumnMapping;
  groups: readonly TargetGroup[];
  error: string | undefined;
  onChange: (value: string) => void;
}

function TargetSelect({ entry, groups, error, onChange }: TargetSelectProps) {
  const t = useT();
  return (
    <SelectField
      name={`columns.${entry.column}`}
      label={t('core.import.screen.mapping.label', { column: entry.header })}
      isLabelHidden
      defaultValue={targetValue(entry)}
      error={error}
      emptyLabel={t('core.import.screen.mapping.ignore')}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <TargetOptions groups={groups} />
    </SelectField>
  );
}

const EXAMPLES = 3;
const EXAMPLE_CHARS = 40;

function examplesOf(column: number, preview: readonly TabularRow[]): string {
  const values = preview.map((row) => (row.cells[column] ?? '').replace(/\s+/g, ' ').trim());
  const filled = [...new Set(values)].filter((value) => value !== '').slice(0, EXAMPLES);
  return filled
    .map((value) => (value.length > EXAMPLE_CHARS ? `${value.slice(0, EXAMPLE_CHARS)}…` : value))
    .join(' · ');
}

function TargetOptions({ groups }: { groups: readonly TargetGroup[] }) {
  const t = useT();
  return (
    <>
      {groups.map((group) => (
        <optgroup key={group.key} label={t(`core.import.screen.group.${group.key}`)}>
          {group.options.map((option) => (
            <option key={option.value} value={option.value}>
              <OptionLabel option={option} />
            </option>
          ))}
        </optgroup>
      ))}
    </>
  );
}

function OptionLabel({ option }: { option: TargetOption }) {
  const t = useT();
  const name = t(option.label);
  const field =
    option.slot > 1
      ? t('core.import.screen.mapping.numbered', { field: name, number: option.slot })
      : name;
  if (option.place === null) return <>{field}</>;
  const key = `core.contact.label.${option.place}`;
  const known = t(key);
  // A file may bring its own words for a place.
  const place = known === key ? option.place : known;
  return <>{t('core.import.screen.mapping.placed', { field, place })}</>;
}

function Certainty({ entry, value }: { entry: ColumnMapping; value: string }) {
  const t = useT();
  const [tone, key] = certaintyOf(entry, value);
  return <Badge tone={tone}>{t(`core.import.screen.mapping.${key}`)}</Badge>;
}

const SURE = 0.85;

function certaintyOf(entry: ColumnMapping, value: string): [Tone, string] {
  const isOwn = value === targetValue(entry);
  if (isOwn && entry.reason === 'label') return ['muted', 'label.used'];
  if (isOwn && entry.reason === 'taken') return ['muted', 'taken'];
  if (value === '') return ['muted', 'ignored'];
  if (!isOwn || entry.reason === 'manual') return ['accent', 'manual'];
  if (entry.reason === 'values') return ['warning', 'guess'];
  return entry.confidence >= SURE ? ['success', 'sure'] : ['warning', 'likely'];
}
