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

    async list({ limit, action }) {
      let query = db.selectFrom('audit').selectAll().orderBy('id', 'desc')
      if (action !== undefined) query = query.where('action', '=', action)
      if (limit !== undefined) query = query.limit(limit)
      const rows = await query.execute()
      return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as AuditEntry['details'] }))
    },
  }
}
