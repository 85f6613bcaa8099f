import { composeMail, languageOf, linkTo } from '#server/domain/mail/compose-mail.ts'
import { database } from '#server/infra/postgres/database.ts'
import { mailer } from '#server/infra/mailer.ts'
import type { InvitationMail } from './invitation-mail.ts'
import { invitationPath } from './invitation-token.ts'
import { english, german } from './mail-texts.ts'
import { findInvitationProblem } from './assert-invitation-usable.ts'

/**
 * Mails the link of an invitation, unless it is no longer usable: in the language of the recipient's
 * account, else in the inviter's.
 */
export async function sendInvitationMail({ invitationId }: InvitationMail): Promise<void> {
  const invitation = await database().invitation.findUnique({
    where: { id: invitationId },
    include: { invitedBy: true, project: { select: { name: true } }, conversation: { select: { title: true } } },
  })
  if (!invitation?.email || await findInvitationProblem(database(), invitation)) return
  const { email, invitedBy, project, conversation, expiresAt } = invitation
  const reader = await database().user.findUnique({ where: { email } })
  const language = languageOf(reader ?? invitedBy)
  const names = { inviter: invitedBy.name, target: conversation?.title ?? project.name }
  const own = {
    link: linkTo(await invitationPath(invitation)),
    date: new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en', { dateStyle: 'long', timeZone: 'UTC' }).format(expiresAt),
  }
  await mailer().send({ to: email, ...composeMail(language === 'de' ? german : english, { names, own }) })
}
