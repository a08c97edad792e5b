/** Where models are kept: `reports/` of the workspace, one file each, so that a report can be made again as it was. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { InputError } from '../../domain/index.ts'
import { writeAtomically } from '../atomic.ts'
import { digestOf } from './build.ts'
import { modelSchema, type ReportModel } from './contract.ts'

const nameForm = /^r-\d{8}-\d{6}-[0-9a-f]{8}$/

/** @returns the file. @throws ReportError when it cannot be written */
export async function keepModel(directory: string, model: ReportModel): Promise<string> {
  const file = fileOf(directory, model.id)
  await writeAtomically(file, (writer) => writer.write(`${JSON.stringify(model)}\n`))
  return file
}

/** @throws InputError when there is none of that name, or when it is not as it was written */
export async function loadModel(directory: string, id: string): Promise<ReportModel> {
  const model = nameForm.test(id) ? await readModel(fileOf(directory, id)) : undefined
  if (model === undefined) {
    const known = await keptModels(directory)
    throw new InputError(`there is no report of that name in ${directory}`, {
      mend: known.length === 0 ? 'make one first: vigie report cnil' : `those there are: ${known.slice(-5).join(', ')}`,
    })
  }
  const { id: name, digest, ...content } = model
  if (name !== id || model.schema !== modelSchema || digestOf(content) !== digest) {
    throw new InputError(`the report ${id} is not as it was written`, {
      mend: 'its file was changed or damaged; take it from a backup',
    })
  }
  return model
}

/** Names, oldest first; empty where none was made. */
export async function keptModels(directory: string): Promise<readonly string[]> {
  const files = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const names = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length))
  return names.filter((name) => nameForm.test(name)).sort()
}

function fileOf(directory: string, id: string): string {
  return path.join(directory, `${id}.json`)
}

async function readModel(file: string): Promise<ReportModel | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as ReportModel
  } catch (cause) {
    throw new InputError(`${path.basename(file)} is not JSON`, {
      mend: 'its file was changed or damaged; take it from a backup',
      cause,
    })
  }
}
