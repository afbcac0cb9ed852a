declare module 'virtual:socle/server' {
  import type { ServerModule } from '@socle/plugin-sdk/server';

  const modules: ServerModule[];
  export default modules;
}
declare module 'virtual:socle/web' {
  import type { WebModule } from '@socle/plugin-sdk/web';

  const modules: WebModule[];
  export default modules;
}
declare module 'virtual:socle/messages/en' {
  const messages: Record<string, string>;
  export default messages;
}
declare module 'virtual:socle/messages/fr' {
  const messages: Record<string, string>;
  export default messages;
}
