import { contactPanels } from '@socle/core/contract';
import { defineWebModule, slotComponent } from '@socle/plugin-sdk/web';
import { GREETINGS_PANEL } from './greetings/contract';
import { GreetingsPanel } from './greetings/web/slots/greetings-panel';

/** What the plugin shows on other modules' pages. */
export const webModule = defineWebModule({
  slots: [slotComponent(contactPanels, GREETINGS_PANEL, GreetingsPanel)],
});
