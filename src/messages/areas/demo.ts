import { area } from '../area.ts'

export const demo = area({ en: {}, fr: {} })
