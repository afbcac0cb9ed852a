/** A state machine as data: for each state, the acts it allows and where they lead. */
export type Transitions<S extends string, A extends string> = Record<S, Partial<Record<A, S>>>;

/** Where an act leads from a state, or null when the state forbids it. */
export function nextState<S extends string, A extends string>(
  machine: Transitions<S, A>,
  state: S,
  act: A,
): S | null {
  return machine[state][act] ?? null;
}

/** The acts a state allows, in declaration order. */
export function allowedActs<S extends string, A extends string>(
  machine: Transitions<S, A>,
  state: S,
): A[] {
  return Object.keys(machine[state]) as A[];
}
