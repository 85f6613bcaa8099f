import { existsSync, readFileSync } from 'node:fs'

/** One promise of the product. */
export interface Requirement {
  id: string
  text: string
  /** Said to be done: then a test or a document must show it. */
  claimed: boolean
  /** What shows it where no test can: files of the project. */
  documents?: string[]
}

export interface Section {
  title: string
  requirements: Requirement[]
}

/** Reads the table of requirements. */
export function readTable(path: string): Section[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { sections: Section[] }).sections
}

/** Documents that the table names and that do not exist. */
export function missingDocuments(sections: readonly Section[]): string[] {
  return sections.flatMap(section => section.requirements)
    .filter(requirement => requirement.claimed)
    .flatMap(({ id, documents = [] }) => documents.filter(path => !existsSync(path)).map(path => `${id}: ${path} does not exist`))
}
