// The door of this module for other modules.
export { useNotices } from './api'
