// The door of this module for other modules: the tree to choose an organisation from.
export { useOrganisationTree } from './api'
