import { Badge, type Tone, useT } from '@socle/plugin-sdk/web';
import type { ImportStatus } from '../../domain/import-status';

const tones: Record<ImportStatus, Tone> = {
  reading: 'info',
  refused: 'danger',
  uploaded: 'muted',
  checking: 'info',
  checked: 'accent',
  running: 'info',
  done: 'success',
  failed: 'danger',
  cancelled: 'warning',
  undoing: 'info',
  undone: 'muted',
};

/** Where an import stands, in a word or two. */
export function ImportStatusBadge({ status }: { status: ImportStatus }) {
  const t = useT();
  return <Badge tone={tones[status]}>{t(`core.import.screen.status.${status}`)}</Badge>;
}
