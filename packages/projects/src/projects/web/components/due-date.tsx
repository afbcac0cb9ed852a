import { Badge, Inline, Time, useT } from '@socle/plugin-sdk/web';

/** A deadline; one that has passed says so in words. */
export function DueDate({ dueOn, isOverdue }: { dueOn: string | null; isOverdue: boolean }) {
  const t = useT();
  if (!dueOn) return null;
  // Noon, so that the date is the same in every reader's zone.
  const date = <Time at={`${dueOn}T12:00:00Z`} mode="date" />;
  if (!isOverdue) return date;
  return (
    <Inline>
      {date}
      <Badge tone="danger">{t('projects.project.late')}</Badge>
    </Inline>
  );
}
