import { Avatar } from '../avatar';
import { Badge } from '../badge';
import { Button } from '../button';
import { Callout } from '../callout';
import { Columns } from '../columns';
import { ErrorState } from '../error-state';
import { NoticeBar } from '../notice-bar';
import { Panel } from '../panel';
import { Progress } from '../progress';
import { Skeleton } from '../skeleton';
import { Inline, Stack } from '../stack';
import { Stepper } from '../stepper';
import { Tag } from '../tag';

/** States: badges, messages, waiting, errors. */
export function KitFeedback() {
  return (
    <Panel title="Feedback">
      <Stack>
        <Inline>
          <Badge>Draft</Badge>
          <Badge tone="accent">Selected</Badge>
          <Badge tone="info">Sent</Badge>
          <Badge tone="success">Paid</Badge>
          <Badge tone="warning">Due today</Badge>
          <Badge tone="danger">Late</Badge>
          <Tag>Partner</Tag>
          <Tag to="?tag=vip">VIP</Tag>
          <Avatar name="Marie Kermarrec" />
          <Avatar name="Paul Guivarc’h" size="medium" />
          <Avatar name="Ateliers Lefèvre" kind="company" size="large" />
        </Inline>
        <NoticeBar tone="warning" actions={<Button size="small">Stop</Button>}>
          You act in somebody else’s name.
        </NoticeBar>
        <Columns>
          <Callout>The quote was sent on Monday.</Callout>
          <Callout tone="success" title="Imported">
            4,988 contacts were added.
          </Callout>
          <Callout
            tone="warning"
            title="12 rows were left out"
            actions={<Button size="small">Download them</Button>}
          >
            They have no name.
          </Callout>
          <Callout tone="danger" title="The mailbox refused the password">
            Enter the new one to receive mail again.
          </Callout>
        </Columns>
        <Stepper
          current="map"
          steps={[
            { key: 'file', label: 'File', to: '?step=file' },
            { key: 'map', label: 'Columns' },
            { key: 'check', label: 'Check' },
            { key: 'done', label: 'Import' },
          ]}
        />
        <Progress label="Importing contacts" value={1200} max={5000} />
        <Columns>
          <Skeleton />
          <Skeleton shape="rows" />
          <Skeleton shape="panel" count={1} />
        </Columns>
        <ErrorState
          status={500}
          requestId="01JQ8Z3F"
          actions={<Button variant="secondary">Try again</Button>}
        />
      </Stack>
    </Panel>
  );
}
