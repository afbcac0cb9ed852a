import { ACCESS_SCOPES, FIELD_RULES } from '@socle/plugin-sdk';
import {
  CheckboxField,
  Columns,
  DataTable,
  type DataTableColumn,
  Icon,
  namedIcon,
  Panel,
  type Refusal,
  SelectField,
  Stack,
  Text,
  useT,
} from '@socle/plugin-sdk/web';
import type {
  FieldView,
  ModuleRightsView,
  RecordRightsView,
  RightView,
  VerbView,
} from './role-form.server';

const VERBS = ['read', 'create', 'update', 'archive', 'export'] as const;
const REACHES = [...ACCESS_SCOPES].reverse();
const RULES = ['visible', ...[...FIELD_RULES].reverse()] as const;

interface ModuleRightsProps {
  module: ModuleRightsView;
  refusal: Refusal;
}

/** Every right in one module: a table of kinds of records and acts, then what is allowed besides. */
export function ModuleRights({ module, refusal }: ModuleRightsProps) {
  const t = useT();
  const { records, special } = module;
  const withMore = records.filter(
    (record) => record.special.length > 0 || record.fields.length > 0,
  );
  return (
    <Panel title={t(module.name)} isFlush>
      {records.length > 0 && <RecordTable module={module} refusal={refusal} />}
      <div className="px-4 pt-3 pb-4">
        <Stack>
          {withMore.map((record) => (
            <MoreRights key={record.type} record={record} refusal={refusal} />
          ))}
          {special.length > 0 && (
            <Stack gap="tight">
              <Text look="strong">{t('shell.roles.special')}</Text>
              {special.map((right) => (
                <SpecialRight key={right.name} right={right} refusal={refusal} />
              ))}
            </Stack>
          )}
        </Stack>
      </div>
    </Panel>
  );
}

function RecordTable({ module, refusal }: ModuleRightsProps) {
  const t = useT();
  const columns: DataTableColumn<RecordRightsView>[] = [
    {
      key: 'record',
      header: t('shell.roles.records'),
      render: (record) => (
        <>
          <Icon of={namedIcon(record.icon)} />
          <span>{t(record.label)}</span>
        </>
      ),
    },
    ...VERBS.map((verb) => ({
      key: verb,
      header: t(`shell.roles.verb.${verb}`),
      width: '17%',
      render: (record: RecordRightsView) => (
        <VerbChoice record={record} verb={verbOf(record, verb)} refusal={refusal} />
      ),
    })),
  ];
  return (
    <DataTable
      caption={t('shell.roles.tableOf', { module: t(module.name) })}
      rows={module.records}
      rowKey={(record) => record.type}
      columns={columns}
    />
  );
}

const verbOf = (record: RecordRightsView, verb: VerbView['verb']): VerbView | undefined =>
  record.verbs.find((one) => one.verb === verb);

interface VerbChoiceProps {
  record: RecordRightsView;
  verb: VerbView | undefined;
  refusal: Refusal;
}

function VerbChoice({ record, verb, refusal }: VerbChoiceProps) {
  const t = useT();
  if (!verb) return null;
  if (verb.sameAs)
    return (
      <Text look="faint">
        {t('shell.roles.sameAs', { verb: t(`shell.roles.verb.${verb.sameAs}`) })}
      </Text>
    );
  const of = verb.verb === 'create' ? 'shell.roles.for' : 'shell.roles.scope';
  return (
    <div className="min-w-28 p-0.5">
      <SelectField
        name={verb.name}
        label={t('shell.roles.choice', {
          records: t(record.label),
          verb: t(`shell.roles.verb.${verb.verb}`),
        })}
        isLabelHidden
        options={REACHES.map((scope) => ({ value: scope, label: t(`${of}.${scope}`) }))}
        defaultValue={typedIn(refusal, verb.name) ?? verb.scope}
        error={refusal.errors?.[verb.name]}
      />
    </div>
  );
}

/** Special rights on a record type, and its fields; folded away until somebody wants them. */
function MoreRights({ record, refusal }: { record: RecordRightsView; refusal: Refusal }) {
  const t = useT();
  const limited = record.fields.filter(({ rule }) => rule !== 'visible').length;
  const hasError = record.fields.some(({ name }) => refusal.errors?.[name]);
  return (
    <Stack gap="tight">
      {record.special.length > 0 && (
        <Columns min="narrow">
          {record.special.map((right) => (
            <SelectField
              key={right.name}
              name={right.name}
              label={t(right.label)}
              options={REACHES.map((scope) => ({
                value: scope,
                label: t(`shell.roles.scope.${scope}`),
              }))}
              defaultValue={typedIn(refusal, right.name) ?? right.scope}
              error={refusal.errors?.[right.name]}
            />
          ))}
        </Columns>
      )}
      <details open={limited > 0 || hasError}>
        <summary className="min-h-6 cursor-pointer text-dense text-ink-soft hover:text-ink">
          {t('shell.roles.fieldsOf', { records: t(record.label), count: limited })}
        </summary>
        <div className="pt-3">
          <Columns min="narrow">
            {record.fields.map((field) => (
              <FieldRuleChoice key={field.name} field={field} refusal={refusal} />
            ))}
          </Columns>
        </div>
      </details>
    </Stack>
  );
}

function FieldRuleChoice({ field, refusal }: { field: FieldView; refusal: Refusal }) {
  const t = useT();
  return (
    <SelectField
      name={field.name}
      label={t(field.label)}
      options={RULES.map((rule) => ({ value: rule, label: t(`shell.roles.rule.${rule}`) }))}
      defaultValue={typedIn(refusal, field.name) ?? field.rule}
      error={refusal.errors?.[field.name]}
    />
  );
}

function SpecialRight({ right, refusal }: { right: RightView; refusal: Refusal }) {
  const t = useT();
  const typed = typedIn(refusal, right.name);
  return (
    <>
      <input type="hidden" name={right.name} value="none" />
      <CheckboxField
        name={right.name}
        value="all"
        label={t(right.label)}
        defaultChecked={(typed ?? right.scope) === 'all'}
        error={refusal.errors?.[right.name]}
      />
    </>
  );
}

/** What had been chosen in a field of this name before the form was refused. */
function typedIn({ values }: Refusal, name: string): string | undefined {
  let value: unknown = values;
  for (const part of name.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined;
  const last = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last : undefined;
}
