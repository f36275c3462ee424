// The door of this module for other modules.
export { default as ImportFile } from './components/ImportFile.vue'
