import { CheckboxField, Columns, DataTable, Field, Stack, useT } from '@socle/plugin-sdk/web';
import type { ScopeChoices, ScopeRow } from './key-scopes.server';

const VERBS = ['read', 'create', 'update', 'archive', 'export'] as const;

/** Kinds of records by what may be done with them, and the rights that are about something else. */
export function KeyScopes(props: {
  choices: ScopeChoices;
  chosen: readonly string[];
  error: string | undefined;
}) {
  const t = useT();
  const { choices, chosen, error } = props;
  return (
    <Field
      name="scopes"
      label={t('shell.keys.choose')}
      hint={t('shell.keys.chooseHint')}
      error={error}
      isGroup
      isLabelHidden
    >
      {() => (
        <Stack gap="tight">
          <DataTable
            caption={t('shell.keys.choose')}
            rows={choices.records}
            rowKey={(row) => row.type}
            columns={[
              { key: 'record', header: t('shell.keys.record'), render: (row) => t(row.label) },
              ...VERBS.map((verb) => ({
                key: verb,
                header: t(`shell.keys.verb.${verb}`),
                render: (row: ScopeRow) => <Cell row={row} verb={verb} chosen={chosen} />,
              })),
            ]}
          />
          {choices.special.length > 0 && (
            <Stack gap="tight">
              <strong className="text-dense font-medium">{t('shell.keys.special')}</strong>
              <Columns min="narrow">
                {choices.special.map(({ id, label }) => (
                  <CheckboxField
                    key={id}
                    name="scopes[]"
                    value={id}
                    label={t(label)}
                    defaultChecked={chosen.includes(id)}
                  />
                ))}
              </Columns>
            </Stack>
          )}
        </Stack>
      )}
    </Field>
  );
}

function Cell(props: { row: ScopeRow; verb: (typeof VERBS)[number]; chosen: readonly string[] }) {
  const t = useT();
  const { row, verb, chosen } = props;
  const id = row.verbs[verb];
  if (!id) return null;
  const name = t('shell.keys.verbOf', {
    verb: t(`shell.keys.verb.${verb}`),
    record: t(row.label),
  });
  return (
    <label className="-m-1 inline-grid size-6 place-items-center">
      <input
        type="checkbox"
        name="scopes[]"
        value={id}
        aria-label={name}
        defaultChecked={chosen.includes(id)}
      />
    </label>
  );
}
