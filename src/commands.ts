/** The commands of `bin/folkmoot`. Each is a file in cli/ with a `run` of the words behind the command. */
interface Command {
  says: string
  load: () => Promise<{ run: (args: string[]) => Promise<number | void> }>
}

const commands: Record<string, Command> = {
  demo: { says: 'run Folkmoot with the sample community', load: () => import('./cli/demo.ts') },
  import: { says: 'bring a community in: stackexchange | discourse | folkmoot PATH [--json]', load: () => import('./cli/import.ts') },
  export: { says: 'write everything into an open archive: DIR', load: () => import('./cli/export.ts') },
  backup: { says: 'save the whole site into one file: FILE', load: () => import('./cli/backup.ts') },
  restore: { says: 'bring a backup back into an empty place: FILE', load: () => import('./cli/restore.ts') },
  doctor: { says: 'look for what is wrong; --data checks every promise about the data', load: () => import('./cli/doctor.ts') },
  migrate: { says: 'bring the database up to date', load: () => import('./cli/migrate.ts') },
  maps: { says: 'write docs/maps anew from the code (for developers)', load: () => import('./cli/maps.ts') },
  reindex: { says: 'fill the search index anew', load: () => import('./cli/reindex.ts') },
}

function usage(): number {
  const lines = ['  start     run Folkmoot', ...Object.entries(commands).map(([name, { says }]) => `  ${name.padEnd(9)} ${says}`)]
  console.log(`Usage: bin/folkmoot <command>\n\n${lines.join('\n')}\n`)
  return 0
}

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const command = commands[name]
  if (!command) {
    if (name !== 'help' && name !== '--help') console.error(`There is no command «${name}».\n`)
    usage()
    return name === 'help' || name === '--help' ? 0 : 2
  }
  const { run } = await command.load()
  return (await run(args)) ?? 0
}

/** A command that keeps running (demo) never comes back here. */
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(`\n${error.message}`)
    if (process.env.LOG_LEVEL === 'debug') console.error(error)
    process.exit(1)
  },
)
