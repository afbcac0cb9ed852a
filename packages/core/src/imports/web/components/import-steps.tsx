import { Stepper, useT } from '@socle/plugin-sdk/web';
import type { ImportStep } from '../import-step';

const STEPS: readonly ImportStep[] = ['file', 'reading', 'mapping', 'check', 'run'];

/** Where one is in the import; steps that may still be changed can be returned to. */
export function ImportSteps({ current, isOpen }: { current: ImportStep; isOpen: boolean }) {
  const t = useT();
  return (
    <Stepper
      current={current}
      steps={STEPS.map((key) => ({
        key,
        label: t(`core.import.screen.step.${key}`),
        ...(isOpen && key !== 'file' ? { to: `?step=${key}` } : {}),
      }))}
    />
  );
}
