import { Button } from '../button.tsx'
import { Callout } from '../callout.tsx'
import { Composer } from '../composer.tsx'
import { Conflict, Diff } from '../diff.tsx'
import { Figure, Figures } from '../figures.tsx'
import { Menu, MenuItem } from '../menu.tsx'
import { Accepted, AskedBy, Byline, Comment, Comments, Post, PostFoot, Prose } from '../post.tsx'
import { Quotable } from '../quotable.tsx'
import { Vote } from '../vote.tsx'
import { after, before, callouts, changes, people, post, w } from './samples.ts'
import { Section, type SheetProps } from './section.tsx'

export function Posts({ uid }: SheetProps) {
  return (
    <>
      <Section uid={uid} title={w.posts}>
        <Quotable field={`${uid}-answer`}>
          <AskedBy person={people.maren}>{w.when}</AskedBy>
          <Accepted id={`${uid}-accepted`} title={w.accepted} note={w.acceptedBy}>
            <Byline person={people.dev}>{w.when}</Byline>
            <Prose class="mt-4" quoteBy="dev">
              <p>{w.words}</p>
            </Prose>
            <Foot />
            <Comments>
              <Comment id={`${uid}-c1`} person={people.maren} when={w.minutes}>
                {w.thanks}
              </Comment>
            </Comments>
          </Accepted>
          <Post id={`${uid}-p1`}>
            <Byline person={people.omar}>{w.when}</Byline>
            <Prose class="mt-4" html={post} quoteBy="omar" />
            <div class="f-prose">
              {callouts.map(([kind, strong, words]) => (
                <Callout key={kind} kind={kind}>
                  <b>{strong}</b> {words}
                </Callout>
              ))}
            </div>
            <Foot />
          </Post>
        </Quotable>
      </Section>
      <Section uid={uid} title={w.writing}>
        <Composer
          id={`${uid}-answer`}
          action="/design"
          label={w.your}
          placeholder={w.start}
          cta={w.post}
          place="thread:0"
        />
        <Composer
          id={`${uid}-wrong-answer`}
          action="/design"
          label={w.your}
          value={w.typed}
          error={w.tooShort}
          cta={w.post}
          extra={<Button kind="ghost">{w.stay}</Button>}
        />
      </Section>
      <Section uid={uid} title={w.edits}>
        <Diff changes={changes} />
        <Conflict mine={before} theirs={after} theirsBy={w.theirs} />
      </Section>
      <Section uid={uid} title={w.figures}>
        <Numbers />
      </Section>
    </>
  )
}

function Foot() {
  return (
    <PostFoot>
      <Button size="sm" icon="thumbs-up" count={58} pressed>
        {w.helpful}
      </Button>
      <Button size="sm" kind="ghost" icon="message-circle">
        {w.comment}
      </Button>
      <Menu class="ms-auto">
        <MenuItem icon="pencil" href="#edit">
          {w.edit}
        </MenuItem>
      </Menu>
    </PostFoot>
  )
}

function Numbers() {
  return (
    <>
      <Figures>
        <Figure label={w.figure} value="31" unit={w.unit} note={w.period} />
        <Figure
          label={w.figure}
          value="31"
          unit={w.unit}
          change={{ text: w.change, good: true }}
          goal={w.goal}
          href="/design"
        />
        <Figure label={w.share} value="23" unit="%" change={{ text: w.worse, good: false }} />
      </Figures>
      <div class="flex gap-4">
        <Vote action="/design" net={87} mine="up" subject={w.idea} />
        <Vote action="/design" net={-2} mine={null} subject={w.guide} />
      </div>
      <div class="f-scroll">
        <table class="table f-grid">
          <thead>
            <tr>
              <th scope="col">{w.member}</th>
              <th scope="col">{w.state}</th>
              <th scope="col" class="n">
                {w.posts30}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{people.anneke.name}</th>
              <td>{w.active}</td>
              <td class="n">41</td>
              <td class="is-actions">
                <Button size="sm">{w.edit}</Button>
              </td>
            </tr>
            <tr class="is-off">
              <th scope="row">{people.colm.name}</th>
              <td>{w.silenced}</td>
              <td class="n">0</td>
              <td class="is-actions">
                <Menu>
                  <MenuItem icon="flag">{w.flag}</MenuItem>
                </Menu>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </>
  )
}
