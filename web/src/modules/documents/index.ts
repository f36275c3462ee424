// The door of this module for other modules.
export { default as MeetingDocuments } from './components/MeetingDocuments.vue'
