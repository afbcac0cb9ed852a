import { defineWebModule } from '@socle/plugin-sdk/web';

/** Core fills no slot of its own. */
export const webModule = defineWebModule({});
