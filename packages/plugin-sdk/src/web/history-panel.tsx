import type { ReactNode } from 'react';
import type { TimelinePage } from '../server/timeline';
import { ButtonLink } from './button-link';
import { useT } from './i18n';
import { namedIcon } from './named-icon';
import { Panel } from './panel';
import { Stack } from './stack';
import { Text } from './text';
import { Timeline } from './timeline';
import { useCursorHref } from './use-cursor-href';

export interface HistoryPanelProps {
  title: string;
  /** From `readTimeline`, given the cursor in the address: `?before=`. */
  page: TimelinePage;
  /** Above the entries: a `NoteForm`. */
  children?: ReactNode;
}

/** What happened to a record, newest first, a page at a time. */
export function HistoryPanel({ title, page, children }: HistoryPanelProps) {
  const t = useT();
  const olderHref = useCursorHref('before')(page.nextCursor);
  return (
    <Panel title={title}>
      <Stack>
        {children}
        {page.entries.length === 0 ? (
          <Text look="soft">{t('ui.history.empty')}</Text>
        ) : (
          <Timeline label={title} entries={page.entries.map(toEntry)} />
        )}
        {olderHref && (
          <div>
            <ButtonLink to={olderHref} variant="ghost" size="small" preventScrollReset>
              {t('ui.history.older')}
            </ButtonLink>
          </div>
        )}
      </Stack>
    </Panel>
  );
}

const toEntry = ({
  id,
  icon,
  userName,
  text,
  data,
  occurredAt,
}: TimelinePage['entries'][number]) => ({
  key: id,
  icon: namedIcon(icon),
  actor: userName ?? undefined,
  title: text,
  at: occurredAt,
  // What a member wrote, such as a note, keeps its lines.
  body:
    typeof data.body === 'string' ? <p className="whitespace-pre-wrap">{data.body}</p> : undefined,
});
