// The door of this module for other modules.
export { default as BranchPicker } from './components/BranchPicker.vue'
export { default as FindingList } from './components/FindingList.vue'
export { default as LifeNav } from './components/LifeNav.vue'
export { instantOf, later } from './when'
