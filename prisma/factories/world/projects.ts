import type { ProjectStory } from '../projects.ts'
import type { HarborPerson } from './people.ts'

/** Harbor's projects: a restaurant's website, a museum's app and a bakery's shop. */
export const harborProjects = {
  lume: {
    name: 'Osteria Lume website',
    slug: 'osteria-lume-website',
    members: { jonas: 'lead', ingrid: 'lead', priya: 'team', samir: 'team', elif: 'team', maya: 'client' },
  },
  tidewater: {
    name: 'Tidewater Museum app',
    slug: 'tidewater-museum-app',
    members: { priya: 'lead', noor: 'team', samir: 'team', elif: 'team', amara: 'client', tomas: 'client' },
  },
  bakery: {
    name: 'Brot & Salz shop',
    slug: 'brot-und-salz-shop',
    members: { jonas: 'lead', samir: 'team', elif: 'team', lena: 'client' },
  },
} as const satisfies Record<string, ProjectStory<HarborPerson>>
