// The door of this module for other modules.
export { default as DocumentOffers } from './components/DocumentOffers.vue'
export { default as MeetingDocuments } from './components/MeetingDocuments.vue'
