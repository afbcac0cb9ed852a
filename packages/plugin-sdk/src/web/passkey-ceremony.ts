/** What came of asking the device for a passkey: its answer as text for the server, or why there is none. */
export type PasskeyAnswer =
  | { isDone: true; response: string }
  | { isDone: false; reason: 'cancelled' | 'unsupported' | 'known' | 'failed' };

// Only who uses a passkey loads the code for it.
const load = () => import('@simplewebauthn/browser');

type Library = Awaited<ReturnType<typeof load>>;

/** Lets the device make a passkey; `options` as the server gave them. */
export const makePasskey = (options: unknown): Promise<PasskeyAnswer> =>
  ask((library) =>
    library.startRegistration({
      optionsJSON: options as Parameters<Library['startRegistration']>[0]['optionsJSON'],
    }),
  );

/** Lets the device find a passkey of this site and prove it; `options` as the server gave them. */
export const presentPasskey = (options: unknown): Promise<PasskeyAnswer> =>
  ask((library) =>
    library.startAuthentication({
      optionsJSON: options as Parameters<Library['startAuthentication']>[0]['optionsJSON'],
    }),
  );

async function ask(ceremony: (library: Library) => Promise<object>): Promise<PasskeyAnswer> {
  try {
    const library = await load();
    if (!library.browserSupportsWebAuthn()) return { isDone: false, reason: 'unsupported' };
    return { isDone: true, response: JSON.stringify(await ceremony(library)) };
  } catch (error) {
    return { isDone: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): 'cancelled' | 'known' | 'failed' {
  const name = error instanceof Error ? error.name : '';
  // Browsers say the same for "refused by the person" and "took too long", so as not to tell what exists.
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  return name === 'InvalidStateError' ? 'known' : 'failed';
}
