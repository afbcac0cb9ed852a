import { createContext, type ReactNode, useContext } from 'react';
import type { ClientAccess, FieldRule } from '../contract';

const NOTHING: ClientAccess = { scopes: {}, fields: {} };

const AccessContext = createContext<ClientAccess>(NOTHING);
const RecordTypeContext = createContext<string | null>(null);

/** Gives every component below it what the user may do. The server decides all the same. */
export function AccessProvider(props: { access: ClientAccess | undefined; children: ReactNode }) {
  return (
    <AccessContext.Provider value={props.access ?? NOTHING}>
      {props.children}
    </AccessContext.Provider>
  );
}

/** Whether the user holds a permission, for some records at least. */
export function useCan(): (permission: string) => boolean {
  const { scopes } = useContext(AccessContext);
  return (permission) => (scopes[permission] ?? 'none') !== 'none';
}

/** The fields inside belong to a record type: hidden ones are not offered, others may be read-only. */
export function FieldsOf({ type, children }: { type: string; children: ReactNode }) {
  return <RecordTypeContext.Provider value={type}>{children}</RecordTypeContext.Provider>;
}

/** What a list or a set of facts needs to leave out the fields that are hidden from the user. */
export function useFieldAccess(type: string | undefined): {
  rule(field: string): FieldRule | null;
  /** The items whose `field` (or else `key`) is not hidden. */
  shown<I extends { key: string; field?: string }>(items: readonly I[]): readonly I[];
} {
  const { fields } = useContext(AccessContext);
  const rules = type ? fields[type] : undefined;
  return {
    rule: (field) => rules?.[field] ?? null,
    shown: (items) =>
      rules ? items.filter((item) => rules[item.field ?? item.key] !== 'hidden') : items,
  };
}

/** The rule of the field a control's name stands for: `emails[0].value` is of `emails`. */
export function useFieldRule(name: string): FieldRule | null {
  const { rule } = useFieldAccess(useContext(RecordTypeContext) ?? undefined);
  return rule(/^customFields\.[^.[]+/.exec(name)?.[0] ?? name.replace(/[.[].*$/, ''));
}

/** Leaves out, or disables, controls that are not made of one field component. Inside `FieldsOf`. */
export function FieldAccess({ field, children }: { field: string; children: ReactNode }) {
  return <ByRule rule={useFieldRule(field)}>{children}</ByRule>;
}

/** A hidden control is not there; a read-only one is shown and not sent. */
export function ByRule({ rule, children }: { rule: FieldRule | null; children: ReactNode }) {
  if (rule === 'hidden') return null;
  if (rule === 'readOnly')
    return (
      <fieldset disabled className="contents">
        {children}
      </fieldset>
    );
  return <>{children}</>;
}
