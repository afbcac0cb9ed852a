import { contactPanels } from '@socle/core/contract';
import { defineWebModule, slotComponent } from '@socle/plugin-sdk/web';
import { ContactTickets } from './tickets/web/slots/contact-tickets';

export const webModule = defineWebModule({
  slots: [slotComponent(contactPanels, 'ticketing.contactTickets', ContactTickets)],
});
