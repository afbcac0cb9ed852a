import type { FieldOptions } from './field';

/** Separates what the Field wrapper reads from what goes on the native control. */
export function splitFieldProps<P extends FieldOptions>(props: P) {
  const { name, label, hint, error, required, id, isLabelHidden, ...control } = props;
  return { field: { name, label, hint, error, required, id, isLabelHidden }, control };
}
