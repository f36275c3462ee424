// The door of this module for other modules.
export { default as MeetingDocuments } from './components/MeetingDocuments.vue'
export { default as PaperList } from './components/PaperList.vue'
export type { Format } from './papers'
