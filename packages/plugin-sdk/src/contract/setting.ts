/** A setting of a module for one workspace; the settings page builds its form from it. */
export type SettingField =
  | { type: 'text'; label: string; hint?: string; default: string; maxLength?: number }
  | { type: 'number'; label: string; hint?: string; default: number; min: number; max: number }
  | { type: 'boolean'; label: string; hint?: string; default: boolean }
  | {
      type: 'select';
      label: string;
      hint?: string;
      default: string;
      options: readonly { value: string; label: string }[];
    };

type ValueOf<F extends SettingField> = F extends { type: 'number' }
  ? number
  : F extends { type: 'boolean' }
    ? boolean
    : string;

/** The values of a module's settings, typed from their declaration. */
export type SettingsOf<S extends Record<string, SettingField> | undefined> =
  S extends Record<string, SettingField>
    ? { [K in keyof S]: ValueOf<S[K]> }
    : Record<string, never>;
