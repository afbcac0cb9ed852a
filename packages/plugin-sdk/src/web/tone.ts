/** The five state tones and the accent; always paired with a text, never the only carrier of meaning. */
export type Tone = 'muted' | 'accent' | 'success' | 'warning' | 'danger' | 'info';

export const toneClasses: Record<Tone, string> = {
  muted: 'bg-muted-soft text-muted',
  accent: 'bg-accent-soft text-accent-text',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
  info: 'bg-info-soft text-info',
};
