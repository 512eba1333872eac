/** The rules of docs/ARCHITECTURE.md: app -> modules -> platform, pages never import the server. */
module.exports = {
  forbidden: [
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(modules|app)' },
    },
    {
      name: 'modules-know-no-app',
      severity: 'error',
      from: { path: '^src/modules', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/app' },
    },
    {
      name: 'a-page-imports-no-server',
      severity: 'error',
      from: { path: '^src/(platform/web|modules/[^/]+/web)|^src/app/web' },
      to: { path: '^src/(platform|modules/[^/]+)/server' },
    },
    {
      name: 'contracts-and-rules-are-pure',
      severity: 'error',
      from: {
        path: '^src/(platform/contract|modules/[^/]+/(contract|policy|rules|messages))',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: '(^src/(platform|modules/[^/]+)/(server|web))|^node:' },
    },
    {
      name: 'a-module-through-its-front-door',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/modules/',
        pathNot:
          '^src/modules/($1/|[^/]+/(server/index|contract|policy)\\.ts|[^/]+/contract/|[^/]+/web/parts/)',
      },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'source-needs-no-tests',
      severity: 'error',
      from: { path: '^src', pathNot: '(\\.test|/test-[a-z-]+)\\.tsx?$' },
      to: { path: '^(test|bench|demo)/', pathNot: '^demo/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|schema\\.generated' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs'],
    },
  },
}
