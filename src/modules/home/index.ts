/** The door of the home module: what the app itself uses of it. */
export { apiGroups } from './api-docs.ts'
export { ApiPage } from './pages/api-page.tsx'
