import { area } from '../area.ts'

export const exposures = area({ en: {}, fr: {} })
