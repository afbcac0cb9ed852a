import { PageBody } from '../page-body';
import { PageHeader } from '../page-header';
import { Stack } from '../stack';
import { KitActions } from './kit-actions';
import { KitCharts } from './kit-charts';
import { KitCommands } from './kit-commands';
import { KitData } from './kit-data';
import { KitFeedback } from './kit-feedback';
import { KitFields } from './kit-fields';
import { KitOverlays } from './kit-overlays';
import { KitTokens } from './kit-tokens';

/** Every component in every state: the page to look at when one of them changes. */
export function KitPage({ comboboxUrl }: { comboboxUrl: string }) {
  return (
    <>
      <PageHeader title="Kit" subtitle="Every component, in every state" />
      <PageBody>
        <Stack gap="loose">
          <KitTokens />
          <KitActions />
          <KitFields comboboxUrl={comboboxUrl} />
          <KitData />
          <KitFeedback />
          <KitOverlays />
          <KitCommands />
          <KitCharts />
        </Stack>
      </PageBody>
    </>
  );
}
