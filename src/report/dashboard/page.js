/**
 * What the dashboard does with scripts: filters, sorting, further pages. It reads the rows that the file carries (`data.ts`
 * has their shape) and builds elements one by one: no text becomes markup, nothing is requested, nothing is kept.
 */
;(() => {
  const data = JSON.parse(document.getElementById('rows').textContent)
  const { words } = data
  const collator = new Intl.Collator(data.locale, { sensitivity: 'base', numeric: true })
  const resaleNames = ['yes', 'likely', 'historical', 'no-evidence']

  // ── building ─────────────────────────────────────────────────────────────────────────────────────────────────────

  function element(name, attributes, ...children) {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(...children)
    return made
  }

  function sub(text) {
    return element('span', { class: 'sub' }, text)
  }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key]))
  }

  function number(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, data.thousands)
  }

  function listed(members, texts) {
    return members.map((member) => texts[member]).join(', ')
  }

  function dayCell(day) {
    const told = data.days[day]
    return told === undefined ? [] : [element('time', { datetime: told[0] }, told[1])]
  }

  function verdictCell(verdict) {
    const [resale, , why] = data.verdicts[verdict]
    const label = element('span', { class: `verdict ${resaleNames[resale]}` }, data.resale[resale])
    const summary = element('summary', {}, label, ' ', element('span', { class: 'unseen' }, words.why))
    return [element('details', {}, summary, ...why.map((line) => element('p', {}, line)))]
  }

  // ── the two tables ───────────────────────────────────────────────────────────────────────────────────────────────

  /** sorts by numbers upwards; texts by the rules of the language */
  const dayKey = (day) => (data.days[day] === undefined ? '' : data.days[day][0])
  const byText = (read) => (rows) => {
    const ranks = new Map([...new Set(rows.map(read))].sort(collator.compare).map((text, rank) => [text, rank]))
    return (row) => ranks.get(read(row))
  }
  const byNumber = (read) => () => read
  const byDay = (read) => byNumber((row) => Number(dayKey(read(row)).replaceAll('-', '')))
  const byVerdict = (index) =>
    byNumber((row) => {
      const [resale, offered] = data.verdicts[row[index]]
      return resale * 1e9 - Number(dayKey(offered).replaceAll('-', ''))
    })

  const exposures = {
    rows: data.exposures,
    sorts: [
      byText((row) => row[2]),
      byText((row) => listed(data.populationSets[row[3]], data.populations)),
      byText((row) => data.incidents[row[5]][1]),
      byText((row) => listed(data.classSets[row[7]], data.classes)),
      byVerdict(8),
      byText((row) => data.decisions[row[11]]),
      byNumber((row) => row[9]),
      byDay((row) => row[10]),
    ],
    cells(row) {
      const [exposure, ref, selector, populations, kind, incident, , classes, verdict, state, seen, decision] = row
      const [id, title] = data.incidents[incident]
      return [
        [element('span', { class: 'id' }, selector), ' ', sub(`${data.kinds[kind]} · ${ref}`)],
        [listed(data.populationSets[populations], data.populations)],
        [title, ' ', sub(id)],
        [listed(data.classSets[classes], data.classes)],
        verdictCell(verdict),
        [data.decisions[decision]],
        [data.states[state], ' ', sub(exposure)],
        dayCell(seen),
      ]
    },
    text: (row) => `${row[0]}\n${row[1]}\n${row[2]}\n${data.incidents[row[5]][0]}\n${data.incidents[row[5]][1]}`,
    filters: [
      [words.population, data.populations, (row, at) => data.populationSets[row[3]].includes(at)],
      [words.kind, data.kinds, (row, at) => row[4] === at],
      [words.verdict, data.resale, (row, at) => data.verdicts[row[8]][0] === at],
      [words.decision, data.decisions, (row, at) => row[11] === at],
      [words.state, data.states, (row, at) => row[9] === at],
      [words.source, data.sources, (row, at) => data.sourceSets[row[6]].includes(at)],
    ],
    toDo: (row) => row[12] === 1,
  }

  const incidents = {
    rows: data.findings,
    right: [3, 7],
    sorts: [
      byText((row) => data.incidents[row[0]][1]),
      byDay((row) => data.incidents[row[0]][2]),
      byText((row) => data.decisions[row[2]]),
      byNumber((row) => row[3]),
      byText((row) => listed(data.classSets[row[5]], data.classes)),
      byVerdict(6),
      byNumber((row) => row[7]),
      byNumber((row) => row[9]),
      byDay((row) => row[10]),
    ],
    cells(row) {
      const [incident, sources, decision, , persons, classes, verdict, , severity, count, seen] = row
      const [id, title, day] = data.incidents[incident]
      const show = element('button', { type: 'button' }, words.show)
      show.append(' ', element('span', { class: 'unseen' }, filled(words.exposuresOf, { title })))
      show.addEventListener('click', () => tables.exposures.search(id))
      return [
        [title, ' ', sub(`${id} · ${listed(data.sourceSets[sources], data.sources)}`)],
        dayCell(day),
        [data.decisions[decision]],
        [persons],
        [listed(data.classSets[classes], data.classes)],
        verdictCell(verdict),
        [severity],
        count === 0 ? [number(count)] : [number(count), ' ', show],
        dayCell(seen),
      ]
    },
    text: (row) => `${data.incidents[row[0]][0]}\n${data.incidents[row[0]][1]}`,
    filters: [
      [words.verdict, data.resale, (row, at) => data.verdicts[row[6]][0] === at],
      [words.source, data.sources, (row, at) => data.sourceSets[row[1]].includes(at)],
    ],
  }

  // ── filters, sorting, pages ──────────────────────────────────────────────────────────────────────────────────────

  function enhance(id, spec) {
    const place = document.querySelector(`[data-table="${id}"]`)
    if (place === null) return { search() {} }
    const table = place.querySelector('table')
    const caption = table.caption.textContent
    const body = table.tBodies[0]
    const tools = place.querySelector('.tools')
    const pager = place.querySelector('.pager')
    place.querySelector('.first').remove()

    const status = element('p', { role: 'status' })
    const position = element('p', {})
    const [previous, next] = [words.previous, words.next].map((text) => element('button', { type: 'button' }, text))
    let matching = spec.rows
    let page = 0
    let sorted = { column: -1, down: false }

    const search = element('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' })
    const selects = spec.filters
      .filter(([, texts]) => texts.length > 1)
      .map(([label, texts, holds]) => {
        const select = element('select', {}, element('option', { value: '' }, words.all))
        for (const [at, text] of texts.entries()) select.append(element('option', { value: String(at) }, text))
        return { label, select, holds }
      })
    const toDo = spec.toDo === undefined ? undefined : element('input', { type: 'checkbox' })
    const reset = element('button', { type: 'button' }, words.reset)

    tools.setAttribute('role', 'group')
    tools.setAttribute('aria-label', filled(words.filterGroup, { table: caption }))
    tools.append(element('label', {}, words.search, search))
    search.setAttribute('placeholder', words.searchHint)
    for (const { label, select } of selects) tools.append(element('label', {}, label, select))
    if (toDo !== undefined) tools.append(element('label', { class: 'check' }, toDo, words.toDo))
    tools.append(reset)
    pager.setAttribute('role', 'group')
    pager.setAttribute('aria-label', filled(words.pageGroup, { table: caption }))
    pager.append(previous, position, next)
    tools.after(status)

    function select() {
      const needle = search.value.trim().toLowerCase()
      const chosen = selects.filter(({ select }) => select.value !== '')
      matching = spec.rows.filter(
        (row) =>
          (toDo === undefined || !toDo.checked || spec.toDo(row)) &&
          chosen.every(({ select, holds }) => holds(row, Number(select.value))) &&
          (needle === '' || spec.text(row).toLowerCase().includes(needle)),
      )
      sort()
    }

    function sort() {
      const { column, down } = sorted
      if (column !== -1) {
        const key = spec.sorts[column](matching)
        const order = down ? -1 : 1
        matching = matching
          .map((row, at) => ({ row, at, key: key(row) }))
          .sort((a, b) => order * (a.key - b.key) || a.at - b.at)
          .map(({ row }) => row)
      }
      page = 0
      show()
    }

    function show() {
      const from = page * data.pageSize
      const shown = matching.slice(from, from + data.pageSize)
      const right = spec.right ?? []
      body.replaceChildren(
        ...shown.map((row) =>
          element(
            'tr',
            {},
            ...spec.cells(row).map((content, column) => {
              if (column === 0) return element('th', { scope: 'row' }, ...content)
              return element('td', right.includes(column) ? { class: 'number' } : {}, ...content)
            }),
          ),
        ),
      )
      const pages = Math.max(1, Math.ceil(matching.length / data.pageSize))
      position.textContent = filled(words.page, { page: number(page + 1), pages: number(pages) })
      status.textContent =
        matching.length === 0
          ? words.nothing
          : [
              filled(words.matching, { count: number(matching.length), all: number(spec.rows.length) }),
              filled(words.shown, {
                from: number(from + 1),
                to: number(from + shown.length),
                count: number(matching.length),
              }),
            ].join(' · ')
      // a button that was just pressed keeps the focus, even when it has nothing left to do
      previous.setAttribute('aria-disabled', String(page === 0))
      next.setAttribute('aria-disabled', String(page + 1 >= pages))
    }

    function turn(by) {
      const pages = Math.ceil(matching.length / data.pageSize)
      if (page + by < 0 || page + by >= pages) return
      page += by
      show()
    }

    Array.from(table.tHead.rows[0].cells).forEach((cell, column) => {
      const title = cell.textContent
      const button = element('button', { type: 'button', title: filled(words.sortBy, { column: title }) }, title)
      cell.replaceChildren(button, element('span', { class: 'printed' }, title))
      button.addEventListener('click', () => {
        sorted = { column, down: sorted.column === column && !sorted.down }
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort')
        cell.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending')
        sort()
      })
    })
    search.addEventListener('input', select)
    for (const one of selects) one.select.addEventListener('change', select)
    toDo?.addEventListener('change', select)
    previous.addEventListener('click', () => turn(-1))
    next.addEventListener('click', () => turn(1))
    function clear() {
      search.value = ''
      for (const one of selects) one.select.value = ''
      if (toDo !== undefined) toDo.checked = false
    }
    reset.addEventListener('click', () => {
      clear()
      select()
    })

    tools.hidden = false
    pager.hidden = false
    show()
    return {
      search(text) {
        clear()
        search.value = text
        select()
        search.scrollIntoView({ block: 'center' })
        search.focus()
      },
    }
  }

  const tables = { exposures: enhance('exposures', exposures), incidents: enhance('incidents', incidents) }
})()
