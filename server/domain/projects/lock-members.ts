import type { Prisma, ProjectMember } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'

type MemberOfProject = ProjectMember & { project: { name: string } }

/**
 * Locks a project and returns its members. The lock makes concurrent changes wait, so that two leads
 * who step down at once cannot both succeed.
 */
export async function lockMembers(transaction: Prisma.TransactionClient, projectId: string): Promise<MemberOfProject[]> {
  await transaction.$queryRaw`SELECT 1 FROM projects WHERE id = ${projectId}::uuid FOR UPDATE`
  return await transaction.projectMember.findMany({ where: { projectId }, include: { project: { select: { name: true } } } })
}

/**
 * Refuses a change that would leave a project without a lead.
 * @throws AppError `last_lead`
 */
export function assertLeadRemains(members: readonly MemberOfProject[], withoutUserId: string): void {
  const [lead, another] = members.filter(member => member.role === 'lead')
  if (lead?.userId === withoutUserId && !another) throw new AppError('last_lead', { projects: [lead.project.name] })
}
