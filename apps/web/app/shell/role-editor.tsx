import { ACCESS_SCOPES, FIELD_RULES } from '@socle/plugin-sdk';
import {
  CheckboxField,
  Columns,
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

const REACHES = [...ACCESS_SCOPES].reverse();
const RULES = ['visible', ...[...FIELD_RULES].reverse()] as const;

interface ModuleRightsProps {
  module: ModuleRightsView;
  refusal: Refusal;
}

/** Every right in one module: its kinds of records one after the other, then what is allowed besides. */
export function ModuleRights({ module, refusal }: ModuleRightsProps) {
  const t = useT();
  const { records, special } = module;
  return (
    <Panel title={t(module.name)} isFlush>
      {records.map((record) => (
        <RecordRights key={record.type} record={record} refusal={refusal} />
      ))}
      {special.length > 0 && (
        <div className="border-t border-line px-4 pt-3 pb-4">
          <Stack gap="tight">
            <Text look="strong">{t('shell.roles.special')}</Text>
            {special.map((right) => (
              <SpecialRight key={right.name} right={right} refusal={refusal} />
            ))}
          </Stack>
        </div>
      )}
    </Panel>
  );
}

/** One kind of record: the five acts side by side, two by two on a phone. */
function RecordRights({ record, refusal }: { record: RecordRightsView; refusal: Refusal }) {
  const t = useT();
  return (
    <fieldset className="@container m-0 min-w-0 border-0 border-t border-line px-4 pt-3 pb-4">
      <legend className="float-left mb-2 flex w-full items-center gap-2 p-0 text-dense font-medium">
        <Icon of={namedIcon(record.icon)} />
        {t(record.label)}
      </legend>
      <div className="clear-both grid grid-cols-2 gap-3 @min-[600px]:grid-cols-5">
        {record.verbs.map((verb) => (
          <VerbChoice key={verb.verb} verb={verb} refusal={refusal} />
        ))}
      </div>
      <div className="pt-3">
        <MoreRights record={record} refusal={refusal} />
      </div>
    </fieldset>
  );
}

function VerbChoice({ verb, refusal }: { verb: VerbView; refusal: Refusal }) {
  const t = useT();
  const label = t(`shell.roles.verb.${verb.verb}`);
  if (verb.sameAs)
    return (
      <div>
        <Text look="strong">{label}</Text>
        <br />
        <Text look="faint">
          {t('shell.roles.sameAs', { verb: t(`shell.roles.verb.${verb.sameAs}`) })}
        </Text>
      </div>
    );
  const isCreating = verb.verb === 'create';
  return (
    <SelectField
      name={verb.name}
      label={label}
      options={REACHES.map((scope) => ({
        value: scope,
        label: t(isCreating ? `shell.roles.for.${scope}` : `shell.roles.scope.${scope}`),
      }))}
      defaultValue={typedIn(refusal, verb.name) ?? verb.scope}
      error={refusal.errors?.[verb.name]}
    />
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
