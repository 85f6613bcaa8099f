import type { PersonStory } from '../people.ts'

/** The people of Harbor, a small studio by the sea, and their clients. */
export const harborPeople = {
  ingrid: {
    name: 'Ingrid Solberg',
    email: 'ingrid@harbor.example',
    about: 'Runs Harbor. Ask me about contracts, calendars and coffee.',
    platformRole: 'admin',
  },
  jonas: { name: 'Jonas Weber', email: 'jonas@harbor.example', about: 'Project lead at Harbor. Mornings are best.', locale: 'de' },
  priya: { name: 'Priya Nair', email: 'priya@harbor.example', about: 'Design lead at Harbor. Draws first, talks later.' },
  samir: { name: 'Samir Haddad', email: 'samir@harbor.example', about: 'Developer. Back end, payments, things that must not break.' },
  noor: { name: 'Noor de Vries', email: 'noor@harbor.example', about: 'Developer. Apps, maps and offline.' },
  elif: { name: 'Elif Kaya', email: 'elif@harbor.example', about: 'Words and tests. I read everything twice.', locale: 'de' },
  maya: { name: 'Maya Lindqvist', email: 'maya@lume.example', about: 'Owner of Osteria Lume. In the kitchen from five.' },
  amara: { name: 'Dr. Amara Osei', email: 'amara@tidewater.example', about: 'Curator at the Tidewater Museum.' },
  tomas: { name: 'Tomás Rivera', email: 'tomas@tidewater.example', about: 'Visitor services, Tidewater Museum.' },
  lena: { name: 'Lena Brandt', email: 'lena@brotundsalz.example', about: 'Bäckermeisterin, Brot & Salz.', locale: 'de' },
} as const satisfies Record<string, PersonStory>

export type HarborPerson = keyof typeof harborPeople
