import { ButtonLink, namedIcon, Panel, Stack, Timeline, useT } from '@socle/plugin-sdk/web';

interface Entry {
  id: string;
  icon: string;
  text: string;
  occurredAt: Date | string;
  userName: string | null;
}

interface Props {
  page: { entries: Entry[]; nextCursor: string | null };
}

/** What happened to a project, newest first. */
export function ProjectHistory({ page }: Props) {
  const t = useT();
  return (
    <Panel title={t('projects.project.history')}>
      <Stack>
        <Timeline
          label={t('projects.project.history')}
          entries={page.entries.map((entry) => ({
            key: entry.id,
            icon: namedIcon(entry.icon),
            actor: entry.userName ?? undefined,
            title: entry.text,
            at: entry.occurredAt,
          }))}
        />
        {page.nextCursor && (
          <div>
            <ButtonLink
              to={`?before=${page.nextCursor}`}
              variant="ghost"
              size="small"
              preventScrollReset
            >
              {t('projects.project.older')}
            </ButtonLink>
          </div>
        )}
      </Stack>
    </Panel>
  );
}
