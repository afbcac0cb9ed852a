import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../button';
import { Dialog } from '../dialog';
import { IconButton } from '../icon-button';
import { Panel } from '../panel';
import { SelectionBar } from '../selection-bar';
import { Inline } from '../stack';
import { useToast } from '../toast';
import { Tooltip } from '../tooltip';

/** What floats: dialogs, toasts, tooltips. */
export function KitOverlays() {
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const [selected, setSelected] = useState(0);
  const close = () => setAsking(false);
  return (
    <Panel title="Overlays">
      <Inline>
        <Button onClick={() => setAsking(true)}>Ask a question</Button>
        <Button
          onClick={() =>
            toast({
              text: 'Marie Kermarrec was deleted',
              action: { label: 'Undo', onAction: () => toast({ text: 'Restored', tone: 'info' }) },
            })
          }
        >
          Delete with a way back
        </Button>
        <Button onClick={() => setSelected(3)}>Select three rows</Button>
        <Tooltip text="Only administrators may do this">
          <Button>Described</Button>
        </Tooltip>
        <IconButton icon={Trash2} label="Delete" />
      </Inline>
      <SelectionBar count={selected} onClear={() => setSelected(0)}>
        <Button size="small">Set the owner</Button>
      </SelectionBar>
      <Dialog
        isOpen={isAsking}
        onClose={close}
        title="Delete Marie Kermarrec?"
        actions={
          <>
            <Button onClick={close}>Keep the contact</Button>
            <Button variant="danger" onClick={close}>
              Delete the contact
            </Button>
          </>
        }
      >
        Her 12 e-mails stay in the mailbox. You can undo this for thirty days.
      </Dialog>
    </Panel>
  );
}
