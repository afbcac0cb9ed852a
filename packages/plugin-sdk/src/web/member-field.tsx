import type { MemberName } from '../server/members';
import { SelectField, type SelectFieldProps } from './select-field';

export interface MemberFieldProps extends Omit<SelectFieldProps, 'options'> {
  /** From `assignableMembers`. */
  members: readonly MemberName[];
}

/** Chooses a colleague; `emptyLabel` is the choice of nobody. */
export function MemberField({ members, ...field }: MemberFieldProps) {
  return (
    <SelectField {...field} options={members.map(({ id, name }) => ({ value: id, label: name }))} />
  );
}
