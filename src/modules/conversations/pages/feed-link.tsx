/** For the head of a page: where a reader of feeds finds it. */
export function FeedLink({ href, title }: { href: string; title: string }) {
  return <link rel="alternate" type="application/atom+xml" href={href} title={title} />
}
