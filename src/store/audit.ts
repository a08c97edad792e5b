import type { StoreContext } from './context.ts'
import type { AuditEntry, AuditLog } from './contract.ts'

export function auditLog({ db }: StoreContext): AuditLog {
  return {
    async append({ at, who, action, result, details }) {
      await db
        .insertInto('audit')
        .values({ at, who, action, result, details: JSON.stringify(details) })
        .execute()
    },

    async list({ limit, action, naming }) {
      let query = db.selectFrom('audit').selectAll().orderBy('id', 'desc')
      if (action !== undefined) query = query.where('action', '=', action)
      if (naming !== undefined) {
        // public names hold no sign that JSON or `like` reads in another way
        query = query.where((eb) => eb.or(naming.map((name) => eb('details', 'like', `%"${name}"%`))))
      }
      if (limit !== undefined) query = query.limit(limit)
      const rows = await query.execute()
      return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as AuditEntry['details'] }))
    },
  }
}
