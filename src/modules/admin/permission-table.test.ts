import { describe, expect, test } from 'vitest'
import { permissionTable } from '#platform/permission-table.ts'
import { modules } from '../../modules.ts'

const tables = permissionTable(modules)

describe('who may what', () => {
  test('is written down: a change shows here', () => {
    const lines = tables.flatMap(({ module, thing, actors, rows }) => [
      `${module}: ${thing}`,
      ...rows.map(
        ({ action, allowed }) =>
          `  ${action}: ${actors.filter((_, index) => allowed[index]).join(' ') || '–'}`,
      ),
    ])
    expect(lines.join('\n')).toMatchSnapshot()
  })

  test('guests only look, read and search', () => {
    const reading = /\/(see|look|read|search|be|know)[^/]*$/i
    const allowed = tables.flatMap(({ module, thing, actors, rows }) =>
      rows
        .filter((row) => row.allowed[actors.indexOf('guest')])
        .map((row) => `${module}/${thing}/${row.action}`),
    )
    expect(allowed.filter((each) => !reading.test(each))).toEqual([])
  })

  test.each(['community', 'members', 'admin'])('every rule of %s is asked about something', (name) => {
    const asked = new Set(
      tables.filter((table) => table.module === name).flatMap((table) => table.rows.map((row) => row.action)),
    )
    const rules = Object.keys(modules.find((module) => module.name === name)!.rules ?? {})
    expect(rules.filter((each) => !asked.has(each))).toEqual([])
  })
})
