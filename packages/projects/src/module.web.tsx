import { contactPanels } from '@socle/core/contract';
import { defineWebModule, slotComponent } from '@socle/plugin-sdk/web';
import { ContactProjects } from './projects/web/slots/contact-projects';

export const webModule = defineWebModule({
  slots: [slotComponent(contactPanels, 'projects.contactProjects', ContactProjects)],
});
