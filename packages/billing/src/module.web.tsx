import { contactPanels } from '@socle/core/contract';
import { defineWebModule, slotComponent } from '@socle/plugin-sdk/web';
import { ContactBilling } from './profiles/web/slots/contact-billing';

export const webModule = defineWebModule({
  slots: [slotComponent(contactPanels, 'billing.contactBilling', ContactBilling)],
});
