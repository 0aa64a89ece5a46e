import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Chip, Chips } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { SectionHead } from '#ui/heading.tsx'
import { Meta } from '#ui/meta.tsx'
import { Page } from '#ui/page.tsx'
import { LoadMore } from '#ui/pager.tsx'
import { Rows } from '#ui/row.tsx'
import { Frame } from '#ui/turbo.tsx'
import type { DocumentKind } from '../documents.ts'
import type { Found } from '../find.ts'
import type { LookedUp } from '../look-up.ts'
import type { SearchQuery } from '../shapes.ts'
import { searchAddress } from './address.ts'
import { BestAnswer } from './best-answer.tsx'
import { kindsOffered } from './choices.ts'
import { Filters, type SpaceChoice } from './filters.tsx'
import { FoundRow } from './found-row.tsx'
import { Hints } from './hints.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { AskInstead, Tips, TypeFaster } from './search-rail.tsx'

export interface SearchProps extends LookedUp {
  asked: SearchQuery
  spaces: SpaceChoice[]
  /** Codes of what people write in here */
  languages: readonly string[]
}

export function SearchPage(props: SearchProps) {
  const { asked, results } = props
  const { q } = asked
  if (q.trim() === '') return <Start {...props} />
  const rail = (
    <>
      {(results.total > 0 || props.filtered) && <Filters {...props} />}
      <TypeFaster languages={props.languages} />
      {results.total > 0 && <AskInstead q={q} />}
    </>
  )
  return (
    <Page
      title={t('search:titleFor', { text: q })}
      bottom="search"
      q={q}
      rail={rail}
      railLabel={t('search:filter.label')}
      noindex
    >
      <SearchField q={q} class="mb-6 md:hidden" />
      <Head {...props} />
      <Hints hints={props.results.hints} />
      {results.total === 0 ? <Nothing {...props} /> : <List {...props} />}
    </Page>
  )
}

/** Before anything was typed. */
function Start({ popular }: SearchProps) {
  return (
    <Page title={t('search:title')} bottom="search" shape="is-one" noSearch noindex>
      <h1 class="f-h1">{t('search:title')}</h1>
      <p class="text-ink-2 mt-1">{t('search:lead')}</p>
      <SearchField class="mt-6" autofocus />
      <Popular topics={popular} />
      <section class="mt-10">
        <SectionHead>{t('search:faster.title')}</SectionHead>
        <div class="mt-4">
          <Tips />
        </div>
      </section>
    </Page>
  )
}

function Head({ asked, results, seconds }: SearchProps) {
  const { q } = asked
  if (results.total === 0) return null
  const exact = q.includes('"') || !q.trim().includes(' ') ? null : `"${q.trim()}"`
  return (
    <>
      <h1 class="f-h1">{t(results.more ? 'search:foundMore' : 'search:found', { count: results.total, text: q })}</h1>
      <Meta class="mt-1.5">
        {results.byLife ? t('search:orderLive') : t('search:order')}
        {t('search:took', { seconds: Math.max(0.01, seconds).toFixed(2) })}
        {exact && (
          <a class="f-link" href={searchAddress(asked, { q: exact, from: 0 })}>
            {t('search:exact')}
          </a>
        )}
      </Meta>
      {results.widened && <p class="text-sm text-ink-2 mt-1.5">{t('search:widened')}</p>}
    </>
  )
}

function List(props: SearchProps) {
  const { asked, results, next, suggestion } = props
  const best = asked.from === 0 ? bestOf(results.rows) : null
  const rows = results.rows.filter((each) => each !== best)
  return (
    <>
      {suggestion && (
        <p class="mt-3 text-ink-2">
          <DidYouMean suggestion={suggestion} asked={asked} />
        </p>
      )}
      <Kinds asked={asked} kinds={results.kinds} />
      <div
        data-controller="note-choice"
        data-action="click->note-choice#note"
        data-note-choice-url-value="/search/opened"
        data-note-choice-q-value={asked.q}
      >
        {best && <BestAnswer found={best} q={asked.q} thanked={asked.thanks !== undefined} />}
        <Frame id={frameId(asked.from)} target="_top">
          <Rows class="mt-3">
            {rows.map((each) => (
              <FoundRow key={`${each.kind}-${each.id}`} found={each} />
            ))}
          </Rows>
          <End {...props} />
          <LoadMore
            id={frameId(next ?? 0)}
            href={next === null ? null : searchAddress(asked, { from: next })}
            note={t('search:shown', { shown: asked.from + results.rows.length, total: results.total })}
          >
            {t('search:more')}
          </LoadMore>
        </Frame>
      </div>
    </>
  )
}

const frameId = (from: number) => `results-${from}`

/** The best match, when it is solved: only then is there an answer to show. */
function bestOf([first]: Found[]): Found | null {
  return first?.kind === 'question' && first.state === 'solved' ? first : null
}

function End({ asked, results, next }: SearchProps) {
  const shown = asked.from + results.rows.length
  if (next !== null || shown >= results.total) return null
  return <p class="text-sm text-ink-3 mt-6">{t('search:deepest', { count: shown })}</p>
}

function Kinds({ asked, kinds }: { asked: SearchQuery; kinds: LookedUp['results']['kinds'] }) {
  const all = Object.values(kinds).reduce((sum, count) => sum + count, 0)
  const address = (kind?: DocumentKind) => searchAddress(asked, { kind, from: 0 })
  return (
    <Chips scroll label={t('search:kinds')} class="mt-5">
      <Chip href={address()} on={asked.kind === undefined}>
        {t('search:kind.all')} {all}
      </Chip>
      {kindsOffered
        .filter((kind) => kinds[kind] || asked.kind === kind)
        .map((kind) => (
          <Chip key={kind} href={address(kind)} on={asked.kind === kind}>
            {t(`search:kind.${kind}`)} {kinds[kind] ?? 0}
          </Chip>
        ))}
    </Chips>
  )
}

function DidYouMean({ suggestion, asked }: Pick<SearchProps, 'suggestion' | 'asked'>) {
  if (!suggestion) return null
  return (
    <>
      {t('search:didYouMean')}{' '}
      <a class="f-link font-semibold" href={searchAddress(asked, { q: suggestion.text, from: 0 })}>
        {suggestion.text}
      </a>
      ? {t('search:didYouMeanCount', { count: suggestion.total })}
    </>
  )
}

/** What is missing is a gap of the community: the way out is to ask. */
function Nothing({ asked, filtered, suggestion, popular }: SearchProps) {
  const ask = `/questions/new?${new URLSearchParams({ title: asked.q })}`
  return (
    <>
      <Empty
        icon="search"
        heading="h1"
        title={filtered ? t('search:none.titleFiltered') : t('search:none.title', { text: asked.q })}
        action={
          <Button kind="primary" href={ask}>
            {t('search:none.button')}
          </Button>
        }
      >
        <DidYouMean suggestion={suggestion} asked={asked} />{' '}
        {filtered
          ? t('search:none.textFiltered')
          : suggestion
            ? t('search:none.textSuggested')
            : t('search:none.text')}
      </Empty>
      {suggestion && (
        <Rows class="mt-6">
          {suggestion.rows.map((each) => (
            <FoundRow key={`${each.kind}-${each.id}`} found={each} />
          ))}
        </Rows>
      )}
      <Popular topics={popular} />
    </>
  )
}

function Popular({ topics }: { topics: LookedUp['popular'] }) {
  if (topics.length === 0) return null
  return (
    <section class="mt-10">
      <SectionHead>{t('search:none.popular')}</SectionHead>
      <Chips class="mt-4">
        {topics.map(({ slug, name }) => (
          <Chip key={slug} href={`/topics/${slug}`} icon="hash">
            {name}
          </Chip>
        ))}
      </Chips>
    </section>
  )
}
