/** A part of undici that is imported by its file: the index loads four times as much. */
declare module 'undici/lib/dispatcher/pool.js' {
  import { Pool } from 'undici'
  export default Pool
}
