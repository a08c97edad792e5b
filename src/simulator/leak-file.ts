/** A file as the police hand it over: the table of a canteen's software that somebody took, with persons of the city and others. */
import type { City } from './city.ts'
import { type CityFile, spellings } from './city-files.ts'
import { seededRandom } from './random.ts'

/** Every so many residents and agents are in it. */
const residentStep = 60
const agentStep = 50
const strangers = 25

export interface LeakFile extends CityFile {
  /** `YYYY-MM-DD`: when it was taken */
  readonly takenOn: string
}

/** Rows of an INSERT, in an order of their own. */
export function leakFile(city: City): LeakFile {
  const random = seededRandom(city.seed + 3)
  const known = [
    ...city.residents.filter((_, index) => index % residentStep === 9),
    ...city.staff.filter((_, index) => index % agentStep === 9),
  ]
  const people = [
    ...known,
    ...Array.from({ length: strangers }, (_, index) => ({
      lastName: 'Autreville',
      firstName: 'Camille',
      email: `camille.autreville${index}@ailleurs.example`,
      phoneE164: undefined,
    })),
  ]
  const rows = random.shuffle(people).map(({ lastName, firstName, email, phoneE164 }, index) => {
    const phone = phoneE164 === undefined ? 'NULL' : quoted(random.pick(spellings(phoneE164)))
    const birthday = `19${60 + random.integer(40)}-0${1 + random.integer(9)}-1${random.integer(10)}`
    const hash = `$2y$10$FICTIF${random.hex(46).toLowerCase()}.`
    const shown = index % 9 === 4 ? email.toUpperCase() : email
    return `(${1000 + index},${[lastName.toUpperCase(), firstName, shown].map(quoted).join(',')},${phone},${quoted(hash)},${quoted(birthday)})`
  })
  return {
    name: 'cantine-fictive.sql',
    takenOn: '2026-03-14',
    text: [
      `-- ${city.name} est une ville fictive : tout est inventé`,
      'INSERT INTO `familles` (`id`,`nom`,`prenom`,`email`,`telephone`,`mot_de_passe`,`date_naissance`) VALUES',
      `${rows.join(',\n')};`,
      '',
    ].join('\n'),
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
