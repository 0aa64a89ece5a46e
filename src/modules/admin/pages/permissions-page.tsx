import { Hidden } from '#ui/hidden.tsx'
import { Icon } from '#ui/icon.tsx'
import { hasText, t, tAny } from '../../../texts/index.ts'
import type { PermissionTable } from '#platform/permission-table.ts'
import { AdminFrame } from './admin-frame.tsx'

/** One table of who may what, asked from the rules themselves: it cannot differ from what happens. */
export function PermissionsPage({ tables }: { tables: PermissionTable[] }) {
  return (
    <AdminFrame at="permissions" title={t('admin:permissions.title')} lead={t('admin:permissions.lead')} wide>
      {tables.map((table) => (
        <Table key={`${table.module}-${table.thing}`} table={table} />
      ))}
    </AdminFrame>
  )
}

const named = (key: string, otherwise: string) => (hasText(key) ? tAny(key) : otherwise)
// A rule that nobody has put into words yet stands with its own name.
const inWords = (name: string) => name.replace(/([A-Z])/g, ' $1').toLowerCase()

// Whoever stands there beside the roles, such as the author, takes columns of their own.
const hasCast = ({ actors }: PermissionTable) => actors.some((actor) => hasText(`admin:permissions.actors.${actor}`))

function Table({ table }: { table: PermissionTable }) {
  const title = named(`admin:permissions.things.${table.module}`, table.module)
  return (
    <section class="mt-8 first:mt-0">
      <div
        class="f-scroll overflow-x-auto"
        tabindex={0}
        role="region"
        aria-label={`${title}: ${table.thing}`}
      >
        <table class={`table table-fixed ${hasCast(table) ? 'min-w-[70rem]' : 'min-w-[56rem]'} [&_thead_th]:whitespace-normal [&_thead_th]:align-bottom [&_tr>:first-child]:sticky [&_tr>:first-child]:start-0 [&_tr>:first-child]:bg-paper`}>
          <caption class="text-start pb-2">
            <b class="font-semibold">{title}</b>: {table.thing}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('admin:permissions.action')}</th>
              {table.actors.map((actor) => (
                <th key={actor} scope="col">
                  {named(`admin:permissions.actors.${actor}`, named(`members:role.${actor}`, actor))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ action, allowed }) => (
              <tr key={action}>
                <th scope="row" class="font-normal">
                  {inWords(action)}
                </th>
                {allowed.map((yes, index) => (
                  <td key={index}>
                    {yes ? (
                      <>
                        <Icon name="check" />
                        <Hidden>{t('admin:permissions.yes')}</Hidden>
                      </>
                    ) : (
                      <Hidden>{t('admin:permissions.no')}</Hidden>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
