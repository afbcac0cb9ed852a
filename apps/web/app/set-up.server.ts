import { type DemoProgress, type Host, seedFirstDemo } from '@socle/plugin-sdk/kernel';

/** What the launcher prints of the demo company. */
export interface DemoSignIn {
  email: string;
  password: string;
}

/** First start: makes the demo company when the demo is on and there is no workspace yet. */
export async function setUp(
  host: Host,
  onProgress: (progress: DemoProgress) => void,
): Promise<DemoSignIn | null> {
  if (host.config.isDemo) await seedFirstDemo(host, onProgress);
  return host.identity.demoHint();
}
