import { lazy, type ReactNode, Suspense } from 'react';

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** The question itself: "Delete this contact?" */
  title: string;
  children?: ReactNode;
  /** The answers, the safe one first. */
  actions: ReactNode;
  /** `alert` for a question that must be answered before anything else. */
  kind?: 'question' | 'alert';
}

const DialogLayer = lazy(() =>
  import('./dialog-layer').then((module) => ({ default: module.DialogLayer })),
);

/** A modal that asks one question. To edit something, use a `SidePanel`. */
export function Dialog(props: DialogProps) {
  if (!props.isOpen) return null;
  return (
    <Suspense fallback={null}>
      <DialogLayer {...props} />
    </Suspense>
  );
}
