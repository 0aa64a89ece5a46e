import { Problems } from '../alert.tsx'
import { Button, type ButtonKind } from '../button.tsx'
import { Check, ChoiceCard, Fieldset, Radio, Toggle } from '../choice.tsx'
import { Field, SelectField, TextField } from '../field.tsx'
import { Hidden } from '../hidden.tsx'
import { Icon } from '../icon.tsx'
import { w } from './samples.ts'
import { Section, type SheetProps } from './section.tsx'

const KINDS: [ButtonKind | undefined, string][] = [
  [undefined, w.secondary],
  ['primary', w.primary],
  ['success', w.accept],
  ['error', w.remove],
  ['ghost', w.quiet],
  ['tint', w.tinted],
]

export function Controls({ uid }: SheetProps) {
  return (
    <>
      <Section uid={uid} title={w.buttons}>
        {KINDS.map(([kind, words]) => (
          <Buttons key={words} kind={kind} words={words} />
        ))}
        <div class="flex flex-wrap gap-2 items-center">
          <Button kind="primary" size="lg">
            {w.large}
          </Button>
          <Button icon="bell" pressed>
            {w.pressed}
          </Button>
          <Button size="sm" icon="thumbs-up" count={58} pressed={false}>
            {w.helpful}
          </Button>
          <Joined />
        </div>
      </Section>
      <Section uid={uid} title={w.fields}>
        <Fields uid={uid} />
      </Section>
      <Section uid={uid} title={w.choices}>
        <Choices uid={uid} />
      </Section>
    </>
  )
}

function Buttons({ kind, words }: { kind: ButtonKind | undefined; words: string }) {
  return (
    <div class="flex flex-wrap gap-2 items-center">
      <Button kind={kind}>{words}</Button>
      <Button kind={kind} class="is-focus">
        {w.focus}
      </Button>
      <Button kind={kind} icon="reply">
        {w.icon}
      </Button>
      <Button kind={kind} after="arrow-right" href="/design">
        {w.more}
      </Button>
      <Button kind={kind} size="sm">
        {w.small}
      </Button>
      <Button kind={kind} icon="ellipsis" label={`${w.more}, ${words}`} />
      <Button kind={kind} disabled>
        {w.disabled}
      </Button>
      <Button kind={kind} busy>
        {w.sending}
      </Button>
    </div>
  )
}

function Joined() {
  return (
    <div class="join" role="group" aria-label={w.period}>
      <Button class="join-item" pressed>
        {w.one}
      </Button>
      <Button class="join-item" pressed={false}>
        {w.other}
      </Button>
    </div>
  )
}

function Fields({ uid }: SheetProps) {
  const options = [
    { value: 1, label: w.hot },
    { value: 2, label: w.heating },
  ]
  return (
    <>
      <Problems
        title={w.problems}
        problems={[{ field: `${uid}-wrong`, text: w.noTitle }, { text: w.error }]}
      />
      <div class="grid sm:grid-cols-2 gap-5">
        <TextField
          id={`${uid}-rest`}
          name="a"
          label={w.resting}
          placeholder={w.example}
          help={w.help}
          optional
        />
        <TextField id={`${uid}-wrong`} name="b" label={w.wrong} value={w.address} error={w.error} />
        <TextField id={`${uid}-off`} name="c" label={w.disabled} value={w.set} disabled />
        <SelectField id={`${uid}-select`} name="d" label={w.select} options={options} value={2} />
        <TextField id={`${uid}-text`} name="e" label={w.text} value={w.grows} rows={3} />
        <Field id={`${uid}-file`} label={w.file}>
          <input id={`${uid}-file`} type="file" class="file-input w-full" />
        </Field>
        <TextField id={`${uid}-big`} name="f" label={w.large} value={w.noTitle} big />
        <form class="f-search self-end">
          <label class="input">
            <Icon name="search" />
            <Hidden>{w.page}</Hidden>
            <input type="search" placeholder={w.example} />
            <kbd class="kbd">/</kbd>
          </label>
        </form>
      </div>
    </>
  )
}

function Choices({ uid }: SheetProps) {
  return (
    <div class="grid sm:grid-cols-2 gap-5">
      <Fieldset legend={w.choices} id={`${uid}-set`} help={w.help}>
        <Check name="g" checked count={24}>
          {w.check}
        </Check>
        <Check name="g" help={w.help}>
          {w.uncheck}
        </Check>
        <Radio name={`${uid}-h`} value="1" checked>
          {w.one}
        </Radio>
        <Radio name={`${uid}-h`} value="2">
          {w.other}
        </Radio>
        <Toggle name="i" checked>
          {w.on}
        </Toggle>
        <Toggle name="j">{w.off}</Toggle>
      </Fieldset>
      <div class="grid gap-2.5 content-start">
        <ChoiceCard name={`${uid}-k`} value="warm" checked>
          <b>{w.warm}</b>
          <br />
          {w.warmly}
        </ChoiceCard>
        <ChoiceCard name={`${uid}-k`} value="plain">
          <b>{w.plain}</b>
          <br />
          {w.plainly}
        </ChoiceCard>
      </div>
    </div>
  )
}
