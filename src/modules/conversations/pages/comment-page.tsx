import { t } from '../../../texts/index.ts'
import { Button } from '#ui/button.tsx'
import { Composer } from '#ui/composer.tsx'
import { Page } from '#ui/page.tsx'
import { Byline, Prose, Quoted } from '#ui/post.tsx'
import { Time } from '#ui/time.tsx'
import type { Draft } from '../drafts.ts'
import type { PostInThread } from '../post-queries.ts'
import { CommentForm, CommentList } from './comments.tsx'
import { pathOf, postPath } from './paths.ts'

interface Props {
  post: PostInThread
  draft: Draft | null
  typed?: string | undefined
  error?: string | undefined
}

/** The form for a comment, under its post; alone it is a page with the post above. */
export function CommentPage(props: Props) {
  const { post } = props
  return (
    <Page
      title={t('conversations:comment.title', { name: post.author.name })}
      shape="is-one"
      nav={`space:${post.thread.place.slug}`}
      noindex
    >
      <h1 class="f-h1">{t('conversations:comment.title', { name: post.author.name })}</h1>
      <p class="mt-1 mb-5 text-ink-2">
        {t('conversations:in')}{' '}
        <a class="f-link" href={pathOf(post.thread)}>
          {post.thread.title}
        </a>
      </p>
      <Quoted>
        <Byline person={post.author}>
          <Time at={post.createdAt} look="moment" />
        </Byline>
        <Prose lang={post.language} html={post.html} small class="mt-3" />
      </Quoted>
      <CommentFrame {...props} />
    </Page>
  )
}

export function CommentFrame({ post, draft, typed, error }: Props) {
  const id = `comment-text-${post.id}`
  return (
    <CommentForm postId={post.id}>
      <div class="mt-4">
        <Composer
          uploads="/files"
          id={id}
          label={t('conversations:comment.label', { name: post.author.name })}
          action={`/posts/${post.id}/comments`}
          cta={t('conversations:comment.cta')}
          placeholder={t('conversations:comment.placeholder')}
          place={`comment:${post.id}`}
          draftVersion={draft?.version}
          value={typed ?? draft?.body}
          error={error}
          rows={2}
          required
          extra={
            <Button kind="ghost" href={postPath(post.thread, post.id)} data-turbo-frame="_top">
              {t('conversations:cancel')}
            </Button>
          }
        />
      </div>
    </CommentForm>
  )
}

/** All comments of a post, for the frame of the first ones. */
export function CommentsPage({ post }: { post: PostInThread }) {
  return (
    <Page
      title={t('conversations:comment.under', { name: post.author.name })}
      shape="is-one"
      nav={`space:${post.thread.place.slug}`}
      noindex
    >
      <h1 class="f-h1">{t('conversations:comment.under', { name: post.author.name })}</h1>
      <p class="mt-1 mb-5 text-ink-2">
        {t('conversations:in')}{' '}
        <a class="f-link" href={postPath(post.thread, post.id)}>
          {post.thread.title}
        </a>
      </p>
      <CommentList thread={post.thread} post={post} />
      <CommentForm postId={post.id} />
    </Page>
  )
}
