/** The doors of the first run. Each step is an address of its own: it can be left and taken up again. */
import { refusalOf } from '#modules/members/index.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Doors, Markup } from '#platform/doors.tsx'
import { anyone } from '#platform/permissions.ts'
import type { Problem } from '#platform/problems.ts'
import { colourOf } from './colour.ts'
import { LooksPage } from './pages/looks-page.tsx'
import {
  AdministratorPage,
  JoiningPage,
  LockedPage,
  PurposePage,
  SpacesPage,
  StartPage,
} from './pages/setup-pages.tsx'
import {
  after,
  atStep,
  enterSetup,
  finishSetup,
  makeAdministrator,
  openFirstSpaces,
  saveStep,
  type SetupState,
  setupState,
} from './setup.ts'
import {
  Administrator,
  AtStep,
  Enter,
  FirstSpaces,
  Joining,
  Looks,
  Preview,
  Purpose,
  Start,
  type Step,
} from './shapes.ts'
import { firstSpaces } from './first-spaces.ts'

type Typed = Record<string, string>

/** The page of a step, filled with what is saved or with what was just typed. */
function stepPage(
  { step, done, settings, administrator, spaces, mailless }: SetupState,
  typed?: Typed,
  problem?: Problem,
): Markup {
  const props = { step, done, refusal: problem && refusalOf(problem) }
  const { name, tagline, brand } = settings
  switch (step) {
    case 'purpose':
      return <PurposePage {...props} chosen={settings.purpose} />
    case 'looks':
      return <LooksPage {...props} looks={{ name, tagline, brand, ...looksOf(typed) }} />
    case 'joining':
      return (
        <JoiningPage
          {...props}
          joining={typed?.joining ?? settings.joining}
          domains={typed?.domains ?? settings.domains.join(', ')}
          mailless={mailless}
        />
      )
    case 'administrator':
      return <AdministratorPage {...props} known={administrator} typed={typed} />
    case 'spaces':
      return (
        <SpacesPage
          {...props}
          existing={spaces}
          typed={typed ? [typed.space ?? ''].flat() : firstSpaces(settings.purpose, spaces)}
        />
      )
    case 'start':
      return <StartPage {...props} ready={administrator !== null} />
  }
}

function looksOf(typed: Typed = {}) {
  const brand = colourOf(typed)
  return {
    ...(typed.name !== undefined && { name: typed.name }),
    ...(typed.tagline !== undefined && { tagline: typed.tagline }),
    ...(brand && { brand }),
  }
}

const again = (step: Step) => async (problem: Problem, typed: Typed, ctx: Ctx) =>
  stepPage({ ...(await setupState(ctx)), step }, typed, problem)
const next = (step: Step) => () => `/setup/${after(step)}`

export function setupRoutes(open: Doors) {
  open.get('/setup', {
    may: anyone,
    query: Enter,
    act: (ctx, input) => enterSetup(ctx, input.query, input),
    cookies: ({ cookies }) => cookies,
    page: ({ state }) => (state ? stepPage(state) : <LockedPage />),
  })
  open.get('/setup/:step', {
    may: anyone,
    params: AtStep,
    query: Preview,
    act: (ctx, input) => atStep(ctx, input.params.step, input),
    page: (state, _ctx, { query }) => stepPage(state, state.step === 'looks' ? (query as Typed) : undefined),
  })
  open.post('/setup/purpose', {
    may: anyone,
    body: Purpose,
    act: (ctx, input) => saveStep(ctx, input.body, input),
    next: next('purpose'),
    again: again('purpose'),
  })
  open.post('/setup/looks', {
    may: anyone,
    body: Looks,
    act: async (ctx, input) => {
      const { preview, ...looks } = input.body
      if (!preview) await saveStep(ctx, looks, input)
    },
    next: (_, _ctx, { body: { preview, ...looks } }) =>
      preview ? `/setup/looks?${new URLSearchParams(looks)}` : `/setup/${after('looks')}`,
    again: again('looks'),
  })
  open.post('/setup/joining', {
    may: anyone,
    body: Joining,
    act: (ctx, input) => saveStep(ctx, input.body, input),
    next: next('joining'),
    again: again('joining'),
  })
  open.post('/setup/administrator', {
    may: anyone,
    body: Administrator,
    act: (ctx, input) => makeAdministrator(ctx, input.body, input),
    cookies: ({ cookies }) => cookies,
    next: next('administrator'),
    again: again('administrator'),
  })
  open.post('/setup/spaces', {
    may: anyone,
    body: FirstSpaces,
    act: (ctx, input) => openFirstSpaces(ctx, input.body.space, input),
    next: next('spaces'),
    again: again('spaces'),
  })
  open.post('/setup/start', {
    may: anyone,
    body: Start,
    act: (ctx, input) => finishSetup(ctx, input.body.way, input),
    next: (result) => result.next,
    again: again('start'),
  })
}
