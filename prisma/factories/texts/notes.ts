import type { ConversationStory } from '../conversations.ts'

const notesOfMaya: ConversationStory = {
  people: ['maya'],
  script: `
@ -17d 22:50
maya: Ask Jonas about gift vouchers before Christmas
maya: Iben comes on Thursday for photos, polish the copper
@ -9d 23:15
maya: Allergens with Sofia:
| - celery in the ragù
| - sesame on the grissini
| - no nuts in the pesto since June
@ -2d 23:05
maya: Turbot: leeks, brown butter. Sold out at nine. Order double on Friday.
`,
}

const notesOfJonas: ConversationStory = {
  people: ['jonas'],
  script: `
@ -11d 07:50
jonas: Monday: bakery list for the printer, museum contract to Ingrid, call the domain people
@ -4d 07:40
jonas: Launch list: domain, certificate, redirects of the old pages, backup, flowers for Maya
jonas: Flowers done
@ -1d 17:30
jonas: Vouchers: ask Samir about refunds before promising anything
`,
}

const notesOfPriya: ConversationStory = {
  people: ['priya'],
  script: `
@ -18d 18:20
priya: RAL 6009 → #27352A
@ -3d 19:00
priya: Wave for the poster: lower, longer, three lines instead of five
priya: https://design.harbor.example/reference/estuaries
`,
}

export const noteStories: readonly ConversationStory[] = [notesOfMaya, notesOfJonas, notesOfPriya]
