/** A typed service a module offers to those at its right; a consumer gets the one provider or null. */
export interface PortDefinition<T> {
  id: string;
  readonly service?: T;
}

export const definePort = <T>(id: string): PortDefinition<T> => ({ id });
