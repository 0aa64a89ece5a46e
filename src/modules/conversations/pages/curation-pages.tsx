import type { ComponentChildren } from 'preact'
import { t, tAny } from '../../../texts/index.ts'
import { Problems } from '#ui/alert.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Check, Fieldset, Radio } from '#ui/choice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { Form, type Method } from '#ui/form.tsx'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'
import type { PostView } from '../post-queries.ts'
import type { Neighbour } from '../rail-queries.ts'
import type { ThreadView } from '../thread-queries.ts'
import { pathOf } from './paths.ts'

interface Props {
  thread: ThreadView
  /** What was sent and refused, and why */
  typed?: Record<string, string> | undefined
  problems?: Record<string, string> | undefined
}

type Act = 'close' | 'move' | 'merge' | 'split'

interface FrameProps extends Props {
  act: Act
  action: string
  method: Method
  children: ComponentChildren
}

/** One thing that is done to a whole thread, on a page of its own: it works without scripts and leaves time to read. */
function ActPage({ thread, act, action, method, problems = {}, children }: FrameProps) {
  const list = Object.entries(problems).map(([field, key]) => ({ field, text: tAny(key) }))
  return (
    <Page
      title={t(`conversations:curate.${act}.title`)}
      nav={`space:${thread.place.slug}`}
      shape="is-one"
      noindex
    >
      <PageHead
        title={t(`conversations:curate.${act}.title`)}
        lead={
          <a class="f-link" href={pathOf(thread)}>
            {thread.title}
          </a>
        }
      />
      <p class="mt-3 text-ink-2 max-w-[42rem]">{t(`conversations:curate.${act}.lead`)}</p>
      <div class="mt-5 empty:hidden" data-controller="found">
        <Problems title={t('problems:invalid')} problems={list} />
      </div>
      <Form action={action} method={method} class="f-form mt-6" data-controller="submit-once">
        {children}
        <div class="f-form-foot">
          <Button kind="primary" type="submit">
            {t(`conversations:curate.${act}.do`)}
          </Button>
          <Button kind="ghost" href={pathOf(thread)}>
            {t('conversations:cancel')}
          </Button>
        </div>
      </Form>
    </Page>
  )
}

export function ClosePage(props: Props) {
  return (
    <ActPage {...props} act="close" action={`/threads/${props.thread.id}/closure`} method="put">
      <TextField
        id="reason"
        name="reason"
        label={t('conversations:curate.close.reason')}
        help={t('conversations:curate.close.reasonHelp')}
        value={props.typed?.reason}
        optional
        maxlength={200}
      />
    </ActPage>
  )
}

export function MovePage({
  spaces,
  ...props
}: Props & { spaces: { id: number; name: string; depth: number }[] }) {
  const options = spaces.map((space) => ({
    value: space.id,
    label: `${'\u2003'.repeat(space.depth)}${space.name}`,
  }))
  return (
    <ActPage {...props} act="move" action={`/threads/${props.thread.id}/space`} method="put">
      <SelectField
        id="spaceId"
        name="spaceId"
        label={t('conversations:curate.move.space')}
        options={options}
        value={props.thread.place.id}
        required
      />
    </ActPage>
  )
}

export function MergePage({ like, ...props }: Props & { like: Neighbour[] }) {
  return (
    <ActPage {...props} act="merge" action={`/threads/${props.thread.id}/merge`} method="post">
      {like.length > 0 && (
        <Fieldset legend={t('conversations:curate.merge.like')}>
          <div class="grid gap-1 mt-2">
            {like.map((each) => (
              <Radio key={each.id} name="like" value={each.id}>
                {each.title}{' '}
                <a class="f-link" href={pathOf(each)} target="_blank" rel="noopener">
                  #{each.id}
                </a>
              </Radio>
            ))}
          </div>
        </Fieldset>
      )}
      <TextField
        id="into"
        name="into"
        label={t('conversations:curate.merge.into')}
        value={props.typed?.into}
        maxlength={300}
        autocomplete="off"
      />
    </ActPage>
  )
}

export function SplitPage({ posts, total, ...props }: Props & { posts: PostView[]; total: number }) {
  const chosen = [props.typed?.posts].flat().map(String)
  return (
    <ActPage {...props} act="split" action={`/threads/${props.thread.id}/split`} method="post">
      <TextField
        id="title"
        name="title"
        label={t('conversations:curate.split.name')}
        value={props.typed?.title}
        required
        maxlength={200}
      />
      <Fieldset
        id="posts"
        legend={t('conversations:curate.split.posts')}
        help={
          total > posts.length ? t('conversations:curate.split.many', { count: posts.length }) : undefined
        }
      >
        <div class="grid mt-2 border-t border-line">
          {posts.map((post) => (
            <SplitChoice key={post.id} post={post} checked={chosen.includes(String(post.id))} />
          ))}
        </div>
      </Fieldset>
    </ActPage>
  )
}

function SplitChoice({ post, checked }: { post: PostView; checked: boolean }) {
  return (
    <Check name="posts" value={post.id} checked={checked} class="py-3 border-b border-line">
      <span class="flex items-center gap-2">
        <Avatar person={post.author} size="xs" />
        <b class="font-semibold">{post.author.name}</b>{' '}
        <span class="text-ink-3">
          <Time at={post.createdAt} look="moment" />
        </span>
      </span>
      <span class="block mt-1 text-ink-2">{post.excerpt}</span>
    </Check>
  )
}
