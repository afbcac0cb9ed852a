import '@remix-run/node';
import type { HostRequest } from '@socle/plugin-sdk/kernel';

declare module '@remix-run/node' {
  interface AppLoadContext {
    socle: HostRequest;
  }
}
