/** An answer to an access request, as text that the person reads. */
import { type Catalogue, formatDate, formatInstant, formatNumber, type Locale } from '../../src/messages/index.ts'
import type { SubjectAnswer, SubjectExposure, SubjectFile, SubjectSelector } from '../../src/report/index.ts'
import { plainLine } from '../../src/report/index.ts'
import { toldForm } from '../../src/sources/index.ts'
import { detailWords, sourceWords } from './exposures.ts'
import { renderFields } from './fields.ts'
import { renderTable, type Table } from './table.ts'

export interface SubjectContext {
  /** as the operator wrote it, in its canonical form */
  readonly selector: string
  readonly organisation: string
  /** how to reach the data-protection officer */
  readonly contact: string
  readonly messages: Catalogue
  readonly locale: Locale
  readonly timezone: string
  readonly width: number | undefined
}

export function renderSubject(file: SubjectFile, context: SubjectContext): string {
  return new SubjectText(context).whole(file)
}

class SubjectText {
  readonly #context: SubjectContext
  readonly #messages: Catalogue

  constructor(context: SubjectContext) {
    this.#context = context
    this.#messages = context.messages
  }

  whole(file: SubjectFile): string {
    const { organisation, selector, contact, width } = this.#context
    const { subject } = this.#messages
    const head = [
      subject.title(organisation === '' ? subject.us : organisation, selector),
      subject.asOf(this.#instant(file.at)),
      '',
      renderFields(
        [
          [subject.labels.ref, file.ref],
          [subject.labels.purpose, subject.purpose],
          [subject.labels.contact, contact],
        ],
        width,
      ),
    ]
    if (file.objectedAt !== undefined) head.push('', subject.objected(this.#instant(file.objectedAt)))
    else if (!file.held) head.push('', subject.notHeld)
    const [asked, ...others] = file.selectors
    return [
      ...head,
      ...(asked === undefined ? [] : this.#selector(asked)),
      ...(others.length === 0 ? [] : ['', `— ${subject.titles.person} —`]),
      ...others.flatMap((one) => ['', `${one.canonical} (${one.ref})`, ...this.#selector(one)]),
      ...(others.some((one) => !one.revealed) ? ['', `→ ${subject.more}`] : []),
      ...this.#operations(file),
      ...section(subject.titles.rights, subject.rights),
    ].join('\n')
  }

  #selector(one: SubjectSelector): string[] {
    const { subject } = this.#messages
    return [
      ...section(subject.titles.lists, this.#table(this.#lists(one)), ...this.#kept(one)),
      ...section(
        subject.titles.told,
        one.told.length === 0 ? subject.toldNothing : this.#table(this.#told(one)),
        subject.domainCalls,
      ),
      ...section(
        subject.titles.answers,
        one.answers.length === 0 ? subject.noAnswers : this.#table(this.#answers(one.answers)),
      ),
      ...section(
        subject.titles.exposures,
        one.exposures.length === 0
          ? subject.noExposures
          : one.exposures.map((exposure) => this.#exposure(exposure)).join('\n\n'),
      ),
    ]
  }

  #lists({ lists }: SubjectSelector): Table {
    const { head, ...subject } = this.#messages.subject
    return {
      head: [head.population, head.list, head.imported, head.until, head.basis],
      rows: lists.map((one) => [
        one.persons ?? one.population,
        one.list,
        this.#day(one.importedAt),
        one.retiredAt === undefined ? this.#day(one.expiresAt) : subject.retired(this.#day(one.retiredAt)),
        one.legalBasis ?? subject.noBasis,
      ]),
    }
  }

  #kept({ lists }: SubjectSelector): string[] {
    return lists.flatMap(({ population, persons, exposuresKeptDays: days }) =>
      days === undefined
        ? []
        : this.#messages.subject.kept(persons ?? population, formatNumber(days, this.#context.locale)),
    )
  }

  #told({ told }: SubjectSelector): Table {
    const { head, tells } = this.#messages.subject
    const { country, operator, question } = this.#messages.documents.common
    return {
      head: [head.source, head.operator, head.question, head.what, head.when],
      rows: told.map((one) => [
        sourceWords(one.source, one.name, this.#messages),
        `${operator(one.operator)}, ${country(one.country)}`,
        question(one.question),
        tells[toldForm(one.source, one.discloses)],
        this.#instant(one.at),
      ]),
    }
  }

  #answers(answers: readonly SubjectAnswer[]): Table {
    const { head, since } = this.#messages.subject
    const { question } = this.#messages.documents.common
    return {
      head: [head.source, head.question, head.answer, head.asOf],
      rows: answers.map((one) => [
        sourceWords(one.source, one.name, this.#messages),
        question(one.question),
        this.#answer(one) +
          (one.since === undefined
            ? ''
            : since(this.#answerWord(one.since), this.#reason(one.since.reason), this.#instant(one.since.at))),
        this.#instant(one.asOf),
      ]),
    }
  }

  #answer(one: SubjectAnswer): string {
    return this.#answerWord(one) + (one.reason === undefined ? '' : ` (${this.#reason(one.reason)})`)
  }

  #answerWord({ answer }: Pick<SubjectAnswer, 'answer'>): string {
    return this.#messages.scan.answers[answer]
  }

  #reason(reason: string): string {
    const reasons: Readonly<Record<string, string>> = this.#messages.scan.reasons
    return reasons[reason] ?? reason
  }

  #exposure(one: SubjectExposure): string {
    const { documents, exposures, qualify, subject } = this.#messages
    const { labels } = subject
    const decision = one.qualification
    return renderFields(
      [
        [labels.incident, `${one.incident.title} (${one.incident.id}, ${one.exposure})`],
        [labels.occurredOn, one.incident.occurredOn && formatDate(one.incident.occurredOn, this.#context.locale)],
        [labels.dataClasses, one.dataClasses.map(documents.common.dataClass).join(', ')],
        [labels.verdict, exposures.resale[one.resale.verdict]],
        [
          labels.told,
          one.toldBy
            .map(({ source, title, url, details }) =>
              [
                exposures.toldBy(sourceWords(source, source, this.#messages), title),
                ...details.map((detail) => detailWords(detail, this.#messages)),
                url ?? '',
              ]
                .filter((part) => part !== '')
                .join(' · '),
            )
            .join('\n'),
        ],
        [labels.seen, subject.seen(this.#day(one.firstSeenAt), this.#day(one.lastSeenAt))],
        [
          labels.decision,
          decision &&
            [subject.decided(qualify.words[decision.as], this.#day(decision.at)), one.note && plainLine(one.note)]
              .filter((part) => part !== undefined)
              .join(' · '),
        ],
        [labels.remedy, one.remedy && subject.decided(plainLine(one.remedy.what), this.#day(one.remedy.at))],
      ],
      this.#context.width,
    )
  }

  #operations({ operations }: SubjectFile): string[] {
    const { titles, head, actions, noOperations } = this.#messages.subject
    const words: Readonly<Record<string, string>> = actions
    const table = {
      head: [head.when, head.operation],
      rows: operations.map(({ at, action }) => [this.#instant(at), words[action] ?? action]),
    }
    return section(titles.operations, operations.length === 0 ? noOperations : this.#table(table))
  }

  #table(table: Table): string {
    return renderTable(table, { width: this.#context.width })
  }

  #instant(at: string): string {
    return formatInstant(at, this.#context.locale, this.#context.timezone)
  }

  #day(at: string): string {
    return formatDate(at, this.#context.locale, this.#context.timezone)
  }
}

function section(title: string, ...blocks: readonly string[]): string[] {
  return ['', title, ...blocks]
}
