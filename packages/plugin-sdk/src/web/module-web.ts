import type { ComponentType } from 'react';
import type { SlotDefinition } from '../contract';

/** The web half of a slot fill: the component shown for the data its server half loaded. */
export interface SlotComponent {
  /** Id of the fill, the same as in the server half. */
  id: string;
  component: ComponentType<{ props: never; data: never }>;
}

/** Shows a slot fill. `Data` is what the server half's `load` returns. */
export const slotComponent = <Props extends object, Data>(
  _slot: SlotDefinition<Props>,
  id: string,
  component: ComponentType<{ props: Props; data: Data }>,
): SlotComponent => ({ id, component: component as SlotComponent['component'] });

/** The browser's half of a module. */
export interface WebModule {
  slots?: readonly SlotComponent[];
}

/** Declares the browser's half of a module. */
export const defineWebModule = (module: WebModule): WebModule => module;
