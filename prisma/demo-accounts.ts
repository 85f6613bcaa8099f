import { harborPeople } from './factories/world/people.ts'

/** The password of every demo account. Demo accounts exist only in embedded mode. */
export const demoPassword = 'harbor-lights'

/** The demo accounts that the start prints, each with its role. */
export const demoAccounts = [
  { email: harborPeople.maya.email, role: 'client of the restaurant\'s website' },
  { email: harborPeople.jonas.email, role: 'project lead' },
  { email: harborPeople.priya.email, role: 'designer, leads the museum\'s app' },
  { email: harborPeople.lena.email, role: 'client of the bakery\'s shop, in German' },
  { email: harborPeople.ingrid.email, role: 'administrator' },
] as const
