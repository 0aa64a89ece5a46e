/** What a feature-first tree hides: all routes, all facts and who hears them, all rules. Made from the manifests. */
import { type Doors, doors, type Opened } from '#platform/doors.tsx'
import { isHeardBy } from '#platform/facts.ts'
import { permissionTable } from '#platform/permission-table.ts'
import { modules } from './modules.ts'

const head = (title: string) => `# ${title}\n\nWritten by \`bin/maps\` from the code. Do not edit.\n`

/** File name → contents. */
export async function mapsOf(): Promise<Record<string, string>> {
  return { 'routes.md': routesMap(), 'facts.md': factsMap(), 'permissions.md': permissionsMap() }
}

function routesMap(): string {
  const parts = modules.map((module) => {
    const opened: Opened[] = []
    module.routes?.(doorsThatOnlyTell(opened))
    if (opened.length === 0) return ''
    const lines = opened.map(({ method, url, rule, least, faces }) => `| ${method} | \`${url}\` | ${rule} | ${least} | ${faces.join(', ')} |`)
    return `\n## ${module.name}\n\n| | address | rule | at least | faces |\n|---|---|---|---|---|\n${lines.join('\n')}\n`
  })
  return `${head('Routes')}\nA face \`json\` is the same address under \`/api/v1\`.\n${parts.join('')}`
}

const doorsThatOnlyTell = (opened: Opened[]): Doors => doors({ route: () => {} } as never, {} as never, opened)

function factsMap(): string {
  const listeners = modules.flatMap((module) => (module.listeners ?? []).map((each) => ({ module: module.name, each })))
  const lines = modules.flatMap((module) => module.facts.map((fact) => {
    const heard = listeners.filter(({ each }) => isHeardBy(fact.name)(each)).map(({ module: name, each }) => `${name}: ${each.name}`)
    return `| \`${fact.name}\` | ${module.name} | ${heard.join('<br>') || '–'} |`
  }))
  return `${head('Facts')}\n| fact | stated by | heard by |\n|---|---|---|\n${lines.join('\n')}\n`
}

function permissionsMap(): string {
  const parts = permissionTable(modules).map(({ module, thing, actors, rows }) => {
    const lines = rows.map(({ action, allowed }) => `| ${action} | ${allowed.map((yes) => (yes ? 'yes' : '–')).join(' | ')} |`)
    return `\n## ${module}: ${thing}\n\n| | ${actors.join(' | ')} |\n|---|${actors.map(() => '---').join('|')}|\n${lines.join('\n')}\n`
  })
  return `${head('Permissions')}${parts.join('')}`
}
