import type { HealthReport } from '@socle/plugin-sdk/kernel';
import {
  Badge,
  DescriptionList,
  type Fact,
  Inline,
  Panel,
  Time,
  useLocale,
  useT,
} from '@socle/plugin-sdk/web';

/** How the installation is doing, in a line each. */
export function HealthPanel({ health }: { health: HealthReport }) {
  const t = useT();
  const isFine = looksFine(health);
  return (
    <Panel
      title={t('shell.jobs.health')}
      meta={
        <Badge tone={isFine ? 'success' : 'warning'}>
          {t(isFine ? 'shell.jobs.health.fine' : 'shell.jobs.health.look')}
        </Badge>
      }
    >
      <DescriptionList facts={useFacts(health)} />
    </Panel>
  );
}

function looksFine({ database, storage, workers, queue, deliveries }: HealthReport): boolean {
  const hasNoLoss = queue !== null && deliveries !== null && deliveries.dead === 0;
  return hasNoLoss && database.isReachable && storage.isReachable && (workers ?? 0) > 0;
}

function useFacts(health: HealthReport): Fact[] {
  const t = useT();
  const size = useSize();
  const { database, storage, workers, queue, deliveries, version } = health;
  const unknown = t('shell.jobs.health.unknown');
  const away = t('shell.jobs.health.away');
  return [
    {
      key: 'workers',
      label: t('shell.jobs.health.workers'),
      value: workers === null ? unknown : t('shell.jobs.health.workersText', { count: workers }),
    },
    {
      key: 'queue',
      label: t('shell.jobs.health.queue'),
      value: queue ? (
        <Inline>
          {t('shell.jobs.health.queueText', {
            waiting: queue.waiting,
            running: queue.running,
            failed: queue.failed,
          })}
          <Since at={queue.oldestWaitingAt} />
        </Inline>
      ) : (
        unknown
      ),
    },
    {
      key: 'events',
      label: t('shell.jobs.health.events'),
      value: deliveries ? (
        <Inline>
          {t('shell.jobs.health.eventsText', {
            pending: deliveries.pending,
            dead: deliveries.dead,
          })}
          <Since at={deliveries.oldestPendingAt} />
        </Inline>
      ) : (
        unknown
      ),
    },
    {
      key: 'database',
      label: t('shell.jobs.health.database'),
      value: database.isReachable
        ? t('shell.jobs.health.databaseText', {
            version: database.version ?? '',
            size: size(database.bytes ?? 0),
          })
        : away,
    },
    {
      key: 'storage',
      label: t('shell.jobs.health.storage'),
      value: !storage.isReachable
        ? away
        : storage.freeBytes === null
          ? t('shell.jobs.health.reachable')
          : t('shell.jobs.health.storageText', { size: size(storage.freeBytes) }),
    },
    { key: 'version', label: t('shell.jobs.health.version'), value: version },
  ];
}

function Since({ at }: { at: Date | null }) {
  const t = useT();
  if (!at) return null;
  return (
    <span className="text-ink-faint">
      {t('shell.jobs.health.oldest')} <Time at={at} />
    </span>
  );
}

const UNITS = ['megabyte', 'gigabyte', 'terabyte'] as const;

// In the units a disk is sold in.
function useSize(): (bytes: number) => string {
  const { locale } = useLocale();
  return (bytes) => {
    let value = bytes / 1e6;
    let unit = 0;
    for (; value >= 1000 && unit < UNITS.length - 1; unit += 1) value /= 1000;
    return new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: UNITS[unit] ?? 'megabyte',
      maximumFractionDigits: value < 10 ? 1 : 0,
    }).format(value);
  };
}
