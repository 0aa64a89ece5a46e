import { Alert } from '#ui/alert.tsx'
import { Button } from '#ui/button.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { ActionButton, Form } from '#ui/form.tsx'
import { errorOf, Refused, type Refusal } from '#ui/refused.tsx'
import { Slip, SlipRow } from '#ui/slip.tsx'
import { Time } from '#ui/time.tsx'
import { t } from '../../../texts/index.ts'
import type { KeptMember } from '#modules/members/index.ts'
import { AdminFrame } from './admin-frame.tsx'
import { roleName, State } from './members-page.tsx'

interface OneProps {
  member: KeptMember
  /** Those there are to choose from */
  roles: readonly string[]
  /** What the viewer may do with this one */
  may: { changeRole: boolean; suspend: boolean }
  saved?: boolean | undefined
  refusal?: Refusal | undefined
}

export function MemberKeptPage({ member, roles, may, saved, refusal }: OneProps) {
  return (
    <AdminFrame
      at="members"
      title={member.name}
      lead={
        <a class="f-link" href={`/members/${member.handle}`}>
          @{member.handle}
        </a>
      }
      saved={saved}
    >
      <Refused refusal={refusal} fields={['role', 'to']} />
      <Facts member={member} />
      {!may.changeRole && (
        <div class="mt-6">
          <Alert>{t('admin:members.yourself')}</Alert>
        </div>
      )}
      {may.changeRole && <RoleForm member={member} roles={roles} refusal={refusal} />}
      {may.suspend && <Suspension member={member} />}
      {member.importedAt && !member.canSignIn && <HandOverForm member={member} refusal={refusal} />}
      <p class="mt-8">
        <a class="f-link" href="/admin/members">
          {t('admin:members.back')}
        </a>
      </p>
    </AdminFrame>
  )
}

const Facts = ({ member }: { member: KeptMember }) => (
  <Slip title={t('admin:members.facts')}>
    <SlipRow label={t('admin:members.role')}>
      {roleName(member.role)} <State member={member} />
    </SlipRow>
    <SlipRow label={t('members:fields.email')}>{member.email ?? '–'}</SlipRow>
    <SlipRow label={t('admin:members.joined')}>
      <Time at={member.joinedAt} look="date" />
    </SlipRow>
    <SlipRow label={t('admin:members.seen')}>
      {member.lastSeenAt ? <Time at={member.lastSeenAt} /> : '–'}
    </SlipRow>
    <SlipRow label={t('admin:members.posts')}>{member.postCount}</SlipRow>
  </Slip>
)

const RoleForm = ({ member, roles, refusal }: Pick<OneProps, 'member' | 'roles' | 'refusal'>) => (
  <Form action={`/admin/members/${member.handle}/role`} id="role-form" class="mt-8 grid gap-4">
    <SelectField
      id="role"
      name="role"
      label={t('admin:members.role')}
      help={t('admin:members.roleHelp')}
      value={member.role}
      error={errorOf(refusal, 'role')}
      options={roles.map((role) => ({ value: role, label: roleName(role) }))}
    />
    <div>
      <Button type="submit" id="save-role">
        {t('admin:members.changeRole')}
      </Button>
    </div>
  </Form>
)

const Suspension = ({ member }: { member: KeptMember }) => (
  <div class="mt-8 border-t border-line pt-6">
    <p class="text-ink-2 mb-3">
      {t(member.suspendedAt ? 'admin:members.suspendedLead' : 'admin:members.suspendLead')}
    </p>
    {member.suspendedAt ? (
      <ActionButton action={`/admin/members/${member.handle}/restoration`} icon="undo-2" id="restore">
        {t('admin:members.restore')}
      </ActionButton>
    ) : (
      <ActionButton
        action={`/admin/members/${member.handle}/suspension`}
        kind="error"
        icon="ban"
        id="suspend"
      >
        {t('admin:members.suspend')}
      </ActionButton>
    )}
  </div>
)

const HandOverForm = ({ member, refusal }: Pick<OneProps, 'member' | 'refusal'>) => (
  <Form
    action={`/admin/members/${member.handle}/owner`}
    id="hand-over-form"
    class="mt-8 border-t border-line pt-6 grid gap-4"
  >
    <TextField
      id="to"
      name="to"
      required
      maxlength={60}
      label={t('admin:members.handOver')}
      help={t('admin:members.handOverHelp')}
      error={errorOf(refusal, 'to')}
    />
    <div>
      <Button type="submit" icon="user-plus" id="hand-over">
        {t('admin:members.handOverGo')}
      </Button>
    </div>
  </Form>
)
