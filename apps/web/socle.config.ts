/**
 * The modules and plugins of this installation, by package name. This is the one file to edit to install
 * another (`npm run -s socle -- plugin add PACKAGE` does it for you); a rebuild follows.
 */
export const modules = [
  '@socle/core',
  '@socle/sales',
  '@socle/projects',
  '@socle/billing',
  '@socle/ticketing',
  'socle-plugin-hello',
];
