import type { ComponentChildren } from 'preact'
import { t } from '../../../texts/index.ts'
import { PageHead } from '#ui/heading.tsx'
import { Page } from '#ui/page.tsx'
import type { PostInThread } from '../post-queries.ts'
import { pathOf, postPath } from './paths.ts'

/** Where a post is read. */
export const postPlace = ({ kind, id, thread }: Pick<PostInThread, 'kind' | 'id' | 'thread'>) => (kind === 'opening' ? pathOf(thread) : postPath(thread, id))

interface FrameProps {
  title: string
  post: PostInThread
  children: ComponentChildren
}

/** A page about one post, with the way back to it. */
export function PostFrame({ title, post, children }: FrameProps) {
  return (
    <Page title={title} nav={`space:${post.thread.place.slug}`} shape="is-one" noindex>
      <PageHead
        title={title}
        lead={
          <>
            {t('conversations:in')}{' '}
            <a class="f-link" href={postPlace(post)}>
              {post.thread.title}
            </a>
          </>
        }
      />
      {children}
    </Page>
  )
}
