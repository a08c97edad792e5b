/** Environment variables, as `process.env` holds them. This room is the only one that reads them. */
export type Environment = Readonly<Record<string, string | undefined>>
