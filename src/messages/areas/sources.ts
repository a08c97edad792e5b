import { area } from '../area.ts'

export const sources = area({ en: {}, fr: {} })
