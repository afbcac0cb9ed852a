/**
 * The rule of architecture.md as something that runs: imports point left, and cross from one package
 * to another only through its contract.
 */
const PACKAGES = ['plugin-sdk', 'core', 'sales', 'projects', 'billing', 'ticketing'];
const MODULES = PACKAGES.slice(1);

const TESTS = '\\.test(-support)?\\.([cm]?tsx?|mjs)$|/testing/|/test-support/|^apps/web/e2e/';
const ERASED = ['type-only'];
const SDK_ENTRIES =
  '^packages/plugin-sdk/src/((contract|primitives|server|web|kernel|testing|vite)/index|contract/validation)\\.ts$';
const SDK_STYLES = '^packages/plugin-sdk/src/web/styles\\.css$';
const DATABASE = '(^|/)node_modules/(typeorm|pg|pg-[a-z-]+|graphile-worker)/';
const SERVER_CODE =
  '(^|/)server/|\\.server\\.tsx?$|^packages/plugin-sdk/src/(server|kernel|testing)/|(^|/)node_modules/(typeorm|pg|graphile-worker|pino)/';

/** Nobody imports what stands to the right of it. */
const leftOnly = PACKAGES.map((name, position) => {
  const right = PACKAGES.slice(position + 1);
  const packages = right.length > 0 ? `^packages/(${right.join('|')})/|` : '';
  return {
    name: `left-only-${name}`,
    comment: `${name} may not know what stands to its right: ${[...right, 'apps', 'examples'].join(', ')}.`,
    severity: 'error',
    from: { path: `^packages/${name}/` },
    to: { path: `${packages}^(apps|examples)/` },
  };
});

module.exports = {
  forbidden: [
    ...leftOnly,
    {
      name: 'modules-meet-at-contracts',
      comment: 'A module uses another only through @socle/NAME/contract.',
      severity: 'error',
      from: { path: `^packages/(${MODULES.join('|')})/` },
      to: {
        path: `^packages/(${MODULES.join('|')})/`,
        pathNot: ['^packages/$1/', '^packages/[^/]+/src/contract\\.ts$'],
      },
    },
    {
      name: 'sdk-by-its-entries',
      comment: 'Use @socle/plugin-sdk and its named parts, never a file inside.',
      severity: 'error',
      from: { pathNot: '^packages/plugin-sdk/' },
      to: { path: '^packages/plugin-sdk/', pathNot: [SDK_ENTRIES, SDK_STYLES] },
    },
    {
      name: 'kernel-is-for-the-host',
      comment: 'Only the host runs the kernel; a module receives what it needs in ctx.',
      severity: 'error',
      from: { pathNot: ['^packages/plugin-sdk/', '^apps/web/', '^bench/'] },
      to: { path: '^packages/plugin-sdk/src/(kernel|vite)/' },
    },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { pathNot: [TESTS, '^packages/plugin-sdk/src/testing/'] },
      to: { path: '^packages/plugin-sdk/src/testing/' },
    },
    {
      name: 'host-by-the-entries',
      comment: 'The host composes modules from their manifest, server, web and contract.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: {
        path: `^packages/(${MODULES.join('|')})/`,
        pathNot:
          '^packages/[^/]+/src/(manifest\\.ts|module\\.server\\.ts|module\\.web\\.tsx|contract\\.ts)$',
      },
    },
    {
      name: 'examples-are-outsiders',
      comment: 'An example imports what an outsider may: the SDK and contracts.',
      severity: 'error',
      from: { path: '^examples/([^/]+)/' },
      to: {
        path: '^(packages|apps|examples)/',
        pathNot: [
          '^examples/$1/',
          '^packages/plugin-sdk/src/(contract|primitives|server|web|testing)/index\\.ts$',
          '^packages/[^/]+/src/contract\\.ts$',
        ],
      },
    },
    {
      name: 'domain-is-pure',
      comment: 'Decisions are functions of their input: no database, no files, no screen.',
      severity: 'error',
      from: { path: '/domain/', pathNot: TESTS },
      to: {
        path: `${DATABASE}|(^|/)(server|web)/|\\.server\\.tsx?$|/node_modules/(react|react-dom|@remix-run)/`,
        dependencyTypesNot: ERASED,
      },
    },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '/domain/', pathNot: TESTS },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'browser-code-stays-in-the-browser',
      comment: 'Loaders and actions of route files are taken out by the compiler; nothing else is.',
      severity: 'error',
      from: {
        path: ['^packages/.+/web/', '\\.web\\.tsx$', '^apps/web/app/shell/'],
        pathNot: ['/routes/', '-layout\\.tsx$', '\\.server\\.tsx?$', TESTS],
      },
      to: { path: SERVER_CODE, dependencyTypesNot: ERASED },
    },
    {
      name: 'manifests-are-plain',
      comment: 'The build reads manifests in Node.js, before React and TypeORM exist.',
      severity: 'error',
      from: { path: '/src/manifest\\.ts$' },
      to: {
        path: `${DATABASE}|(^|/)(server|web)/|/node_modules/(react|react-dom|@remix-run)/`,
        dependencyTypesNot: ERASED,
      },
    },
    {
      name: 'sdk-primitives-stand-alone',
      severity: 'error',
      from: { path: '^packages/plugin-sdk/src/primitives/', pathNot: TESTS },
      to: { path: '^packages/plugin-sdk/src/', pathNot: '^packages/plugin-sdk/src/primitives/' },
    },
    {
      name: 'sdk-contract-is-types-on-primitives',
      severity: 'error',
      from: { path: '^packages/plugin-sdk/src/contract/', pathNot: TESTS },
      to: {
        path: '^packages/plugin-sdk/src/',
        pathNot: '^packages/plugin-sdk/src/(contract|primitives)/',
        dependencyTypesNot: ERASED,
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ERASED } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      // Packages are knip's business; a compiled plugin does not exist before the build.
      to: { couldNotResolve: true, path: '^(\\.|@socle/)', pathNot: '\\?(url|raw)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(build|dist|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.mjs', '.js', '.cjs', '.json'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
};
