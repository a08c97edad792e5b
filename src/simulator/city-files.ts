/**
 * The city's lists as an office exports them: two dialects of CSV, numbers in every spelling, and the dirt that real
 * exports have (a person twice, an address in capitals, one that is broken, a number eaten by a spreadsheet).
 */
import type { City, Resident, StaffMember } from './city.ts'
import { type Random, seededRandom } from './random.ts'

export interface CityFile {
  readonly name: string
  readonly text: string
}

/** `agents.csv` (`;`, byte order mark, CRLF), `usagers.csv` (`,`, LF), `domaines.txt` (one a line). */
export function cityFiles(city: City): readonly CityFile[] {
  const random = seededRandom(city.seed + 1)
  return [
    { name: 'agents.csv', text: `\uFEFF${lines(agentRows(city.staff, random), '\r\n')}` },
    { name: 'usagers.csv', text: lines(usagerRows(city.residents, random), '\n') },
    { name: 'domaines.txt', text: lines(city.domains, '\n') },
  ]
}

function agentRows(staff: readonly StaffMember[], random: Random): string[] {
  const rows = staff.map((agent, index) =>
    agentRow(agent, index === 4 ? agent.email.toUpperCase() : agent.email, random),
  )
  const twice = rows[11]
  if (twice !== undefined) rows.splice(40, 0, twice)
  rows.splice(120, 0, '19999;Départ;En cours;en.cours.ville-exemple.fr;;Ressources humaines')
  return ['Matricule;Nom;Prénom;Courriel;Téléphone;Service', ...rows]
}

function agentRow(agent: StaffMember, email: string, random: Random): string {
  const phone = agent.phoneE164 === undefined ? '' : spell(agent.phoneE164, random)
  return [agent.matricule, agent.lastName.toUpperCase(), agent.firstName, email, phone, agent.service].join(';')
}

function usagerRows(residents: readonly Resident[], random: Random): string[] {
  const rows = residents.map((resident, index) =>
    usagerRow(resident, index === 7 ? capitals(resident) : resident, random),
  )
  const twice = rows[23]
  if (twice !== undefined) rows.splice(300, 0, twice)
  rows.splice(150, 0, 'U900001,"Sans, Arobase",Lise,lise.sans-arobase.example.org,06 39 98 00 00')
  rows.splice(800, 0, 'U900002,Tableur,Marc,marc.tableur@example.org,"3,36E+10"')
  return ['N° usager,Nom,Prénom,Courriel,Tél. portable', ...rows]
}

function usagerRow(resident: Resident, shown: { email: string }, random: Random): string {
  const phone = resident.phoneE164 === undefined ? '' : spell(resident.phoneE164, random)
  return [resident.usager, resident.lastName, resident.firstName, shown.email, phone].join(',')
}

function capitals(resident: Resident): { email: string } {
  return { email: resident.email.toUpperCase() }
}

/** One of the spellings that people and software give a French number. `phoneE164` is metropolitan. */
function spell(phoneE164: string, random: Random): string {
  return random.pick(spellings(phoneE164))
}

/** Spellings of one metropolitan number, all of them readable without knowing the column. */
export function spellings(phoneE164: string): readonly string[] {
  const national = `0${phoneE164.slice(3)}`
  const pairs = national.match(/\d\d/g) ?? []
  const [first = '', ...rest] = pairs
  return [
    national,
    pairs.join(' '),
    pairs.join('.'),
    pairs.join('-'),
    pairs.join('\u00A0'),
    phoneE164,
    `+33 ${first.slice(1)} ${rest.join(' ')}`,
    `+33 (0)${first.slice(1)} ${rest.join(' ')}`,
    `0033${phoneE164.slice(3)}`,
    phoneE164.slice(1),
  ]
}

function lines(rows: readonly string[], end: string): string {
  return rows.map((row) => row + end).join('')
}
