/** Classes of posts; they are words of the whole program, since an event keeps the verdict on its text. */
export { type Commercial, type PostLabel, postLabels } from '../../domain/index.ts'
