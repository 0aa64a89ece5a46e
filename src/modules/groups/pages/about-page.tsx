import { Prose } from '#ui/post.tsx'
import { SectionHead } from '#ui/heading.tsx'
import { t } from '../../../texts/index.ts'
import { GroupFrame, type GroupFrameProps } from './group-frame.tsx'

/** What a group is and what is agreed in it; for those who look after it, how to do that well. */
export function AboutGroupPage(props: Omit<GroupFrameProps, 'at' | 'children'>) {
  const { group, may } = props
  return (
    <GroupFrame {...props} at="about">
      <section class="mt-6">
        <SectionHead>{t('groups:rules')}</SectionHead>
        {group.rulesHtml ? <Prose html={group.rulesHtml} /> : <p class="text-ink-3">{t('groups:noRules')}</p>}
      </section>
      {may.invite && <OwnersGuide />}
    </GroupFrame>
  )
}

const steps = ['purpose', 'people', 'first', 'rhythm', 'rules', 'share', 'end'] as const

/** Seven things that groups which live have in common. */
export const OwnersGuide = () => (
  <section class="mt-10" id="guide">
    <SectionHead>{t('groups:guide.title')}</SectionHead>
    <p class="text-ink-2">{t('groups:guide.lead')}</p>
    <ol class="list-decimal ps-6 mt-3 grid gap-3">
      {steps.map((step) => (
        <li key={step}>
          <b class="font-semibold">{t(`groups:guide.${step}.title`)}</b>
          <p>{t(`groups:guide.${step}.text`)}</p>
        </li>
      ))}
    </ol>
  </section>
)
