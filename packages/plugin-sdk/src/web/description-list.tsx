import type { ReactNode } from 'react';
import { useFieldAccess } from './access';

export interface Fact {
  key: string;
  label: string;
  /** Nothing is shown for an empty value: no dash, no "n/a". */
  value?: ReactNode;
  /** Field of the record type, where `key` is not its name. */
  field?: string;
}

export interface DescriptionListProps {
  facts: readonly Fact[];
  /** Leaves out the fields of this record type that are hidden from the user. */
  recordType?: string;
}

/** Facts about a record: label at the left, value at the right; stacked when there is no room. */
export function DescriptionList({ facts, recordType }: DescriptionListProps) {
  const { shown } = useFieldAccess(recordType);
  return (
    <dl className="@container m-0">
      {shown(facts).map((fact) => (
        <div
          key={fact.key}
          className="grid min-h-8 py-1.5 text-dense @min-[220px]:grid-cols-[minmax(88px,min(38%,150px))_1fr] @min-[220px]:gap-x-3"
        >
          <dt className="text-ink-faint">{fact.label}</dt>
          <dd className="m-0 min-w-0 wrap-anywhere text-ink">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
