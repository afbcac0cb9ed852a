import type { Tone } from '@socle/plugin-sdk/web';
import type { DealStatus } from '../../contract';

const TONES: Record<DealStatus, Tone> = { open: 'info', won: 'success', lost: 'muted' };

/** The colour of a deal's state; the word always stands beside it. */
export const statusTone = (status: DealStatus): Tone => TONES[status];
