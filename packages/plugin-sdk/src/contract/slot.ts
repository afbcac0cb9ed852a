/**
 * A place on a page that other modules fill. The page that opens it passes `Props`; a fill brings
 * server-side data and a component. Export the slot from the contract: importing a slot that does not
 * exist, or filling it with the wrong props, does not compile.
 */
export interface SlotDefinition<Props extends object> {
  id: string;
  readonly props?: Props;
}

export const defineSlot = <Props extends object>(id: string): SlotDefinition<Props> => ({ id });
