/** For tests of doors: one row a door, asked through each of its faces. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { type Method, openTown, type Town } from './town.ts'

export interface Face {
  name: string
  method: Method
  url: (town: Town) => string
  fields?: (town: Town) => Record<string, string>
  as?: (town: Town) => Ctx
  /** Where the plain form goes next; none for what only scripts send */
  next?: RegExp
  /** What Turbo changes in place */
  streams?: RegExp
  json: (town: Town) => object
  status?: number
}

export function testFaces(faces: Face[]) {
  let town: Town
  beforeEach(async () => {
    town = await openTown()
  })

  describe.each(faces)(
    '$name',
    ({ method, url, fields = () => ({}), as = (town) => town.cleo, next, streams, json, status = 200 }) => {
      test('as a plain form leads on', async () => {
        const answer = await town.form(method, url(town), fields(town), as(town))
        if (!next) return expect(answer.statusCode).toBe(200)
        expect([answer.statusCode, answer.headers.location]).toEqual([303, expect.stringMatching(next)])
        const page = await town.get(String(answer.headers.location), as(town))
        expect([200, 301]).toContain(page.statusCode)
      })

      test.skipIf(!streams)('with Turbo changes the open page', async () => {
        const answer = await town.stream(method, url(town), fields(town), as(town))
        expect([answer.statusCode, answer.headers['content-type']]).toEqual([
          200,
          expect.stringContaining('vnd.turbo-stream'),
        ])
        expect(answer.body).toMatch(streams!)
      })

      test('for a program answers in JSON', async () => {
        const answer = await town.api(method, url(town), fields(town), as(town))
        expect([answer.statusCode, answer.json()]).toMatchObject([status, json(town)])
      })

      test('asks a guest to sign in', async () => {
        const page = await town.form(method, url(town), fields(town))
        expect([page.statusCode, page.body]).toEqual([403, expect.stringContaining('/sign-in?to=')])
        expect((await town.api(method, url(town), fields(town))).statusCode).toBe(401)
      })
    },
  )
}
