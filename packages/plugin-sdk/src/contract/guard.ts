/** A moment at which modules may veto an act, inside its transaction. */
export interface GuardPoint<Input> {
  id: string;
  readonly input?: Input;
}

export const defineGuardPoint = <Input>(id: string): GuardPoint<Input> => ({ id });

/** Why an act is refused: a message key and its parameters. */
export interface Refusal {
  code: string;
  params?: Record<string, string | number>;
}
