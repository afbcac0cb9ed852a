import type { AccessScope, BuiltInRole, RecordVerb } from '@socle/plugin-sdk';
import { DescriptionList, Stack, Text, useLocale, useT } from '@socle/plugin-sdk/web';
import type { ModuleRightsView, RecordRightsView } from './role-form.server';

const REACHES = ['all', 'team', 'own'] as const;

/** What a role can do, in sentences: one line for each kind of record. */
export function RoleWords({ modules }: { modules: readonly ModuleRightsView[] }) {
  const t = useT();
  const say = useSentences();
  return (
    <DescriptionList
      facts={modules.flatMap(({ id, name, records, special }) => [
        ...records.map((record) => ({
          key: record.type,
          label: t(record.label),
          value: <Lines lines={say(record)} />,
        })),
        ...(special.some(({ scope }) => scope === 'all')
          ? [
              {
                key: id,
                label: t(name),
                value: (
                  <Lines
                    lines={special
                      .filter(({ scope }) => scope === 'all')
                      .map(({ label }) => t(label))}
                  />
                ),
              },
            ]
          : []),
      ])}
    />
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <Stack gap="tight">
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </Stack>
  );
}

function useSentences(): (record: RecordRightsView) => string[] {
  const t = useT();
  const { locale } = useLocale();
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const verbsWith = (record: RecordRightsView, scope: AccessScope): RecordVerb[] =>
    record.verbs
      .filter((verb) => verb.scope === scope && verb.verb !== 'create')
      .map(({ verb }) => verb);
  return (record) => {
    const clauses = REACHES.flatMap((scope) => {
      const verbs = verbsWith(record, scope).map((verb) => t(`shell.roles.does.${verb}`));
      return verbs.length > 0
        ? [t(`shell.roles.reach.${scope}`, { verbs: list.format(verbs) })]
        : [];
    });
    const creating = record.verbs.find(({ verb }) => verb === 'create')?.scope ?? 'none';
    if (creating !== 'none') clauses.push(t(`shell.roles.creates.${creating}`));
    const labelled = (rule: string) =>
      record.fields.filter((field) => field.rule === rule).map(({ label }) => t(label));
    const [hidden, readOnly] = [labelled('hidden'), labelled('readOnly')];
    const special = record.special
      .filter(({ scope }) => scope !== 'none')
      .map(({ label, scope }) => `${t(label)} (${t(`shell.roles.scope.${scope}`)})`);
    return [
      clauses.length > 0 ? capital(clauses.join(', ')) : t('shell.roles.nothing'),
      ...special,
      ...(hidden.length > 0 ? [t('shell.roles.hides', { fields: list.format(hidden) })] : []),
      ...(readOnly.length > 0 ? [t('shell.roles.locks', { fields: list.format(readOnly) })] : []),
    ];
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The name of a role: a message for a built-in one, its own otherwise. */
export function useRoleName(): (role: { builtIn: BuiltInRole | null; name: string }) => string {
  const t = useT();
  return ({ builtIn, name }) => (builtIn ? t(`shell.role.${builtIn}`) : name);
}
