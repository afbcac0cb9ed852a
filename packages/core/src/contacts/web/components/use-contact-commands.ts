import { useSubmit } from '@remix-run/react';
import { useCommand, useT } from '@socle/plugin-sdk/web';
import { Archive, ArchiveRestore, Pencil } from 'lucide-react';

/** What one may do with the contact on screen, for the command palette and the keyboard. */
export function useContactCommands(
  contact: { id: string; archivedAt: unknown },
  can: { update: boolean; archive: boolean },
): void {
  const t = useT();
  const submit = useSubmit();
  const isArchived = Boolean(contact.archivedAt);
  const send = (intent: 'archive' | 'restore') => () => submit({ intent }, { method: 'post' });
  useCommand(
    can.update &&
      !isArchived && {
        label: t('core.contact.edit'),
        icon: Pencil,
        shortcut: 'e',
        to: `/contacts/${contact.id}/edit`,
      },
  );
  useCommand(
    can.archive && {
      label: t(isArchived ? 'core.contact.restore' : 'core.contact.archive'),
      icon: isArchived ? ArchiveRestore : Archive,
      onRun: send(isArchived ? 'restore' : 'archive'),
    },
  );
}
