import type { PermissionDefinition } from './permission';
import type { RecordDefinition } from './record';
import type { SettingField } from './setting';

/** A page of a module. `file` is relative to the package's root. */
export interface RouteDefinition {
  /** Unique, `module.page`. */
  id: string;
  /** URL path without a leading slash. */
  path: string;
  file: string;
  /** `workspace` (default): inside the shell, signed in. `public`: no session. `bare`: signed in, no shell. */
  layout?: 'workspace' | 'public' | 'bare';
}

/** An entry of the main navigation, shown to those who hold the permission. */
export interface NavigationEntry {
  id: string;
  /** Message key. */
  label: string;
  icon: string;
  to: string;
  permission: string;
  /** Lower first; core uses 10–19, modules 20–89. */
  order: number;
}

/** The flat catalogue of one language: key → ICU message. */
export type Messages = Record<string, string>;

/** What a module is, readable at build time: no React, no database. */
export interface Manifest {
  /** Lower-case letters; prefix of everything the module declares. */
  id: string;
  version: string;
  /** Range of SDK versions the module works with, e.g. `^0.1.0`. */
  sdk: string;
  /** Message key of the module's name and of one sentence on what it is for. */
  name: string;
  description: string;
  icon: string;
  /** Modules that must be installed and switched on. */
  dependsOn: readonly string[];
  /** Modules it works with when they are there. */
  enhances?: readonly string[];
  /** Core only: cannot be switched off. */
  alwaysOn?: boolean;
  permissions: Record<string, PermissionDefinition>;
  records?: Record<string, RecordDefinition>;
  settings?: Record<string, SettingField>;
  navigation?: readonly NavigationEntry[];
  routes?: readonly RouteDefinition[];
  messages: { en: Messages; fr: Messages };
}

/** Declares a module. The literal type is kept, so permissions and settings are checked by the compiler. */
export const defineManifest = <const M extends Manifest>(manifest: M): M => manifest;

/** The permission ids a manifest declares, and those made for its record types. */
export type PermissionOf<M extends Manifest> =
  | (keyof M['permissions'] & string)
  | `${keyof M['records'] & string}.${'archive' | 'export'}`;
