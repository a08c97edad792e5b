import { area } from '../area.ts'

export const scan = area({ en: {}, fr: {} })
