/** Who may import whom. The order of modules in src/modules.ts is the whole rule: each may use only those above it. */
const { readFileSync } = require('node:fs')
const path = require('node:path')

const list = readFileSync(path.join(__dirname, 'src/modules.ts'), 'utf8')
const order = /modules: Module\[\] = \[([^\]]+)\]/.exec(list)[1].split(',').map((name) => name.trim()).filter(Boolean)

const inModules = (names) => `^src/modules/(${names})/`
const isTest = '\\.test\\.tsx?$'

module.exports = {
  forbidden: [
    {
      name: 'enter-by-the-door', severity: 'error', comment: 'Import a module through its index.ts.',
      from: { path: '^src/modules/([^/]+)/', pathNot: isTest },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    ...order.slice(0, -1).map((name, place) => ({
      name: `${name}-looks-up-only`, severity: 'error', comment: 'A module may use only modules above it; to reach those below, record a fact.',
      from: { path: inModules(name), pathNot: isTest }, to: { path: inModules(order.slice(place + 1).join('|')) },
    })),
    { name: 'platform-knows-no-module', severity: 'error', from: { path: '^src/platform/', pathNot: isTest }, to: { path: '^src/(modules|ui|browser)/' } },
    { name: 'ui-knows-no-data', severity: 'error', from: { path: '^src/ui/', pathNot: isTest }, to: { path: '^src/(platform|modules)/' } },
    {
      name: 'pages-only-show', severity: 'error', comment: 'A page gets everything as props; it may import types, ui, texts and other pages.',
      from: { path: '^src/modules/[^/]+/pages/', pathNot: isTest },
      to: { path: '^src/', pathNot: ['^src/ui/', '^src/texts/', '/pages/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-routes-know-http', severity: 'error',
      from: { path: '^src/modules/', pathNot: ['routes\\.tsx$', 'module\\.ts$', isTest] },
      to: { path: ['^src/platform/doors', '(^|/)node_modules/fastify/'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'app-does-not-import-tests', severity: 'error', from: { path: '^src/', pathNot: isTest }, to: { path: '^test/' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
}
