// The door of this module for other modules.
export { default as SlotPicker } from './components/SlotPicker.vue'
export type { Sitting, SlotProposal } from './api'
