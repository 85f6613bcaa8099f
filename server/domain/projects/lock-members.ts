import type { Prisma, ProjectMember } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'

/**
 * The members of a project, while nobody else changes them: two leads who step down at once take
 * turns, so one of them stays.
 */
export async function lockMembers(transaction: Prisma.TransactionClient, projectId: string): Promise<ProjectMember[]> {
  await transaction.$queryRaw`SELECT 1 FROM projects WHERE id = ${projectId}::uuid FOR UPDATE`
  return await transaction.projectMember.findMany({ where: { projectId } })
}

/**
 * Refuses what would leave a project without a lead.
 * @throws AppError `conflict`
 */
export function keepLead(members: readonly ProjectMember[], withoutUserId: string): void {
  const leads = members.filter(member => member.role === 'lead')
  if (leads.length === 1 && leads[0]?.userId === withoutUserId) throw new AppError('conflict')
}
