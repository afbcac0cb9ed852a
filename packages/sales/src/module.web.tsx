import { contactPanels } from '@socle/core/contract';
import { defineWebModule, slotComponent } from '@socle/plugin-sdk/web';
import { ContactDeals } from './deals/web/slots/contact-deals';

export const webModule = defineWebModule({
  slots: [slotComponent(contactPanels, 'sales.contactDeals', ContactDeals)],
});
